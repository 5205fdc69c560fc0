// Looks the command up, runs it, and makes sure that a refusal leaves nothing behind.
#include "core/command/execute.h"

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
        return attempt;
    }
    attempt->changes = changes.take();
    return attempt;
}

}  // namespace pupitre
