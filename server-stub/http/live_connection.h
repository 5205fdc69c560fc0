// Internal to server-stub/http: turns a connection into a live socket (WebSocket).
#pragma once

#include <memory>

#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server-stub/http/network.h"

namespace pupitre::host {

void start_live(Network& network, boost::beast::tcp_stream stream,
                boost::beast::http::request<boost::beast::http::string_body> request,
                std::unique_ptr<ConnectionTicket> ticket, LiveAccept accept);

}  // namespace pupitre::host
