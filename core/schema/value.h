// A field's value without its C++ type: what deltas, indexes, codecs and filters work with.
// Knows no entity.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/calendar/date.h"

namespace pupitre {

/// Nothing, yes/no, a whole number, a text, an identity, a day, or an amount. Ordered: nothing comes first.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Id128, Date, Money>;

inline bool is_absent(const Value& value) { return value.index() == 0; }

/// What a field holds. The numbers are written in blocks: append only.
enum class FieldType : std::uint8_t {
    text,       // UTF-8, absent when empty.
    boolean,    // Absent when false.
    number,     // 64-bit whole number. Absent when zero.
    choice,     // An enumerator, stored by its place, shown to the outside by its name. Absent when it is the first.
    reference,  // The id of a row of another table. Absent when nil.
    date,       // Optional day.
    money,      // Optional amount.
    instant,    // Milliseconds since 1970 UTC. Absent when zero.
};

/// Appends type and content; the form is the same on every machine, so it is hashed, too.
void append_value(std::string& out, const Value& value);
class ByteReader;
/// Reads what append_value wrote. A failure shows in the reader's ok().
Value read_value(ByteReader& reader);

}  // namespace pupitre
