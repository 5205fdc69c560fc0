// Undo looks at each row on its own: expected state there → taken back; otherwise reported. Rows go last, when it is known
// which of them somebody needs; then comes what holds between rows.
#include "core/command/undo.h"

#include <map>

#include "core/base/planted.h"
#include "core/command/deletion.h"
#include "core/command/row_rules.h"

namespace pupitre {

namespace {

constexpr std::size_t undo_bytes_max = command_bytes_max / 2;

Json fields_to_json(const EntityInfo& info, const RowChange& change, bool befores) {
    Json object{{"id", to_text(change.row)}};
    for (const FieldChange& entry : change.fields) {
        const Field& field = info.fields[entry.field];
        object[std::string(field.key)] = value_to_json(field, befores ? entry.before : entry.after);
    }
    return object;
}

Json undo_row(const Schema& schema, const InsertedRow& inserted) {
    return {{"kind", "erase"},
            {"table", std::string(schema.entity(inserted.table).table)},
            {"id", to_text(inserted.row)},
            {"hash", to_text(inserted.hash)}};
}

Json undo_row(const Schema& schema, const RowChange& change) {
    const EntityInfo& info = schema.entity(change.table);
    Json row{{"table", std::string(info.table)}};
    switch (change.kind) {
    case RowChangeKind::insert: return undo_row(schema, InsertedRow{change.table, change.row, row_hash(info, change)});
    case RowChangeKind::erase:
        row["kind"] = "insert";
        row["fields"] = fields_to_json(info, change, true);
        break;
    case RowChangeKind::update: {
        row["kind"] = "update";
        row["id"] = to_text(change.row);
        Json set = Json::object();
        for (const FieldChange& entry : change.fields) {
            const Field& field = info.fields[entry.field];
            set[std::string(field.key)] = {value_to_json(field, entry.after), value_to_json(field, entry.before)};
        }
        row["set"] = std::move(set);
        break;
    }
    }
    return row;
}

/// Rows in as many arguments as their size asks for.
class UndoParts {
public:
    void add(Json row) {
        const std::size_t size = json_bytes(row);
        if (parts_.empty() || bytes_ + size > undo_bytes_max) {
            parts_.push_back(Json{{"rows", Json::array()}});
            bytes_ = 0;
        }
        bytes_ += size;
        parts_.back()["rows"].push_back(std::move(row));
    }
    std::vector<Json> take() { return std::move(parts_); }

private:
    std::vector<Json> parts_;
    std::size_t bytes_ = 0;
};

/// Carries out one row of an undo after another. Rows of one undo may need each other, so what holds between rows is
/// looked at when all of them are done.
class UndoRun {
public:
    UndoRun(const Registry& registry, Changes& changes, const Context& by) :
        registry_(&registry), changes_(&changes), by_(&by) {}

    std::optional<Refusal> row(const Json& json) {
        if (!json.is_object()) return malformed("rows");
        const std::string name = text(json, "table");
        table_ = registry_->schema().index_of(name);
        if (table_ == registry_->schema().table_count()) return malformed(name);
        info_ = &registry_->schema().entity(table_);
        const std::string kind = text(json, "kind");
        if (kind == "erase" && !by_->may(registry_->rules(table_).remove)) return erase_own(json);
        if (!by_->may(registry_->rules(table_).write)) return not_permitted({});
        if (kind == "insert") return insert(json);
        const Result<Id128> id = parse_id(text(json, "id"));
        if (!id) return malformed("id");
        if (kind == "erase") return erase(*id, text(json, "hash"));
        if (kind == "update") return update(*id, json);
        return malformed("kind");
    }

    /// Takes the rows away that nobody needs by now, then checks every row that was restored.
    std::optional<Refusal> finish() {
        align();
        keep_what_is_needed();
        if (auto refusal = take_away()) return refusal;
        for (const Restored& restored : restored_) {
            if (const auto refusal = check(restored)) return refusal;
        }
        return std::nullopt;
    }

    std::vector<Conflict> take_conflicts() { return std::move(conflicts_); }

private:
    using RowKey = std::pair<TableIndex, Id128>;
    struct Restored {
        TableIndex table = 0;
        Id128 row;
        std::vector<const Field*> fields;
        std::optional<AnyRow> before;  // As it stood, where something has to be aligned.
    };

    static std::string text(const Json& json, const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string{};
    }
    static Refusal malformed(std::string where) {
        return {RefusalCode::malformed_arguments, {}, {}, std::move(where), {}};
    }
    [[nodiscard]] Refusal not_permitted(Id128 id) const {
        return {RefusalCode::not_permitted, std::string(info_->table), id, {}, {}};
    }
    void kept(const EntityInfo& info, Id128 id, std::string field, Json base, Json mine, Json theirs,
              Cause cause = {}) {
        conflicts_.push_back({std::string(info.table), id, std::move(field), std::move(base), std::move(mine),
                              std::move(theirs), std::move(cause)});
    }

    /// Whoever may not delete may still take back what they made themselves. A row that is gone needs no right.
    std::optional<Refusal> erase_own(const Json& json) {
        const Result<Id128> id = parse_id(text(json, "id"));
        if (!id) return malformed("id");
        const EntityRules& rules = registry_->rules(table_);
        const void* current = changes_->db().table(table_).find(*id);
        if (current != nullptr && !(by_->may(rules.write) && is_own(rules, *by_, current))) return not_permitted(*id);
        return erase(*id, text(json, "hash"));
    }

    std::optional<Refusal> erase(Id128 id, const std::string& expected_hash) {
        const void* current = changes_->db().table(table_).find(id);
        if (current == nullptr) return std::nullopt;  // Gone already: that is what was wanted.
        if (to_text(row_hash(*info_, current)) != expected_hash) {
            kept(*info_, id, {}, nullptr, nullptr, row_to_json(*info_, current));
            return std::nullopt;
        }
        going_.emplace(RowKey{table_, id}, next_place_++);
        return std::nullopt;
    }

    std::optional<Refusal> insert(const Json& json) {
        const auto fields = json.find("fields");
        if (fields == json.end()) return malformed("fields");
        const Result<AnyRow> row = row_from_json(*info_, *fields);
        if (!row || row->id().is_nil()) return malformed("fields");
        const void* current = changes_->db().table(table_).find(row->id());
        // A row that went and came within one change-set is turned back in one step.
        if (current != nullptr && going_.erase({table_, row->id()}) == 0) {
            if (row_to_json(*info_, current) != *fields) {
                kept(*info_, row->id(), {}, nullptr, *fields, row_to_json(*info_, current));
            }
            return std::nullopt;
        }
        Restored& restored = restored_.emplace_back(Restored{table_, row->id(), {}, std::nullopt});
        for (const Field& field : info_->fields.subspan(1)) restored.fields.push_back(&field);
        changes_->put_row(table_, row->data());
        return std::nullopt;
    }

    std::optional<Refusal> update(Id128 id, const Json& json) {
        const auto set = json.find("set");
        if (set == json.end() || !set->is_object()) return malformed("set");
        const void* current = changes_->db().table(table_).find(id);
        if (current == nullptr) {
            kept(*info_, id, {}, nullptr, *set, nullptr);
            return std::nullopt;
        }
        AnyRow row(*info_, current);
        Restored restored{table_, id, {}, std::nullopt};
        if (registry_->rules(table_).align != nullptr) restored.before.emplace(*info_, current);
        for (const auto& [key, pair] : set->items()) {
            const Field* field = info_->find_field(key);
            const bool settable =
                field != nullptr && info_->index_of(*field) != 0 && field->key != registry_->rules(table_).creator_key;
            if (!settable || !pair.is_array() || pair.size() != 2) return malformed(key);
            const Result<Value> expected = value_from_json(*field, pair[0]);
            const Result<Value> wanted = value_from_json(*field, pair[1]);
            if (!expected || !wanted) return malformed(key);
            const Value now = field->get(current);
            if (now == *wanted || planted(Planted::undo_leaves_a_field)) continue;
            if (now != *expected) {
                kept(*info_, id, key, pair[0], pair[1], value_to_json(*field, now));
                continue;
            }
            if (!field->set(row.data(), *wanted)) return malformed(key);
            restored.fields.push_back(field);
        }
        if (restored.fields.empty()) return std::nullopt;
        changes_->put_row(table_, row.data());
        restored_.push_back(std::move(restored));
        return std::nullopt;
    }

    /// A row that opens a scope is needed by whatever else stands in it, also without a reference.
    [[nodiscard]] std::optional<Cause> first_in_scope(TableIndex table, Id128 id) const {
        if (registry_->schema().entity(table).scope_field != 0) return std::nullopt;
        for (TableIndex other = 0; other < registry_->schema().table_count(); ++other) {
            const EntityInfo& info = registry_->schema().entity(other);
            if (info.scope_field == no_field || info.scope_field == 0) continue;
            for (const Id128 row : changes_->db().table(other).with(info.scope_field, Value{id})) {
                if (going_.contains({other, row})) continue;
                Cause cause;
                cause.table = info.table;
                cause.row = row;
                return cause;
            }
        }
        return std::nullopt;
    }

    /// What came since the command follows the restored rows, too.
    void align() {
        for (const Restored& restored : restored_) {
            if (!restored.before) continue;
            registry_->rules(restored.table).align(*changes_, *by_, restored.before->data(), restored.row);
        }
    }

    void keep_what_is_needed() {
        const auto goes = [this](TableIndex table, Id128 id) { return going_.contains({table, id}); };
        // A row that stays may need another one that would go.
        for (bool again = true; again;) {
            again = false;
            for (auto next = going_.begin(); next != going_.end();) {
                const auto [table, id] = next->first;
                auto use = first_use(changes_->db(), table, id, goes);
                if (!use) use = first_in_scope(table, id);
                if (!use) {
                    ++next;
                    continue;
                }
                const EntityInfo& info = registry_->schema().entity(table);
                const void* row = changes_->db().table(table).find(id);
                kept(info, id, {}, nullptr, nullptr, row_to_json(info, row), *std::move(use));
                next = going_.erase(next);
                again = true;
            }
        }
    }

    /// In the order of the command, so that undoing this finds what each row needs.
    std::optional<Refusal> take_away() {
        std::map<std::size_t, RowKey> in_order;
        for (const auto& [key, place] : going_) in_order.emplace(place, key);
        for (const auto& [place, key] : in_order) {
            const auto [table, id] = key;
            const EntityRules& rules = registry_->rules(table);
            const void* row = changes_->db().table(table).find(id);
            if (rules.check_removal != nullptr) {
                if (auto refusal = rules.check_removal(changes_->db(), *by_, row)) return refusal;
            }
            changes_->erase_row(table, id);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Refusal> check(const Restored& restored) const {
        const Database& db = changes_->db();
        const void* row = db.table(restored.table).find(restored.row);
        if (row == nullptr) return std::nullopt;
        const EntityRules& rules = registry_->rules(restored.table);
        for (const Field* field : restored.fields) {
            if (const auto refusal = check_field(db, *rules.info, row, *field)) return refusal;
        }
        return rules.check != nullptr ? rules.check(db, *by_, row) : std::nullopt;
    }

    const Registry* registry_;
    Changes* changes_;
    const Context* by_;
    TableIndex table_ = 0;
    const EntityInfo* info_ = nullptr;
    std::map<RowKey, std::size_t> going_;  // Rows that would go, with their place in the command.
    std::size_t next_place_ = 0;
    std::vector<Restored> restored_;
    std::vector<Conflict> conflicts_;
};

}  // namespace

std::vector<Json> undo_args(const Schema& schema, const ChangeSet& changes) {
    UndoParts parts;
    for (auto change = changes.rows.rbegin(); change != changes.rows.rend(); ++change) {
        if (!schema.entity(change->table).consequence) parts.add(undo_row(schema, *change));
    }
    return parts.take();
}

std::vector<Json> undo_args(const Schema& schema, std::span<const InsertedRow> inserted) {
    UndoParts parts;
    for (auto row = inserted.rbegin(); row != inserted.rend(); ++row) parts.add(undo_row(schema, *row));
    return parts.take();
}

std::vector<InsertedRow> only_inserted(const Schema& schema, const ChangeSet& changes) {
    std::vector<InsertedRow> inserted;
    for (const RowChange& change : changes.rows) {
        if (change.kind != RowChangeKind::insert) return {};
        inserted.push_back({change.table, change.row, row_hash(schema.entity(change.table), change)});
    }
    return inserted;
}

CommandType undo_command(const Registry& registry) {
    const Registry* all = &registry;
    return {"undo", 1, [all](Changes& changes, const Context& by, const Json& args) -> Attempt {
                const auto rows = args.find("rows");
                if (rows == args.end() || !rows->is_array()) {
                    return Refusal{RefusalCode::malformed_arguments, {}, {}, "rows", {}};
                }
                UndoRun run(*all, changes, by);
                for (const Json& row : *rows) {
                    if (auto refusal = run.row(row)) return *refusal;
                }
                if (auto refusal = run.finish()) return *refusal;
                return Outcome{{}, run.take_conflicts()};
            }};
}

}  // namespace pupitre
