// Hears, on a connection and a thread of its own, that another program has committed. While it listens, the database
// knows that a host serves it. Internal to server-stub/storage.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include "server-stub/storage/postgres_link.h"

namespace pupitre::host {

/// What a writing transaction says, to be heard when it has been committed. `speaker` tells us from the others.
std::string notification(const std::string& speaker);
/// Held, shared, by whoever serves the database. As a key of PostgreSQL's advisory locks.
constexpr const char* serving_key = "8751743516";

class PostgresListener {
public:
    /// Calls `notice` after what others than `own` have said, and after each time that it may have missed something.
    PostgresListener(std::string where, std::string own, std::function<void()> notice);
    ~PostgresListener();
    PostgresListener(const PostgresListener&) = delete;
    PostgresListener& operator=(const PostgresListener&) = delete;

private:
    void run();
    bool listen();
    bool hear();
    /// False when it is time to end.
    bool wait(int socket, int ms) const;

    std::string where_;
    std::string own_;
    std::function<void()> notice_;
    PostgresLink link_;
    int end_ = -1;  // Becomes readable when it is time to end.
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

}  // namespace pupitre::host
