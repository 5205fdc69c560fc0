// Changes of tables and the upkeep of digests.
#include "core/store/database.h"

#include "core/base/bytes.h"
#include "core/base/planted.h"

namespace pupitre {

namespace {

/// Hashes fields of one row: (table, row, field, content), the first two written once.
class FieldHasher {
public:
    FieldHasher(const EntityInfo& info, Id128 row) {
        constexpr std::size_t usual_bytes = 128;
        bytes_.reserve(usual_bytes);
        append_text(bytes_, info.table);
        append_id(bytes_, row);
        start_ = bytes_.size();
    }
    Hash128 of(const Field& field, const Value& value) {
        if (is_absent(value)) return {};
        bytes_.resize(start_);
        append_text(bytes_, field.key);
        content_.clear();
        append_value(content_, value);
        append_text(bytes_, content_);
        return hash_bytes(bytes_);
    }

private:
    std::string bytes_;
    std::string content_;
    std::size_t start_ = 0;
};

}  // namespace

Hash128 field_hash(const EntityInfo& info, Id128 row, const Field& field, const Value& value) {
    return FieldHasher(info, row).of(field, value);
}

Hash128 row_hash(const EntityInfo& info, const void* row) {
    FieldHasher hasher(info, id_of(row));
    Hash128 sum;
    for (const Field& field : info.fields) {
        if (field.is_present(row)) sum += hasher.of(field, field.get(row));
    }
    return sum;
}

Hash128 row_hash(const EntityInfo& info, const RowChange& inserted) {
    assert(inserted.kind == RowChangeKind::insert);
    if (inserted.inserted_hash) return *inserted.inserted_hash;
    FieldHasher hasher(info, inserted.row);
    Hash128 sum = hasher.of(info.fields[0], Value{inserted.row});
    for (const FieldChange& entry : inserted.fields) sum += hasher.of(info.fields[entry.field], entry.after);
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
    digest_ = {};
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

std::optional<Hash128> Database::insert(TableIndex table, const void* row) {
    tables_[table]->insert(row);
    std::optional<Hash128> hash;
    if (digests_known_) hash = count_row(schema_->entity(table), row, true);
    note(table, row);
    return hash;
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
    } else if (field == info.scope_field && !planted(Planted::scope_digest_not_updated)) {
        // The whole row moves to another scope.
        count_row(info, row, false);
        tables_[table]->set(id, field, value);
        count_row(info, row, true);
    } else {
        const Field& what = info.fields[field];
        const Hash128 before = field_hash(info, id, what, what.get(row));
        tables_[table]->set(id, field, value);
        count(scope_of(info, row), before, field_hash(info, id, what, what.get(row)));
    }
    note(table, row);
}

Hash128 Database::count_row(const EntityInfo& info, const void* row, bool added) {
    const Hash128 hash = row_hash(info, row);
    count(scope_of(info, row), added ? Hash128{} : hash, added ? hash : Hash128{});
    return hash;
}

void Database::count(ScopeId scope, const Hash128& less, const Hash128& more) {
    digest_ -= less;
    digest_ += more;
    Hash128& sum = digests_[scope];
    sum -= less;
    sum += more;
    // An empty scope and one that never existed are the same.
    if (sum == Hash128{}) digests_.erase(scope);
}

void Database::compute_digests() const {
    if (digests_known_) return;
    digests_.clear();
    digest_ = {};
    for (const auto& table : tables_) {
        table->for_each([&](const void* row) {
            const Hash128 hash = row_hash(table->info(), row);
            digests_[scope_of(table->info(), row)] += hash;
            digest_ += hash;
        });
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
    return digest_;
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
