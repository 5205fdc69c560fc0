// Yes and no, countries, and street lines.
#include <doctest/doctest.h>

#include "core/exchange/country_text.h"
#include "core/exchange/street_text.h"
#include "core/exchange/yes_no_text.h"

using namespace pupitre;

namespace doctest {
template <>
struct StringMaker<StreetParts> {
    static String convert(const StreetParts& parts) {
        return String(("[" + parts.number + "|" + parts.street + "|" + parts.complement + "]").c_str());
    }
};
}  // namespace doctest

TEST_CASE("yes or no: spellings") {
    for (const char* yes : {"Oui", "oui", "OUI", " O ", "1", "vrai", "x", "X", "yes", "TRUE", "actif"}) {
        CAPTURE(yes);
        CHECK(read_yes_no(yes) == true);
    }
    for (const char* no : {"Non", "non", "0", "faux", "no", "False", "inactif"}) {
        CAPTURE(no);
        CHECK(read_yes_no(no) == false);
    }
    for (const char* neither : {"", "peut-être", "2", "oui non"}) {
        CAPTURE(neither);
        CHECK_FALSE(read_yes_no(neither).has_value());
    }
}

TEST_CASE("country: names in both languages, codes, and everyday names") {
    struct Row {
        const char* text;
        const char* code;
    };
    const Row rows[] = {
        {"FR", "FR"},         {"fr", "FR"},
        {"France", "FR"},     {"FRANCE", "FR"},
        {"Allemagne", "DE"},  {"Germany", "DE"},
        {"États-Unis", "US"}, {"Etats Unis", "US"},
        {"USA", "US"},        {"Royaume-Uni", "GB"},
        {"Angleterre", "GB"}, {"Belgique", "BE"},
        {"Suisse", "CH"},     {"Côte d’Ivoire", "CI"},
        {"Hollande", "NL"},   {"La Réunion", "RE"},
        {"Monaco", "MC"},     {"Luxembourg", "LU"},
        {"Québec", ""},       {"", ""},
        {"ZZ", ""},           {"Turquie", "TR"},
        {"Spain", "ES"},      {"Guadeloupe", "GP"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(read_country(row.text).value_or("") == row.code);
    }
}

TEST_CASE("country: named in the reader's language, found by its words in that language or by what people call it") {
    CHECK(country_name("US", Language::french) == "États-Unis");
    CHECK(country_name("US", Language::english) == "United States");
    CHECK(country_name("Ruritanie", Language::french) == "Ruritanie");
    CHECK(is_country("FR"));
    for (const char* wrong : {"", "fr", "FRA", "ZZ"}) CHECK_FALSE(is_country(wrong));
    using Codes = std::vector<std::string_view>;
    CHECK(countries_matching("unis emir", Language::french) == Codes{"AE"});
    CHECK(countries_matching("uk", Language::french).front() == "GB");
    CHECK(countries_matching("ruritanie", Language::french).empty());
    const Codes all = countries_matching("", Language::french);
    CHECK(all.size() > 240);
    for (const std::string_view code : all) {
        for (const Language language : {Language::french, Language::english}) {
            CAPTURE(code);
            CHECK(read_country(country_name(code, language)) == code);
        }
    }
}

TEST_CASE("street: number, street and what goes around them") {
    struct Row {
        const char* text;
        StreetParts parts;
    };
    const Row rows[] = {
        {"176 bis quai de l'Île", {"176 bis", "quai de l'Île", ""}},
        {"107 ter rue de la République", {"107 ter", "rue de la République", ""}},
        {"5 chemin du Moulin", {"5", "chemin du Moulin", ""}},
        {"12bis rue Neuve", {"12bis", "rue Neuve", ""}},
        {"12B rue Neuve", {"12B", "rue Neuve", ""}},
        {"12 B rue Neuve", {"12 B", "rue Neuve", ""}},
        {"12-14 rue Neuve", {"12-14", "rue Neuve", ""}},
        {"12/14 TER rue Neuve", {"12/14 TER", "rue Neuve", ""}},
        {"12, rue Neuve", {"12", "rue Neuve", ""}},
        {"8 rue Basse, BP 40", {"8", "rue Basse", "BP 40"}},
        {"Bât. B\r\n3 rue Haute", {"3", "rue Haute", "Bât. B"}},
        {"2e étage, 3 rue Haute, Appt 4", {"3", "rue Haute", "2e étage, Appt 4"}},
        {"Les Tilleuls, 12 rue Neuve", {"12", "rue Neuve", "Les Tilleuls"}},
        {"Lieu-dit Les Vignes", {"", "Lieu-dit Les Vignes", ""}},
        {"rue du 8 Mai 1945", {"", "rue du 8 Mai 1945", ""}},
        {"3e avenue", {"", "3e avenue", ""}},
        {"1er étage", {"", "", "1er étage"}},
        {"BP 40", {"", "", "BP 40"}},
        {"Zone artisanale, Le Pré", {"", "Zone artisanale, Le Pré", ""}},
        {"123456 rue longue", {"", "123456 rue longue", ""}},
        {"12 à 14 rue Neuve", {"12", "à 14 rue Neuve", ""}},
        {"12", {"12", "", ""}},
        {"", {"", "", ""}},
        {" , ", {"", "", ""}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(split_street(row.text) == row.parts);
    }
}
