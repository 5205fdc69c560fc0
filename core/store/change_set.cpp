// Inverse and binary form of change-sets.
#include "core/store/change_set.h"

#include <algorithm>

#include "core/base/bytes.h"

namespace pupitre {

namespace {

constexpr std::uint8_t format_version = 1;

RowChangeKind opposite(RowChangeKind kind) {
    switch (kind) {
    case RowChangeKind::insert: return RowChangeKind::erase;
    case RowChangeKind::update: return RowChangeKind::update;
    case RowChangeKind::erase: return RowChangeKind::insert;
    }
    assert(false);
    return kind;
}

/// Brings a value to the form in which a row holds it; false if the field can't hold it.
bool normalise(AnyRow& scratch, const Field& field, Value& value) {
    if (is_absent(value)) return true;
    if (!field.set(scratch.data(), value)) return false;
    value = field.get(scratch.data());
    return true;
}

Result<RowChange> decode_row(const Schema& schema, ByteReader& reader) {
    RowChange change;
    const std::uint8_t kind = reader.byte();
    if (kind > static_cast<std::uint8_t>(RowChangeKind::erase)) return Error{ErrorCode::malformed, "kind"};
    change.kind = static_cast<RowChangeKind>(kind);
    const std::string_view table = reader.text();
    if (!reader.ok()) return Error{ErrorCode::truncated, "table"};
    change.table = schema.index_of(table);
    if (change.table == schema.table_count()) return Error{ErrorCode::unknown_name, std::string(table)};
    const EntityInfo& info = schema.entity(change.table);
    change.row = reader.id();
    if (reader.ok() && change.row.is_nil()) return Error{ErrorCode::malformed, "id"};
    AnyRow scratch(info);
    const std::uint64_t count = reader.varint();
    if (count > reader.left()) return Error{ErrorCode::truncated, "fields"};
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string_view key = reader.text();
        FieldChange field;
        field.before = read_value(reader);
        field.after = read_value(reader);
        if (!reader.ok()) return Error{ErrorCode::truncated, "field"};
        const Field* known = info.find_field(key);
        if (known == nullptr) return Error{ErrorCode::unknown_name, std::string(key)};
        field.field = info.index_of(*known);
        if (field.field == 0) return Error{ErrorCode::malformed, "id"};  // An identity never changes.
        if (!normalise(scratch, *known, field.before) || !normalise(scratch, *known, field.after)) {
            return Error{ErrorCode::wrong_type, std::string(key)};
        }
        change.fields.push_back(std::move(field));
    }
    return change;
}

}  // namespace

ChangeSet inverse(const ChangeSet& changes) {
    ChangeSet back = changes;
    std::reverse(back.rows.begin(), back.rows.end());
    for (RowChange& row : back.rows) {
        row.kind = opposite(row.kind);
        for (FieldChange& field : row.fields) std::swap(field.before, field.after);
    }
    return back;
}

std::string encode(const Schema& schema, const ChangeSet& changes) {
    std::string out;
    out.push_back(static_cast<char>(format_version));
    append_varint(out, changes.rows.size());
    for (const RowChange& row : changes.rows) {
        const EntityInfo& info = schema.entity(row.table);
        out.push_back(static_cast<char>(row.kind));
        append_text(out, info.table);
        append_id(out, row.row);
        append_varint(out, row.fields.size());
        for (const FieldChange& field : row.fields) {
            append_text(out, info.fields[field.field].key);
            append_value(out, field.before);
            append_value(out, field.after);
        }
    }
    return out;
}

Result<ChangeSet> decode_change_set(const Schema& schema, std::string_view bytes) {
    ByteReader reader(bytes);
    if (reader.byte() != format_version) return Error{ErrorCode::unknown_version, "change_set"};
    const std::uint64_t count = reader.varint();
    if (!reader.ok() || count > reader.left()) return Error{ErrorCode::truncated, "change_set"};
    ChangeSet changes;
    for (std::uint64_t i = 0; i < count; ++i) {
        Result<RowChange> row = decode_row(schema, reader);
        if (!row) return row.error();
        changes.rows.push_back(*std::move(row));
    }
    if (!reader.ok() || !reader.at_end()) return Error{ErrorCode::malformed, "change_set"};
    return changes;
}

}  // namespace pupitre
