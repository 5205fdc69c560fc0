// One real table per entity. How a field becomes columns:
//                      SQLite                 PostgreSQL
//   text, choice       TEXT                   text          a choice by its stored name
//   date               TEXT (ISO 8601)        date
//   boolean            INTEGER                boolean
//   number, instant    INTEGER                bigint
//   reference          BLOB, 16 bytes         uuid
//   money              the amount as a number, and its currency as a text "<key>_currency"
// An absent value is NULL, except that a choice is always spelled out, for whoever reads the database with other tools.
#include "server-stub/storage/sql_entities.h"

#include <algorithm>
#include <span>
#include <vector>

#include "core/base/planted.h"

namespace pupitre::host {
namespace {

std::string sql_name(std::string_view name) { return '"' + std::string(name) + '"'; }

struct Column {
    std::string name;
    std::string type;
};

std::vector<Column> columns_of(const Connection& connection, const EntityInfo& info) {
    std::vector<Column> columns;
    for (const Field& field : info.fields) {
        std::string type(connection.column_type(field.type));
        if (columns.empty()) type += " PRIMARY KEY NOT NULL";
        columns.push_back({std::string(field.key), std::move(type)});
        if (field.type == FieldType::money) {
            columns.push_back(
                {std::string(field.key) + "_currency", std::string(connection.column_type(FieldType::text))});
        }
    }
    return columns;
}

std::string joined(const std::vector<Column>& columns, std::string_view separator, auto write) {
    std::string text;
    for (const Column& column : columns) {
        if (!text.empty()) text += separator;
        text += write(column);
    }
    return text;
}

std::string column_list(const std::vector<Column>& columns) {
    return joined(columns, ", ", [](const Column& column) { return sql_name(column.name); });
}

Stored<Done> prepare_table(Connection& connection, const EntityInfo& info) {
    const std::vector<Column> columns = columns_of(connection, info);
    const auto present = connection.columns(info.table);
    if (!present) return present.error();
    if (present->empty()) {
        const std::string definitions =
            joined(columns, ", ", [](const Column& column) { return sql_name(column.name) + ' ' + column.type; });
        return connection.execute(connection.in_own_words("CREATE TABLE " + sql_name(info.table) + " (" + definitions +
                                                          ") STRICT, WITHOUT ROWID"));
    }
    for (const Column& column : columns) {
        if (present->contains(column.name)) continue;
        const auto added = connection.execute("ALTER TABLE " + sql_name(info.table) + " ADD COLUMN " +
                                              sql_name(column.name) + ' ' + column.type);
        if (!added) return added.error();
    }
    return Done{};
}

void bind_value(Statement& statement, const Field& field, const Value& value) {
    if (field.type == FieldType::choice) {
        const auto* place = std::get_if<std::int64_t>(&value);
        const std::string_view name = field.choices[static_cast<std::size_t>(place == nullptr ? 0 : *place)];
        statement.bind_text(name);
        return;
    }
    if (field.type == FieldType::money) {
        const auto* money = std::get_if<Money>(&value);
        if (money == nullptr) {
            statement.bind_null().bind_null();
        } else {
            statement.bind(money->minor).bind_text(currency_names[static_cast<std::size_t>(money->currency)]);
        }
        return;
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        statement.bind_flag(*yes);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
        statement.bind(*number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind_text(*text);
    } else if (const auto* id = std::get_if<Id128>(&value)) {
        statement.bind(*id);
    } else if (const auto* date = std::get_if<Date>(&value)) {
        statement.bind_date(to_iso(*date));
    } else {
        statement.bind_null();
    }
}

std::optional<std::int64_t> place_in(std::span<const std::string_view> names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return found - names.begin();
}

/// Reads a field from its column (two for money). Nothing when the content does not fit.
std::optional<Value> read_field(const Statement& row, const Field& field, int column) {
    if (row.is_null(column)) return Value{};
    switch (field.type) {
    case FieldType::text: return Value{row.text(column)};
    case FieldType::boolean: return row.number(column) != 0 ? Value{true} : Value{};
    case FieldType::number:
    case FieldType::instant: return Value{row.number(column)};
    case FieldType::choice: {
        const auto place = place_in(field.choices, row.text(column));
        if (!place) return std::nullopt;
        return *place == 0 ? Value{} : Value{*place};
    }
    case FieldType::reference: {
        const auto id = row.id(column);
        if (!id) return std::nullopt;
        return Value{*id};
    }
    case FieldType::date: {
        const auto date = parse_iso_date(row.text(column));
        if (!date) return std::nullopt;
        return Value{*date};
    }
    case FieldType::money: {
        const auto currency = place_in(currency_names, row.text(column + 1));
        if (!currency) return std::nullopt;
        return Value{Money{row.number(column), static_cast<Currency>(*currency)}};
    }
    }
    return std::nullopt;
}

bool read_row(const Statement& statement, const EntityInfo& info, AnyRow& row) {
    int column = 0;
    for (const Field& field : info.fields) {
        const auto value = read_field(statement, field, column);
        if (!value || !field.set(row.data(), *value)) return false;
        column += field.type == FieldType::money ? 2 : 1;
    }
    return !row.id().is_nil();
}

}  // namespace

Stored<Done> prepare_entity_tables(Connection& connection, const Schema& schema) {
    for (TableIndex table = 0; table < schema.table_count(); ++table) {
        const auto prepared = prepare_table(connection, schema.entity(table));
        if (!prepared) return prepared.error();
    }
    return Done{};
}

Stored<Done> load_entities(Connection& connection, Database& db,
                           const std::function<void(std::string_view table, Id128 row)>& unreadable) {
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        const EntityInfo& info = db.schema().entity(table);
        Statement rows = connection.prepare("SELECT " + column_list(columns_of(connection, info)) + " FROM " +
                                            sql_name(info.table) + " ORDER BY id");
        rows.read_one_by_one();
        while (rows.step()) {
            AnyRow row(info);
            if (read_row(rows, info, row)) {
                db.load(table, row.data());
            } else {
                unreadable(info.table, rows.id(0).value_or(Id128{}));
            }
        }
        if (rows.failed()) return rows.fault();
    }
    return Done{};
}

Stored<Done> write_entity(Connection& connection, const Database& db, TableIndex table, Id128 id) {
    const EntityInfo& info = db.schema().entity(table);
    const void* row = db.table(table).find(id);
    if (row == nullptr) {
        if (planted(Planted::deletions_not_stored)) return Done{};
        return connection.prepare("DELETE FROM " + sql_name(info.table) + " WHERE id = ?").bind(id).run();
    }
    // An upsert, not a replace: columns of a newer version keep their content.
    const std::vector<Column> columns = columns_of(connection, info);
    const std::string places = joined(columns, ", ", [](const Column&) { return "?"; });
    const std::string updates = joined(columns, ", ", [](const Column& column) {
        return sql_name(column.name) + " = excluded." + sql_name(column.name);
    });
    Statement statement = connection.prepare("INSERT INTO " + sql_name(info.table) + " (" + column_list(columns) +
                                             ") VALUES (" + places + ") ON CONFLICT (id) DO UPDATE SET " + updates);
    for (const Field& field : info.fields) bind_value(statement, field, field.get(row));
    return statement.run();
}

}  // namespace pupitre::host
