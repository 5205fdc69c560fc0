// Reading the file of licences; sizes in words.
#include "web-ui/screens/notices.h"

#include <doctest/doctest.h>

#include "web-ui/screens/settings.h"

using namespace pupitre;
using namespace pupitre::ui;

TEST_CASE("notices: each component has its title and its licence in paragraphs") {
    const std::string rule(100, '=');
    const auto components =
        read_notices("Pupitre contains works of others.\n\n" + rule + "\nDear ImGui 1.92 (MIT; browser)\n" + rule +
                     "\n\nThe MIT License\n\nPermission is hereby\ngranted\n\n" + rule + "\nInter (OFL)\n" + rule +
                     "\n\nCopyright\n");
    REQUIRE(components.size() == 2);
    CHECK(components[0].title == "Dear ImGui 1.92 (MIT; browser)");
    REQUIRE(components[0].paragraphs.size() == 2);
    CHECK(components[0].paragraphs[1] == "Permission is hereby\ngranted");
    CHECK(components[1].paragraphs.front() == "Copyright");
    CHECK(read_notices("").empty());
    CHECK(read_notices("no rules here").empty());
}

TEST_CASE("sizes: as people read them") {
    const Texts french(Language::french);
    const Texts english(Language::english);
    CHECK(size_words(0, french) == "0 ko");
    CHECK(size_words(12'345, french) == "13 ko");
    CHECK(size_words(12'400'000, french) == "12,4 Mo");
    CHECK(size_words(12'400'000, english) == "12.4 MB");
    CHECK(size_words(60'000'000'000, french) == "60 Go");
}
