// Looks the command up, runs it, and makes sure that a refusal leaves nothing behind. What somebody may reach and learn
// is in sight.h.
#include "core/command/execute.h"

#include "core/command/sight.h"

namespace pupitre {

Attempt execute(Database& db, const Registry& registry, const Context& by, const Command& command) {
    const CommandType* type = registry.find(command.name);
    if (type == nullptr || command.version > type->version) {
        return Refusal{RefusalCode::unknown_command, {}, {}, {}, command.name};
    }
    Changes changes(db);
    Attempt attempt = type->run(changes, by, command.args);
    if (!attempt) {
        changes.roll_back();
        return by.is_restricted() ? without_hidden(db, by, attempt.error()) : attempt;
    }
    attempt->changes = changes.take();
    if (!by.is_restricted()) return attempt;
    if (const auto refusal = refuse_out_of_sight(db, by, *attempt)) return *refusal;
    return attempt;
}

}  // namespace pupitre
