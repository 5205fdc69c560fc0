// One HTTP connection: reads requests within the limits, asks the router, writes answers, keeps the connection.
#include <chrono>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "server-stub/base/clock.h"
#include "server-stub/http/live_connection.h"
#include "server-stub/http/network.h"
#include "server-stub/http/security.h"

namespace pupitre::host {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Parser = http::request_parser<http::string_body>;
constexpr auto await = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t read_bytes = 16 * 1024;
// How much of a refused body is still read and dropped, so that the client gets to see the answer.
constexpr std::size_t drained_bytes_max = 8 * 1024 * 1024;
constexpr std::chrono::seconds drain_time{2};
constexpr std::int64_t retry_after_s = 5;

std::chrono::milliseconds milliseconds(std::int64_t count) { return std::chrono::milliseconds(count); }

Method method_of(http::verb verb) {
    if (verb == http::verb::get) return Method::get;
    if (verb == http::verb::head) return Method::head;
    if (verb == http::verb::post) return Method::post;
    return Method::other;
}

class Connection {
public:
    Connection(Network& network, tcp::socket socket, std::string address, std::unique_ptr<ConnectionTicket> ticket) :
        network_(network),
        stream_(std::move(socket)),
        address_(std::move(address)),
        ticket_(std::move(ticket)),
        stop_(std::make_unique<StopListener>(network_, [this] { stop_if_idle(); })) {}

    asio::awaitable<void> serve();

private:
    const Limits& limits() const { return network_.options.limits; }
    void stop_if_idle();
    asio::awaitable<bool> wait_for_request();
    asio::awaitable<bool> exchange();
    HttpRequest read_head(Parser& parser);
    Plan plan(HttpRequest& request, Parser& parser);
    asio::awaitable<bool> read_body(Parser& parser, std::size_t bytes_max);
    asio::awaitable<HttpResponse> ask(const Handler& handler, const HttpRequest& request);
    asio::awaitable<void> go_live(const LiveDecide& decide, const HttpRequest& request, Parser& parser);
    asio::awaitable<bool> write(const HttpRequest& request, const HttpResponse& response, bool keep);
    asio::awaitable<void> finish();
    void close();
    void log(const HttpRequest& request, const HttpResponse& response, std::int64_t since_ms, bool known);

    Network& network_;
    beast::tcp_stream stream_;
    std::string address_;
    std::unique_ptr<ConnectionTicket> ticket_;
    std::unique_ptr<StopListener> stop_;
    beast::flat_buffer buffer_;
    bool idle_ = false;
};

void Connection::stop_if_idle() {
    if (idle_) stream_.cancel();
}

asio::awaitable<void> Connection::serve() {
    while (!network_.stopping) {
        if (!co_await wait_for_request()) break;
        if (!co_await exchange()) co_return;
    }
    boost::system::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

asio::awaitable<bool> Connection::wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    idle_ = true;
    stream_.expires_after(milliseconds(limits().idle_ms));
    const auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(read_bytes), await);
    idle_ = false;
    buffer_.commit(bytes);
    co_return !error;
}

/// One request and its answer; false when the connection has ended or was handed over.
asio::awaitable<bool> Connection::exchange() {
    const std::int64_t since_ms = steady_ms();
    Parser parser;
    parser.header_limit(limits().header_bytes_max);
    parser.body_limit(limits().sync_body_bytes_max);
    stream_.expires_after(milliseconds(limits().header_ms));
    const auto [error, ignored_bytes] = co_await http::async_read_header(stream_, buffer_, parser, await);
    HttpRequest request = read_head(parser);
    if (error) {
        // A time-out has closed the socket already; an unreadable request still gets an answer.
        if (error == beast::error::timeout || error == http::error::end_of_stream) co_return false;
        const HttpResponse refusal = error == http::error::header_limit ? error_response(431, "header_too_large")
                                     : error == http::error::body_limit ? error_response(413, "body_too_large")
                                                                        : error_response(400, "bad_request");
        log(request, refusal, since_ms, false);
        if (co_await write(request, refusal, false)) co_await finish();
        co_return false;
    }
    Plan planned = plan(request, parser);
    if (!planned.refusal && planned.live != nullptr) {
        co_await go_live(*planned.live, request, parser);
        co_return false;
    }
    if (!planned.refusal) {
        const bool fits = co_await read_body(parser, planned.body_bytes_max);
        if (!stream_.socket().is_open()) co_return false;
        if (!fits) planned.refusal = error_response(413, "body_too_large");
    }
    HttpResponse response;
    if (planned.refusal) {
        response = std::move(*planned.refusal);
    } else {
        request.body = std::move(parser.get().body());
        response = co_await ask(*planned.handle, request);
    }
    log(request, response, since_ms, planned.known);
    const bool keep = parser.is_done() && parser.keep_alive() && !network_.stopping;
    if (!co_await write(request, response, keep)) co_return false;
    if (!keep) co_await finish();
    co_return keep;
}

HttpRequest Connection::read_head(Parser& parser) {
    HttpRequest request;
    request.id = std::to_string(++network_.next_request);
    request.address = address_;
    request.method = method_of(parser.get().method());
    for (const auto& field : parser.get()) {
        std::string name(field.name_string());
        for (char& c : name) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    if (network_.options.behind_proxy) {
        std::string_view forwarded = request.header("x-forwarded-for");
        forwarded.remove_prefix(std::min(forwarded.size(), forwarded.rfind(',') + 1));
        while (forwarded.starts_with(' ')) forwarded.remove_prefix(1);
        boost::system::error_code invalid;
        const auto address = asio::ip::make_address(std::string(forwarded), invalid);
        if (!invalid) request.address = address_key(address);
    }
    return request;
}

Plan Connection::plan(HttpRequest& request, Parser& parser) {
    Plan refusal;
    const std::string_view target(parser.get().target().data(), parser.get().target().size());
    auto path = decoded_path(target);
    // Without a Host, what the browser's Origin says could not be compared with anything.
    const bool nameless = parser.get().version() >= 11 && request.header("host").empty();
    if (!path || nameless) {
        refusal.refusal = error_response(400, "bad_request");
        return refusal;
    }
    request.path = std::move(*path);
    if (!network_.rates.take(request.address, steady_ms())) {
        refusal.refusal = error_response(429, "too_many_requests", retry_after_s);
        return refusal;
    }
    std::optional<std::uint64_t> body_bytes;
    if (const auto length = parser.content_length()) body_bytes = *length;
    return network_.router.plan(request, beast::websocket::is_upgrade(parser.get()), body_bytes,
                                network_.options.origins);
}

/// False when the body is larger than the route takes.
asio::awaitable<bool> Connection::read_body(Parser& parser, std::size_t bytes_max) {
    parser.body_limit(bytes_max);
    stream_.expires_after(milliseconds(limits().body_ms));
    if (!parser.is_done() && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(stream_, asio::buffer(go_on), await);
    }
    if (parser.is_done()) co_return true;
    const auto [error, bytes] = co_await http::async_read(stream_, buffer_, parser, await);
    if (error == http::error::body_limit) co_return false;
    if (error) close();
    co_return true;
}

/// Hands the request to a handler and waits for its answer, which may come from any thread.
asio::awaitable<HttpResponse> Connection::ask(const Handler& handler, const HttpRequest& request) {
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(HttpResponse)>(
        [this, &handler, &request](auto completion) {
            auto waiting = std::make_shared<decltype(completion)>(std::move(completion));
            Responder responder([&network = network_, waiting](HttpResponse response) {
                asio::post(network.context, [waiting, response = std::move(response)]() mutable {
                    std::move (*waiting)(std::move(response));
                });
            });
            handler(request, std::move(responder));
        },
        asio::use_awaitable);
}

/// Asks whether the device may listen; then the socket leaves this connection, with its ticket.
asio::awaitable<void> Connection::go_live(const LiveDecide& decide, const HttpRequest& request, Parser& parser) {
    const std::int64_t since_ms = steady_ms();
    LiveAccept accepted;
    const Handler decision = [&](const HttpRequest& asked, const Responder& answer) {
        decide(
            asked,
            [&accepted, answer](LiveAccept accept) {
                accepted = std::move(accept);
                answer(HttpResponse{.status = 101});
            },
            answer);
    };
    const HttpResponse response = co_await ask(decision, request);
    log(request, response, since_ms, true);
    if (response.status != 101 || accepted == nullptr) {
        co_await write(request, response, false);
        co_return;
    }
    stop_.reset();
    start_live(network_, std::move(stream_), parser.release(), std::move(ticket_), std::move(accepted));
}

asio::awaitable<bool> Connection::write(const HttpRequest& request, const HttpResponse& response, bool keep) {
    const std::string_view body = response.body == nullptr ? std::string_view{} : std::string_view(*response.body);
    http::response<http::span_body<const char>> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    for (const auto& [name, value] : security_headers()) message.set(name, value);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    if (!response.content_type.empty()) message.set(http::field::content_type, response.content_type);
    message.set(http::field::date, http_date(now_ms()));
    message.set("X-Request-Id", request.id);
    message.keep_alive(keep);
    const bool has_body = response.status != 304 && response.status != 204;
    if (has_body) message.content_length(body.size());
    if (has_body && request.method != Method::head) message.body() = beast::span<const char>(body.data(), body.size());
    http::response_serializer<http::span_body<const char>> serializer(message);
    stream_.expires_after(milliseconds(limits().write_ms));
    if (request.method == Method::head || !has_body) {
        const auto [error, bytes] = co_await http::async_write_header(stream_, serializer, await);
        co_return !error;
    }
    const auto [error, bytes] = co_await http::async_write(stream_, serializer, await);
    co_return !error;
}

/// Closes our direction first and drops what the client still sends: closing at once could take the answer with it.
asio::awaitable<void> Connection::finish() {
    boost::system::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(drain_time);
    for (std::size_t drained = 0; drained < drained_bytes_max;) {
        buffer_.clear();
        const auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(read_bytes), await);
        if (error) break;
        drained += bytes;
    }
    close();
}

void Connection::close() {
    boost::system::error_code ignored;
    stream_.socket().close(ignored);
}

void Connection::log(const HttpRequest& request, const HttpResponse& response, std::int64_t since_ms, bool known) {
    const bool routine = response.status < 400 && !known;
    const std::initializer_list<LogField> fields = {
        {"id", std::string_view(request.id)},
        {"path", known || routine ? std::string_view(request.path) : std::string_view("-")},
        {"status", static_cast<std::int64_t>(response.status)},
        {"ms", steady_ms() - since_ms}};
    if (response.status >= 500) {
        network_.log.error("http.request", fields);
    } else if (routine) {
        network_.log.debug("http.request", fields);
    } else {
        network_.log.info("http.request", fields);
    }
}

}  // namespace

asio::awaitable<void> serve_connection(Network& network, tcp::socket socket, std::string address,
                                       std::unique_ptr<ConnectionTicket> ticket) {
    Connection connection(network, std::move(socket), std::move(address), std::move(ticket));
    co_await connection.serve();
}

}  // namespace pupitre::host
