// Asks another program (an antivirus, as a rule) what it thinks of a file.
#pragma once

#include <cstdint>
#include <string>

namespace pupitre::host {

enum class ScanVerdict : std::uint8_t {
    clean,
    infected,
    unknown,  // The program could not say: it is asked again later.
};

struct ScanResult {
    ScanVerdict verdict = ScanVerdict::unknown;
    std::string words;  // The first line of what the program printed, shortened; its exit code if it printed nothing.
};

/// Runs the command (a line for /bin/sh) with the file on its standard input. Exit code 0: clean, 1: infected, anything
/// else, or no end within `limit_ms`: unknown. The file reaches no disk.
ScanResult scan(const std::string& command, const std::string& file, std::int64_t limit_ms);

}  // namespace pupitre::host
