// The commands a program knows, by name, and the rules of its entities. Built once by core/domain.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/command/command.h"
#include "core/command/context.h"
#include "core/store/changes.h"

namespace pupitre {

/// What a table demands beyond its fields' own rules.
struct EntityRules {
    const EntityInfo* info = nullptr;
    Right write = Right::edit;
    Right remove = Right::edit;
    /// Looks at a row as it would become; the database still has it as it was. Null if there is nothing to check.
    std::optional<Refusal> (*check)(const Database& db, const Context& by, const void* row) = nullptr;
    /// Looks at a row that would be deleted, beyond what other rows need. Null if there is nothing to check.
    std::optional<Refusal> (*check_removal)(const Database& db, const Context& by, const void* row) = nullptr;
    /// Carries a change over to rows that must stay in step with the changed one. Null if there are none.
    void (*follow)(Changes& changes, const Context& by, const void* before, Id128 row) = nullptr;
    /// The part of `follow` that keeps what belongs to the row where the row is: at its client, in its scope. An undo, which
    /// restores the rows of its command, does this for rows that came since. Null if there is none.
    void (*align)(Changes& changes, const Context& by, const void* before, Id128 row) = nullptr;
    /// Brings other rows in step with one that was made by hand, and with one that went, also because another one did.
    /// Null if there are none.
    void (*arrived)(Changes& changes, const Context& by, Id128 row) = nullptr;
    void (*gone)(Changes& changes, const Context& by, const RowChange& erased) = nullptr;
    /// Completes a new row before it is stored (numbers, positions, author). Null if there is nothing to complete.
    void (*complete)(const Database& db, const Context& by, void* row) = nullptr;
    /// Key of the field that holds who made the row, given once and for ever; that person may take the creation back
    /// without the right to delete. Empty if there is none.
    std::string_view creator_key;
    /// Key of the field that orders rows by hand, and of the field whose rows are ordered together. Empty if none.
    std::string_view position_key;
    std::string_view position_group_key;
};

/// A command by name: reads its arguments, refuses or applies. A refusal leaves no change behind.
struct CommandType {
    std::string name;
    std::int32_t version = 1;
    std::function<Attempt(Changes& changes, const Context& by, const Json& args)> run;
};

/// What follows from an outcome that stands, whichever command it was: changes that go into the same change-set.
using Consequences = void (*)(Changes& changes, const Context& by, const Command& command, const ChangeSet& outcome);

class Registry {
public:
    explicit Registry(const Schema& schema) : schema_(&schema), rules_(schema.table_count()) {}
    // Row commands look the rules up in this very registry.
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    /// Registers the entity's rules and its create, change, delete and (if it has positions) move commands.
    void add_entity(const EntityRules& rules);
    void add_command(CommandType command);
    /// A command written as a struct with `name`, `version`, `from_json`, and free functions
    /// `refuse(db, by, command)` and `apply(changes, by, command)`.
    template <class Typed>
    void add() {
        add_command({std::string(Typed::name), Typed::version,
                     [](Changes& changes, const Context& by, const Json& args) -> Attempt {
                         const Result<Typed> command = Typed::from_json(args);
                         if (!command)
                             return Refusal{RefusalCode::malformed_arguments, {}, {}, command.error().where, {}};
                         if (const auto refusal = refuse(changes.db(), by, *command)) return *refusal;
                         apply(changes, by, *command);
                         return Outcome{};
                     }});
    }

    /// Runs on the host alone, behind the guard: it may write what the author does not see.
    void set_consequences(Consequences which) { consequences_ = which; }
    [[nodiscard]] Consequences consequences() const { return consequences_; }

    [[nodiscard]] const Schema& schema() const { return *schema_; }
    [[nodiscard]] const EntityRules& rules(TableIndex table) const { return rules_[table]; }
    [[nodiscard]] const CommandType* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, CommandType, std::less<>>& commands() const { return commands_; }

private:
    const Schema* schema_;
    std::vector<EntityRules> rules_;
    std::map<std::string, CommandType, std::less<>> commands_;
    Consequences consequences_ = nullptr;
};

}  // namespace pupitre
