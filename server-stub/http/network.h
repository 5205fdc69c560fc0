// Internal to server-stub/http: what the accept loop, the connections and the live sockets share. Touched only on the
// network thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "server-stub/http/rate_limiter.h"
#include "server-stub/http/server.h"

namespace pupitre::host {

namespace asio = boost::asio;

struct Network {
    Network(ServerOptions with, Router routes, Log& to) :
        options(std::move(with)),
        router(std::move(routes)),
        log(to),
        rates(options.limits.requests_per_second, options.limits.requests_burst) {}

    ServerOptions options;
    Router router;
    Log& log;
    RateLimiter rates;
    bool stopping = false;
    std::uint64_t next_request = 0;
    std::size_t connections = 0;
    std::map<std::string, std::size_t, std::less<>> connections_by_address;
    // What to tell when the host stops: an idle connection closes, a busy one finishes first.
    std::uint64_t next_listener = 0;
    std::map<std::uint64_t, std::function<void()>> on_stop;
    // The last member, so that it goes first: with it go the connections that still wait in it, and they look at the rest.
    asio::io_context context{1};
};

/// Registers for the stop of the host for as long as it lives.
class StopListener {
public:
    StopListener(Network& network, std::function<void()> listener) : network_(network), key_(network.next_listener++) {
        network_.on_stop.emplace(key_, std::move(listener));
    }
    ~StopListener() { network_.on_stop.erase(key_); }
    StopListener(const StopListener&) = delete;
    StopListener& operator=(const StopListener&) = delete;

private:
    Network& network_;
    std::uint64_t key_;
};

/// Counts one connection, in total and of its address, for as long as it lives.
class ConnectionTicket {
public:
    /// Nothing when there are too many already.
    static std::unique_ptr<ConnectionTicket> take(Network& network, const std::string& address);
    ~ConnectionTicket();
    ConnectionTicket(const ConnectionTicket&) = delete;
    ConnectionTicket& operator=(const ConnectionTicket&) = delete;

private:
    ConnectionTicket(Network& network, std::string address);
    Network& network_;
    std::string address_;
};

/// Whom the limits count: an IPv4 address, or the /64 network of an IPv6 address, which is one subscriber.
std::string address_key(const asio::ip::address& address);

/// Serves one connection until it ends; a live socket takes it over.
asio::awaitable<void> serve_connection(Network& network, asio::ip::tcp::socket socket, std::string address,
                                       std::unique_ptr<ConnectionTicket> ticket);

}  // namespace pupitre::host
