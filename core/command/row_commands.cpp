// Create, change, delete and move, for any entity.
#include "core/command/row_commands.h"

#include "core/command/deletion.h"
#include "core/command/ordering.h"
#include "core/command/row_rules.h"
#include "core/command/sight.h"

namespace pupitre {

namespace {

Refusal malformed(const EntityInfo& info, std::string where) {
    return {RefusalCode::malformed_arguments, std::string(info.table), {}, std::move(where), {}};
}

Refusal refuse_row(RefusalCode code, const EntityInfo& info, Id128 row) {
    return {code, std::string(info.table), row, {}, {}};
}

std::optional<Id128> id_argument(const Json& args, const char* key) {
    const auto found = args.find(key);
    if (found == args.end() || !found->is_string()) return std::nullopt;
    const Result<Id128> id = parse_id(*found->get_ptr<const std::string*>());
    if (!id || id->is_nil()) return std::nullopt;
    return *id;
}

Attempt run_create(const EntityRules& rules, TableIndex table, Changes& changes, const Context& by, const Json& args) {
    const EntityInfo& info = *rules.info;
    if (!by.may(rules.write)) return refuse_row(RefusalCode::not_permitted, info, {});
    Result<AnyRow> row = row_from_json(info, args);
    if (!row) return malformed(info, row.error().where);
    if (row->id().is_nil()) return malformed(info, "id");
    if (changes.db().table(table).find(row->id()) != nullptr) {
        return refuse_row(RefusalCode::row_exists, info, row->id());
    }
    complete_row(changes.db(), rules, by, *row);
    if (const auto refusal = check_row(changes.db(), rules, by, row->data())) return *refusal;
    changes.put_row(table, row->data());
    if (rules.arrived != nullptr) rules.arrived(changes, by, row->id());
    return Outcome{};
}

/// Reads {key: [before, after]}; nothing if it is not well formed.
Result<std::vector<FieldEdit>> read_edits(const EntityInfo& info, const Json& set) {
    std::vector<FieldEdit> edits;
    for (const auto& [key, pair] : set.items()) {
        const Field* field = info.find_field(key);
        if (field == nullptr || info.index_of(*field) == 0) return Error{ErrorCode::unknown_name, key};
        if (!pair.is_array() || pair.size() != 2) return Error{ErrorCode::malformed, key};
        const Result<Value> before = value_from_json(*field, pair[0]);
        const Result<Value> after = value_from_json(*field, pair[1]);
        if (!before) return before.error();
        if (!after) return after.error();
        edits.push_back({info.index_of(*field), *before, *after});
    }
    return edits;
}

Attempt run_change(const EntityRules& rules, TableIndex table, Changes& changes, const Context& by, const Json& args) {
    const EntityInfo& info = *rules.info;
    if (!by.may(rules.write)) return refuse_row(RefusalCode::not_permitted, info, {});
    const auto id = id_argument(args, "id");
    const auto set = args.find("set");
    if (!id || set == args.end() || !set->is_object()) return malformed(info, "id");
    const Result<std::vector<FieldEdit>> edits = read_edits(info, *set);
    if (!edits) return malformed(info, edits.error().where);
    const void* current = find_seen(changes.db(), by, table, *id);
    if (current == nullptr) return refuse_row(RefusalCode::row_not_found, info, *id);

    AnyRow row(info, current);
    Outcome outcome;
    std::vector<const Field*> changed;
    for (const FieldEdit& edit : *edits) {
        const Field& field = info.fields[edit.field];
        const Value now = field.get(current);
        // A row stays in the file that it was made in, unless people may choose its file; and who made it stays who did.
        const bool fixed_file = edit.field == info.scope_field && field.edit == Edit::hidden;
        const bool fixed = fixed_file || field.key == rules.creator_key;
        if (fixed && now != edit.after) {
            return refuse_field(RefusalCode::invalid_value, info, current, field);
        }
        if (now != edit.before && now != edit.after) {
            outcome.conflicts.push_back({std::string(info.table), *id, std::string(field.key),
                                         value_to_json(field, edit.before), value_to_json(field, edit.after),
                                         value_to_json(field, now)});
        } else {
            if (!field.set(row.data(), edit.after)) return malformed(info, std::string(field.key));
            changed.push_back(&field);
        }
    }
    // Only what is changed is checked: an older row with another fault must stay editable.
    for (const Field* field : changed) {
        if (const auto refusal = check_field(changes.db(), info, row.data(), *field)) return *refusal;
    }
    if (rules.check != nullptr && !changed.empty()) {
        if (const auto refusal = rules.check(changes.db(), by, row.data())) return *refusal;
    }
    if (rules.follow == nullptr) {
        changes.put_row(table, row.data());
        return outcome;
    }
    const AnyRow before(info, current);
    changes.put_row(table, row.data());
    rules.follow(changes, by, before.data(), *id);
    return outcome;
}

/// Lets the rules of all rows that went act.
void after_deletion(const Registry& registry, Changes& changes, const Context& by) {
    std::vector<RowChange> erased;
    for (const RowChange& change : changes.recorded().rows) {
        const bool went = change.kind == RowChangeKind::erase;
        if (went && registry.rules(change.table).gone != nullptr) erased.push_back(change);
    }
    for (const RowChange& change : erased) registry.rules(change.table).gone(changes, by, change);
}

Attempt run_delete(const Registry& registry, TableIndex table, Changes& changes, const Context& by, const Json& args) {
    const EntityRules& rules = registry.rules(table);
    if (!by.may(rules.remove)) return refuse_row(RefusalCode::not_permitted, *rules.info, {});
    const auto id = id_argument(args, "id");
    if (!id) return malformed(*rules.info, "id");
    const void* row = find_seen(changes.db(), by, table, *id);
    if (row == nullptr) return refuse_row(RefusalCode::row_not_found, *rules.info, *id);
    if (rules.check_removal != nullptr) {
        if (const auto refusal = rules.check_removal(changes.db(), by, row)) return *refusal;
    }
    if (const auto refusal = delete_with_dependents(changes, table, *id)) return *refusal;
    after_deletion(registry, changes, by);
    return Outcome{};
}

Attempt run_move(const EntityRules& rules, TableIndex table, Changes& changes, const Context& by, const Json& args) {
    const EntityInfo& info = *rules.info;
    if (!by.may(rules.write)) return refuse_row(RefusalCode::not_permitted, info, {});
    const auto id = id_argument(args, "id");
    const auto before = args.find("before");
    if (!id || before == args.end()) return malformed(info, "id");
    const auto before_id = id_argument(args, "before");
    if (!before->is_null() && !before_id) return malformed(info, "before");
    if (find_seen(changes.db(), by, table, *id) == nullptr) return refuse_row(RefusalCode::row_not_found, info, *id);
    if (before_id == id) return Outcome{};  // Let go where it was.
    move_before(changes, rules, table, *id, before_id.value_or(Id128{}));
    return Outcome{};
}

}  // namespace

std::vector<CommandType> row_commands(const Registry& registry, TableIndex table) {
    const std::string name(registry.schema().entity(table).table);
    const Registry* all = &registry;
    std::vector<CommandType> commands;
    commands.push_back({name + ".create", 1, [all, table](Changes& changes, const Context& by, const Json& args) {
                            return run_create(all->rules(table), table, changes, by, args);
                        }});
    commands.push_back({name + ".change", 1, [all, table](Changes& changes, const Context& by, const Json& args) {
                            return run_change(all->rules(table), table, changes, by, args);
                        }});
    commands.push_back({name + ".delete", 1, [all, table](Changes& changes, const Context& by, const Json& args) {
                            return run_delete(*all, table, changes, by, args);
                        }});
    if (!registry.rules(table).position_key.empty()) {
        commands.push_back({name + ".move", 1, [all, table](Changes& changes, const Context& by, const Json& args) {
                                return run_move(all->rules(table), table, changes, by, args);
                            }});
    }
    return commands;
}

Json create_args(const EntityInfo& info, const void* row) { return row_to_json(info, row); }

Json change_args(const EntityInfo& info, Id128 row, const std::vector<FieldEdit>& edits) {
    Json set = Json::object();
    for (const FieldEdit& edit : edits) {
        const Field& field = info.fields[edit.field];
        set[std::string(field.key)] = {value_to_json(field, edit.before), value_to_json(field, edit.after)};
    }
    return Json{{"id", to_text(row)}, {"set", std::move(set)}};
}

std::vector<FieldEdit> edits_between(const EntityInfo& info, const void* before, const void* after) {
    std::vector<FieldEdit> edits;
    for (FieldIndex place = 1; place < info.fields.size(); ++place) {
        Value old_value = info.fields[place].get(before);
        Value new_value = info.fields[place].get(after);
        if (old_value != new_value) edits.push_back({place, std::move(old_value), std::move(new_value)});
    }
    return edits;
}

Json delete_args(Id128 row) { return Json{{"id", to_text(row)}}; }

Json move_args(Id128 row, Id128 before) {
    Json args{{"id", to_text(row)}, {"before", nullptr}};
    if (!before.is_nil()) args["before"] = to_text(before);
    return args;
}

}  // namespace pupitre
