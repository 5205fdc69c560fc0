// Stands between a host and PostgreSQL.
#include "tests/host/support/cutting_proxy.h"

#include <array>
#include <string_view>

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace pupitre::host {
namespace {

// What libpq calls the socket in a folder.
constexpr const char* socket_name = "/.s.PGSQL.5432";
constexpr int look_every_ms = 50;

sockaddr_un socket_address(const std::string& file) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(file.size() < sizeof address.sun_path);
    file.copy(address.sun_path, file.size());
    return address;
}

int new_socket() { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

/// "postgres://tester@%2Ftmp%2Ffolder/name" with another folder.
std::string with_folder(const std::string& place, const std::string& folder) {
    std::string coded;
    for (const char letter : folder) coded += letter == '/' ? std::string("%2F") : std::string(1, letter);
    return place.substr(0, place.find('@') + 1) + coded + place.substr(place.rfind('/'));
}

std::string folder_of(const std::string& place) {
    const std::size_t start = place.find('@') + 1;
    std::string folder = place.substr(start, place.rfind('/') - start);
    for (std::size_t at = folder.find("%2F"); at != std::string::npos; at = folder.find("%2F")) {
        folder.replace(at, 3, "/");
    }
    return folder;
}

bool send_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Reads what is there and sends it on. What it was; empty at the end of the connection.
std::string pass(int from, int to) {
    std::array<char, 65'536> buffer{};
    const ssize_t size = recv(from, buffer.data(), buffer.size(), 0);
    if (size <= 0) return {};
    std::string bytes(buffer.data(), static_cast<std::size_t>(size));
    return send_all(to, bytes) ? bytes : std::string{};
}

}  // namespace

CuttingProxy::CuttingProxy(const std::string& place) :
    server_file_(folder_of(place) + socket_name), place_(with_folder(place, folder_.path())), listener_(new_socket()) {
    const sockaddr_un address = socket_address(folder_.path() + socket_name);
    REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(listener_, 10) == 0);
    thread_ = std::thread([this] { accept_all(); });
}

CuttingProxy::~CuttingProxy() {
    ending_ = true;
    thread_.join();
    close(listener_);
}

void CuttingProxy::accept_all() {
    std::vector<std::thread> connections;
    while (!ending_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (poll(&waiting, 1, look_every_ms) <= 0) continue;
        const int client = accept(listener_, nullptr, nullptr);
        const int server = new_socket();
        const sockaddr_un address = socket_address(server_file_);
        const bool reached = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        connections.emplace_back([this, client, server, reached] {
            if (reached) pass_on(client, server);
            close(client);
            close(server);
        });
    }
    for (std::thread& connection : connections) connection.join();
}

void CuttingProxy::pass_on(int client, int server) {
    while (!ending_) {
        std::array<pollfd, 2> waiting = {pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (poll(waiting.data(), waiting.size(), look_every_ms) <= 0) continue;
        if (waiting[0].revents != 0 && !pass_from_client(client, server)) return;
        if (waiting[1].revents != 0 && pass(server, client).empty()) return;
    }
}

/// False at the end of the connection.
bool CuttingProxy::pass_from_client(int client, int server) {
    const std::string bytes = pass(client, server);
    // With the end of the text: "READ COMMITTED" is none.
    const bool commits = bytes.find(std::string("COMMIT") + '\0') != std::string::npos;
    if (!commits || !armed_.exchange(false)) return !bytes.empty();
    // The server answers when it has committed.
    std::array<char, 1'024> unheard{};
    static_cast<void>(recv(server, unheard.data(), unheard.size(), 0));
    ++cuts_;
    return false;
}

}  // namespace pupitre::host
