// Looks the command up, runs it, and makes sure that a refusal leaves nothing behind. What somebody may reach and learn
// is in sight.h.
#include "core/command/execute.h"

#include <utility>

#include "core/command/sight.h"

namespace pupitre {

namespace {

void add_consequences(Changes& changes, const Registry& registry, const Context& by, const Command& command,
                      ChangeSet& outcome) {
    if (by.role != Role::authority || registry.consequences() == nullptr) return;
    registry.consequences()(changes, by, command, outcome);
    for (RowChange& change : changes.take().rows) outcome.rows.push_back(std::move(change));
}

}  // namespace

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
    if (by.is_restricted()) {
        if (const auto refusal = refuse_out_of_sight(db, by, *attempt)) return *refusal;
    }
    add_consequences(changes, registry, by, command, attempt->changes);
    return attempt;
}

}  // namespace pupitre
