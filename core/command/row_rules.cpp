// One function per kind of check.
#include "core/command/row_rules.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/ordering.h"

namespace pupitre {

namespace {

std::optional<RefusalCode> check_text(const Field& field, const std::string& text) {
    if (code_points(text) > static_cast<std::size_t>(field.length_max)) return RefusalCode::text_too_long;
    if (field.check != nullptr && !field.check(text)) return RefusalCode::invalid_value;
    return std::nullopt;
}

/// Whole numbers stay within what JavaScript and spreadsheets hold exactly, instants within the calendar.
bool is_in_range(const Field& field, std::int64_t number) {
    if (field.type == FieldType::instant) return number >= 0 && number <= instant_max;
    return number >= -number_max && number <= number_max;
}

/// Another row that has this value; nil if there is none.
Id128 holder_of(const Database& db, const EntityInfo& info, const void* row, const Field& field, const Value& value) {
    const auto ids = db.table(db.schema().index_of(info.table)).with(info.index_of(field), value);
    const auto found = std::find_if(ids.begin(), ids.end(), [&](Id128 id) { return id != id_of(row); });
    return found == ids.end() ? Id128{} : *found;
}

bool reference_exists(const Database& db, const Field& field, const Value& value) {
    const TableIndex target = db.schema().index_of(field.target);
    const auto* id = std::get_if<Id128>(&value);
    return id != nullptr && target < db.schema().table_count() && db.table(target).find(*id) != nullptr;
}

}  // namespace

Refusal refuse_field(RefusalCode code, const EntityInfo& info, const void* row, const Field& field,
                     std::string detail) {
    return {code, std::string(info.table), id_of(row), std::string(field.key), std::move(detail)};
}

namespace {

/// The value belongs to another row already.
std::optional<Refusal> check_unique(const Database& db, const EntityInfo& info, const void* row, const Field& field,
                                    const Value& value) {
    const Id128 holder = holder_of(db, info, row, field, value);
    if (holder.is_nil()) return std::nullopt;
    const auto* text = std::get_if<std::string>(&value);
    Refusal refusal = refuse_field(RefusalCode::value_taken, info, row, field, text != nullptr ? *text : std::string{});
    refusal.cause.table = info.table;
    refusal.cause.row = holder;
    refusal.cause.field = field.key;
    return refusal;
}

std::optional<Refusal> check_reference(const Database& db, const EntityInfo& info, const void* row, const Field& field,
                                       const Value& value) {
    if (reference_exists(db, field, value)) return std::nullopt;
    Refusal refusal = refuse_field(RefusalCode::reference_missing, info, row, field);
    refusal.cause.table = field.target;
    if (const auto* id = std::get_if<Id128>(&value)) refusal.cause.row = *id;
    return refusal;
}

}  // namespace

std::optional<Refusal> check_field(const Database& db, const EntityInfo& info, const void* row, const Field& field) {
    const Value value = field.get(row);
    if (is_absent(value)) {
        if (field.need == Need::required) return refuse_field(RefusalCode::field_required, info, row, field);
        return std::nullopt;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (const auto code = check_text(field, *text)) return refuse_field(*code, info, row, field, *text);
    }
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number != nullptr && !is_in_range(field, *number)) {
        return refuse_field(RefusalCode::invalid_value, info, row, field, std::to_string(*number));
    }
    const auto* money = std::get_if<Money>(&value);
    if (money != nullptr && !is_in_range(field, money->minor)) {
        return refuse_field(RefusalCode::invalid_value, info, row, field, std::to_string(money->minor));
    }
    if (field.unique) {
        if (auto refusal = check_unique(db, info, row, field, value)) return refusal;
    }
    if (!field.target.empty()) return check_reference(db, info, row, field, value);
    return std::nullopt;
}

void complete_row(const Database& db, const EntityRules& rules, const Context& by, AnyRow& row) {
    if (const Field* maker = rules.info->find_field(rules.creator_key)) {
        const bool stored = maker->set(row.data(), by.actor.is_nil() ? Value{} : Value{by.actor.value});
        assert(stored);
        static_cast<void>(stored);
    }
    if (rules.complete != nullptr) rules.complete(db, by, row.data());
    if (!rules.position_key.empty()) place_last(db, rules, db.schema().index_of(rules.info->table), row);
}

bool is_own(const EntityRules& rules, const Context& by, const void* row) {
    const Field* maker = rules.info->find_field(rules.creator_key);
    return maker != nullptr && !by.actor.is_nil() && maker->get(row) == Value{by.actor.value};
}

std::optional<Refusal> check_row(const Database& db, const EntityRules& rules, const Context& by, const void* row) {
    for (const Field& field : rules.info->fields.subspan(1)) {
        if (const auto refusal = check_field(db, *rules.info, row, field)) return refusal;
    }
    return rules.check != nullptr ? rules.check(db, by, row) : std::nullopt;
}

}  // namespace pupitre
