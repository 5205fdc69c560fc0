// The pieces of the import screen. For the import screen only.
#pragma once

#include "web-ui/screens/import.h"

namespace pupitre::ui {

/// "Téléphone : 04 77 … → 04 78 …", or why the row is not taken.
std::string row_details(const Desk& desk, const RowPlan& row);
/// The client's name as it stands in the file.
std::string row_title(const ImportState& state, const RowPlan& row);

void import_rows_ui(const Desk& desk, ImportState& state, float height);
/// What each column of the file means. True if something was changed.
bool import_columns_ui(const Desk& desk, ImportState& state);

/// Plans anew, after another mapping or other data.
void plan_anew(ImportState& state, const Desk& desk);

}  // namespace pupitre::ui
