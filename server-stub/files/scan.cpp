// A child process with the file in memory as its input; what it prints is read, so that it never waits for us.
#include "server-stub/files/scan.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server-stub/base/clock.h"

namespace pupitre::host {
namespace {

constexpr std::size_t words_bytes_max = 200;
constexpr std::size_t read_bytes = 4096;
constexpr int not_started = 127;

class Handle {
public:
    explicit Handle(int handle) : handle_(handle) {}
    ~Handle() { close_now(); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    [[nodiscard]] int get() const { return handle_; }
    void close_now() {
        if (handle_ >= 0) close(handle_);
        handle_ = -1;
    }

private:
    int handle_;
};

/// The file's bytes as a file that exists in memory alone, to be read from its start; invalid if there is no room.
int file_in_memory(const std::string& bytes) {
    const int handle = memfd_create("pupitre-scan", MFD_CLOEXEC);
    std::size_t written = 0;
    while (handle >= 0 && written < bytes.size()) {
        const ssize_t more = write(handle, bytes.data() + written, bytes.size() - written);
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) {
            close(handle);
            return -1;
        }
        written += static_cast<std::size_t>(more);
    }
    if (handle >= 0) lseek(handle, 0, SEEK_SET);
    return handle;
}

/// In the child: only what may be called after a fork beside other threads.
[[noreturn]] void become(const char* command, int input, int output) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    close_range(STDERR_FILENO + 1, ~0U, 0);
    execl("/bin/sh", "sh", "-c", command, nullptr);
    _exit(not_started);
}

/// What comes until the other end is closed; nothing if that takes too long.
std::optional<std::string> read_all(int handle, std::int64_t until_ms) {
    std::string text;
    std::array<char, read_bytes> buffer{};
    while (true) {
        const std::int64_t left_ms = until_ms - steady_ms();
        pollfd wanted{handle, POLLIN, 0};
        const int ready = left_ms <= 0 ? 0 : poll(&wanted, 1, static_cast<int>(left_ms));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        const ssize_t more = read(handle, buffer.data(), buffer.size());
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) return text;
        if (text.size() < read_bytes) text.append(buffer.data(), static_cast<std::size_t>(more));
    }
}

/// The exit code; nothing if the child was killed or does not end.
std::optional<int> wait_for(pid_t child, std::int64_t until_ms) {
    constexpr useconds_t pause_us = 10'000;
    while (true) {
        int status = 0;
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
        if (ended < 0 && errno != EINTR) return std::nullopt;
        if (steady_ms() >= until_ms) {
            kill(-child, SIGKILL);
            waitpid(child, &status, 0);
            return std::nullopt;
        }
        usleep(pause_us);
    }
}

/// The first line, without what is no text.
std::string first_line(const std::string& printed) {
    std::string line;
    for (const char c : printed.substr(0, printed.find('\n')).substr(0, words_bytes_max)) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) line.push_back(c);
    }
    return line;
}

}  // namespace

ScanResult scan(const std::string& command, const std::string& file, std::int64_t limit_ms) {
    const std::int64_t until_ms = steady_ms() + limit_ms;
    const Handle input(file_in_memory(file));
    std::array<int, 2> ends{-1, -1};
    if (input.get() < 0 || pipe2(ends.data(), O_CLOEXEC) != 0) return {ScanVerdict::unknown, "no room for the file"};
    const Handle printed(ends[0]);
    Handle output(ends[1]);
    const pid_t child = fork();
    if (child == 0) become(command.c_str(), input.get(), output.get());
    output.close_now();
    if (child < 0) return {ScanVerdict::unknown, "no new process"};
    const auto text = read_all(printed.get(), until_ms);
    const auto code = wait_for(child, text ? until_ms : steady_ms());
    if (!code) return {ScanVerdict::unknown, "no answer in time"};
    ScanResult result;
    result.words = first_line(text.value_or(std::string{}));
    if (result.words.empty()) result.words = "exit code " + std::to_string(*code);
    if (*code == 0) result.verdict = ScanVerdict::clean;
    if (*code == 1) result.verdict = ScanVerdict::infected;
    return result;
}

}  // namespace pupitre::host
