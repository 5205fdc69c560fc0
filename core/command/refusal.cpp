// Stored names and JSON forms of refusals and conflicts.
#include "core/command/refusal.h"

#include <array>

namespace pupitre {

namespace {

constexpr std::array<std::string_view, 18> names = {
    "not_permitted",    "unknown_command",   "malformed_arguments", "row_not_found",
    "row_exists",       "field_required",    "text_too_long",       "invalid_value",
    "value_taken",      "reference_missing", "reference_cycle",     "row_in_use",
    "date_order",       "changed_since",     "last_administrator",  "never_open",
    "request_moved_on", "internal",
};
static_assert(names.size() == static_cast<std::size_t>(RefusalCode::internal) + 1);

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string{};
}

Id128 id_of(const Json& json, const char* key) {
    const Result<Id128> id = parse_id(text_of(json, key));
    return id ? *id : Id128{};
}

Json member_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() ? *found : Json();
}

Json cause_json(const Cause& cause) {
    Json json = Json::object();
    if (!cause.table.empty()) json["table"] = cause.table;
    if (!cause.row.is_nil()) json["row"] = to_text(cause.row);
    if (!cause.field.empty()) json["field"] = cause.field;
    if (!cause.name.empty()) json["name"] = cause.name;
    if (!cause.by.is_nil()) json["by"] = to_text(cause.by.value);
    if (cause.at_ms != 0) json["at_ms"] = cause.at_ms;
    return json;
}

/// A cause that can't be read is none: the answer itself matters more.
Cause cause_in(const Json& json) {
    const auto found = json.find("cause");
    if (found == json.end() || !found->is_object()) return {};
    const auto at_ms = found->find("at_ms");
    const bool dated = at_ms != found->end() && is_whole_number(*at_ms);
    return {text_of(*found, "table"),          id_of(*found, "row"),
            text_of(*found, "field"),          text_of(*found, "name"),
            TeamMemberId{id_of(*found, "by")}, dated ? at_ms->get<std::int64_t>() : 0};
}

}  // namespace

std::string_view refusal_name(RefusalCode code) { return names[static_cast<std::size_t>(code)]; }

std::optional<RefusalCode> refusal_from_name(std::string_view name) {
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (names[place] == name) return static_cast<RefusalCode>(place);
    }
    return std::nullopt;
}

Json to_json(const Refusal& refusal) {
    Json json{{"code", std::string(refusal_name(refusal.code))}};
    if (!refusal.table.empty()) json["table"] = refusal.table;
    if (!refusal.row.is_nil()) json["row"] = to_text(refusal.row);
    if (!refusal.field.empty()) json["field"] = refusal.field;
    if (!refusal.detail.empty()) json["detail"] = refusal.detail;
    if (refusal.cause != Cause{}) json["cause"] = cause_json(refusal.cause);
    return json;
}

Result<Refusal> refusal_from_json(const Json& json) {
    if (!json.is_object()) return Error{ErrorCode::wrong_type, "refusal"};
    Refusal refusal;
    // A code of a newer version is shown as a fault rather than lost.
    refusal.code = refusal_from_name(text_of(json, "code")).value_or(RefusalCode::internal);
    refusal.table = text_of(json, "table");
    refusal.field = text_of(json, "field");
    refusal.detail = text_of(json, "detail");
    refusal.row = id_of(json, "row");
    refusal.cause = cause_in(json);
    return refusal;
}

Json to_json(const Conflict& conflict) {
    Json json{{"table", conflict.table}, {"row", to_text(conflict.row)}, {"field", conflict.field},
              {"base", conflict.base},   {"mine", conflict.mine},        {"theirs", conflict.theirs}};
    if (conflict.cause != Cause{}) json["cause"] = cause_json(conflict.cause);
    return json;
}

Result<Conflict> conflict_from_json(const Json& json) {
    if (!json.is_object()) return Error{ErrorCode::wrong_type, "conflict"};
    const Result<Id128> row = parse_id(text_of(json, "row"));
    if (!row) return row.error();
    return Conflict{text_of(json, "table"),  *row,
                    text_of(json, "field"),  member_of(json, "base"),
                    member_of(json, "mine"), member_of(json, "theirs"),
                    cause_in(json)};
}

}  // namespace pupitre
