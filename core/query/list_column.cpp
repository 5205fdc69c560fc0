// Words and orders of values by their kind.
#include "core/query/list_column.h"

#include <cassert>

#include "core/text/format.h"

namespace pupitre {

namespace {

ColumnKind kind_of(const Field& field) {
    switch (field.type) {
    case FieldType::text: return ColumnKind::text;
    case FieldType::boolean: return ColumnKind::yes_no;
    case FieldType::number: return ColumnKind::number;
    case FieldType::choice: return ColumnKind::choice;
    case FieldType::reference: return ColumnKind::row;
    case FieldType::date: return ColumnKind::date;
    case FieldType::money: return ColumnKind::amount;
    case FieldType::instant: break;
    }
    assert(false);
    return ColumnKind::text;
}

std::int64_t number_in(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? *number : 0;
}

std::string name_in(const ListColumn& column, const Database& db, const Value& value) {
    const auto* id = std::get_if<Id128>(&value);
    return id != nullptr && column.name != nullptr ? column.name(db, *id) : std::string{};
}

}  // namespace

ListColumn field_column(const EntityInfo& info, std::string_view field, std::string_view label, NameOfRow name) {
    const Field* found = info.find_field(field);
    assert(found != nullptr);
    ListColumn column;
    column.key = found->key;
    column.label = label;
    column.kind = kind_of(*found);
    column.choices = found->choices;
    column.target = found->target;
    column.name = name;
    const auto get = found->get;
    switch (column.kind) {
    case ColumnKind::choice:  // Stored as absent where it is the first.
        column.value = [get](const Database&, const void* row) { return Value{number_in(get(row))}; };
        break;
    case ColumnKind::yes_no:
        column.value = [get](const Database&, const void* row) { return Value{!is_absent(get(row))}; };
        break;
    case ColumnKind::text:
    case ColumnKind::number:
    case ColumnKind::minutes:
    case ColumnKind::amount:
    case ColumnKind::date:
    case ColumnKind::row: column.value = [get](const Database&, const void* row) { return get(row); }; break;
    }
    return column;
}

Value value_of(const ListColumn& column, const Database& db, const ListedRow& row) {
    if (row.row == nullptr) return {};
    if (row.kind == 0) return column.value ? column.value(db, row.row) : Value{};
    const std::size_t place = row.kind - 1;
    return place < column.beside.size() && column.beside[place] ? column.beside[place](db, row.row) : Value{};
}

std::string words_of(const ListColumn& column, const Database& db, const Value& value, const Texts& texts) {
    if (is_absent(value)) return {};
    switch (column.kind) {
    case ColumnKind::text: {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return {};
        return column.shown != nullptr ? column.shown(*text) : *text;
    }
    case ColumnKind::number:
        return number_in(value) == 0 ? std::string{} : format_number(number_in(value), texts.language());
    case ColumnKind::minutes: return number_in(value) == 0 ? std::string{} : format_duration(number_in(value));
    case ColumnKind::amount: {
        const auto* amount = std::get_if<Money>(&value);
        return amount != nullptr ? format_money(*amount, texts.language()) : std::string{};
    }
    case ColumnKind::date: {
        const auto* date = std::get_if<Date>(&value);
        return date != nullptr ? format_date(*date, texts.language()) : std::string{};
    }
    case ColumnKind::choice: {
        const auto place = static_cast<std::size_t>(number_in(value));
        if (place >= column.choices.size()) return {};
        return std::string(texts.label(std::string(column.choice_label) + std::string(column.choices[place])));
    }
    case ColumnKind::yes_no: {
        const auto* yes = std::get_if<bool>(&value);
        return std::string(texts.label(yes != nullptr && *yes ? "list.yes" : "list.no"));
    }
    case ColumnKind::row: return name_in(column, db, value);
    }
    assert(false);
    return {};
}

std::string order_key(const ListColumn& column, const Database& db, const Value& value) {
    if (column.kind != ColumnKind::row || is_absent(value)) return value_key(value);
    // Two rows of one name stay apart.
    const auto* id = std::get_if<Id128>(&value);
    return text_key(name_in(column, db, value)) + '\n' + (id != nullptr ? to_text(*id) : std::string{});
}

}  // namespace pupitre
