// Client requests: their states, who may take which step, where they stand, and what a client's people can reach.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/crm/client_access.h"
#include "core/requests/request_commands.h"
#include "core/requests/shared_document.h"
#include "core/work/task.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

/// Durand with Marie, who may enter the portal, and Martin beside it.
struct PortalFirm {
    TestFirm firm;
    ClientId durand = add_client("Durand");
    ClientId martin = add_client("Martin");
    PersonId marie = add_person(durand, "Marie");
    PersonId paul = add_person(martin, "Paul");
    ClientRequestId request = add_request(durand);

    PortalFirm() {
        firm.add(Portal{portal_id(durand), durand, {}, {}});
        firm.add(Portal{portal_id(martin), martin, {}, {}});
        firm.add(access(marie, durand));
        firm.add(access(paul, martin));
    }
    static PortalAccess access(PersonId person, ClientId client) {
        return {portal_access_id(person), portal_id(client), person, {}, false};
    }
    ClientId add_client(const std::string& name) {
        Client client;
        client.name = name;
        client.reference = name + "-1";
        return firm.add(client);
    }
    PersonId add_person(ClientId client, const std::string& name) {
        Person person;
        person.client = client;
        person.last_name = name;
        person.email = name + "@example.org";
        return firm.add(person);
    }
    ClientRequestId add_request(ClientId client, RequestKind kind = RequestKind::question) {
        ClientRequest made;
        made.client = client;
        made.title = "Relevé de mars";
        made.kind = kind;
        made.due_on = test_day;
        return firm.add(made);
    }
    TeamMemberId as(PersonId person) const { return actor_of(portal_access_id(person)); }
    RequestState state() const { return firm.db.get(request).state; }
    template <class Typed>
    Attempt give(const Typed& command, TeamMemberId by) {
        return firm.give(std::string(Typed::name), command.to_json(), by);
    }
    template <class Typed>
    Attempt give(const Typed& command) {
        return give(command, firm.anna);
    }
    Attempt answer(TeamMemberId by, const std::string& text = "Voici.") {
        return give(AnswerRequest{request, firm.fresh<RequestMessage>(), text}, by);
    }
    Attempt add_file(TeamMemberId by, ClientRequestId to, const std::string& name = "releve.pdf") {
        SharedDocument document;
        document.id = last_file = firm.fresh<SharedDocument>();
        document.request = to;
        document.name = name;
        document.hash = std::string(64, 'a');
        document.size_bytes = 3;
        return firm.give("shared_document.add", Json{{"fields", create_args(entity_info<SharedDocument>(), &document)}},
                         by);
    }
    SharedDocumentId last_file;
};

}  // namespace

TEST_CASE("[PRJ-09] [PRJ-32] a request is a draft until it is shared, with date and author") {
    PortalFirm at;
    const ClientRequest draft = at.firm.db.get(at.request);
    CHECK(draft.state == RequestState::draft);
    CHECK(draft.space == PortalId{at.durand.value});
    CHECK_FALSE(draft.silent);
    REQUIRE(at.give(ShareRequest{at.request}, at.firm.bruno).ok());
    const ClientRequest shared = at.firm.db.get(at.request);
    CHECK(shared.state == RequestState::shared);
    CHECK(shared.space == portal_id(at.durand));
    CHECK(shared.shared_at == test_ms);
    CHECK(at.firm.db.get(request_tracking_id(at.request)).shared_by == at.firm.bruno);
    CHECK(at.give(ShareRequest{at.request}).ok());
    CHECK(code_of(at.give(ShareRequest{at.request}, at.firm.chloe)) == RefusalCode::not_permitted);
}

TEST_CASE("[PRJ-09] what only the firm knows of a request never stands in its portal") {
    PortalFirm at;
    RequestTracking tracked;
    tracked.id = request_tracking_id(at.request);
    tracked.request = at.request;
    tracked.responsible = at.firm.bruno;
    at.firm.add(tracked);
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    const RequestTracking tracking = at.firm.db.get(request_tracking_id(at.request));
    CHECK(tracking.responsible == at.firm.bruno);
    CHECK(scope_of(entity_info<RequestTracking>(), &tracking) == ScopeId{at.durand.value});
}

TEST_CASE("[PRJ-32] the states of a request: seen, answered, sent back, answered again, accepted") {
    PortalFirm at;
    CHECK(code_of(at.answer(at.firm.anna)) == RefusalCode::request_moved_on);
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    REQUIRE(at.give(SeeRequest{at.request}, at.as(at.marie)).ok());
    CHECK(at.state() == RequestState::seen);
    CHECK(code_of(at.answer(at.as(at.marie), "")) == RefusalCode::field_required);
    REQUIRE(at.answer(at.as(at.marie)).ok());
    CHECK(at.state() == RequestState::answered);
    CHECK(at.firm.db.get(at.request).answered_at == test_ms);
    const SendBackRequest mute{at.request, at.firm.fresh<RequestMessage>(), ""};
    CHECK(code_of(at.give(mute)) == RefusalCode::field_required);
    REQUIRE(at.give(SendBackRequest{at.request, at.firm.fresh<RequestMessage>(), "Il manque la page 2."}).ok());
    CHECK(at.state() == RequestState::sent_back);
    REQUIRE(at.answer(at.firm.bruno, "Par téléphone").ok());
    REQUIRE(at.give(AcceptRequest{at.request}).ok());
    CHECK(at.state() == RequestState::accepted);
    CHECK(code_of(at.answer(at.as(at.marie))) == RefusalCode::request_moved_on);
    CHECK(code_of(at.give(CancelRequest{at.request})) == RefusalCode::request_moved_on);
    const auto messages = messages_of(at.firm.db, at.request);
    REQUIRE(messages.size() == 3);
    CHECK(messages[0]->author == at.as(at.marie));
    CHECK(messages[1]->kind == RequestMessageKind::sent_back);
    CHECK(messages[2]->author == at.firm.bruno);
}

TEST_CASE("[PRJ-32] two who answer at once both do, and states are changed by their commands alone") {
    PortalFirm at;
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    REQUIRE(at.answer(at.as(at.marie), "Un").ok());
    REQUIRE(at.answer(at.firm.anna, "Deux").ok());
    CHECK(messages_of(at.firm.db, at.request).size() == 2);
    CHECK(code_of(at.firm.set(at.request, &ClientRequest::state, RequestState::accepted)) ==
          RefusalCode::invalid_value);
    CHECK(code_of(at.firm.set(at.request, &ClientRequest::space, PortalId{at.durand.value})) ==
          RefusalCode::invalid_value);
    CHECK(code_of(at.firm.set(at.request, &ClientRequest::client, at.martin)) == RefusalCode::invalid_value);
    const RequestMessageId first = messages_of(at.firm.db, at.request).front()->id;
    CHECK(code_of(at.firm.set(first, &RequestMessage::text, std::string("Autre"))) == RefusalCode::invalid_value);
}

TEST_CASE("[PRJ-23] a change of what is asked shows to the client; a draft may go to another client") {
    PortalFirm at;
    REQUIRE(at.firm.set(at.request, &ClientRequest::title, std::string("Relevé d’avril")).ok());
    CHECK(at.firm.db.get(at.request).changed_at == 0);
    REQUIRE(at.firm.set(at.request, &ClientRequest::client, at.martin).ok());
    CHECK(at.firm.db.get(at.request).space == PortalId{at.martin.value});
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    REQUIRE(at.firm.set(at.request, &ClientRequest::title, std::string("Relevé de mai")).ok());
    CHECK(at.firm.db.get(at.request).changed_at == test_ms);
}

TEST_CASE("[PRJ-38] a request is overdue from the day after its due date on, as long as it is the client's turn") {
    PortalFirm at;
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    CHECK_FALSE(is_overdue(at.firm.db.get(at.request), test_day));
    CHECK(is_overdue(at.firm.db.get(at.request), test_day.plus_days(1)));
    REQUIRE(at.answer(at.firm.anna).ok());
    CHECK_FALSE(is_overdue(at.firm.db.get(at.request), test_day.plus_days(1)));
}

TEST_CASE("[PRJ-31] [DOC-02] documents go with their request, what the client sent stays shared") {
    PortalFirm at;
    REQUIRE(at.add_file(at.firm.anna, at.request, "modele.pdf").ok());
    const SharedDocumentId model = at.last_file;
    CHECK(at.firm.db.get(model).space == PortalId{at.durand.value});
    CHECK(code_of(at.add_file(at.as(at.marie), at.request)).has_value());
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    CHECK(at.firm.db.get(model).space == portal_id(at.durand));
    REQUIRE(at.add_file(at.as(at.marie), at.request).ok());
    const SharedDocumentId sent = at.last_file;
    CHECK(at.firm.db.get(sent).author == at.as(at.marie));
    CHECK(code_of(at.add_file(at.as(at.marie), at.request, "virus.exe")) == RefusalCode::invalid_value);
    REQUIRE(at.give(WithdrawRequest{at.request}).ok());
    CHECK(at.state() == RequestState::draft);
    CHECK(at.firm.db.get(model).space == PortalId{at.durand.value});
    CHECK(at.firm.db.get(sent).space == portal_id(at.durand));
    CHECK(documents_of(at.firm.db, portal_id(at.durand)).size() == 2);
    REQUIRE(at.firm.remove(at.request).ok());
    CHECK(at.firm.db.get(sent).request.is_nil());
}

TEST_CASE("[DOC-08] [PRJ-11] a person of the portal sees that portal alone and may only answer and add files") {
    PortalFirm at;
    const TeamMemberId marie = at.as(at.marie);
    CHECK(seen_scopes(at.firm.db, marie) == std::vector{scope_of_portal(portal_id(at.durand))});
    CHECK(sees_scope(at.firm.db, marie, scope_of_portal(portal_id(at.durand))));
    CHECK_FALSE(sees_scope(at.firm.db, marie, scope_of_portal(portal_id(at.martin))));
    CHECK_FALSE(sees_scope(at.firm.db, marie, ScopeId{at.durand.value}));
    CHECK_FALSE(sees_scope(at.firm.db, marie, ScopeId{}));
    const Context by = context_for(at.firm.db, marie, Command{}, Role::authority);
    CHECK(by.is_restricted());
    CHECK(by.rights == static_cast<std::uint32_t>(Right::share));
    CHECK(code_of(at.give(SeeRequest{at.request}, marie)) == RefusalCode::row_not_found);
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    Task task;
    task.id = at.firm.fresh<Task>();
    task.title = "TVA";
    CHECK(code_of(at.firm.create(task, marie)) == RefusalCode::not_permitted);
    CHECK(code_of(at.give(AcceptRequest{at.request}, marie)) == RefusalCode::not_permitted);
    CHECK(code_of(at.give(WithdrawRequest{at.request}, marie)) == RefusalCode::not_permitted);
    CHECK(code_of(at.give(SeeRequest{at.request}, at.as(at.paul))) == RefusalCode::row_not_found);
    CHECK(code_of(at.answer(at.as(at.paul))) == RefusalCode::row_not_found);
    CHECK(code_of(at.add_file(at.as(at.paul), at.request)).has_value());
    REQUIRE(at.add_file(marie, at.request).ok());
    CHECK(code_of(at.firm.remove(at.last_file, marie)) == RefusalCode::not_permitted);
}

TEST_CASE("[DOC-08] a person of the portal can't forge an undo") {
    PortalFirm at;
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    const Attempt added = at.add_file(at.as(at.marie), at.request);
    REQUIRE(added.ok());
    for (const Json& args : undo_args(at.firm.db.schema(), added->changes)) {
        CHECK(code_of(at.firm.give("undo", args, at.as(at.marie))) == RefusalCode::not_permitted);
    }
}

TEST_CASE("[DOC-15] access is given to people with an address, withdrawn, and a stranger sees nothing") {
    PortalFirm at;
    REQUIRE(at.firm.set(portal_access_id(at.marie), &PortalAccess::inactive, true).ok());
    CHECK(seen_scopes(at.firm.db, at.as(at.marie)).empty());
    CHECK(rights_of(at.firm.db, at.as(at.marie)) == 0);
    CHECK_FALSE(sees_scope(at.firm.db, at.as(at.marie), scope_of_portal(portal_id(at.durand))));
    const TeamMemberId stranger{{9, 9}};
    CHECK(seen_scopes(at.firm.db, stranger).empty());
    CHECK(context_for(at.firm.db, stranger, Command{}, Role::authority).is_restricted());
    Person mute;
    mute.client = at.durand;
    mute.last_name = "Sans adresse";
    const PersonId person = at.firm.add(mute);
    CHECK(code_of(at.firm.create(PortalFirm::access(person, at.durand))) == RefusalCode::field_required);
    const PersonId other = at.add_person(at.durand, "Luc");
    CHECK(code_of(at.firm.create(PortalFirm::access(other, at.martin))) == RefusalCode::invalid_value);
}

TEST_CASE("[PRJ-27] a restricted member sees the portals of the files entrusted to them, and no others") {
    PortalFirm at;
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    REQUIRE(at.firm.set(at.firm.bruno, &TeamMember::restricted, true).ok());
    CHECK_FALSE(sees_scope(at.firm.db, at.firm.bruno, scope_of_portal(portal_id(at.durand))));
    CHECK(code_of(at.answer(at.firm.bruno)) == RefusalCode::row_not_found);
    at.firm.add(ClientAccess{client_access_id(at.durand, at.firm.bruno), at.durand, at.firm.bruno, false});
    CHECK(sees_scope(at.firm.db, at.firm.bruno, scope_of_portal(portal_id(at.durand))));
    CHECK(at.answer(at.firm.bruno).ok());
    const auto seen = seen_scopes(at.firm.db, at.firm.bruno);
    CHECK(std::ranges::find(seen, scope_of_portal(portal_id(at.durand))) != seen.end());
    CHECK(std::ranges::find(seen, scope_of_portal(portal_id(at.martin))) == seen.end());
}

TEST_CASE("the portal shows the names as they now are, and goes with its client") {
    PortalFirm at;
    CHECK(at.firm.db.get(portal_id(at.durand)).client_name == "Durand");
    CHECK(at.firm.db.get(portal_id(at.durand)).firm_name == "Cabinet Hélios");
    REQUIRE(at.firm.set(at.durand, &Client::name, std::string("Durand et fils")).ok());
    REQUIRE(at.firm.set(the_firm, &Firm::name, std::string("Cabinet Sélène")).ok());
    CHECK(at.firm.db.get(portal_id(at.durand)).client_name == "Durand et fils");
    CHECK(at.firm.db.get(portal_id(at.martin)).firm_name == "Cabinet Sélène");
    CHECK(code_of(at.firm.remove(portal_id(at.durand))) == RefusalCode::row_in_use);
    REQUIRE(at.give(ShareRequest{at.request}).ok());
    const Attempt removed = at.firm.remove(at.durand);
    CHECK(code_of(removed) == std::nullopt);
    CHECK(at.firm.db.find(portal_id(at.durand)) == nullptr);
    CHECK(at.firm.db.find(at.request) == nullptr);
}

TEST_CASE("[PRJ-09] the first sharing is undone although more was shared since: the portal stays") {
    TestFirm firm;
    Client client;
    client.name = "Petit";
    client.reference = "P-1";
    const ClientId petit = firm.add(client);
    const auto draft = [&](const std::string& title) {
        ClientRequest request;
        request.client = petit;
        request.title = title;
        return firm.add(request);
    };
    const ClientRequestId first = draft("Un");
    const ClientRequestId second = draft("Deux");
    const Attempt shared = firm.give("client_request.share", ShareRequest{first}.to_json());
    REQUIRE(shared.ok());
    REQUIRE(firm.give("client_request.share", ShareRequest{second}.to_json()).ok());
    CHECK(firm.undo(shared->changes).size() == 1);
    CHECK(firm.db.get(first).state == RequestState::draft);
    CHECK(firm.db.get(second).state == RequestState::shared);
    CHECK(firm.db.find(portal_id(petit)) != nullptr);
}

TEST_CASE("[PRJ-09] sharing is undone as a whole: the request and its documents are a draft again") {
    PortalFirm at;
    REQUIRE(at.add_file(at.firm.anna, at.request, "modele.pdf").ok());
    const ClientRequest before = at.firm.db.get(at.request);
    const Attempt shared = at.give(ShareRequest{at.request});
    REQUIRE(shared.ok());
    CHECK(at.firm.undo(shared->changes).empty());
    CHECK(at.firm.db.get(at.request) == before);
    CHECK(at.firm.db.get(at.last_file).space == PortalId{at.durand.value});
}

TEST_CASE("undo: what came to a request since follows it out of the portal, and a task its project") {
    PortalFirm at;
    const Attempt shared = at.give(ShareRequest{at.request});
    REQUIRE(shared.ok());
    REQUIRE(at.add_file(at.firm.anna, at.request).ok());
    CHECK(at.firm.db.get(at.last_file).space == portal_id(at.durand));
    CHECK(at.firm.undo(shared->changes).empty());
    CHECK(at.state() == RequestState::draft);
    CHECK(at.firm.db.get(at.last_file).space == PortalId{at.durand.value});

    Project project;
    project.title = "Bilan";
    project.client = at.durand;
    const ProjectId id = at.firm.add(project);
    const Attempt moved = at.firm.set(id, &Project::client, at.martin);
    REQUIRE(moved.ok());
    Task task;
    task.title = "Révision";
    task.project = id;
    const TaskId since = at.firm.add(task);
    CHECK(at.firm.db.get(since).client == at.martin);
    CHECK(at.firm.undo(moved->changes).empty());
    CHECK(at.firm.db.get(since).client == at.durand);
    CHECK(equals_rebuild(at.firm.db));
}
