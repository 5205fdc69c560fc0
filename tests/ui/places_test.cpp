// The way back.
#include "web-ui/screens/places.h"

#include <doctest/doctest.h>

using namespace pupitre;
using namespace pupitre::ui;

namespace {

Route clients() {
    Route route;
    route.screen = Screen::clients;
    return route;
}
Route client_sheet(std::string tab = {}) {
    Route route;
    route.screen = Screen::client;
    route.record = {1, 2};
    route.tab = std::move(tab);
    return route;
}
Route with_panel(Route route) {
    route.panel.table = "task";
    return route;
}

}  // namespace

TEST_CASE("places: one level up closes the panel, leaves the tab, returns to the list, and ends there") {
    Places places;
    places.go(with_panel(client_sheet("notes")), 0);
    REQUIRE(places.up());
    CHECK(*places.up() == client_sheet("notes"));
    places.go(*places.up(), 0);
    CHECK(*places.up() == clients());
    places.go(*places.up(), 0);
    CHECK_FALSE(places.up().has_value());

    Route settings;
    settings.screen = Screen::settings;
    Route notices = settings;
    notices.tab = "notices";
    places.go(notices, 0);
    CHECK(*places.up() == settings);
}

TEST_CASE("places: what a list shows is no place of its own") {
    Places places;
    places.go(clients(), 0);
    places.show_query("q=garage");
    CHECK_FALSE(places.go(clients(), 0));
    CHECK(places.here().query == "q=garage");
    places.go(with_panel(places.here()), 77);
    CHECK(places.up()->query == "q=garage");
    CHECK(places.take_focus(clients()) == 77);
}

TEST_CASE("places: coming back finds the focus where it was") {
    Places places;
    places.go(clients(), 0);
    places.go(with_panel(clients()), 77);
    CHECK(places.take_focus(clients()) == 77);
    places.go(clients(), 5);
    CHECK(places.take_focus(clients()) == 0);
}

TEST_CASE("places: going where one is already changes nothing") {
    Places places;
    CHECK(places.go(clients(), 0));
    CHECK_FALSE(places.go(clients(), 0));
    CHECK(places.here() == clients());
}
