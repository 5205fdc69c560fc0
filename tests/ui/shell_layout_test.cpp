// Where the parts of the page stand.
#include <doctest/doctest.h>

#include "web-ui/screens/shell.h"

using namespace pupitre;
using namespace pupitre::ui;

TEST_CASE("layout: a wide page has navigation, bar, content and panel without gaps") {
    const ShellLayout page = shell_layout(1440, 900, false, true, 1);
    CHECK(page.navigation == Box{0, 0, 224, 900});
    CHECK(page.top_bar == Box{224, 0, 1216, 52});
    CHECK(page.strips.y == 52);
    CHECK(page.content.y == page.strips.bottom());
    CHECK(page.content.right() == page.panel.x);
    CHECK(page.panel.w == 372);
    CHECK(page.panel.right() == 1440);
    CHECK(page.content.bottom() == 900);
}

TEST_CASE("layout: where there is little room the panel stands over the content") {
    const ShellLayout page = shell_layout(900, 700, false, true, 0);
    CHECK(page.content.w == 900 - 224);
    CHECK(page.panel.right() == 900);
    CHECK_FALSE(page.panel_covers_page);
}

TEST_CASE("layout: on a phone the navigation is at the bottom and the panel is the page") {
    const ShellLayout page = shell_layout(390, 844, true, false, 0);
    CHECK(page.navigation.w == 0);
    CHECK(page.bottom_bar.bottom() == 844);
    CHECK(page.content.bottom() == page.bottom_bar.y);

    const ShellLayout panel = shell_layout(390, 844, true, true, 0);
    CHECK(panel.panel_covers_page);
    CHECK(panel.panel == Box{0, 0, 390, 844});
}
