// Values and rows as JSON: the form at the edges (messages, command arguments, files). Absent values are left out.
#pragma once

#include <nlohmann/json.hpp>

#include "core/base/result.h"
#include "core/schema/entity.h"

namespace pupitre {

using Json = nlohmann::json;

/// True for a whole number that fits 64 bits with a sign.
bool is_whole_number(const Json& json);

/// A value in its field's outside form: text, true/false, number, choice name, id text, "2026-11-24",
/// {"minor": 123456, "currency": "eur"}; null when absent.
Json value_to_json(const Field& field, const Value& value);
/// Errors: wrong_type, malformed, unknown_name (a choice). `where` is the field's key.
Result<Value> value_from_json(const Field& field, const Json& json);

/// An object with the present fields only, the id among them.
Json row_to_json(const EntityInfo& info, const void* row);
/// Errors: as value_from_json; unknown_name for a field that the entity does not have.
Result<AnyRow> row_from_json(const EntityInfo& info, const Json& json);

}  // namespace pupitre
