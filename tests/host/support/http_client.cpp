// A plain blocking HTTP client over a real socket.
#include "tests/host/support/http_client.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pupitre::host {
namespace {

constexpr int patience_s = 30;  // Machines that run tests can be very busy.

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

}  // namespace

Socket::Socket(std::uint16_t port) : handle_(socket(AF_INET, SOCK_STREAM, 0)) {
    REQUIRE(handle_ >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{patience_s, 0};
    setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(handle_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    // A refused connection shows as an answer that never comes.
    [[maybe_unused]] const int connected =
        connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

Socket::~Socket() { close(handle_); }

bool Socket::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string Socket::receive() const {
    std::array<char, 65536> buffer{};
    const ssize_t size = recv(handle_, buffer.data(), buffer.size(), 0);
    return size <= 0 ? std::string{} : std::string(buffer.data(), static_cast<std::size_t>(size));
}

bool Socket::closed_within(int ms) const {
    pollfd waiting{handle_, POLLIN, 0};
    return poll(&waiting, 1, ms) > 0 && receive().empty();
}

void Socket::shut_down_sending() const { shutdown(handle_, SHUT_WR); }

void Socket::shut_down() const { shutdown(handle_, SHUT_RDWR); }

Reply read_reply(const Socket& socket, std::string& leftover, bool has_body) {
    Reply reply;
    std::size_t end = 0;
    while ((end = leftover.find("\r\n\r\n")) == std::string::npos) {
        const std::string more = socket.receive();
        if (more.empty()) return reply;
        leftover += more;
    }
    std::string_view head(leftover.data(), end);
    reply.status = std::atoi(std::string(head.substr(std::string_view("HTTP/1.1 ").size(), 3)).c_str());
    std::size_t line = head.find("\r\n");
    while (line != std::string_view::npos) {
        const std::size_t next = head.find("\r\n", line + 2);
        const std::string_view field = head.substr(line + 2, next == std::string_view::npos ? next : next - line - 2);
        const std::size_t colon = field.find(": ");
        if (colon != std::string_view::npos) {
            reply.headers[lower(std::string(field.substr(0, colon)))] = field.substr(colon + 2);
        }
        line = next;
    }
    leftover.erase(0, end + 4);
    if (!has_body || reply.status == 304 || reply.status == 101) return reply;
    const auto length = static_cast<std::size_t>(std::atoll(reply.header("content-length").c_str()));
    while (leftover.size() < length) {
        const std::string more = socket.receive();
        if (more.empty()) break;
        leftover += more;
    }
    reply.body = leftover.substr(0, length);
    leftover.erase(0, length);
    return reply;
}

Reply HttpClient::send(const std::string& method, const std::string& path, const RequestHeaders& headers,
                       const std::string& body) {
    const Socket socket(port_);
    std::string request = method + ' ' + path + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) + "\r\n";
    for (const auto& [name, value] : headers) request.append(name).append(": ").append(value).append("\r\n");
    if (!cookie_.empty()) request += "Cookie: " + cookie_ + "\r\n";
    if (!body.empty() || method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    request += "Connection: close\r\n\r\n";
    socket.send(request + body);
    std::string leftover;
    Reply reply = read_reply(socket, leftover, method != "HEAD");
    const std::string set = reply.header("set-cookie");
    if (!set.empty()) cookie_ = set.substr(0, set.find(';'));
    return reply;
}

Reply HttpClient::post(const std::string& path, const std::string& type, const std::string& body,
                       const RequestHeaders& headers) {
    RequestHeaders all = headers;
    if (!type.empty()) all.emplace_back("Content-Type", type);
    return send("POST", path, all, body);
}

Reply HttpClient::log_in(const std::string& email, const std::string& password) {
    return post("/api/login", "application/json", R"({"email":")" + email + R"(","password":")" + password + "\"}");
}

LiveClient::LiveClient(std::uint16_t port, const std::string& cookie, const std::string& origin) : socket_(port) {
    std::string request = "GET /api/live HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    if (!cookie.empty()) request += "Cookie: " + cookie + "\r\n";
    if (!origin.empty()) request += "Origin: " + origin + "\r\n";
    socket_.send(request + "\r\n");
    status_ = read_reply(socket_, buffer_).status;
}

bool LiveClient::fill(std::size_t bytes) {
    while (buffer_.size() < bytes) {
        const std::string more = socket_.receive();
        if (more.empty()) return false;
        buffer_ += more;
    }
    return true;
}

std::optional<std::string> LiveClient::next_message() {
    // The host's frames are short, whole and unmasked: two bytes, then the content.
    while (fill(2)) {
        const auto opcode = static_cast<unsigned char>(buffer_[0]) & 0x0F;
        const auto size = static_cast<std::size_t>(static_cast<unsigned char>(buffer_[1]) & 0x7F);
        REQUIRE(size < 126);
        if (!fill(2 + size)) return std::nullopt;
        std::string content = buffer_.substr(2, size);
        buffer_.erase(0, 2 + size);
        if (opcode == 1) return content;
        if (opcode == 8) {
            if (size >= 2) {
                close_code_ = static_cast<unsigned char>(content[0]) * 256 + static_cast<unsigned char>(content[1]);
            }
            return std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace pupitre::host
