// Siblings are the rows that share the group field's value (all rows if there is none).
#include "core/command/ordering.h"

#include <algorithm>

namespace pupitre {

namespace {

struct Sibling {
    std::int64_t position = 0;
    Id128 id;
    auto operator<=>(const Sibling&) const = default;
};

std::int64_t position_of(const Field& field, const void* row) {
    const Value value = field.get(row);
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? *number : 0;
}

/// The rows ordered together with this one, itself left out, in their order.
std::vector<Sibling> siblings_of(const Table& table, const EntityRules& rules, const Field& position, const void* row) {
    const Field* group = rules.info->find_field(rules.position_group_key);
    const Value group_value = group != nullptr ? group->get(row) : Value{};
    std::vector<Sibling> siblings;
    const auto add = [&](const void* other) {
        if (id_of(other) != id_of(row)) siblings.push_back({position_of(position, other), id_of(other)});
    };
    if (group != nullptr && group->indexed && !is_absent(group_value)) {
        for (const Id128 id : table.with(rules.info->index_of(*group), group_value)) add(table.find(id));
    } else {
        for (std::size_t place = 0; place < table.size(); ++place) {
            const void* other = table.at(place);
            if (group == nullptr || group->get(other) == group_value) add(other);
        }
    }
    std::sort(siblings.begin(), siblings.end());
    return siblings;
}

const Field& position_field(const EntityRules& rules) {
    const Field* field = rules.info->find_field(rules.position_key);
    assert(field != nullptr);
    return *field;
}

}  // namespace

void place_last(const Database& db, const EntityRules& rules, TableIndex table, AnyRow& row) {
    const Field& position = position_field(rules);
    if (position_of(position, row.data()) != 0) return;
    const std::vector<Sibling> siblings = siblings_of(db.table(table), rules, position, row.data());
    const std::int64_t last = siblings.empty() ? 0 : siblings.back().position;
    position.set(row.data(), Value{std::min(last + position_gap, number_max)});
}

void move_before(Changes& changes, const EntityRules& rules, TableIndex table, Id128 row, Id128 before) {
    const Field& position = position_field(rules);
    const FieldIndex place = rules.info->index_of(position);
    std::vector<Sibling> siblings =
        siblings_of(changes.db().table(table), rules, position, changes.db().table(table).find(row));
    const auto next = std::find_if(siblings.begin(), siblings.end(), [&](const Sibling& s) { return s.id == before; });
    const std::int64_t low = next == siblings.begin() ? 0 : std::prev(next)->position;
    const std::int64_t high = next == siblings.end() ? low + 2 * position_gap : next->position;
    const std::int64_t middle = low + (high - low) / 2;
    if (middle > low && middle < high) {
        changes.set_field(table, row, place, Value{middle});
        return;
    }
    siblings.insert(next, {0, row});
    std::int64_t fresh = 0;
    for (const Sibling& sibling : siblings) {
        fresh += position_gap;
        changes.set_field(table, sibling.id, place, Value{fresh});
    }
}

}  // namespace pupitre
