// A PostgreSQL server of the tests' own: made with initdb in a temporary folder, reached through a socket in that folder
// only, run by an account without rights, and removed with the process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/host/support/temp_folder.h"

namespace pupitre::host {

/// Whether a commit waits for the disk, as it must where data are worth something. Tests cut no power, and are quicker.
enum class CommitWaits : std::uint8_t { no, yes };

class PostgresCluster {
public:
    explicit PostgresCluster(CommitWaits waits = CommitWaits::no);
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    /// An empty database; its address, as --database takes it.
    std::string new_database();
    /// Does something in a database, as its owner.
    void run_sql(const std::string& place, const std::string& sql) const;
    /// The first value of the first row.
    std::string ask(const std::string& place, const std::string& sql) const;

    /// By the test's main thread: the server ends with the thread that started it.
    void start();
    /// As an administrator stops it; `immediate` as a crash does.
    void stop(bool immediate = false);

private:
    pid_t begin_as_owner(const std::vector<std::string>& command) const;
    std::string address(const std::string& database) const;

    TempFolder folder_;
    std::string programs_;
    CommitWaits waits_;
    int databases_ = 0;
    pid_t server_ = -1;
};

/// The one of this process, started when it is first asked for.
PostgresCluster& postgres_cluster();

}  // namespace pupitre::host
