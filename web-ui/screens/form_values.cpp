// One case per kind of field; how texts become stored texts is the core's knowledge.
#include "web-ui/screens/form_values.h"

#include <algorithm>

#include "core/crm/typed_text.h"
#include "core/text/country_names.h"
#include "core/text/format.h"
#include "web-ui/screens/describe.h"

namespace pupitre::ui {

std::string label_key(const EntityInfo& info, const Field& field) {
    return std::string(info.table) + '.' + std::string(field.key);
}

std::string choice_key(const EntityInfo& info, const Field& field, std::string_view name) {
    return "choice." + label_key(info, field) + '.' + std::string(name);
}

FieldInput input_of(const Field& field, const Value& value) {
    FieldInput input;
    input.before = value;
    switch (field.type) {
    case FieldType::text:
        if (const auto* text = std::get_if<std::string>(&value)) input.text = readable_form(field, *text);
        break;
    case FieldType::boolean: input.yes = !is_absent(value); break;
    case FieldType::number:
    case FieldType::instant:
        if (const auto* number = std::get_if<std::int64_t>(&value)) input.number = *number;
        break;
    case FieldType::choice: {
        const auto* place = std::get_if<std::int64_t>(&value);
        input.text = field.choices[place != nullptr ? static_cast<std::size_t>(*place) : 0];
        break;
    }
    case FieldType::reference:
        if (const auto* id = std::get_if<Id128>(&value)) input.text = to_text(*id);
        break;
    case FieldType::date:
        if (const auto* date = std::get_if<Date>(&value)) input.date = *date;
        break;
    case FieldType::money:
        if (const auto* money = std::get_if<Money>(&value)) input.number = money->minor;
        break;
    }
    return input;
}

Result<Value, std::string> value_of(const Field& field, const FieldInput& input, Currency currency,
                                    const Texts& texts) {
    switch (field.type) {
    case FieldType::text: {
        const auto stored = stored_form(field, input.text);
        if (!stored.ok()) return std::string(texts.label(stored.error().message_key));
        return stored->empty() ? Value{} : Value{*stored};
    }
    case FieldType::boolean: return input.yes ? Value{true} : Value{};
    case FieldType::number:
    case FieldType::instant: return input.number.value_or(0) == 0 ? Value{} : Value{*input.number};
    case FieldType::choice: {
        const auto found = std::find(field.choices.begin(), field.choices.end(), input.text);
        const auto place = found == field.choices.end() ? 0 : found - field.choices.begin();
        return place == 0 ? Value{} : Value{std::int64_t{place}};
    }
    case FieldType::reference: {
        if (input.text.empty()) return Value{};
        const Result<Id128> id = parse_id(input.text);
        return id.ok() ? Value{*id} : Value{};
    }
    case FieldType::date: return input.date ? Value{*input.date} : Value{};
    case FieldType::money: return input.number ? Value{Money{*input.number, currency}} : Value{};
    }
    assert(false);
    return Value{};
}

std::string refusal_words(const Refusal& refusal, const Texts& texts) { return reason_words(texts, refusal); }

std::string value_words(const Database& db, const EntityInfo& info, const Field& field, const Value& value,
                        const Texts& texts) {
    if (field.type == FieldType::boolean) return std::string(texts.label(is_absent(value) ? "form.no" : "form.yes"));
    if (field.type == FieldType::choice)
        return std::string(texts.label(choice_key(info, field, input_of(field, value).text)));
    if (is_absent(value)) return std::string(texts.label("form.empty"));
    if (const auto* text = std::get_if<std::string>(&value)) {
        return field.edit == Edit::country ? std::string(country_name(*text, texts.language()))
                                           : readable_form(field, *text);
    }
    if (const auto* number = std::get_if<std::int64_t>(&value); number != nullptr && field.key.ends_with("_month")) {
        return std::string(texts.label("widget.month." + std::to_string(*number)));
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) return format_number(*number, texts.language());
    if (const auto* date = std::get_if<Date>(&value)) return format_date(*date, texts.language());
    if (const auto* money = std::get_if<Money>(&value)) return format_money(*money, texts.language());
    if (const auto* id = std::get_if<Id128>(&value)) return row_name(db, field.target, *id);
    return {};
}

bool has_input(const FormState& state) {
    return std::any_of(state.inputs.begin(), state.inputs.end(), [](const auto& entry) {
        const FieldInput& input = entry.second;
        return !input.text.empty() || input.number || input.date || input.yes;
    });
}

Json inputs_to_json(const FormState& state) {
    Json kept = Json::object();
    for (const auto& [key, input] : state.inputs) {
        Json& one = kept[key] = Json::object();
        if (!input.text.empty()) one["text"] = input.text;
        if (input.number) one["number"] = *input.number;
        if (input.date) one["date"] = to_iso(*input.date);
        if (input.yes) one["yes"] = true;
    }
    return kept;
}

void restore_inputs(FormState& state, const Json& kept) {
    if (!kept.is_object()) return;
    for (const auto& [key, one] : kept.items()) {
        if (!one.is_object()) continue;
        FieldInput input;
        const auto text = one.find("text");
        const auto number = one.find("number");
        const auto date = one.find("date");
        if (text != one.end() && text->is_string()) input.text = text->get<std::string>();
        if (number != one.end() && number->is_number_integer()) input.number = number->get<std::int64_t>();
        if (date != one.end() && date->is_string()) {
            const Result<Date> day = parse_iso_date(date->get<std::string>());
            if (day.ok()) input.date = *day;
        }
        input.yes = one.contains("yes");
        state.inputs.insert_or_assign(key, std::move(input));
    }
}

}  // namespace pupitre::ui
