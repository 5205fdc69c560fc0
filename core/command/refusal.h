// Why a command was not carried out, or only in part. A refusal is an answer for a person: it names the row and field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/command/context.h"
#include "core/schema/json_codec.h"

namespace pupitre {

/// Stored and sent by name: append only. The wording is message key "refusal.<name>".
enum class RefusalCode : std::uint8_t {
    not_permitted,        // The actor lacks the right.
    unknown_command,      // This version has no such command; a newer one may.
    malformed_arguments,  // The arguments can't be read.
    row_not_found,        // Deleted meanwhile, or never there.
    row_exists,           // The identity is taken.
    field_required,       // A compulsory field is empty.
    text_too_long,
    invalid_value,       // Not in the field's form: an e-mail, a SIREN …
    value_taken,         // Must be unique and another row has it.
    reference_missing,   // Points to a row that is not there.
    reference_cycle,     // Would make a row its own ancestor.
    row_in_use,          // Other rows need it.
    date_order,          // The end is before the start.
    changed_since,       // Later work depends on what would be taken back.
    last_administrator,  // Nobody could manage the firm any more.
    never_open,          // Of the firm's calendar: no day would be a business day.
    request_moved_on,    // The request is in a state that does not allow it any more, or not yet.
    internal,            // A fault of ours; the command is kept.
};

std::string_view refusal_name(RefusalCode code);
std::optional<RefusalCode> refusal_from_name(std::string_view name);

/// What stands against a command: often another row, and whoever made it so. The core names the row; the person and the
/// moment are known to the host alone, which has the history.
struct Cause {
    std::string table;  // Empty: the row that the command is about.
    Id128 row;
    std::string field;       // What of it is in the way; empty if it is the whole row.
    std::string name;        // What the row was called, if it is gone.
    TeamMemberId by;         // Nil if unknown, or if the program itself did it.
    std::int64_t at_ms = 0;  // When; 0 if unknown.

    bool operator==(const Cause&) const = default;
};

struct Refusal {
    RefusalCode code = RefusalCode::internal;
    std::string table;  // Which kind of row; empty if it does not matter.
    Id128 row;
    std::string field;   // The field's key; empty if it is about the whole row.
    std::string detail;  // For example the table that uses the row, or the value.
    Cause cause = {};

    bool operator==(const Refusal&) const = default;
};

Json to_json(const Refusal& refusal);
Result<Refusal> refusal_from_json(const Json& json);

/// Two people changed the same field: what this command wanted is not applied, both values are kept for a decision.
struct Conflict {
    std::string table;
    Id128 row;
    std::string field;
    Json base;    // What the author saw.
    Json mine;    // What the author wanted.
    Json theirs;  // What stands there now.
    Cause cause = {};

    bool operator==(const Conflict&) const = default;
};

Json to_json(const Conflict& conflict);
Result<Conflict> conflict_from_json(const Json& json);

}  // namespace pupitre
