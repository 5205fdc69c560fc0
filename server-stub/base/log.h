// Structured log of the host: one event per line, as JSON or as text. It must never be handed personal data,
// passwords, tokens or network addresses: an event says what happened, the ledger says who did it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace pupitre::host {

enum class LogLevel : std::uint8_t { debug, info, warning, error, silent };
enum class LogFormat : std::uint8_t { text, json };

struct LogField {
    std::string_view key;
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

class Log {
public:
    Log(LogFormat format, LogLevel level) : format_(format), level_(level) {}

    void debug(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::debug, event, fields);
    }
    void info(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::info, event, fields);
    }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::warning, event, fields);
    }
    void error(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::error, event, fields);
    }

private:
    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields);

    LogFormat format_;
    LogLevel level_;
    std::mutex mutex_;
};

}  // namespace pupitre::host
