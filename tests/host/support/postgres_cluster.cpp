// A PostgreSQL server of the tests' own.
#include "tests/host/support/postgres_cluster.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

// initdb and postgres refuse to run as root: then this account runs them.
constexpr const char* account_without_rights = "nobody";
constexpr const char* owner = "tester";

std::string programs_folder() {
    std::string newest;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
        const fs::path programs = entry.path() / "bin";
        if (fs::exists(programs / "initdb") && programs.string() > newest) newest = programs.string();
    }
    return newest;
}

/// In the child: gives up root's rights for good.
void become_nobody() {
    if (getuid() != 0) return;
    const passwd* account = getpwnam(account_without_rights);
    if (account == nullptr || setgroups(0, nullptr) != 0 || setgid(account->pw_gid) != 0 ||
        setuid(account->pw_uid) != 0) {
        _exit(126);
    }
}

using Link = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

}  // namespace

PostgresCluster::PostgresCluster(CommitWaits waits) : programs_(programs_folder()), waits_(waits) {
    REQUIRE_MESSAGE(!programs_.empty(), "PostgreSQL is not installed: ./emsdk-setup.sh --tests");
    if (getuid() == 0) {
        const passwd* account = getpwnam(account_without_rights);
        REQUIRE(account != nullptr);
        REQUIRE(chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) == 0);
    }
    const pid_t making =
        begin_as_owner({programs_ + "/initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                        std::string("--username=") + owner, "--pgdata=" + folder_.file("data")});
    int status = 0;
    waitpid(making, &status, 0);
    REQUIRE_MESSAGE(status == 0, read_whole(folder_.file("log")));
    start();
}

PostgresCluster::~PostgresCluster() { stop(true); }

pid_t PostgresCluster::begin_as_owner(const std::vector<std::string>& command) const {
    const pid_t process = fork();
    if (process != 0) return process;
    become_nobody();
    // Ends with the tests, however they end: with the thread that asked for it.
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int log = open(folder_.file("log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (log < 0 || chdir("/") != 0) _exit(126);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    execv(words.front(), words.data());
    _exit(127);
}

void PostgresCluster::start() {
    // Without a network port.
    std::vector<std::string> command = {programs_ + "/postgres", "-D", folder_.file("data")};
    for (const char* setting :
         {"listen_addresses=", "max_connections=50", "shared_buffers=32MB", "autovacuum=off", "jit=off"}) {
        command.insert(command.end(), {"-c", setting});
    }
    if (waits_ == CommitWaits::no) command.insert(command.end(), {"-c", "fsync=off", "-c", "full_page_writes=off"});
    command.insert(command.end(), {"-c", "unix_socket_directories=" + folder_.path()});
    server_ = begin_as_owner(command);
    REQUIRE(server_ > 0);
    bool ready = false;
    for (int wait = 0; wait < 600 && !ready; ++wait) {
        ready = PQping(address("postgres").c_str()) == PQPING_OK;
        if (!ready) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    REQUIRE_MESSAGE(ready, read_whole(folder_.file("log")));
}

void PostgresCluster::stop(bool immediate) {
    if (server_ < 0) return;
    kill(server_, immediate ? SIGQUIT : SIGINT);
    waitpid(server_, nullptr, 0);
    server_ = -1;
}

std::string PostgresCluster::address(const std::string& database) const {
    std::string host = folder_.path();
    for (std::size_t at = host.find('/'); at != std::string::npos; at = host.find('/', at)) host.replace(at, 1, "%2F");
    return std::string("postgres://") + owner + '@' + host + '/' + database;
}

std::string PostgresCluster::new_database() {
    const std::string name = "test_" + std::to_string(++databases_);
    run_sql(address("postgres"), "CREATE DATABASE " + name);
    return address(name);
}

void PostgresCluster::run_sql(const std::string& place, const std::string& sql) const {
    static_cast<void>(ask(place, sql));
}

std::string PostgresCluster::ask(const std::string& place, const std::string& sql) const {
    const Link link(PQconnectdb(place.c_str()), PQfinish);
    REQUIRE_MESSAGE(PQstatus(link.get()) == CONNECTION_OK, PQerrorMessage(link.get()));
    const Answer answer(PQexec(link.get(), sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    CAPTURE(sql);
    CHECK_MESSAGE(good, PQerrorMessage(link.get()));
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : std::string{};
}

PostgresCluster& postgres_cluster() {
    static PostgresCluster cluster;
    return cluster;
}

}  // namespace pupitre::host
