// The accept loop and the life of the network thread.
#include "server-stub/http/server.h"

#include <chrono>
#include <future>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "server-stub/http/network.h"

namespace pupitre::host {
namespace {

using asio::ip::tcp;
constexpr auto await = asio::as_tuple(asio::use_awaitable);

// After a failed accept (no file handles left) wait for some to be given back instead of turning in a circle.
constexpr std::chrono::milliseconds accept_pause{100};

void turn_away(tcp::socket socket) {
    static constexpr std::string_view answer =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(answer), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
}

asio::awaitable<void> accept_connections(Network& network, tcp::acceptor& acceptor) {
    while (acceptor.is_open() && !network.stopping) {
        auto [error, socket] = co_await acceptor.async_accept(await);
        if (error == asio::error::operation_aborted || !acceptor.is_open()) co_return;
        if (error) {
            network.log.warning("http.accept_failed", {{"reason", std::string_view(error.message())}});
            asio::steady_timer pause(network.context, accept_pause);
            co_await pause.async_wait(await);
            continue;
        }
        boost::system::error_code failed;
        const auto peer = socket.remote_endpoint(failed);
        if (failed) continue;
        std::string address = address_key(peer.address());
        auto ticket = ConnectionTicket::take(network, address);
        if (ticket == nullptr) {
            network.log.warning("http.connection_refused", {{"open", static_cast<std::int64_t>(network.connections)}});
            turn_away(std::move(socket));
            continue;
        }
        socket.set_option(tcp::no_delay(true), failed);
        asio::co_spawn(network.context,
                       serve_connection(network, std::move(socket), std::move(address), std::move(ticket)),
                       asio::detached);
    }
}

StartError start_error(const boost::system::error_code& error) {
    if (error == asio::error::address_in_use) return StartError::port_in_use;
    if (error == boost::system::errc::address_not_available) return StartError::bad_address;
    if (error == asio::error::access_denied) return StartError::port_not_permitted;
    return StartError::other;
}

}  // namespace

std::unique_ptr<ConnectionTicket> ConnectionTicket::take(Network& network, const std::string& address) {
    const Limits& limits = network.options.limits;
    if (network.connections >= limits.connections_max) return nullptr;
    const auto found = network.connections_by_address.find(address);
    if (found != network.connections_by_address.end() && found->second >= limits.connections_per_address_max) {
        return nullptr;
    }
    return std::unique_ptr<ConnectionTicket>(new ConnectionTicket(network, address));
}

ConnectionTicket::ConnectionTicket(Network& network, std::string address) :
    network_(network), address_(std::move(address)) {
    ++network_.connections;
    ++network_.connections_by_address[address_];
}

ConnectionTicket::~ConnectionTicket() {
    --network_.connections;
    const auto found = network_.connections_by_address.find(address_);
    if (found != network_.connections_by_address.end() && --found->second == 0) {
        network_.connections_by_address.erase(found);
    }
}

std::string address_key(const asio::ip::address& address) {
    if (!address.is_v6() || address.to_v6().is_v4_mapped() || address.is_loopback()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return asio::ip::address_v6(bytes).to_string() + "/64";
}

struct Server::Impl {
    Impl(ServerOptions options, Router router, Log& log) :
        network(std::move(options), std::move(router), log), acceptor(network.context) {}

    void begin_stop();

    Network network;
    tcp::acceptor acceptor;
    std::thread thread;
    std::uint16_t port = 0;
};

Server::Server(ServerOptions options, Router router, Log& log) :
    impl_(std::make_unique<Impl>(std::move(options), std::move(router), log)) {}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return impl_->port; }

StartError Server::start() {
    const ServerOptions& options = impl_->network.options;
    boost::system::error_code error;
    tcp::resolver resolver(impl_->network.context);
    const auto found = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
    if (error || found.empty()) return StartError::bad_address;
    const tcp::endpoint endpoint = found.begin()->endpoint();
    impl_->acceptor.open(endpoint.protocol(), error);
    if (error) return start_error(error);
    impl_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    impl_->acceptor.bind(endpoint, error);
    if (error) return start_error(error);
    impl_->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return start_error(error);
    impl_->port = impl_->acceptor.local_endpoint(error).port();
    asio::co_spawn(impl_->network.context, accept_connections(impl_->network, impl_->acceptor), asio::detached);
    impl_->thread = std::thread([this] { impl_->network.context.run(); });
    return StartError::none;
}

void Server::Impl::begin_stop() {
    network.stopping = true;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    // A listener may unregister others while it runs, so each is looked up anew.
    std::vector<std::uint64_t> keys;
    keys.reserve(network.on_stop.size());
    for (const auto& [key, listener] : network.on_stop) keys.push_back(key);
    for (const std::uint64_t key : keys) {
        const auto found = network.on_stop.find(key);
        if (found == network.on_stop.end()) continue;
        const auto listener = found->second;
        listener();
    }
    // Whatever has not finished by then is cut.
    auto deadline = std::make_shared<asio::steady_timer>(network.context,
                                                         std::chrono::milliseconds(network.options.limits.shutdown_ms));
    deadline->async_wait([this, deadline](const boost::system::error_code& cancelled) {
        if (!cancelled) network.context.stop();
    });
    auto poll = std::make_shared<asio::steady_timer>(network.context);
    auto check = std::make_shared<std::function<void()>>();
    *check = [this, poll, deadline, weak = std::weak_ptr(check)] {
        if (network.connections == 0) {
            deadline->cancel();
            return;
        }
        poll->expires_after(std::chrono::milliseconds(10));
        poll->async_wait([again = weak.lock()](const boost::system::error_code& cancelled) {
            if (!cancelled && again != nullptr) (*again)();
        });
    };
    (*check)();
}

void Server::stop() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->network.context, [this] { impl_->begin_stop(); });
    impl_->thread.join();
}

}  // namespace pupitre::host
