// Which handler answers a request, or why none does. Knows nothing of sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server-stub/http/live_socket.h"
#include "server-stub/http/message.h"

namespace pupitre::host {

using Handler = std::function<void(const HttpRequest&, Responder)>;

struct Route {
    Handler handle;
    std::string_view content_type;   // What a body must be; empty: there is none.
    std::size_t body_bytes_max = 0;  // Larger ones are refused before they are read.
};

/// What to do with the socket of a device that may listen.
using LiveAccept = std::function<void(std::shared_ptr<LiveSocket>)>;
/// Decides whether a device may listen: calls `accept`, or answers with the reason why not.
using LiveDecide = std::function<void(const HttpRequest&, std::function<void(LiveAccept)> accept, Responder refuse)>;

/// What is to be done with one request.
struct Plan {
    const Handler* handle = nullptr;                     // Who answers …
    const LiveDecide* live = nullptr;                    // … or who decides about a live socket …
    std::optional<HttpResponse> refusal = std::nullopt;  // … or why nobody does.
    std::size_t body_bytes_max = 0;
    bool known = false;  // The path is one of ours and may stand in the log.
};

struct Router {
    std::map<std::string, Route, std::less<>> posts;
    std::map<std::string, Handler, std::less<>> gets;
    std::map<std::string, LiveDecide, std::less<>> lives;
    std::map<std::string, Handler, std::less<>> trees;  // All GETs below an address that ends in "/".
    Handler files;                                      // Every other GET and HEAD.

    Plan plan(const HttpRequest& request, bool wants_live, std::optional<std::uint64_t> body_bytes,
              std::span<const std::string> public_origins) const;

private:
    Plan plan_post(const HttpRequest& request, std::optional<std::uint64_t> body_bytes,
                   std::span<const std::string> public_origins) const;
};

}  // namespace pupitre::host
