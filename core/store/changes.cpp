// Difference, application and roll-back.
#include "core/store/changes.h"

#include <map>

namespace pupitre {

namespace {

constexpr FieldIndex first_data_field = 1;  // Field 0 is the id, which never changes.

RowChange describe(const EntityInfo& info, TableIndex table, RowChangeKind kind, const void* row) {
    RowChange change{kind, table, id_of(row), {}};
    for (FieldIndex field = first_data_field; field < info.fields.size(); ++field) {
        Value value = info.fields[field].get(row);
        if (is_absent(value)) continue;
        FieldChange& entry = change.fields.emplace_back();
        entry.field = field;
        (kind == RowChangeKind::insert ? entry.after : entry.before) = std::move(value);
    }
    return change;
}

/// Whether each change finds the state it expects, earlier changes of the same set counted.
bool fits(const Database& db, const ChangeSet& changes) {
    std::map<std::pair<TableIndex, Id128>, bool> exists;
    for (const RowChange& change : changes.rows) {
        const auto key = std::pair{change.table, change.row};
        const auto known = exists.find(key);
        const bool there = known != exists.end() ? known->second : db.table(change.table).find(change.row) != nullptr;
        if (there == (change.kind == RowChangeKind::insert)) return false;
        exists[key] = change.kind != RowChangeKind::erase;
    }
    return true;
}

}  // namespace

void Changes::put_row(TableIndex table, const void* row) {
    const EntityInfo& info = db_->schema().entity(table);
    const void* current = db_->table(table).find(id_of(row));
    if (current == nullptr) {
        recorded_.rows.push_back(describe(info, table, RowChangeKind::insert, row));
        recorded_.rows.back().inserted_hash = db_->insert(table, row);
        return;
    }
    RowChange change{RowChangeKind::update, table, id_of(row), {}};
    for (FieldIndex field = first_data_field; field < info.fields.size(); ++field) {
        Value before = info.fields[field].get(current);
        Value after = info.fields[field].get(row);
        if (before != after) change.fields.push_back({field, std::move(before), std::move(after)});
    }
    if (change.fields.empty()) return;
    for (const FieldChange& field : change.fields) db_->set(table, change.row, field.field, field.after);
    recorded_.rows.push_back(std::move(change));
}

void Changes::set_field(TableIndex table, Id128 id, FieldIndex field, const Value& value) {
    const void* current = db_->table(table).find(id);
    assert(current != nullptr && field >= first_data_field);
    Value before = db_->schema().entity(table).fields[field].get(current);
    if (before == value) return;
    db_->set(table, id, field, value);
    recorded_.rows.push_back({RowChangeKind::update, table, id, {{field, std::move(before), value}}});
}

void Changes::erase_row(TableIndex table, Id128 id) {
    const void* current = db_->table(table).find(id);
    assert(current != nullptr);
    recorded_.rows.push_back(describe(db_->schema().entity(table), table, RowChangeKind::erase, current));
    db_->erase(table, id);
}

bool Changes::apply(const ChangeSet& changes) {
    if (!fits(*db_, changes)) return false;
    for (const RowChange& change : changes.rows) apply_row(change);
    return true;
}

void Changes::apply_row(const RowChange& change) {
    switch (change.kind) {
    case RowChangeKind::insert: {
        AnyRow row(db_->schema().entity(change.table));
        row.info().fields[0].set(row.data(), change.row);
        for (const FieldChange& field : change.fields) row.info().fields[field.field].set(row.data(), field.after);
        put_row(change.table, row.data());
        return;
    }
    case RowChangeKind::update:
        for (const FieldChange& field : change.fields) set_field(change.table, change.row, field.field, field.after);
        return;
    case RowChangeKind::erase: erase_row(change.table, change.row); return;
    }
    assert(false);
}

void Changes::roll_back() {
    const ChangeSet done = take();
    const ChangeSet back = inverse(done);
    for (const RowChange& change : back.rows) apply_row(change);
    static_cast<void>(take());
}

}  // namespace pupitre
