// A plain blocking HTTP client over a real socket, independent of the library that the host uses.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pupitre::host {

struct Reply {
    int status = 0;                              // 0: the connection ended without an answer.
    std::map<std::string, std::string> headers;  // Names in lower case.
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

/// One TCP connection. Every wait ends after some seconds, so that a failing test fails and does not hang.
class Socket {
public:
    explicit Socket(std::uint16_t port);
    ~Socket();
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool send(std::string_view bytes) const;
    /// Some bytes; empty when the connection has ended (or nothing came in time).
    std::string receive() const;
    /// True when the host closes the connection within this time.
    bool closed_within(int ms) const;
    void shut_down_sending() const;
    void shut_down() const;

private:
    int handle_;
};

using RequestHeaders = std::vector<std::pair<std::string, std::string>>;

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port) : port_(port) {}

    Reply get(const std::string& path, const RequestHeaders& headers = {}) { return send("GET", path, headers, {}); }
    Reply post(const std::string& path, const std::string& type, const std::string& body,
               const RequestHeaders& headers = {});
    Reply send(const std::string& method, const std::string& path, const RequestHeaders& headers,
               const std::string& body);
    Reply log_in(const std::string& email, const std::string& password);

    std::uint16_t port() const { return port_; }
    /// "pupitre_session=…", as the last answer set it.
    const std::string& cookie() const { return cookie_; }
    void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }

private:
    std::uint16_t port_;
    std::string cookie_;
};

/// Reads one answer from a connection; `leftover` holds what came after it.
Reply read_reply(const Socket& socket, std::string& leftover, bool has_body = true);

/// A listener to hints (WebSocket).
class LiveClient {
public:
    LiveClient(std::uint16_t port, const std::string& cookie, const std::string& origin = {});

    /// The status of the handshake: 101 when it listens.
    int status() const { return status_; }
    /// The next text message; nothing when the host closes or nothing comes in time.
    std::optional<std::string> next_message();
    /// The code with which the host closed; 0 if it did not.
    int close_code() const { return close_code_; }
    /// Goes away without a word.
    void leave() const { socket_.shut_down(); }

private:
    bool fill(std::size_t bytes);

    Socket socket_;
    int status_ = 0;
    int close_code_ = 0;
    std::string buffer_;
};

}  // namespace pupitre::host
