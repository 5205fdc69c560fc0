// All tables of a firm in memory, with a digest per scope. Read by everybody, changed only through Changes.
// Knows no entity by name; typed access goes by the entity's own description.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/hash.h"
#include "core/store/change_set.h"
#include "core/store/table.h"

namespace pupitre {

/// The part of a digest that one field of one row adds. A digest is the sum of these, so neither the order of rows nor
/// the order of fields matters, and a field that an older version does not know can be left out.
Hash128 field_hash(const EntityInfo& info, Id128 row, const Field& field, const Value& value);
/// The sum over a row's present fields.
Hash128 row_hash(const EntityInfo& info, const void* row);
/// The hash of a row as this change inserted it.
Hash128 row_hash(const EntityInfo& info, const RowChange& inserted);

/// A row that changed, for views that follow the data: the scope is the one it was in before and after (a move between
/// scopes is noted twice).
struct ChangedRow {
    TableIndex table = 0;
    Id128 row;
    ScopeId scope;
};

constexpr std::size_t noted_changes_max = 8'192;  // Beyond this a view is told to build itself anew.

class Database {
public:
    /// The schema must outlive the database.
    explicit Database(const Schema& schema);

    [[nodiscard]] const Schema& schema() const { return *schema_; }
    [[nodiscard]] const Table& table(TableIndex index) const { return *tables_[index]; }
    template <class Entity>
    [[nodiscard]] const Table& table() const {
        return *tables_[schema_->index_of<Entity>()];
    }
    /// Nothing if there is no such row.
    template <class Entity>
    [[nodiscard]] const Entity* find(Id<Entity> id) const {
        return static_cast<const Entity*>(table<Entity>().find(id.value));
    }
    /// The row, which must exist.
    template <class Entity>
    [[nodiscard]] const Entity& get(Id<Entity> id) const {
        const Entity* row = find(id);
        assert(row != nullptr);
        return *row;
    }
    /// Calls visit(const Entity&) for each row in id order.
    template <class Entity, class Visit>
    void for_each(Visit visit) const {
        table<Entity>().for_each([&](const void* row) { visit(*static_cast<const Entity*>(row)); });
    }
    /// Calls visit(const Entity&) for each row whose indexed member has this value, in id order:
    /// `db.for_each_with<&Task::client>(client_id, …)`.
    template <auto Member, class Content, class Visit>
    void for_each_with(const Content& content, Visit visit) const {
        using Entity = typename detail::MemberPointer<decltype(Member)>::entity;
        const Table::Matches found = ids_with<Member>(content);
        for (auto at = found.begin(); at != found.end(); ++at) visit(*static_cast<const Entity*>(at.row()));
    }
    /// The ids of the rows whose indexed member has this value, in id order.
    template <auto Member, class Content>
    [[nodiscard]] Table::Matches ids_with(const Content& content) const {
        using Pointer = detail::MemberPointer<decltype(Member)>;
        const Table& rows = table<typename Pointer::entity>();
        return rows.with(index_of_member<Member>(), detail::Convert<typename Pointer::member>::to_value(content));
    }
    /// The place of a member in its entity's field table.
    template <auto Member>
    [[nodiscard]] static FieldIndex index_of_member() {
        using Pointer = detail::MemberPointer<decltype(Member)>;
        static const FieldIndex index = [] {
            const EntityInfo& info = entity_info<typename Pointer::entity>();
            const auto getter = field<Member>("").get;
            for (FieldIndex place = 0; place < info.fields.size(); ++place) {
                if (info.fields[place].get == getter) return place;
            }
            assert(false);
            return no_field;
        }();
        return index;
    }

    /// Order-independent digest of the rows of one scope, and the sum over all scopes.
    [[nodiscard]] Hash128 digest(ScopeId scope) const;
    [[nodiscard]] Hash128 digest() const;
    /// The same if it needs no computing: after loading it is nothing until digest() has been asked for.
    [[nodiscard]] std::optional<Hash128> known_digest() const {
        return digests_known_ ? std::optional{digest_} : std::nullopt;
    }
    /// The scopes that hold rows, with their digests, in order.
    [[nodiscard]] const std::map<ScopeId, Hash128>& scope_digests() const;
    /// Grows with every change; equal numbers mean nothing changed.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    /// What changed after a revision, in order; nothing if that is too long ago to know.
    [[nodiscard]] std::optional<std::span<const ChangedRow>> changes_since(std::uint64_t revision) const;
    [[nodiscard]] std::size_t row_count() const;

    /// Loads a row that is not there yet, for opening a stored state: records no change. Digests are computed when next
    /// asked for.
    void load(TableIndex table, const void* row);
    void clear();

private:
    friend class Changes;

    /// Gives the row's hash if it was reckoned for the digest.
    std::optional<Hash128> insert(TableIndex table, const void* row);
    void set(TableIndex table, Id128 id, FieldIndex field, const Value& value);
    void erase(TableIndex table, Id128 id);
    void note(TableIndex table, const void* row);
    void forget_changes();
    Hash128 count_row(const EntityInfo& info, const void* row, bool added);
    void count(ScopeId scope, const Hash128& less, const Hash128& more);
    void compute_digests() const;

    const Schema* schema_;
    std::vector<std::unique_ptr<Table>> tables_;
    mutable std::map<ScopeId, Hash128> digests_;
    mutable Hash128 digest_;  // The sum of these.
    mutable bool digests_known_ = true;
    std::uint64_t revision_ = 0;
    std::vector<ChangedRow> noted_;  // One entry for each revision after …
    std::uint64_t noted_from_ = 0;   // … this one.
};

}  // namespace pupitre
