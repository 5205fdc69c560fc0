// Changes of tables and the upkeep of digests.
#include "core/store/database.h"

namespace pupitre {

Hash128 field_hash(const EntityInfo& info, Id128 row, const Field& field, const Value& value) {
    if (is_absent(value)) return {};
    Hasher hasher;
    hasher.add_text(info.table);
    hasher.add_id(row);
    hasher.add_text(field.key);
    std::string content;
    append_value(content, value);
    hasher.add_text(content);
    return hasher.finish();
}

Hash128 row_hash(const EntityInfo& info, const void* row) {
    Hash128 sum;
    for (const Field& field : info.fields) sum += field_hash(info, id_of(row), field, field.get(row));
    return sum;
}

Database::Database(const Schema& schema) : schema_(&schema) {
    for (TableIndex index = 0; index < schema.table_count(); ++index) {
        tables_.push_back(std::make_unique<Table>(schema.entity(index)));
    }
}

void Database::load(TableIndex table, const void* row) {
    digests_known_ = false;
    tables_[table]->insert(row);
    forget_changes();
}

void Database::clear() {
    for (const auto& table : tables_) table->clear();
    digests_.clear();
    digests_known_ = true;
    forget_changes();
}

void Database::note(TableIndex table, const void* row) {
    if (noted_.size() == noted_changes_max) forget_changes();
    noted_.push_back({table, id_of(row), scope_of(schema_->entity(table), row)});
    ++revision_;
}

void Database::forget_changes() {
    noted_.clear();
    noted_from_ = ++revision_;
}

std::optional<std::span<const ChangedRow>> Database::changes_since(std::uint64_t revision) const {
    if (revision < noted_from_ || revision > revision_) return std::nullopt;
    return std::span<const ChangedRow>{noted_}.subspan(static_cast<std::size_t>(revision - noted_from_));
}

void Database::insert(TableIndex table, const void* row) {
    tables_[table]->insert(row);
    if (digests_known_) count_row(schema_->entity(table), row, true);
    note(table, row);
}

void Database::erase(TableIndex table, Id128 id) {
    const void* row = tables_[table]->find(id);
    if (digests_known_) count_row(schema_->entity(table), row, false);
    note(table, row);
    tables_[table]->erase(id);
}

void Database::set(TableIndex table, Id128 id, FieldIndex field, const Value& value) {
    const EntityInfo& info = schema_->entity(table);
    const void* row = tables_[table]->find(id);
    assert(row != nullptr);
    if (field == info.scope_field) note(table, row);
    if (!digests_known_) {
        tables_[table]->set(id, field, value);
    } else if (field == info.scope_field) {
        // The whole row moves to another scope.
        count_row(info, row, false);
        tables_[table]->set(id, field, value);
        count_row(info, row, true);
    } else {
        Hash128& sum = digests_[scope_of(info, row)];
        sum -= field_hash(info, id, info.fields[field], info.fields[field].get(row));
        tables_[table]->set(id, field, value);
        sum += field_hash(info, id, info.fields[field], info.fields[field].get(row));
    }
    note(table, row);
}

void Database::count_row(const EntityInfo& info, const void* row, bool added) {
    const ScopeId scope = scope_of(info, row);
    Hash128& sum = digests_[scope];
    if (added) {
        sum += row_hash(info, row);
    } else {
        sum -= row_hash(info, row);
        // An empty scope and one that never existed are the same.
        if (sum == Hash128{}) digests_.erase(scope);
    }
}

void Database::compute_digests() const {
    if (digests_known_) return;
    digests_.clear();
    for (const auto& table : tables_) {
        for (std::size_t place = 0; place < table->size(); ++place) {
            const void* row = table->at(place);
            digests_[scope_of(table->info(), row)] += row_hash(table->info(), row);
        }
    }
    digests_known_ = true;
}

Hash128 Database::digest(ScopeId scope) const {
    compute_digests();
    const auto found = digests_.find(scope);
    return found == digests_.end() ? Hash128{} : found->second;
}

Hash128 Database::digest() const {
    compute_digests();
    Hash128 sum;
    for (const auto& [scope, digest] : digests_) sum += digest;
    return sum;
}

const std::map<ScopeId, Hash128>& Database::scope_digests() const {
    compute_digests();
    return digests_;
}

std::size_t Database::row_count() const {
    std::size_t count = 0;
    for (const auto& table : tables_) count += table->size();
    return count;
}

}  // namespace pupitre
