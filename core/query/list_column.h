// A column of a list: what stands in it for a row, and what follows from that: its words, its order, how it can be asked
// for, grouped and summed. Made from an entity's field table; an area adds what is computed.
// Knows no area and no screen.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/list_index.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// What a column's values are. It decides which tests a condition may use, and whether they can be summed.
enum class ColumnKind : std::uint8_t { text, number, minutes, amount, date, choice, yes_no, row };

/// What people call a row of one table. Empty if there is no such row.
using NameOfRow = std::string (*)(const Database& db, Id128 row);

struct ListColumn {
    std::string_view key;    // Stored in views and addresses: for ever.
    std::string_view label;  // Message key.
    ColumnKind kind = ColumnKind::text;
    /// Absent where there is nothing. Depends on the row and on rows of its scope; the row it names may be the firm's.
    std::function<Value(const Database& db, const void* row)> value = {};
    /// The same for rows of the list's further tables, in their order; nothing stands there without a function.
    std::vector<std::function<Value(const Database& db, const void* row)>> beside = {};
    /// Whether a row counts as if this value stood in the column as well (a project is also theirs who have a task in it).
    std::function<bool(const Database& db, const ListedRow& row, const Value& wanted)> also = {};
    bool internal = false;                               // Orders the list; nobody is shown it or asks for it.
    std::span<const std::string_view> choices = {};      // Of a choice: the stored names.
    std::string_view choice_label = {};                  // Before a choice's name: its message key.
    std::string_view target = {};                        // Of a row: its table.
    NameOfRow name = nullptr;                            // Of a row of that table.
    std::string (*shown)(const std::string&) = nullptr;  // How a stored text is written for people.
};

/// A column that shows a field as it is stored. `label` is the field's message key. Instants and identities have none.
ListColumn field_column(const EntityInfo& info, std::string_view field, std::string_view label,
                        NameOfRow name = nullptr);

/// What stands in the column for a row of the list.
Value value_of(const ListColumn& column, const Database& db, const ListedRow& row);
/// As people read it; empty for nothing, and for a number that is zero.
std::string words_of(const ListColumn& column, const Database& db, const Value& value, const Texts& texts);
/// Bytes that sort as the values do: texts as folded, rows by their names, nothing behind everything else. Values with
/// the same bytes belong together.
std::string order_key(const ListColumn& column, const Database& db, const Value& value);

/// Whether the values can be added up.
constexpr bool is_summed(ColumnKind kind) {
    return kind == ColumnKind::number || kind == ColumnKind::minutes || kind == ColumnKind::amount;
}

}  // namespace pupitre
