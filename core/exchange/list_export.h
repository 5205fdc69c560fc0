// A list as a CSV file: the columns that are shown, in their order, for the rows that are shown. For reading elsewhere; what is to
// come back goes through an export of its own (ClientExport).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/record_list.h"

namespace pupitre {

/// Amounts and days are written so that Excel of that language calculates with them, minutes as a number. Columns that the
/// list does not have are left out.
std::string export_list(const Database& db, const ListModel& model, std::span<const Id128> rows,
                        std::span<const std::string> columns, Language language);

}  // namespace pupitre
