// The rows of an import that were not taken, as a list to correct and import again.
#pragma once

#include <string>

#include "core/crm/client_import.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// Column, reason and value of one cell, in words.
std::string problem_text(const CellProblem& problem, const Texts& texts);

/// A CSV file: each row that is an error or a duplicate, in its own columns as they stand in the table, with its number,
/// verdict and reasons in columns behind. Corrected, it can be imported as it is: unknown columns are left aside.
std::string rows_to_correct(const CsvTable& table, const ClientImport& plan, const Texts& texts);

}  // namespace pupitre
