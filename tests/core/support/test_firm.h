// A firm in memory with one member of each role, and short ways to give commands as one of them.
#pragma once

#include <doctest/doctest.h>

#include "core/command/execute.h"
#include "core/command/row_commands.h"
#include "core/command/undo.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"

namespace pupitre {

/// Saturday 21 November 2026.
inline const Date test_day = *Date::from_ymd(2026, 11, 21);
constexpr std::int64_t test_ms = 1'795'257'600'000;

struct TestFirm {
    Database db{domain_schema()};
    TeamMemberId anna{{1, 1}};   // Administrator.
    TeamMemberId bruno{{1, 2}};  // Member.
    TeamMemberId chloe{{1, 3}};  // Reader.

    TestFirm();

    /// A new identity.
    template <class Entity>
    Id<Entity> fresh() {
        return {{2, ++next_}};
    }
    Command command(std::string name, Json args);
    Attempt give(const Command& command, TeamMemberId by, Role role = Role::authority);
    Attempt give(std::string name, Json args, TeamMemberId by) {
        return give(command(std::move(name), std::move(args)), by);
    }
    /// As Anna, who may do everything.
    Attempt give(std::string name, Json args) { return give(std::move(name), std::move(args), anna); }

    /// Creates the row under a new identity; it must be accepted.
    template <class Entity>
    Id<Entity> add(Entity row) {
        if (row.id.is_nil()) row.id = fresh<Entity>();
        const Attempt attempt = create(row);
        REQUIRE(attempt.ok());
        return row.id;
    }
    template <class Entity>
    Attempt create(const Entity& row, TeamMemberId by) {
        return give(std::string(Entity::table) + ".create", create_args(entity_info<Entity>(), &row), by);
    }
    template <class Entity>
    Attempt create(const Entity& row) {
        return create(row, anna);
    }
    /// Gives a change from what the author saw to what the author wants.
    template <class Entity>
    Attempt change(const Entity& before, const Entity& after, TeamMemberId by) {
        const EntityInfo& info = entity_info<Entity>();
        return give(std::string(Entity::table) + ".change",
                    change_args(info, before.id.value, edits_between(info, &before, &after)), by);
    }
    /// Changes one member of the row as it stands.
    template <class Entity, class Member, class Content>
    Attempt set(Id<Entity> id, Member Entity::* member, const Content& content) {
        const Entity before = db.get(id);
        Entity after = before;
        after.*member = content;
        return change(before, after, anna);
    }
    template <class Entity>
    Attempt remove(Id<Entity> id, TeamMemberId by) {
        return give(std::string(Entity::table) + ".delete", delete_args(id.value), by);
    }
    template <class Entity>
    Attempt remove(Id<Entity> id) {
        return remove(id, anna);
    }
    /// Takes a change-set back by undo commands; all must be accepted. Gives what was kept.
    std::vector<Conflict> undo(const ChangeSet& changes);

private:
    std::uint64_t next_ = 0;
};

/// The refusal's code, or nothing if the command was accepted.
inline std::optional<RefusalCode> code_of(const Attempt& attempt) {
    return attempt.ok() ? std::nullopt : std::optional{attempt.error().code};
}
/// The field that a refusal points at.
inline std::string field_of(const Attempt& attempt) { return attempt.ok() ? std::string{} : attempt.error().field; }

}  // namespace pupitre
