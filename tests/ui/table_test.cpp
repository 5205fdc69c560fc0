// Long lists: only what is seen is drawn, every row can be reached, identity is the row's key.
#include "web-ui/widgets/table.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/ui/desk_fixture.h"
#include "web-ui/widgets/table_layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using mirror::Role;
using pupitre::ui::testing::TestDesk;

namespace {

const std::vector<Column> columns = {{.key = "name", .label = "Client", .narrow = NarrowPlace::first},
                                     {.key = "city", .label = "Ville", .width = 160, .narrow = NarrowPlace::second}};

struct Clients {
    std::size_t rows = 100'000;
    int asked = 0;
    TableState state;
    TableResult result;
    TableOptions options = {.height = 600, .selectable = true};
    std::vector<TableGroup> groups;

    void draw() {
        const TableView view = {.rows = rows,
                                .key = [](std::size_t row) { return "c" + std::to_string(row); },
                                .name = [](std::size_t row) { return "Client " + std::to_string(row); },
                                .draw =
                                    [this](std::size_t row, Cells& cells) {
                                        ++asked;
                                        cells.text("name", "Client " + std::to_string(row));
                                        cells.text("city", "Nîmes");
                                    },
                                .groups = groups};
        TableResult now = table("clients", "Clients", columns, view, state, options);
        if (!now.opened.empty()) result.opened = now.opened;
        result.sort_changed = result.sort_changed || now.sort_changed;
    }
};

}  // namespace

TEST_CASE("table: of 100,000 rows only the visible ones are asked for") {
    Clients clients;
    TestDesk desk([&] { clients.draw(); });
    clients.asked = 0;
    desk.frames(1);
    CHECK(clients.asked > 10);
    CHECK(clients.asked < 25);
    const mirror::Node& grid = desk.node(Role::grid, "Clients");
    CHECK(grid.row_count == 100'001);
    CHECK(grid.column_count == 2);
    CHECK(desk.node(Role::row, "Client 0").row_index == 2);
}

TEST_CASE("table: the wheel and the keys reach the last row") {
    Clients clients;
    TestDesk desk([&] { clients.draw(); });
    desk.scroll(400, 300, 38.0F * 500);
    CHECK(desk.shows(Role::row, "Client 500"));
    desk.focus(Role::grid, "Clients");
    desk.key("End");
    desk.frames();
    CHECK(desk.shows(Role::row, "Client 99999"));
    CHECK(clients.state.current == "c99999");
    desk.key("Home");
    desk.key("ArrowDown");
    CHECK(clients.state.current == "c1");
    CHECK(desk.shows(Role::row, "Client 1"));
    desk.key("Enter");
    CHECK(clients.result.opened == "c1");
}

TEST_CASE("table: a click opens, the head sorts and turns") {
    Clients clients;
    TestDesk desk([&] { clients.draw(); });
    desk.press(Role::row, "Client 3");
    CHECK(clients.result.opened == "c3");
    desk.press(Role::columnheader, "Ville");
    CHECK(clients.state.sorts == std::vector<TableSort>{{"city", false}});
    CHECK(desk.node(Role::columnheader, "Ville").sort == 1);
    desk.activate(Role::columnheader, "Ville");
    CHECK(clients.state.sorts == std::vector<TableSort>{{"city", true}});
    CHECK(clients.result.sort_changed);
}

TEST_CASE("table: with Shift a second column counts behind the first, and turns alone") {
    Clients clients;
    TestDesk desk([&] { clients.draw(); });
    desk.press(Role::columnheader, "Ville");
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
    desk.frames();
    desk.press(Role::columnheader, "Client");
    desk.press(Role::columnheader, "Client");
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
    desk.frames();
    CHECK(clients.state.sorts == std::vector<TableSort>{{"city", false}, {"name", true}});
    CHECK(desk.node(Role::columnheader, "Client").sort == -1);
    desk.press(Role::columnheader, "Client");
    CHECK(clients.state.sorts == std::vector<TableSort>{{"name", false}});
}

TEST_CASE("table: columns stand where they were moved, new ones behind them") {
    const std::vector<Column> four = {{"a", "A"}, {"b", "B"}, {"c", "C"}, {"d", "D"}};
    TableState state;
    CHECK(columns_in_order(four, state) == std::vector<std::size_t>{0, 1, 2, 3});
    state.order = {"c", "gone", "a"};
    CHECK(columns_in_order(four, state) == std::vector<std::size_t>{2, 0, 1, 3});
}

TEST_CASE("table: a group's sum stands at its right and is read with it") {
    Clients clients;
    clients.groups = {{0, "Sociétés", 3, "Solde 12,00 €"}};
    TestDesk desk([&] { clients.draw(); });
    CHECK(desk.node(Role::row, "Sociétés · 3 · Solde 12,00 €").role == Role::row);
}

TEST_CASE("table: selection by box, by key, and a range with Shift") {
    Clients clients;
    clients.rows = 50;
    TestDesk desk([&] { clients.draw(); });
    desk.activate(Role::checkbox, "Client 2");
    CHECK(clients.state.selected == std::set<std::string>{"c2"});
    desk.focus(Role::grid, "Clients");
    desk.key("Home");
    desk.key("x");
    CHECK(clients.state.selected.contains("c0"));
    desk.key("ArrowDown", false, true);
    desk.key("ArrowDown", false, true);
    CHECK(clients.state.selected == std::set<std::string>{"c0", "c1", "c2"});
    CHECK(desk.node(Role::row, "Client 1").selected == mirror::State::yes);
}

TEST_CASE("table: a row that vanishes takes the keyboard's place with it, not its neighbour's") {
    Clients clients;
    clients.rows = 10;
    TestDesk desk([&] { clients.draw(); });
    desk.focus(Role::grid, "Clients");
    desk.key("End");
    CHECK(clients.state.current == "c9");
    clients.rows = 5;
    desk.frames();
    CHECK(clients.state.current.empty());
}

TEST_CASE("table: on a phone a row has two lines and no head") {
    Clients clients;
    clients.rows = 20;
    TestDesk desk([&] { clients.draw(); }, 390, 844);
    CHECK(desk.count(Role::columnheader) == 0);
    CHECK(desk.node(Role::row, "Client 1").rect.h == 60);
    const mirror::Node& first = desk.node(Role::gridcell, "Client 1");
    CHECK(first.rect.y < desk.node(Role::row, "Client 1").rect.y + 30);
}

TEST_CASE("table layout: heights with group heads, and back") {
    const std::vector<TableGroup> groups = {{0, "En retard", 2}, {2, "Cette semaine", 3}};
    const parts::RowPlaces places(5, groups, 38, 32);
    CHECK(places.total() == 5 * 38 + 2 * 32);
    CHECK(places.top_of_group(0) == 0);
    CHECK(places.top_of(0) == 32);
    CHECK(places.top_of_group(1) == 32 + 2 * 38);
    CHECK(places.top_of(2) == 2 * 32 + 2 * 38);
    for (std::size_t row = 0; row < 5; ++row) CHECK(places.row_at(places.top_of(row) + 1) == row);
    CHECK(places.row_at(1e9) == 4);
}
