// Between a field's value and what stands in its widget while somebody types. For the form only.
#pragma once

#include <optional>
#include <string>

#include "web-ui/screens/form.h"

namespace pupitre::ui {

/// "client.name"
std::string label_key(const EntityInfo& info, const Field& field);
/// "choice.task.status.to_do"
std::string choice_key(const EntityInfo& info, const Field& field, std::string_view name);

FieldInput input_of(const Field& field, const Value& value);
/// The value that was typed, in its stored form; the words for what is wrong otherwise.
Result<Value, std::string> value_of(const Field& field, const FieldInput& input, Currency currency, const Texts& texts);

/// "Cette valeur est déjà utilisée par un autre élément."
std::string refusal_words(const Refusal& refusal, const Texts& texts);

}  // namespace pupitre::ui
