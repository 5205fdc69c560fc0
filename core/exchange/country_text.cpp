// The names themselves stand in core/text/country_names.h.
#include "core/exchange/country_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text_fold.h"

namespace pupitre {
namespace {

// Folded: no accents, no capitals, plain dashes and apostrophes.
struct OtherName {
    std::string_view code;
    std::string_view name;
};

// clang-format off
constexpr OtherName other_names[] = {
    {"FR", "fra"},
    {"FR", "france metropolitaine"},
    {"FR", "republique francaise"},
    {"GB", "uk"},
    {"GB", "gbr"},
    {"GB", "grande-bretagne"},
    {"GB", "great britain"},
    {"GB", "angleterre"},
    {"GB", "england"},
    {"GB", "ecosse"},
    {"GB", "pays de galles"},
    {"US", "usa"},
    {"US", "u.s.a."},
    {"US", "etats-unis d'amerique"},
    {"US", "united states of america"},
    {"DE", "deu"},
    {"DE", "rfa"},
    {"BE", "bel"},
    {"ES", "esp"},
    {"IT", "ita"},
    {"CH", "che"},
    {"LU", "lux"},
    {"NL", "hollande"},
    {"NL", "holland"},
    {"NL", "the netherlands"},
    {"CZ", "republique tcheque"},
    {"CZ", "czech republic"},
    {"RU", "federation de russie"},
    {"CI", "ivory coast"},
    {"KR", "coree"},
    {"CN", "republique populaire de chine"},
    {"CD", "rdc"},
    {"AE", "eau"},
    {"MK", "macedoine"},
    {"TR", "turkey"},
    {"MM", "birmanie"},
    {"MM", "burma"},
    {"HK", "hong kong sar china"},
    {"RE", "ile de la reunion"},
    {"GF", "guyane"},
    {"CV", "cap vert"},
    {"VA", "vatican"},
    {"MO", "macao"},
    {"PS", "palestine"},
};
// clang-format on

// People write "etats unis" and "etats-unis": dashes count as spaces.
std::string without_dashes(std::string_view text) {
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), '-', ' ');
    return plain;
}

using NameTable = std::vector<std::pair<std::string, std::string_view>>;

const NameTable& names() {
    static const NameTable table = [] {
        NameTable made;
        for (const CountryName& country : country_names()) {
            made.emplace_back(fold(country.code), country.code);
            made.emplace_back(without_dashes(fold(country.french)), country.code);
            made.emplace_back(without_dashes(fold(country.english)), country.code);
        }
        for (const OtherName& other : other_names) made.emplace_back(without_dashes(other.name), other.code);
        std::sort(made.begin(), made.end());
        return made;
    }();
    return table;
}

}  // namespace

std::optional<std::string_view> read_country(std::string_view text) {
    const std::string name = without_dashes(fold(text));
    const auto found =
        std::lower_bound(names().begin(), names().end(), name,
                         [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
    if (found == names().end() || found->first != name) return std::nullopt;
    return found->second;
}

std::vector<std::string_view> countries_matching(std::string_view typed, Language language) {
    const std::string words = fold(typed);
    const auto read = read_country(typed);
    std::vector<std::pair<std::string, std::string_view>> found;
    for (const CountryName& country : country_names()) {
        std::string name = fold(language == Language::french ? country.french : country.english);
        const bool named = matches_folded(name, words) || (read.has_value() && *read == country.code);
        if (named) found.emplace_back(std::move(name), country.code);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string_view> codes;
    codes.reserve(found.size());
    for (const auto& entry : found) codes.push_back(entry.second);
    return codes;
}

}  // namespace pupitre
