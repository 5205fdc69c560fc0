// A live socket: sends hints, answers pings, ignores what it is told, closes with 1001 when the host stops.
#include "server-stub/http/live_connection.h"

#include <optional>
#include <string>

#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

namespace pupitre::host {
namespace {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

class LiveConnection final : public LiveSocket, public std::enable_shared_from_this<LiveConnection> {
public:
    LiveConnection(Network& network, beast::tcp_stream stream, std::unique_ptr<ConnectionTicket> ticket) :
        network_(network), stream_(std::move(stream)), ticket_(std::move(ticket)) {}

    void start(const beast::http::request<beast::http::string_body>& request, LiveAccept accept);
    void hint(std::string message) override;
    void close() override;

private:
    void read();
    void write();
    void begin_close();
    void ended();

    Network& network_;
    websocket::stream<beast::tcp_stream> stream_;
    std::unique_ptr<ConnectionTicket> ticket_;
    std::unique_ptr<StopListener> stop_;
    beast::flat_buffer received_;
    std::optional<std::string> newest_;  // Waits until the one before is written.
    std::string writing_;
    bool busy_ = false;
    bool closing_ = false;
};

void LiveConnection::start(const beast::http::request<beast::http::string_body>& request, LiveAccept accept) {
    beast::get_lowest_layer(stream_).expires_never();  // The WebSocket has its own time-outs.
    const auto idle = std::chrono::milliseconds(network_.options.limits.live_idle_ms);
    stream_.set_option(websocket::stream_base::timeout{std::chrono::seconds(10), idle, true});
    stream_.read_message_max(network_.options.limits.live_message_bytes_max);
    stream_.text(true);
    stream_.async_accept(
        request, [self = shared_from_this(), accept = std::move(accept)](const boost::system::error_code& error) {
            if (error) return self->ended();
            self->stop_ = std::make_unique<StopListener>(self->network_, [weak = self->weak_from_this()] {
                if (const auto alive = weak.lock()) alive->begin_close();
            });
            if (self->network_.stopping) return self->begin_close();
            accept(self);
            self->read();
        });
}

void LiveConnection::read() {
    received_.clear();
    stream_.async_read(received_, [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
        if (error) return self->ended();
        self->read();
    });
}

void LiveConnection::hint(std::string message) {
    asio::post(network_.context, [self = shared_from_this(), message = std::move(message)]() mutable {
        self->newest_ = std::move(message);
        self->write();
    });
}

void LiveConnection::write() {
    if (busy_ || closing_ || !newest_ || !stream_.is_open()) return;
    writing_ = std::move(*newest_);
    newest_.reset();
    busy_ = true;
    stream_.async_write(asio::buffer(writing_),
                        [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
                            self->busy_ = false;
                            if (!error) self->write();
                        });
}

void LiveConnection::close() {
    asio::post(network_.context, [self = shared_from_this()] { self->begin_close(); });
}

void LiveConnection::begin_close() {
    if (closing_ || !stream_.is_open()) return;
    closing_ = true;
    stream_.async_close(websocket::close_code::going_away,
                        [self = shared_from_this()](const boost::system::error_code&) { self->ended(); });
}

void LiveConnection::ended() {
    stop_.reset();
    ticket_.reset();
}

}  // namespace

void start_live(Network& network, beast::tcp_stream stream, beast::http::request<beast::http::string_body> request,
                std::unique_ptr<ConnectionTicket> ticket, LiveAccept accept) {
    // The request must outlive the handshake.
    auto held = std::make_shared<beast::http::request<beast::http::string_body>>(std::move(request));
    auto live = std::make_shared<LiveConnection>(network, std::move(stream), std::move(ticket));
    live->start(*held,
                [held, accept = std::move(accept)](std::shared_ptr<LiveSocket> socket) { accept(std::move(socket)); });
}

}  // namespace pupitre::host
