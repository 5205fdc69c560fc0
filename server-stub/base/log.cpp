// Writes log lines to standard error, one write per line so that lines of several threads never mix.
#include "server-stub/base/log.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "server-stub/base/clock.h"

namespace pupitre::host {
namespace {

std::string_view level_name(LogLevel level) {
    switch (level) {
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
    case LogLevel::silent: return "silent";
    }
    return "";
}

nlohmann::ordered_json value_json(const LogField& field) {
    return std::visit([](const auto& value) { return nlohmann::ordered_json(value); }, field.value);
}

std::string dump(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string json_line(std::string_view level, std::string_view event, std::initializer_list<LogField> fields) {
    nlohmann::ordered_json line;
    line["at"] = utc_text(now_ms());
    line["level"] = level;
    line["event"] = event;
    for (const LogField& field : fields) line[std::string(field.key)] = value_json(field);
    return dump(line);
}

std::string text_line(std::string_view level, std::string_view event, std::initializer_list<LogField> fields) {
    std::string line = utc_text(now_ms());
    line.append(" ").append(level).append(" ").append(event);
    for (const LogField& field : fields) {
        line.append(" ").append(field.key).append("=").append(dump(value_json(field)));
    }
    return line;
}

}  // namespace

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    if (level < level_ || level_ == LogLevel::silent) return;
    std::string line = format_ == LogFormat::json ? json_line(level_name(level), event, fields)
                                                  : text_line(level_name(level), event, fields);
    line.push_back('\n');
    const std::lock_guard lock(mutex_);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace pupitre::host
