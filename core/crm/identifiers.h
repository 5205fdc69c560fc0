// The numbers that authorities give to companies: SIREN, SIRET, VAT. Reads what people type (spaces, dots, lower case),
// checks the key, gives the plain stored form. Knows no client.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

/// Why a typed identifier is none. The names are stored in import reports.
enum class IdentifierProblem { wrong_characters, wrong_length, wrong_key, unknown_country, wrong_shape };

std::string_view problem_name(IdentifierProblem problem);

/// Nine digits with a Luhn key, "374391506".
Result<std::string, IdentifierProblem> read_siren(std::string_view typed);
/// Fourteen digits: the company's SIREN and the number of one of its places.
Result<std::string, IdentifierProblem> read_siret(std::string_view typed);
/// "FR" and the company's key and SIREN, checked; the other numbers of the Union, the United Kingdom and Switzerland
/// by their shape.
Result<std::string, IdentifierProblem> read_vat_number(std::string_view typed);

/// The French VAT number that belongs to a valid SIREN.
std::string vat_number_of_siren(std::string_view siren);

/// "374 391 506", as on a letterhead; other texts come back as they are.
std::string format_siren(std::string_view siren);
/// "374 391 506 00017".
std::string format_siret(std::string_view siret);

}  // namespace pupitre
