// Walks the ledger's entries of one row from the newest back.
#include "server-stub/firm/history.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/store/change_scopes.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t read_at_once = 16;
constexpr std::int64_t entries_max = 1'000;  // A row that was changed more often: its latest changes are looked at.

struct Found {
    LedgerEntry entry;
    RowChange change;
};

bool touches(const RowChange& change, TableIndex table, Id128 row, FieldIndex field) {
    if (change.table != table || change.row != row) return false;
    if (change.kind != RowChangeKind::update || field == no_field) return true;
    return std::ranges::any_of(change.fields, [&](const FieldChange& each) { return each.field == field; });
}

/// The last change of a row, or of one field of it.
Stored<std::optional<Found>> last_change(Storage& storage, const Schema& schema, TableIndex table, Id128 row,
                                         FieldIndex field) {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t looked_at = 0; looked_at < entries_max; looked_at += read_at_once) {
        auto entries = storage.ledger_of_row(schema.entity(table).table, row, before, read_at_once);
        if (!entries) return entries.error();
        for (LedgerEntry& entry : *entries) {
            before = entry.head.seq;
            const auto changes = decode_change_set(schema, entry.changes);
            if (!changes) continue;
            for (auto change = changes->rows.rbegin(); change != changes->rows.rend(); ++change) {
                if (touches(*change, table, row, field)) return std::optional(Found{std::move(entry), *change});
            }
        }
        if (std::ssize(*entries) < read_at_once) break;
    }
    return std::optional<Found>{};
}

/// When the author gave the command; never later than the host decided it.
std::int64_t given_ms(const LedgerEntry& entry) {
    const Json json = Json::from_cbor(entry.command.begin(), entry.command.end(), true, false);
    if (json.is_discarded()) return entry.head.at_ms;
    const auto command = command_from_json(json);
    return command && command->at_ms > 0 ? std::min(command->at_ms, entry.head.at_ms) : entry.head.at_ms;
}

/// What a deleted row was called: its compulsory text, else the first text it had.
std::string name_of(const EntityInfo& info, const RowChange& erased) {
    std::string name;
    for (const FieldChange& each : erased.fields) {
        const auto* text = std::get_if<std::string>(&each.before);
        if (text == nullptr) continue;
        if (info.fields[each.field].need == Need::required) return *text;
        if (name.empty()) name = *text;
    }
    return name;
}

/// Whether a row, or what became of it, may be told.
bool may_be_told(const Told& told, const RowChange& last) {
    const void* row = told.db.table(last.table).find(last.row);
    if (row != nullptr) return told.sight.sees_row(last.table, row);
    return told.sight.sees(scopes_of(told.db, ChangeSet{{last}}).front().before);
}

Stored<Done> fill_in(const Told& told, std::string_view table_name, Id128 row, std::string_view field_key,
                     Cause& cause) {
    const Schema& schema = told.db.schema();
    const TableIndex table = schema.index_of(table_name);
    if (table >= schema.table_count() || row.is_nil()) return Done{};
    const EntityInfo& info = schema.entity(table);
    const Field* field = info.find_field(field_key);
    const FieldIndex place = field != nullptr ? info.index_of(*field) : no_field;
    const auto found = last_change(told.storage, schema, table, row, place);
    if (!found) return found.error();
    if (!*found || !may_be_told(told, (*found)->change)) return Done{};
    const Found& last = **found;
    cause.by = TeamMemberId{last.entry.head.actor};
    cause.at_ms = given_ms(last.entry);
    if (last.change.kind == RowChangeKind::erase) cause.name = name_of(info, last.change);
    return Done{};
}

/// Refusals that are about what became of the very row that the command names.
bool is_about_own_row(RefusalCode code) {
    return code == RefusalCode::row_not_found || code == RefusalCode::row_exists || code == RefusalCode::changed_since;
}

}  // namespace

Stored<Done> name_cause(const Told& told, Refusal& refusal) {
    Cause& cause = refusal.cause;
    if (!cause.row.is_nil()) return fill_in(told, cause.table, cause.row, cause.field, cause);
    if (!is_about_own_row(refusal.code)) return Done{};
    return fill_in(told, refusal.table, refusal.row, {}, cause);
}

Stored<Done> name_cause(const Told& told, Conflict& conflict) {
    Cause& cause = conflict.cause;
    if (!cause.row.is_nil()) return fill_in(told, cause.table, cause.row, cause.field, cause);
    return fill_in(told, conflict.table, conflict.row, conflict.field, cause);
}

}  // namespace pupitre::host
