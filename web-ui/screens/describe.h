// What a command, a change or a refusal is called by people. Made from the field tables and the catalogue, so a new
// entity needs nothing here. May read the data; changes nothing.
#pragma once

#include <string>
#include <vector>

#include "core/command/registry.h"
#include "core/store/database.h"
#include "core/text/catalogue.h"

namespace pupitre::ui {

/// "Client « Garage Bœuf »", or "Client" if it has no name any more; `gone_name` is what a row that is gone was called.
std::string subject_words(const Database& db, const Texts& texts, std::string_view table, Id128 row,
                          const std::string& gone_name = {});

/// "Client « Garage Bœuf » · Téléphone", "Tâche « Bilan » · terminée".
std::string command_words(const Database& db, const Texts& texts, const Command& command);

/// A field's value as people read it: a day, an amount, a choice's words, the name of a referenced row; "vide" if absent.
std::string value_words(const Database& db, const Texts& texts, std::string_view table, std::string_view field,
                        const Json& value);

/// The label of a field: "Téléphone".
std::string field_words(const Texts& texts, std::string_view table, std::string_view field);

/// One field that a command sets; `before` is empty for a new row.
struct FieldWords {
    std::string label;
    std::string before;
    std::string after;
};
std::vector<FieldWords> fields_set_by(const Database& db, const Texts& texts, const Command& command);
/// The same fields with what stands there now as `before`, if the command changes a row that is there.
std::vector<FieldWords> fields_standing(const Database& db, const Texts& texts, const Command& command);

/// "Téléphone : cette valeur n’a pas la forme attendue." with the field in front when the refusal names one.
/// Why, with what the refusal names: a date, the title of other work, the path of a circle.
std::string reason_words(const Texts& texts, const Refusal& refusal);
std::string refusal_words(const Texts& texts, const Refusal& refusal);

/// "14:05" today, "20/11 à 14:05" before.
std::string moment_words(const Texts& texts, std::int64_t at_ms, std::int64_t now_ms, std::int32_t utc_offset_minutes);

}  // namespace pupitre::ui
