// The real `pupitre` program as a child process.
#include "tests/host/support/child_process.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server-stub/storage/postgres_storage.h"
#include "tests/host/support/temp_folder.h"

namespace pupitre::host {
namespace {

constexpr int ready_within_ms = 60'000;

int exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

/// In the child: becomes the program. Never returns.
[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    setenv("LC_ALL", "en_US.UTF-8", 1);
    execvp(program.c_str(), pointers.data());
    _exit(127);
}

void redirect(const std::string& file, int flags, int target) {
    const int handle = open(file.c_str(), flags, 0600);
    if (handle < 0) _exit(126);
    dup2(handle, target);
    close(handle);
}

}  // namespace

std::string Finished::last_line() const {
    std::string text = out;
    while (text.ends_with('\n')) text.pop_back();
    const std::size_t start = text.rfind('\n');
    return start == std::string::npos ? text : text.substr(start + 1);
}

Finished run_pupitre(const std::vector<std::string>& arguments, const std::string& input) {
    return run_program(PUPITRE_BINARY, arguments, input);
}

Finished run_program(const std::string& program, const std::vector<std::string>& arguments, const std::string& input) {
    const TempFolder folder;
    folder.write("in", input);
    const pid_t process = fork();
    if (process == 0) {
        redirect(folder.file("in"), O_RDONLY, STDIN_FILENO);
        redirect(folder.file("out"), O_WRONLY | O_CREAT, STDOUT_FILENO);
        redirect(folder.file("err"), O_WRONLY | O_CREAT, STDERR_FILENO);
        become(program, arguments);
    }
    REQUIRE(process > 0);
    int status = 0;
    waitpid(process, &status, 0);
    return {exit_code(status), read_whole(folder.file("out")), read_whole(folder.file("err"))};
}

std::string place_option(const std::string& place) { return is_postgres(place) ? "--database" : "--data"; }

int kill_count(int usual) {
    const char* wanted = std::getenv("PUPITRE_KILLS");
    return wanted == nullptr ? usual : std::max(usual, std::atoi(wanted));
}

RunningHost::RunningHost(const std::string& place, const std::string& assets, std::vector<std::string> more,
                         std::uint64_t file_bytes_max) {
    std::vector<std::string> arguments = {"serve", place_option(place), place,  "--assets", assets, "--port",
                                          "0",     "--log-level",       "error"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::array<int, 2> pipe_ends{};
    REQUIRE(pipe2(pipe_ends.data(), O_CLOEXEC) == 0);
    process_ = fork();
    if (process_ == 0) {
        dup2(pipe_ends[1], STDOUT_FILENO);
        if (file_bytes_max > 0) {
            const rlimit limit{file_bytes_max, file_bytes_max};
            setrlimit(RLIMIT_FSIZE, &limit);
        }
        become(PUPITRE_BINARY, arguments);
    }
    REQUIRE(process_ > 0);
    close(pipe_ends[1]);
    out_ = pipe_ends[0];
    static constexpr std::string_view mark = "http://localhost:";
    const std::size_t at = wait_for(mark);
    port_ = static_cast<std::uint16_t>(std::atoi(printed_.c_str() + at + mark.size()));
}

std::size_t RunningHost::wait_for(std::string_view text) {
    std::size_t at = std::string::npos;
    pollfd waiting{out_, POLLIN, 0};
    while (poll(&waiting, 1, ready_within_ms) > 0) {
        std::array<char, 4096> buffer{};
        const ssize_t size = read(out_, buffer.data(), buffer.size());
        if (size <= 0) break;
        printed_.append(buffer.data(), static_cast<std::size_t>(size));
        at = printed_.find(text);
        if (at != std::string::npos && printed_.find('\n', at) != std::string::npos) break;
    }
    REQUIRE(at != std::string::npos);
    return at;
}

void RunningHost::begin_stop(int signal) {
    kill(process_, signal);
    wait_for("Stopping");
}

RunningHost::~RunningHost() {
    if (process_ > 0) kill_hard();
    close(out_);
}

int RunningHost::wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return exit_code(status);
}

void RunningHost::kill_hard() {
    kill(process_, SIGKILL);
    wait();
}

int RunningHost::stop(int signal) {
    kill(process_, signal);
    return wait();
}

}  // namespace pupitre::host
