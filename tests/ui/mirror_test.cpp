// The mirror's tree and what is told to the page.
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/desk_fixture.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

using namespace pupitre::ui;
using mirror::Node;
using mirror::Role;
using mirror::Tree;
using Json = nlohmann::json;

namespace {

Node node(mirror::NodeId id, Role role, std::string name, mirror::Rect rect = {0, 0, 10, 10}) {
    Node made;
    made.id = id;
    made.role = role;
    made.name = std::move(name);
    made.rect = rect;
    return made;
}

Json told(Tree& tree) {
    const std::string text = tree.take_difference();
    if (text.empty()) return Json::object();
    Json parsed = Json::parse(text, nullptr, false);
    REQUIRE_FALSE(parsed.is_discarded());
    return parsed;
}

}  // namespace

TEST_CASE("mirror: the first difference is everything, the next is nothing") {
    Tree tree;
    tree.begin_frame();
    tree.open(node(1, Role::grid, "Clients", {100, 50, 400, 300}));
    tree.add(node(2, Role::row, "Garage \"Bœuf\"\n", {100, 80, 400, 38}));
    tree.close();
    tree.end_frame();
    const Json first = told(tree);
    CHECK(first["set"].size() == 2);
    CHECK(first["box"].size() == 2);
    CHECK(first["set"][1][1]["n"] == "Garage \"Bœuf\"\n");
    // The row's box is told from its parent's corner.
    CHECK(first["box"][1] == Json::array({2, 0, 30, 400, 38}));
    CHECK(told(tree).empty());
}

TEST_CASE("mirror: moving a parent tells one box, removing tells one id") {
    Tree tree;
    const auto draw = [&](float y, bool with_row) {
        tree.begin_frame();
        tree.open(node(1, Role::grid, "Clients", {0, y, 400, 300}));
        if (with_row) tree.add(node(2, Role::row, "a", {0, y + 10, 400, 38}));
        tree.close();
        tree.end_frame();
        return told(tree);
    };
    draw(0, true);
    const Json moved = draw(25, true);
    CHECK(moved["box"].size() == 1);
    CHECK_FALSE(moved.contains("set"));
    const Json removed = draw(25, false);
    CHECK(removed["gone"] == Json::array({2}));
}

TEST_CASE("mirror: order is told for the parent whose children changed") {
    Tree tree;
    const auto draw = [&](std::initializer_list<unsigned> children) {
        tree.begin_frame();
        tree.open(node(1, Role::list, "l"));
        for (const unsigned id : children) tree.add(node(id, Role::listitem, std::to_string(id)));
        tree.close();
        tree.end_frame();
        return told(tree);
    };
    draw({5, 6});
    const Json change = draw({7, 5, 6});
    CHECK(change["order"] == Json::parse("[[1,[7,5,6]]]"));
}

TEST_CASE("mirror: order is told from the root downwards, so that a parent and its child can change places") {
    Tree tree;
    const auto draw = [&](unsigned outer, unsigned inner) {
        tree.begin_frame();
        tree.open(node(outer, Role::group, "outer"));
        tree.open(node(inner, Role::group, "inner"));
        tree.add(node(9, Role::button, "b"));
        tree.close();
        tree.close();
        tree.end_frame();
        return told(tree);
    };
    draw(3, 5);
    CHECK(draw(5, 3)["order"] == Json::parse("[[0,[5]],[5,[3]],[3,[9]]]"));
    CHECK(draw(3, 5)["order"] == Json::parse("[[0,[3]],[3,[5]],[5,[9]]]"));
}

TEST_CASE("mirror: what the page already shows is not told again") {
    Tree tree;
    Node field = node(3, Role::textbox, "Nom");
    field.editor.type = "text";
    const auto draw = [&](std::string value) {
        tree.begin_frame();
        field.value = std::move(value);
        tree.add(field);
        tree.end_frame();
        return told(tree);
    };
    draw("a");
    tree.report_text(3, "ab");
    CHECK(draw("ab").empty());
    // The widget corrected what was typed: that is told.
    tree.report_text(3, "abc");
    CHECK(draw("AB")["set"][0][1]["v"] == "AB");
}

TEST_CASE("mirror: a click nobody took does not strike a later frame") {
    Tree tree;
    tree.report_click(9);
    tree.begin_frame();
    tree.end_frame();
    CHECK_FALSE(tree.take_click(9));
}

TEST_CASE("mirror: letters are not shortcuts while typing, Control ones are") {
    Tree tree;
    tree.report_key({.key = "c", .in_text = true});
    tree.report_key({.key = "k", .control = true, .in_text = true});
    CHECK_FALSE(tree.take_shortcut("c"));
    CHECK(tree.take_shortcut("k", true));
    CHECK_FALSE(tree.take_shortcut("k", true));
}

TEST_CASE("mirror: what is cut off by a scrolled area says by how much") {
    Tree tree;
    tree.begin_frame();
    Node cut = node(4, Role::button, "Bas", {0, 90, 100, 40});
    cut.clip = {0, 0, 100, 100};
    tree.add(cut);
    tree.end_frame();
    CHECK(told(tree)["box"][0] == Json::array({4, 0, 90, 100, 40, 0, 0, 0, 30}));
}

TEST_CASE("mirror: two things with equal words are two nodes") {
    pupitre::ui::testing::TestDesk desk([] {
        for (const char* row : {"first", "second"}) {
            Group scope(row, Role::group, row);
            ImGui::PushID(row);
            (void)button("open", "Ouvrir");
            ImGui::PopID();
        }
    });
    CHECK(desk.count(Role::button) == 2);
    const auto& nodes = mirror::tree().nodes();
    CHECK(nodes[1].id != nodes[3].id);
}
