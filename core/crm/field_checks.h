// Checks of stored texts: true if the text is in the one form in which we keep it ("732829320", not "732 829 320").
// Screens and imports bring what people type into that form first.
#pragma once

#include <string_view>

namespace pupitre {

bool is_siren(std::string_view text);
bool is_siret(std::string_view text);
bool is_vat_number(std::string_view text);
bool is_email(std::string_view text);

}  // namespace pupitre
