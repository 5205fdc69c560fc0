// The real `pupitre` program as a child process.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace pupitre::host {

struct Finished {
    int code = -1;  // The exit code; 128 + signal if it was killed.
    std::string out;
    std::string err;

    std::string last_line() const;
};

/// "--data" for a folder, "--database" for a PostgreSQL database.
std::string place_option(const std::string& place);

/// Runs the program to its end. Speaks English, whatever the machine's language.
Finished run_pupitre(const std::vector<std::string>& arguments, const std::string& input = {});
/// The same with any program on the path.
Finished run_program(const std::string& program, const std::vector<std::string>& arguments,
                     const std::string& input = {});

/// How often a test kills its hosts: usually so often; PUPITRE_KILLS asks for more than a quick test can do.
int kill_count(int usual);

/// A running `pupitre serve`.
class RunningHost {
public:
    /// Waits until it says that it is ready. `file_bytes_max` limits what it may write to one file; 0: no limit.
    RunningHost(const std::string& place, const std::string& assets, std::vector<std::string> more = {},
                std::uint64_t file_bytes_max = 0);
    ~RunningHost();
    RunningHost(const RunningHost&) = delete;
    RunningHost& operator=(const RunningHost&) = delete;

    std::uint16_t port() const { return port_; }
    pid_t process() const { return process_; }
    /// What it has printed until it was ready, the log-in among it.
    const std::string& printed() const { return printed_; }
    /// Ends it as power loss would, without any chance to clean up.
    void kill_hard();
    /// Sends the signal and waits until the program says that it is stopping.
    void begin_stop(int signal);
    /// SIGTERM or SIGINT, then waits: the exit code.
    int stop(int signal);

private:
    int wait();
    /// Reads what the program prints until this text has come.
    std::size_t wait_for(std::string_view text);

    pid_t process_ = -1;
    int out_ = -1;
    std::uint16_t port_ = 0;
    std::string printed_;
};

}  // namespace pupitre::host
