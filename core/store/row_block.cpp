// Writer and reader of row blocks.
#include "core/store/row_block.h"

#include "core/base/bytes.h"
#include "core/base/hash.h"

namespace pupitre {

namespace {

constexpr std::string_view magic = "PUPB";
constexpr std::uint8_t format_version = 1;
constexpr std::size_t checksum_bytes = 8;

/// A null place stands for a column that this version does not know.
Result<std::vector<const Field*>> read_columns(const EntityInfo& info, ByteReader& reader) {
    std::vector<const Field*> columns;
    const std::uint64_t count = reader.varint();
    if (count > reader.left()) return Error{ErrorCode::truncated, "columns"};
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string_view key = reader.text();
        const std::uint8_t type = reader.byte();
        if (!reader.ok()) return Error{ErrorCode::truncated, "columns"};
        const Field* field = info.find_field(key);
        if (field == info.fields.data()) return Error{ErrorCode::malformed, "columns"};  // The id is not a column.
        if (field != nullptr && static_cast<std::uint8_t>(field->type) != type) {
            return Error{ErrorCode::wrong_type, std::string(key)};
        }
        columns.push_back(field);
    }
    return columns;
}

Result<AnyRow> read_row(const EntityInfo& info, const std::vector<const Field*>& columns, ByteReader& reader) {
    AnyRow row(info);
    const Id128 id = reader.id();
    if (reader.ok() && id.is_nil()) return Error{ErrorCode::malformed, "id"};
    info.fields[0].set(row.data(), id);
    for (const Field* field : columns) {
        const Value value = read_value(reader);
        if (!reader.ok()) return Error{ErrorCode::truncated, "rows"};
        if (field != nullptr && !field->set(row.data(), value)) {
            return Error{ErrorCode::wrong_type, std::string(field->key)};
        }
    }
    return row;
}

}  // namespace

std::string encode_block(const EntityInfo& info, std::span<const void* const> rows, std::span<const Id128> deleted) {
    std::string out(magic);
    out.push_back(static_cast<char>(format_version));
    append_text(out, info.table);
    const std::span<const Field> columns = info.fields.subspan(1);
    append_varint(out, columns.size());
    for (const Field& field : columns) {
        append_text(out, field.key);
        out.push_back(static_cast<char>(field.type));
    }
    append_varint(out, rows.size());
    for (const void* row : rows) {
        append_id(out, id_of(row));
        for (const Field& field : columns) append_value(out, field.get(row));
    }
    append_varint(out, deleted.size());
    for (const Id128 id : deleted) append_id(out, id);
    append_fixed64(out, checksum(out));
    return out;
}

Result<RowBlock> decode_block(const Schema& schema, std::string_view bytes) {
    if (bytes.size() < magic.size() + checksum_bytes) return Error{ErrorCode::truncated, "block"};
    const std::string_view content = bytes.substr(0, bytes.size() - checksum_bytes);
    ByteReader tail(bytes.substr(content.size()));
    if (tail.fixed64() != checksum(content)) return Error{ErrorCode::checksum, "block"};
    ByteReader reader(content);
    if (reader.raw(magic.size()) != magic) return Error{ErrorCode::malformed, "block"};
    if (reader.byte() != format_version) return Error{ErrorCode::unknown_version, "block"};

    RowBlock block;
    const std::string_view table = reader.text();
    block.table = schema.index_of(table);
    if (block.table == schema.table_count()) return Error{ErrorCode::unknown_name, std::string(table)};
    const EntityInfo& info = schema.entity(block.table);
    const auto columns = read_columns(info, reader);
    if (!columns) return columns.error();

    const std::uint64_t rows = reader.varint();
    if (rows > block_rows_max) return Error{ErrorCode::too_large, "rows"};
    if (rows > reader.left()) return Error{ErrorCode::truncated, "rows"};
    block.rows.reserve(static_cast<std::size_t>(rows));
    for (std::uint64_t i = 0; i < rows; ++i) {
        Result<AnyRow> row = read_row(info, *columns, reader);
        if (!row) return row.error();
        block.rows.push_back(*std::move(row));
    }
    const std::uint64_t deleted = reader.varint();
    if (deleted > reader.left()) return Error{ErrorCode::truncated, "deleted"};
    for (std::uint64_t i = 0; i < deleted; ++i) block.deleted.push_back(reader.id());
    if (!reader.ok() || !reader.at_end()) return Error{ErrorCode::malformed, "block"};
    return block;
}

}  // namespace pupitre
