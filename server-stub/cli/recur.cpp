// pupitre recur: questions about recurrences on standard input, answers on standard output. Needs no data.
#include <array>
#include <cstdio>

#include <unistd.h>

#include "core/calendar/recurrence/json_lines.h"
#include "server-stub/cli/orders.h"

namespace pupitre::host {
namespace {

constexpr std::size_t bytes_at_once = 65'536;

/// False: nobody reads the answers any more.
bool write_out(std::string& answers) {
    const bool written = std::fwrite(answers.data(), 1, answers.size(), stdout) == answers.size();
    answers.clear();
    return std::fflush(stdout) == 0 && written;
}

}  // namespace

ExitCode run(const RecurOrder&, const Texts& texts) {
    RecurrenceLines lines(
        [&](std::string_view name) { return std::string(texts.label("recur.fault." + std::string(name))); });
    std::array<char, bytes_at_once> bytes{};
    std::string answers;
    while (true) {
        // Answers go out before the next piece is waited for, so that a program can ask and listen by turns.
        const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (got < 0) return ExitCode::file_unreadable;
        if (got == 0) break;
        lines.feed({bytes.data(), static_cast<std::size_t>(got)}, answers);
        if (!write_out(answers)) return ExitCode::storage_failed;
    }
    lines.finish(answers);
    return write_out(answers) ? ExitCode::done : ExitCode::storage_failed;
}

}  // namespace pupitre::host
