// What a command did: an ordered list of field deltas. Undo, history, sync, index upkeep and audit all read this.
// Knows tables and fields by their place in the schema, no entity.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/hash.h"
#include "core/base/result.h"
#include "core/schema/entity.h"

namespace pupitre {

struct FieldChange {
    FieldIndex field = 0;
    Value before;
    Value after;

    bool operator==(const FieldChange&) const = default;
};

/// The numbers are stored: append only.
enum class RowChangeKind : std::uint8_t { insert, update, erase };

/// One row that appeared, changed or went away. An insert lists the present fields with empty befores, an erase the
/// present fields with empty afters; the id field is never listed.
struct RowChange {
    RowChangeKind kind = RowChangeKind::update;
    TableIndex table = 0;
    Id128 row;
    std::vector<FieldChange> fields;
    /// Of an inserted row, if the database reckoned it for its digest. Says nothing that the fields do not say.
    std::optional<Hash128> inserted_hash = std::nullopt;

    bool operator==(const RowChange& other) const {
        return kind == other.kind && table == other.table && row == other.row && fields == other.fields;
    }
};

struct ChangeSet {
    std::vector<RowChange> rows;

    [[nodiscard]] bool empty() const { return rows.empty(); }
    bool operator==(const ChangeSet&) const = default;
};

/// What takes the changes back: the reverse order, befores and afters exchanged.
ChangeSet inverse(const ChangeSet& changes);

/// The binary form for the ledger: names of tables and fields, so that it survives a schema that has grown.
std::string encode(const Schema& schema, const ChangeSet& changes);
/// Errors: truncated, malformed, unknown_name, wrong_type.
Result<ChangeSet> decode_change_set(const Schema& schema, std::string_view bytes);

}  // namespace pupitre
