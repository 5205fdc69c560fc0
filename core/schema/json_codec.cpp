// JSON forms, one function per direction.
#include "core/schema/json_codec.h"

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

Error field_error(ErrorCode code, const Field& field) { return {code, std::string(field.key), -1}; }

Result<Value> choice_from_json(const Field& field, const Json& json) {
    const auto* name = json.get_ptr<const std::string*>();
    if (name == nullptr) return field_error(ErrorCode::wrong_type, field);
    for (std::size_t place = 0; place < field.choices.size(); ++place) {
        if (field.choices[place] == *name) {
            return place == 0 ? Value{} : Value{static_cast<std::int64_t>(place)};
        }
    }
    return field_error(ErrorCode::unknown_name, field);
}

Result<Value> money_from_json(const Field& field, const Json& json) {
    if (!json.is_object()) return field_error(ErrorCode::wrong_type, field);
    const auto minor = json.find("minor");
    const auto currency = json.find("currency");
    if (minor == json.end() || !is_whole_number(*minor) || currency == json.end() || !currency->is_string()) {
        return field_error(ErrorCode::malformed, field);
    }
    const auto& name = *currency->get_ptr<const std::string*>();
    for (std::size_t place = 0; place < currency_names.size(); ++place) {
        if (currency_names[place] == name) {
            return Value{Money{minor->get<std::int64_t>(), static_cast<Currency>(place)}};
        }
    }
    return field_error(ErrorCode::unknown_name, field);
}

}  // namespace

bool is_whole_number(const Json& json) {
    const auto* above = json.get_ptr<const Json::number_unsigned_t*>();
    return json.is_number_integer() && (above == nullptr || std::in_range<std::int64_t>(*above));
}

Json value_to_json(const Field& field, const Value& value) {
    if (field.type == FieldType::choice) {
        const auto* place = std::get_if<std::int64_t>(&value);
        return std::string(field.choices[place != nullptr ? static_cast<std::size_t>(*place) : 0]);
    }
    if (const auto* yes = std::get_if<bool>(&value)) return *yes;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* id = std::get_if<Id128>(&value)) return to_text(*id);
    if (const auto* date = std::get_if<Date>(&value)) return to_iso(*date);
    if (const auto* money = std::get_if<Money>(&value)) {
        return Json{{"minor", money->minor},
                    {"currency", std::string(currency_names[static_cast<std::size_t>(money->currency)])}};
    }
    return nullptr;
}

Result<Value> value_from_json(const Field& field, const Json& json) {
    if (json.is_null()) return Value{};
    switch (field.type) {
    case FieldType::text: {
        const auto* text = json.get_ptr<const std::string*>();
        if (text == nullptr) return field_error(ErrorCode::wrong_type, field);
        if (!is_valid_text(*text)) return field_error(ErrorCode::malformed, field);
        return text->empty() ? Value{} : Value{*text};
    }
    case FieldType::boolean:
        if (!json.is_boolean()) return field_error(ErrorCode::wrong_type, field);
        return json.get<bool>() ? Value{true} : Value{};
    case FieldType::number:
    case FieldType::instant: {
        if (!is_whole_number(json)) return field_error(ErrorCode::wrong_type, field);
        const auto number = json.get<std::int64_t>();
        return number == 0 ? Value{} : Value{number};
    }
    case FieldType::choice: return choice_from_json(field, json);
    case FieldType::reference: {
        const auto* text = json.get_ptr<const std::string*>();
        if (text == nullptr) return field_error(ErrorCode::wrong_type, field);
        const Result<Id128> id = parse_id(*text);
        if (!id) return field_error(ErrorCode::malformed, field);
        return id->is_nil() ? Value{} : Value{*id};
    }
    case FieldType::date: {
        const auto* text = json.get_ptr<const std::string*>();
        if (text == nullptr) return field_error(ErrorCode::wrong_type, field);
        const Result<Date> date = parse_iso_date(*text);
        if (!date) return field_error(date.error().code, field);
        return Value{*date};
    }
    case FieldType::money: return money_from_json(field, json);
    }
    assert(false);
    return Value{};
}

Json row_to_json(const EntityInfo& info, const void* row) {
    Json object = Json::object();
    for (const Field& field : info.fields) {
        const Value value = field.get(row);
        if (!is_absent(value)) object[std::string(field.key)] = value_to_json(field, value);
    }
    return object;
}

Result<AnyRow> row_from_json(const EntityInfo& info, const Json& json) {
    if (!json.is_object()) return Error{ErrorCode::wrong_type, std::string(info.table), -1};
    AnyRow row(info);
    for (const auto& [key, content] : json.items()) {
        const Field* field = info.find_field(key);
        if (field == nullptr) return Error{ErrorCode::unknown_name, key, -1};
        const Result<Value> value = value_from_json(*field, content);
        if (!value) return value.error();
        if (!field->set(row.data(), *value)) return field_error(ErrorCode::out_of_range, *field);
    }
    return row;
}

}  // namespace pupitre
