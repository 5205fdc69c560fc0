// Hears that another program has committed.
#include "server-stub/storage/postgres_listener.h"

#include <array>
#include <memory>
#include <utility>

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace pupitre::host {
namespace {

constexpr const char* channel = "pupitre_commit";
constexpr int try_again_ms = 1'000;
constexpr int for_ever_ms = -1;

bool say(PGconn* link, const std::string& sql) {
    const PostgresResult result(PQexec(link, sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

struct NotificationEnd {
    void operator()(PGnotify* heard) const { PQfreemem(heard); }
};

}  // namespace

std::string notification(const std::string& speaker) {
    return std::string("NOTIFY ") + channel + ", '" + speaker + '\'';
}

PostgresListener::PostgresListener(std::string where, std::string own, std::function<void()> notice) :
    where_(std::move(where)),
    own_(std::move(own)),
    notice_(std::move(notice)),
    end_(eventfd(0, EFD_CLOEXEC)),
    thread_([this] { run(); }) {}

PostgresListener::~PostgresListener() {
    ending_ = true;
    static_cast<void>(eventfd_write(end_, 1));
    thread_.join();
    close(end_);
}

void PostgresListener::run() {
    while (!ending_) {
        if (listen()) {
            notice_();
            while (wait(PQsocket(link_.get()), for_ever_ms) && hear()) {}
        }
        link_.reset();
        wait(-1, try_again_ms);
    }
}

bool PostgresListener::wait(int socket, int ms) const {
    std::array<pollfd, 2> waiting = {pollfd{end_, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    poll(waiting.data(), waiting.size(), ms);
    return !ending_;
}

bool PostgresListener::listen() {
    auto link = connect_postgres(where_);
    if (!link) return false;
    link_ = std::move(*link);
    return say(link_.get(), std::string("LISTEN ") + channel) &&
           say(link_.get(), std::string("SELECT pg_advisory_lock_shared(") + serving_key + ')');
}

/// Reads what has come. False when the connection is gone.
bool PostgresListener::hear() {
    if (PQconsumeInput(link_.get()) != 1) return false;
    bool foreign = false;
    while (true) {
        const std::unique_ptr<PGnotify, NotificationEnd> heard(PQnotifies(link_.get()));
        if (heard == nullptr) break;
        foreign = foreign || own_ != heard->extra;
    }
    if (foreign) notice_();
    return true;
}

}  // namespace pupitre::host
