// The HTTP server: accepts connections, enforces the limits, hands requests to the router and answers. One thread of its
// own does all network work. The networking library stays inside the .cpp files.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server-stub/base/log.h"
#include "server-stub/http/limits.h"
#include "server-stub/http/router.h"

namespace pupitre::host {

struct ServerOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;         // 0: any free one.
    std::vector<std::string> origins;  // Public addresses, if not what the browser calls us by.
    bool behind_proxy = false;         // Then the last X-Forwarded-For says who asks.
    Limits limits;
};

enum class StartError : std::uint8_t { none, bad_address, port_in_use, port_not_permitted, other };

class Server {
public:
    Server(ServerOptions options, Router router, Log& log);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    StartError start();
    std::uint16_t port() const;
    /// Lets requests in flight finish, closes live sockets with 1001, then returns.
    void stop();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace pupitre::host
