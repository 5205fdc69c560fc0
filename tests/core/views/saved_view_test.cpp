// Saved views: whose they are, who may change them, and what their content must be.
#include "core/views/saved_view.h"

#include <doctest/doctest.h>

#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

SavedView view_of(std::string name, bool shared) {
    SavedView view;
    view.list = "clients";
    view.name = std::move(name);
    view.shared = shared;
    view.content = view_text({{.conditions = {{"city", ListTest::is, {"Lyon"}}}}, Json{{"hidden", {"siren"}}}});
    return view;
}

struct Views : TestFirm {
    SavedView made(SavedView view, TeamMemberId by) {
        view.id = fresh<SavedView>();
        REQUIRE(create(view, by).ok());
        return db.get(view.id);
    }
    std::string offered(TeamMemberId member) const {
        std::string names;
        for (const SavedView* view : views_for(db, "clients", member)) names += view->name + ";";
        return names;
    }
};

}  // namespace

TEST_CASE("views: belong to whoever made them, whatever the command says") {
    Views firm;
    SavedView view = view_of("Lyon", false);
    view.owner = firm.anna;
    CHECK(firm.made(view, firm.bruno).owner == firm.bruno);
    CHECK(firm.offered(firm.bruno) == "Lyon;");
    CHECK(firm.offered(firm.anna).empty());
}

TEST_CASE("views: one's own come first, then the shared ones, each by name") {
    Views firm;
    firm.made(view_of("Zone", false), firm.bruno);
    firm.made(view_of("Âge", true), firm.anna);
    firm.made(view_of("agenda", false), firm.bruno);
    SavedView other = view_of("Tâches", true);
    other.list = "tasks";
    firm.made(other, firm.anna);
    CHECK(firm.offered(firm.bruno) == "agenda;Zone;Âge;");
    CHECK(firm.offered(firm.anna) == "Âge;");
    CHECK(views_for(firm.db, "tasks", firm.bruno).size() == 1);
}

TEST_CASE("views: what opens first is one's own choice, else the firm's") {
    Views firm;
    CHECK(first_view(views_for(firm.db, "clients", firm.bruno)) == nullptr);
    SavedView shared = view_of("Commune", true);
    shared.opens_first = true;
    firm.made(shared, firm.anna);
    SavedView own = view_of("Mienne", false);
    CHECK(first_view(views_for(firm.db, "clients", firm.bruno))->name == "Commune");
    own.opens_first = true;
    firm.made(own, firm.bruno);
    CHECK(first_view(views_for(firm.db, "clients", firm.bruno))->name == "Mienne");
    CHECK(first_view(views_for(firm.db, "clients", firm.anna))->name == "Commune");
}

TEST_CASE("views: changed and deleted by their owner; a shared one also by those who manage the firm") {
    Views firm;
    const SavedView own = firm.made(view_of("Mienne", false), firm.bruno);
    const SavedView shared = firm.made(view_of("Commune", true), firm.bruno);
    const auto renamed = [](SavedView view) {
        view.name += " 2";
        return view;
    };
    CHECK(code_of(firm.change(own, renamed(own), firm.anna)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.give("saved_view.delete", delete_args(own.id.value), firm.anna)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.change(own, renamed(own), firm.chloe)) == RefusalCode::not_permitted);
    CHECK(firm.change(own, renamed(own), firm.bruno).ok());
    CHECK(firm.change(shared, renamed(shared), firm.anna).ok());
    CHECK(firm.give("saved_view.delete", delete_args(shared.id.value), firm.anna).ok());
    CHECK(firm.give("saved_view.delete", delete_args(own.id.value), firm.bruno).ok());
}

TEST_CASE("views: a content that is no view is refused at its field") {
    Views firm;
    for (const char* content : {"", "[]", "x", R"({"query": []})", R"({"table": 1})",
                                R"({"query": {"conditions": [{"column": "a", "test": "smells"}]}})"}) {
        CAPTURE(content);
        SavedView view = view_of("Lyon", false);
        view.id = firm.fresh<SavedView>();
        view.content = content;
        const Attempt attempt = firm.create(view, firm.bruno);
        REQUIRE_FALSE(attempt.ok());
        CHECK(attempt.error().field == "content");
    }
}

TEST_CASE("views: come back as they were kept") {
    const SavedView view = view_of("Lyon", false);
    const Result<ViewContent> content = read_view(view);
    REQUIRE(content.ok());
    CHECK(content->query.conditions == std::vector<ListCondition>{{"city", ListTest::is, {"Lyon"}}});
    CHECK(content->table == Json{{"hidden", {"siren"}}});
    CHECK(view_text(*content) == view.content);
}
