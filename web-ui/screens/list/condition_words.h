// Conditions in words, for chips and for their editor.
#pragma once

#include <string>

#include "core/query/record_list.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// "Ville", or the column's key where a list has no such column.
std::string condition_label(const Desk& desk, const ListModel& model, const ListCondition& condition);
/// "Lyon, Épinal", "≥ 1 000,00 €", "cette semaine", "non renseigné"; what is wrong with one that cannot be asked.
std::string condition_words(const Desk& desk, const ListModel& model, const ListCondition& condition);
/// One of its values as people read it.
std::string condition_value_words(const Desk& desk, const ListColumn& column, ListTest test, std::string_view value);
/// Message key of a test as an editor offers it; days have words of their own.
std::string test_key(ColumnKind kind, ListTest test);

}  // namespace pupitre::ui
