// First collects what would go and what stands against it, then acts.
#include "core/command/deletion.h"

#include <set>

namespace pupitre {

namespace {

struct RowKey {
    TableIndex table = 0;
    Id128 row;
    auto operator<=>(const RowKey&) const = default;
};

struct FieldKey {
    RowKey row;
    FieldIndex field = 0;
};

struct Plan {
    std::vector<RowKey> going;  // In the order found: owners before what belongs to them.
    std::set<RowKey> known;
    std::vector<FieldKey> clearing;  // References that become empty.
    std::vector<FieldKey> refusing;  // References that stand against it, unless their row goes, too.
};

void look_at_references(const Database& db, const RowKey& target, Plan& plan) {
    const std::string_view name = db.schema().entity(target.table).table;
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        const EntityInfo& info = db.schema().entity(table);
        for (FieldIndex place = 0; place < info.fields.size(); ++place) {
            const Field& field = info.fields[place];
            if (field.target != name) continue;
            for (const Id128 id : db.table(table).with(place, Value{target.row})) {
                const RowKey user{table, id};
                switch (field.on_delete) {
                case OnDelete::cascade:
                    if (plan.known.insert(user).second) plan.going.push_back(user);
                    break;
                case OnDelete::clear: plan.clearing.push_back({user, place}); break;
                case OnDelete::refuse: plan.refusing.push_back({user, place}); break;
                }
            }
        }
    }
}

Plan plan_deletion(const Database& db, TableIndex table, Id128 row) {
    Plan plan;
    plan.going.push_back({table, row});
    plan.known.insert({table, row});
    for (std::size_t next = 0; next < plan.going.size(); ++next) {
        const RowKey target = plan.going[next];
        look_at_references(db, target, plan);
    }
    return plan;
}

Cause cause_of(const Database& db, const FieldKey& user) {
    const EntityInfo& info = db.schema().entity(user.row.table);
    Cause cause;
    cause.table = info.table;
    cause.row = user.row.row;
    cause.field = info.fields[user.field].key;
    return cause;
}

std::optional<Refusal> refusal_of(const Database& db, const Plan& plan) {
    for (const FieldKey& user : plan.refusing) {
        if (plan.known.contains(user.row)) continue;
        const RowKey& target = plan.going.front();
        Cause cause = cause_of(db, user);
        std::string table = cause.table;
        return Refusal{RefusalCode::row_in_use,
                       std::string(db.schema().entity(target.table).table),
                       target.row,
                       {},
                       std::move(table),
                       std::move(cause)};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> refuse_deletion(const Database& db, TableIndex table, Id128 row) {
    return refusal_of(db, plan_deletion(db, table, row));
}

std::optional<Cause> first_use(const Database& db, TableIndex table, Id128 row,
                               const std::function<bool(TableIndex, Id128)>& ignored) {
    const std::string_view name = db.schema().entity(table).table;
    for (TableIndex user = 0; user < db.schema().table_count(); ++user) {
        const EntityInfo& info = db.schema().entity(user);
        for (FieldIndex place = 0; place < info.fields.size(); ++place) {
            if (info.fields[place].target != name) continue;
            for (const Id128 id : db.table(user).with(place, Value{row})) {
                if (!ignored(user, id)) return cause_of(db, {{user, id}, place});
            }
        }
    }
    return std::nullopt;
}

std::optional<Refusal> delete_with_dependents(Changes& changes, TableIndex table, Id128 row) {
    const Plan plan = plan_deletion(changes.db(), table, row);
    if (const auto refusal = refusal_of(changes.db(), plan)) return refusal;
    for (const FieldKey& user : plan.clearing) {
        if (!plan.known.contains(user.row)) changes.set_field(user.row.table, user.row.row, user.field, Value{});
    }
    // What belongs to a row goes before the row itself, so that undo brings the owner back first.
    for (auto going = plan.going.rbegin(); going != plan.going.rend(); ++going) {
        changes.erase_row(going->table, going->row);
    }
    return std::nullopt;
}

}  // namespace pupitre
