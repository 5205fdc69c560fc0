// JSON form of commands, and the limits of what comes from outside.
#include "core/command/command.h"

namespace pupitre {

namespace {

std::size_t text_bytes(std::string_view text) {
    std::size_t bytes = text.size() + 2;
    for (const char each : text) {
        const auto c = static_cast<unsigned char>(each);
        if (c == '"' || c == '\\' || c == '\b' || c == '\f' || c == '\n' || c == '\r' || c == '\t')
            bytes += 1;
        else if (c < 0x20)
            bytes += 5;  // \u001f
    }
    return bytes;
}

}  // namespace

// Counted, not written: commands of an import are a hundred kilobytes long, and each is asked several times.
std::size_t json_bytes(const Json& json) {
    switch (json.type()) {
    case Json::value_t::object: {
        std::size_t bytes = json.empty() ? 2 : 1 + json.size();
        for (const auto& [key, member] : json.items()) bytes += text_bytes(key) + 1 + json_bytes(member);
        return bytes;
    }
    case Json::value_t::array: {
        std::size_t bytes = json.empty() ? 2 : 1 + json.size();
        for (const Json& member : json) bytes += json_bytes(member);
        return bytes;
    }
    case Json::value_t::string: return text_bytes(*json.get_ptr<const std::string*>());
    default: return json.dump(-1, ' ', false, Json::error_handler_t::replace).size();
    }
}

Json to_json(const Command& command) {
    Json json{{"id", to_text(command.id)}, {"name", command.name},   {"version", command.version},
              {"args", command.args},      {"at_ms", command.at_ms}, {"today", to_iso(command.today)}};
    if (!command.batch.is_nil()) json["batch"] = to_text(command.batch);
    return json;
}

Command head_of(const Command& command) {
    Command head;
    head.id = command.id;
    head.name = command.name;
    head.version = command.version;
    head.at_ms = command.at_ms;
    head.today = command.today;
    head.batch = command.batch;
    return head;
}

Result<Command> command_from_json(const Json& json) {
    if (!json.is_object()) return Error{ErrorCode::wrong_type, "command"};
    const auto text = [&](const char* key) -> std::string {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string{};
    };
    const auto number = [&](const char* key) -> std::int64_t {
        const auto found = json.find(key);
        return found != json.end() && is_whole_number(*found) ? found->get<std::int64_t>() : 0;
    };
    Command command;
    const Result<Id128> id = parse_id(text("id"));
    if (!id || id->is_nil()) return Error{ErrorCode::malformed, "id"};
    command.id = *id;
    command.name = text("name");
    if (command.name.empty()) return Error{ErrorCode::malformed, "name"};
    const std::int64_t version = number("version");
    if (version < 1 || !std::in_range<std::int32_t>(version)) return Error{ErrorCode::malformed, "version"};
    command.version = static_cast<std::int32_t>(version);
    const auto args = json.find("args");
    if (args == json.end() || !args->is_object()) return Error{ErrorCode::malformed, "args"};
    if (json_bytes(*args) > command_bytes_max) return Error{ErrorCode::too_large, "args"};
    command.args = *args;
    command.at_ms = number("at_ms");
    if (command.at_ms < 0 || command.at_ms > instant_max) return Error{ErrorCode::out_of_range, "at_ms"};
    const Result<Date> today = parse_iso_date(text("today"));
    if (!today) return Error{ErrorCode::malformed, "today"};
    command.today = *today;
    if (json.contains("batch")) {
        const Result<Id128> batch = parse_id(text("batch"));
        if (!batch) return Error{ErrorCode::malformed, "batch"};
        command.batch = *batch;
    }
    return command;
}

}  // namespace pupitre
