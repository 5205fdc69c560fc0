// Comments under a record, and the inbox.
#include "web-ui/screens/inbox.h"

#include <doctest/doctest.h>

#include "core/notices/notice_commands.h"
#include "tests/ui/screens/stage.h"
#include "web-ui/screens/panel.h"

using namespace pupitre;
using namespace pupitre::ui;
using pupitre::ui::test::Stage;

namespace {

using Kind = mirror::Role;

struct Panel {
    Stage stage;
    PanelState state;
    ClientId client = stage.client(1, "Durand");
    TaskId task = stage.task(1, "TVA de mars", client, {});

    Panel() {
        stage.screen = [this](const Desk& desk, const Box& box, Intents& out) { panel_ui(desk, box, state, out); };
        stage.route = {.screen = Screen::work, .record = {}, .tab = {}, .panel = {}};
        stage.route.panel = {.table = "task", .record = task.value, .client = {}};
        stage.draw(2);
    }
    const Comment& said() { return *comments_of(stage.db, task.value).back(); }
};

void tell(Stage& stage, std::uint64_t number, TaskId task, TeamMemberId member) {
    Notice notice;
    notice.id = {{60, number}};
    notice.inbox = inbox_of(member);
    notice.member = member;
    notice.kind = NoticeKind::responsible;
    notice.about.value = task.value;
    notice.by = test::hugo;
    notice.at_ms = 1'794'999'000'000 + static_cast<std::int64_t>(number);
    stage.put(notice);
}

}  // namespace

TEST_CASE("comments: one is written under a task, mentions who is named, and is changed and deleted by its author") {
    Panel panel;
    Stage& stage = panel.stage;
    stage.type("Écrire un commentaire…", "@Hugo Diaz manque le relevé");
    stage.press(Kind::button, "Commenter");
    REQUIRE(comments_of(stage.db, panel.task.value).size() == 1);
    CHECK(panel.said().author == test::lea);
    CHECK(mentioned_in(stage.db, panel.said().id) == std::vector{test::hugo});
    CHECK(stage.shows("manque le relevé"));
    CHECK(panel.state.comments.said[panel.task.value].empty());
    // The menu's name is that of every row's menu; the comment's is the last one on the panel.
    panel.state.comments.changed = panel.said().id.value;
    panel.state.comments.words = panel.said().text;
    stage.draw(2);
    stage.type("Texte", "Tout est là.");
    stage.press(Kind::button, "Enregistrer");
    CHECK(panel.said().text == "Tout est là.");
    CHECK(mentioned_in(stage.db, panel.said().id).empty());
    CHECK(stage.shows("modifié"));
}

TEST_CASE("comments: a longer name is not taken for a shorter one, and what is begun stays while one looks elsewhere") {
    Panel panel;
    Stage& stage = panel.stage;
    const TaskId other = stage.task(2, "DSN", panel.client, {});
    stage.type("Écrire un commentaire…", "Voir avec @Hugo Diazola");
    stage.route.panel.record = other.value;
    stage.draw(2);
    CHECK_FALSE(stage.shows("Voir avec"));
    stage.route.panel.record = panel.task.value;
    stage.draw(2);
    CHECK(stage.shows("Voir avec"));
    stage.press(Kind::button, "Commenter");
    CHECK(mentioned_in(stage.db, panel.said().id).empty());
    stage.type("Écrire un commentaire…", "@Hugo Diazola et «\u202F@Hugo Diaz\u202F»");
    stage.press(Kind::button, "Commenter");
    CHECK(mentioned_in(stage.db, panel.said().id) == std::vector{test::hugo});
}

TEST_CASE("comments: whoever may not edit reads them only") {
    Panel panel;
    Comment comment;
    comment.id = {{61, 1}};
    comment.client = panel.client;
    comment.task = panel.task;
    comment.text = "Manque le relevé.";
    comment.author = test::hugo;
    panel.stage.put(comment);
    panel.stage.rights = 0;
    panel.stage.draw(2);
    CHECK(panel.stage.shows("Manque le relevé."));
    CHECK(panel.stage.find(Kind::button, "Commenter") == nullptr);
}

TEST_CASE("inbox: it says what is new, leads to the record, and marks as read") {
    Stage stage;
    InboxState state;
    stage.screen = [&](const Desk& desk, const Box&, Intents& out) { inbox_ui(desk, state, out); };
    stage.route.screen = Screen::inbox;
    stage.draw(2);
    CHECK(stage.shows("Rien de nouveau"));
    const TaskId task = stage.task(1, "TVA de mars", stage.client(1, "Durand"), {});
    tell(stage, 1, task, test::lea);
    tell(stage, 2, task, test::hugo);
    stage.draw(2);
    CHECK(unread_notices(stage.db, test::lea) == 1);
    CHECK(stage.shows("1 notification non lue"));
    CHECK(stage.shows("Hugo Diaz vous a confié «\u202FTVA de mars\u202F»"));
    stage.press(Kind::button, "Tout marquer comme lu");
    REQUIRE(stage.others.size() == 1);
    CHECK(std::get<Give>(stage.others.front()).act.name == ReadNotices::name);
    for (const std::string& name : stage.names(Kind::button)) {
        if (name.starts_with("Hugo Diaz vous a confié")) stage.press(Kind::button, name);
    }
    CHECK(stage.route.panel.record == task.value);
    CHECK(stage.route.panel.table == "task");
}

TEST_CASE("inbox: what is about a record that is not on this device is not shown") {
    Stage stage;
    tell(stage, 1, TaskId{{4, 99}}, test::lea);
    CHECK(unread_notices(stage.db, test::lea) == 0);
    CHECK(notices_of(stage.db, test::lea).empty());
}
