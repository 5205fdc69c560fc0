// Notices: who is told of what, who is not, and what becomes of it.
#include "core/notices/notice.h"

#include <doctest/doctest.h>

#include "core/crm/client_access.h"
#include "core/notices/notice_commands.h"
#include "core/requests/request_commands.h"
#include "core/requests/shared_document.h"
#include "core/work/series_commands.h"
#include "core/work/work_dependency.h"
#include "tests/core/support/inboxes.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

struct Told {
    TestFirm firm;
    ClientId durand = add_client("Durand");

    ClientId add_client(const std::string& name) {
        Client client;
        client.name = name;
        client.reference = name;
        return firm.add(client);
    }
    TaskId add_task(TeamMemberId assignee, const std::string& title = "TVA de mars") {
        Task task;
        task.client = durand;
        task.title = title;
        task.assignee = assignee;
        return firm.add(task);
    }
    template <class Typed>
    Attempt give(const Typed& command, TeamMemberId by) {
        return firm.give(std::string(Typed::name), command.to_json(), by);
    }
    CommentId say(TaskId task, TeamMemberId by) {
        Comment comment;
        comment.id = firm.fresh<Comment>();
        comment.task = task;
        comment.text = "Manque le relevé.";
        REQUIRE(firm.create(comment, by).ok());
        return comment.id;
    }
    std::vector<NoticeKind> kinds(TeamMemberId member) const {
        std::vector<NoticeKind> found;
        for (const Notice* notice : notices_of(firm.db, member)) found.push_back(notice->kind);
        return found;
    }
};
using Kinds = std::vector<NoticeKind>;

}  // namespace

TEST_CASE("notice: whoever is made responsible by somebody else is told, in a scope of their own") {
    Told told;
    const TaskId task = told.add_task(told.firm.bruno);
    REQUIRE(told.kinds(told.firm.bruno) == Kinds{NoticeKind::responsible});
    const Notice notice = *notices_of(told.firm.db, told.firm.bruno).front();
    CHECK(notice.by == told.firm.anna);
    CHECK(notice.about.value == task.value);
    CHECK(notice.at_ms == test_ms);
    CHECK_FALSE(notice.read);
    CHECK(scope_of(entity_info<Notice>(), &notice) == scope_of_inbox(inbox_of(told.firm.bruno)));
    // What one takes on oneself is no news.
    told.add_task(told.firm.anna);
    CHECK(told.kinds(told.firm.anna).empty());
}

TEST_CASE("notice: a project that comes again, and its tasks, are nothing that somebody gave") {
    Told told;
    Project project;
    project.client = told.durand;
    project.title = "Clôture";
    project.responsible = told.firm.bruno;
    project.due_on = test_day;
    const ProjectId closing = told.firm.add(project);
    Task task;
    task.client = told.durand;
    task.project = closing;
    task.title = "Réviser";
    task.assignee = told.firm.bruno;
    told.firm.add(task);
    WorkSeries monthly;
    monthly.rule = "FREQ=MONTHLY";
    REQUIRE(told.give(RepeatProject{closing, monthly}, told.firm.anna).ok());
    REQUIRE(told.kinds(told.firm.bruno).size() == 2);
    REQUIRE(told.firm.set(closing, &Project::status, WorkStatus::done).ok());
    const auto next = latest_work(told.firm.db, told.firm.db.get(told.firm.db.get(closing).series));
    REQUIRE(next);
    REQUIRE(next->id != closing.value);
    CHECK(told.kinds(told.firm.bruno).size() == 2);
    // What is added to it by hand is given like any other task.
    task.id = {};
    task.project.value = next->id;
    told.firm.add(task);
    CHECK(told.kinds(told.firm.bruno).size() == 3);
}

TEST_CASE("notice: a device guesses none: the host alone tells") {
    Told told;
    Task task;
    task.id = told.firm.fresh<Task>();
    task.title = "TVA";
    task.assignee = told.firm.bruno;
    const Command command = told.firm.command("task.create", create_args(entity_info<Task>(), &task));
    REQUIRE(told.firm.give(command, told.firm.anna, Role::replica).ok());
    CHECK(told.firm.db.table<Notice>().size() == 0);
}

TEST_CASE("notice: projects and requests have somebody responsible, too") {
    Told told;
    Project project;
    project.client = told.durand;
    project.title = "Bilan";
    project.responsible = told.firm.bruno;
    told.firm.add(project);
    ClientRequest request;
    request.client = told.durand;
    request.title = "Relevé";
    const ClientRequestId asked = told.firm.add(request);
    RequestTracking tracking = tracking_of(told.firm.db.get(asked));
    tracking.responsible = told.firm.bruno;
    told.firm.add(tracking);
    CHECK(told.kinds(told.firm.bruno) == Kinds{NoticeKind::responsible, NoticeKind::responsible});
}

TEST_CASE("notice: what is taken back is not shown any more, and told again when it is given again") {
    Told told;
    const TaskId task = told.add_task({});
    const Hash128 before = digest_beside_inboxes(told.firm.db);
    const Attempt given = told.firm.set(task, &Task::assignee, told.firm.bruno);
    REQUIRE(given.ok());
    CHECK(told.kinds(told.firm.bruno).size() == 1);
    CHECK(told.firm.undo(given->changes).empty());
    CHECK(told.kinds(told.firm.bruno).empty());
    CHECK(digest_beside_inboxes(told.firm.db) == before);
    REQUIRE(told.firm.set(task, &Task::assignee, told.firm.bruno).ok());
    CHECK(told.kinds(told.firm.bruno).size() == 1);
    CHECK(told.firm.db.table<Notice>().size() == 1);
}

TEST_CASE("notice: a comment is told to the responsible, a mention to the mentioned, and nobody is told twice") {
    Told told;
    const TaskId task = told.add_task(told.firm.anna);
    const CommentId id = told.say(task, told.firm.bruno);
    CHECK(told.kinds(told.firm.anna) == Kinds{NoticeKind::commented});
    for (const TeamMemberId member : {told.firm.anna, told.firm.chloe}) {
        const CommentMention mention{comment_mention_id(id, member), {}, id, member};
        REQUIRE(told.firm.create(mention, told.firm.bruno).ok());
    }
    CHECK(told.kinds(told.firm.anna) == Kinds{NoticeKind::mentioned});
    CHECK(told.kinds(told.firm.chloe) == Kinds{NoticeKind::mentioned});
    CHECK(told.kinds(told.firm.bruno).empty());
    REQUIRE(told.firm.remove(id, told.firm.bruno).ok());
    CHECK(told.kinds(told.firm.anna).empty());
    CHECK(told.kinds(told.firm.chloe).empty());
}

TEST_CASE("notice: the client's answer and files are told to whoever is responsible for the request") {
    Told told;
    Person person;
    person.client = told.durand;
    person.last_name = "Marie";
    person.email = "marie@example.org";
    const PersonId marie = told.firm.add(person);
    told.firm.add(Portal{portal_id(told.durand), told.durand, {}, {}});
    told.firm.add(PortalAccess{portal_access_id(marie), portal_id(told.durand), marie, {}, false});
    const TeamMemberId as_marie = actor_of(portal_access_id(marie));
    ClientRequest request;
    request.client = told.durand;
    request.title = "Relevé";
    const ClientRequestId asked = told.firm.add(request);
    RequestTracking tracking = tracking_of(told.firm.db.get(asked));
    tracking.responsible = told.firm.bruno;
    REQUIRE(told.firm.create(tracking, told.firm.bruno).ok());
    REQUIRE(told.give(ShareRequest{asked}, told.firm.bruno).ok());
    SharedDocument document;
    document.id = told.firm.fresh<SharedDocument>();
    document.request = asked;
    document.name = "releve.pdf";
    document.hash = std::string(64, 'a');
    document.size_bytes = 3;
    const Json fields{{"fields", create_args(entity_info<SharedDocument>(), &document)}};
    REQUIRE(told.firm.give("shared_document.add", fields, as_marie).ok());
    CHECK(told.kinds(told.firm.bruno) == Kinds{NoticeKind::file_received});
    REQUIRE(told.give(AnswerRequest{asked, told.firm.fresh<RequestMessage>(), "Voici."}, as_marie).ok());
    CHECK(told.kinds(told.firm.bruno).size() == 2);
    for (const Notice* notice : notices_of(told.firm.db, told.firm.bruno)) CHECK(notice->by == as_marie);
}

TEST_CASE("notice: a task that waited is told to whom it belongs when the last wait is over") {
    Told told;
    const TaskId first = told.add_task(told.firm.anna, "Saisir");
    const TaskId then = told.add_task({}, "Contrôler");
    told.firm.add(dependency_between(told.firm.db, then.value, first.value));
    REQUIRE(told.firm.set(then, &Task::assignee, told.firm.bruno).ok());
    CHECK(told.kinds(told.firm.bruno) == Kinds{NoticeKind::responsible});
    REQUIRE(told.give(CompleteTask{first}, told.firm.anna).ok());
    Kinds kinds = told.kinds(told.firm.bruno);
    CHECK(std::ranges::count(kinds, NoticeKind::released) == 1);
}

TEST_CASE("notice: nobody hears of a file they do not see, and it is gone when access is withdrawn") {
    Told told;
    REQUIRE(told.firm.set(told.firm.bruno, &TeamMember::restricted, true).ok());
    told.add_task(told.firm.bruno);
    CHECK(told.firm.db.table<Notice>().size() == 0);
    told.firm.add(ClientAccess{client_access_id(told.durand, told.firm.bruno), told.durand, told.firm.bruno, false});
    told.add_task(told.firm.bruno);
    CHECK(told.firm.db.table<Notice>().size() == 1);
    // The row says nothing of the file but an identity: a device without the file has nothing to show.
    for (const Field& field : entity_info<Notice>().fields) CHECK(field.type != FieldType::text);
}

TEST_CASE("notice: read by its member alone, also by who may edit nothing; others do not learn that it is there") {
    Told told;
    told.add_task(told.firm.chloe);
    const NoticeId id = notices_of(told.firm.db, told.firm.chloe).front()->id;
    CHECK(code_of(told.give(ReadNotices{{id}}, told.firm.anna)) == RefusalCode::row_not_found);
    REQUIRE(told.give(ReadNotices{{id, told.firm.fresh<Notice>()}}, told.firm.chloe).ok());
    CHECK(told.firm.db.get(id).read);
    CHECK(code_of(told.firm.remove(id, told.firm.anna)) == RefusalCode::not_permitted);
    CHECK(code_of(told.firm.create(Notice{told.firm.fresh<Notice>(),
                                          inbox_of(told.firm.anna),
                                          told.firm.anna,
                                          NoticeKind::mentioned,
                                          {},
                                          {},
                                          {},
                                          0,
                                          0,
                                          false})) == RefusalCode::not_permitted);
}

TEST_CASE("notice: what one command gives to a member is told once; the newest 500 stay") {
    Told told;
    Changes changes(told.firm.db);
    for (std::uint64_t number = 0; number < 520; ++number) {
        Notice notice;
        notice.id = {{50, number}};
        notice.inbox = inbox_of(told.firm.bruno);
        notice.member = told.firm.bruno;
        notice.at_ms = static_cast<std::int64_t>(number) + 1;
        changes.put(notice);
    }
    told.add_task(told.firm.bruno);
    CHECK(told.firm.db.table<Notice>().size() == notices_max);
    CHECK(told.firm.db.find(NoticeId{{50, 20}}) == nullptr);
    CHECK(told.firm.db.find(NoticeId{{50, 21}}) != nullptr);
    CHECK(equals_rebuild(told.firm.db));
}

TEST_CASE("member settings: each member chooses for themselves") {
    Told told;
    CHECK(settings_of(told.firm.db, told.firm.chloe).mail == MailChoice::none);
    REQUIRE(told.give(ChooseMail{MailChoice::daily, MailLanguage::english}, told.firm.chloe).ok());
    CHECK(settings_of(told.firm.db, told.firm.chloe).mail == MailChoice::daily);
    CHECK(settings_of(told.firm.db, told.firm.chloe).language == MailLanguage::english);
    CHECK(settings_of(told.firm.db, told.firm.anna).mail == MailChoice::none);
    CHECK(code_of(told.firm.give("member_settings.choose_mail", Json{{"mail", "hourly"}, {"language", "french"}})) ==
          RefusalCode::malformed_arguments);
}
