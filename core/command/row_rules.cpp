// One function per kind of check.
#include "core/command/row_rules.h"

#include <algorithm>

#include "core/base/text_fold.h"

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

bool is_taken(const Database& db, const EntityInfo& info, const void* row, const Field& field, const Value& value) {
    const auto ids = db.table(db.schema().index_of(info.table)).with(info.index_of(field), value);
    return std::any_of(ids.begin(), ids.end(), [&](Id128 id) { return id != id_of(row); });
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
    if (field.unique && is_taken(db, info, row, field, value)) {
        const auto* text = std::get_if<std::string>(&value);
        return refuse_field(RefusalCode::value_taken, info, row, field, text != nullptr ? *text : std::string{});
    }
    if (!field.target.empty() && !reference_exists(db, field, value)) {
        return refuse_field(RefusalCode::reference_missing, info, row, field);
    }
    return std::nullopt;
}

std::optional<Refusal> check_row(const Database& db, const EntityRules& rules, const Context& by, const void* row) {
    for (const Field& field : rules.info->fields.subspan(1)) {
        if (const auto refusal = check_field(db, *rules.info, row, field)) return refusal;
    }
    return rules.check != nullptr ? rules.check(db, by, row) : std::nullopt;
}

}  // namespace pupitre
