// JSON form of commands.
#include "core/command/command.h"

namespace pupitre {

Json to_json(const Command& command) {
    Json json{{"id", to_text(command.id)}, {"name", command.name},   {"version", command.version},
              {"args", command.args},      {"at_ms", command.at_ms}, {"today", to_iso(command.today)}};
    if (!command.batch.is_nil()) json["batch"] = to_text(command.batch);
    return json;
}

Result<Command> command_from_json(const Json& json) {
    if (!json.is_object()) return Error{ErrorCode::wrong_type, "command"};
    const auto text = [&](const char* key) -> std::string {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string{};
    };
    const auto number = [&](const char* key) -> std::int64_t {
        const auto found = json.find(key);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    Command command;
    const Result<Id128> id = parse_id(text("id"));
    if (!id || id->is_nil()) return Error{ErrorCode::malformed, "id"};
    command.id = *id;
    command.name = text("name");
    if (command.name.empty()) return Error{ErrorCode::malformed, "name"};
    command.version = static_cast<std::int32_t>(number("version"));
    if (command.version < 1) return Error{ErrorCode::malformed, "version"};
    const auto args = json.find("args");
    if (args == json.end() || !args->is_object()) return Error{ErrorCode::malformed, "args"};
    command.args = *args;
    command.at_ms = number("at_ms");
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
