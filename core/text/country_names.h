// What the countries are called in French and English.
#pragma once

#include <span>
#include <string_view>

#include "core/text/catalogue.h"

namespace pupitre {

struct CountryName {
    std::string_view code;  // ISO 3166-1, two capital letters.
    std::string_view french;
    std::string_view english;
};

/// All of them, by code.
std::span<const CountryName> country_names();

/// True for "FR", in capitals.
bool is_country(std::string_view code);
/// "États-Unis", "United States"; the text itself if it is no code.
std::string_view country_name(std::string_view code, Language language);

}  // namespace pupitre
