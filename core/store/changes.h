// The one door for changes: applies them to the database at once and records them as a change-set.
// Knows no rule: who may change what is decided before.
#pragma once

#include "core/store/change_set.h"
#include "core/store/database.h"

namespace pupitre {

class Changes {
public:
    explicit Changes(Database& db) : db_(&db) {}
    Changes(const Changes&) = delete;
    Changes& operator=(const Changes&) = delete;

    [[nodiscard]] const Database& db() const { return *db_; }

    /// Inserts the row, or records what differs from the row that is there.
    template <class Entity>
    void put(const Entity& row) {
        put_row(db_->schema().index_of<Entity>(), &row);
    }
    /// Takes the row away; it must exist.
    template <class Entity>
    void erase(Id<Entity> id) {
        erase_row(db_->schema().index_of<Entity>(), id.value);
    }

    void put_row(TableIndex table, const void* row);
    void set_field(TableIndex table, Id128 id, FieldIndex field, const Value& value);
    void erase_row(TableIndex table, Id128 id);
    /// Applies recorded changes as they are. Nothing is applied and false is returned if they do not fit the state:
    /// an insert of a row that is there, an update or erase of one that is not.
    [[nodiscard]] bool apply(const ChangeSet& changes);

    /// What was recorded so far; recording starts anew.
    [[nodiscard]] ChangeSet take() { return std::exchange(recorded_, {}); }
    [[nodiscard]] const ChangeSet& recorded() const { return recorded_; }
    /// Takes everything back that was recorded since the last take().
    void roll_back();

private:
    void apply_row(const RowChange& change);

    Database* db_;
    ChangeSet recorded_;
};

}  // namespace pupitre
