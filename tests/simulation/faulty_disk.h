// The disk under the hosts' SQLite: files in memory that can lose what was not synced, fail at a chosen call, or be full.
// It is SQLite's own file system as long as it lives, shared memory and locks included, so that the write-ahead log works
// as on a real disk and several hosts can open one database.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "tests/core/domain/command_maker.h"

namespace pupitre::simulation {

using tests::Dice;

class FaultyDisk {
public:
    using Image = std::map<std::string, std::string>;  // Files by name.

    explicit FaultyDisk(std::uint64_t seed);
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    [[nodiscard]] Image image() const;
    /// Replaces all files; nobody may have one open.
    void load(const Image& image);

    /// Whose files are opened from now on.
    void act_as(int process) { process_ = process; }
    /// The process is gone at once: its open files do nothing any more and hold no lock.
    void kill(int process);
    /// All processes are gone, and of what was not synced some writes are lost.
    void cut_power();

    /// The call after so many others fails: with the power gone if `power`, otherwise with this code of SQLite.
    void fail_call(int calls, int code, bool power);
    void forget_faults() { fault_in_ = 0; }
    /// Whether the power went in a call since this was asked last.
    bool power_went();
    void set_full(bool full) { full_ = full; }

    struct File;
    struct Open;

private:
    friend struct Calls;

    int call(const Open& open);
    void let_go(Open& open);

    Dice dice_;
    sqlite3_vfs vfs_{};
    std::map<std::string, std::unique_ptr<File>> files_;
    std::set<Open*> open_;
    int process_ = 0;
    int fault_in_ = 0;
    int fault_code_ = 0;
    bool fault_power_ = false;
    bool power_went_ = false;
    bool full_ = false;
};

}  // namespace pupitre::simulation
