// A change-set carries what stood there before: taking it back needs nothing else.
#include "core/store/fold_back.h"

namespace pupitre {

std::unique_ptr<Database> copy_of(const Database& db) {
    auto copy = std::make_unique<Database>(db.schema());
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        db.table(table).for_each([&](const void* row) { copy->load(table, row); });
    }
    return copy;
}

bool fold_back(Database& db, const ChangeSet& newest) {
    Changes changes(db);
    return changes.apply(inverse(newest));
}

RowFold::RowFold(const EntityInfo& info, Id128 row, const void* now) : info_(&info), row_(row) {
    if (now != nullptr) state_.emplace(info, now);
}

void RowFold::take_back(TableIndex table, const ChangeSet& newest) {
    for (auto change = newest.rows.rbegin(); change != newest.rows.rend(); ++change) {
        if (change->table == table && change->row == row_) take_back(*change);
    }
}

void RowFold::take_back(const RowChange& change) {
    if (change.kind == RowChangeKind::insert) {
        state_.reset();
        return;
    }
    if (change.kind == RowChangeKind::erase) {
        state_.emplace(*info_);
        info_->fields[0].set(state_->data(), row_);
    }
    if (!state_) return;
    for (const FieldChange& field : change.fields) info_->fields[field.field].set(state_->data(), field.before);
}

}  // namespace pupitre
