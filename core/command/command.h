// A command as it travels and is stored: a name, arguments, and the moment at which its author gave it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/calendar/date.h"
#include "core/command/refusal.h"
#include "core/schema/json_codec.h"
#include "core/store/change_set.h"

namespace pupitre {

constexpr std::size_t command_bytes_max = 200 * 1024;  // Of arguments. Larger work is split into commands of one batch.

struct Command {
    Id128 id;          // Made by the device; the same command sent twice has the same id.
    std::string name;  // "client.change"
    std::int32_t version = 1;
    Json args = Json::object();
    std::int64_t at_ms = 0;  // When the author gave it.
    Date today;              // The author's civil day.
    Id128 batch;             // Commands of one user action (an import) share it and are undone together; nil if single.

    bool operator==(const Command&) const = default;
};

/// The size of a JSON value when it is written out.
std::size_t json_bytes(const Json& json);

/// The command without its arguments, which may be long.
Command head_of(const Command& command);
Json to_json(const Command& command);
/// Errors: wrong_type, malformed, too_large, out_of_range (a moment outside the calendar).
Result<Command> command_from_json(const Json& json);

/// What a command did: the changes, and the fields on which somebody else was faster.
struct Outcome {
    ChangeSet changes;
    std::vector<Conflict> conflicts;
};

using Attempt = Result<Outcome, Refusal>;

}  // namespace pupitre
