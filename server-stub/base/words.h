// The host's own words for people: answers to the browser and to the command line, French first, English second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pupitre::host {

enum class Language : std::uint8_t { french, english };

struct Words {
    std::string_view fr;
    std::string_view en;

    std::string_view in(Language language) const { return language == Language::french ? fr : en; }
};

/// What an error code of the HTTP interface means and what to do about it. An unknown code is worded as "internal".
Words error_words(std::string_view code);

}  // namespace pupitre::host
