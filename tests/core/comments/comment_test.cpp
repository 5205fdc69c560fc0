// Comments: whose they are, where they stand, and who may change them.
#include "core/comments/comment.h"

#include <doctest/doctest.h>

#include "core/requests/request_commands.h"
#include "core/work/work_dependency.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

struct Talk {
    TestFirm firm;
    ClientId durand = add_client("Durand");
    TaskId task = add_task(durand);

    ClientId add_client(const std::string& name) {
        Client client;
        client.name = name;
        client.reference = name;
        return firm.add(client);
    }
    TaskId add_task(ClientId client) {
        Task made;
        made.client = client;
        made.title = "TVA de mars";
        return firm.add(made);
    }
    CommentId say(const std::string& text, TeamMemberId by) {
        Comment comment;
        comment.id = firm.fresh<Comment>();
        comment.task = task;
        comment.text = text;
        REQUIRE(firm.create(comment, by).ok());
        return comment.id;
    }
    Attempt rewrite(CommentId id, const std::string& text, TeamMemberId by) {
        const Comment before = firm.db.get(id);
        Comment after = before;
        after.text = text;
        return firm.change(before, after, by);
    }
};

}  // namespace

TEST_CASE("comment: it has an author and a moment, whatever the command says, and stands in the record's file") {
    Talk talk;
    Comment comment;
    comment.id = talk.firm.fresh<Comment>();
    comment.task = talk.task;
    comment.text = "Manque le relevé.";
    comment.author = talk.firm.anna;
    comment.written_at = 5;
    REQUIRE(talk.firm.create(comment, talk.firm.bruno).ok());
    const Comment made = talk.firm.db.get(comment.id);
    CHECK(made.author == talk.firm.bruno);
    CHECK(made.written_at == test_ms);
    CHECK(made.client == talk.durand);
    CHECK(scope_of(entity_info<Comment>(), &made) == ScopeId{talk.durand.value});
}

TEST_CASE("comment: refusals") {
    Talk talk;
    const auto create = [&](const Comment& comment, TeamMemberId by) { return code_of(talk.firm.create(comment, by)); };
    Comment comment;
    comment.id = talk.firm.fresh<Comment>();
    comment.task = talk.task;
    comment.text = "Bonjour";
    CHECK(create(comment, talk.firm.chloe) == RefusalCode::not_permitted);
    Comment nowhere = comment;
    nowhere.task = {};
    CHECK(create(nowhere, talk.firm.anna) == RefusalCode::field_required);
    Comment empty = comment;
    empty.text.clear();
    CHECK(create(empty, talk.firm.anna) == RefusalCode::field_required);
    Comment longest = comment;
    longest.text = std::string(10'000, 'x');
    CHECK(create(longest, talk.firm.anna) == std::nullopt);
    Comment too_long = comment;
    too_long.id = talk.firm.fresh<Comment>();
    too_long.text = std::string(10'001, 'x');
    CHECK(create(too_long, talk.firm.anna) == RefusalCode::text_too_long);
}

TEST_CASE("comment: only its author changes or deletes it, and may take that back") {
    Talk talk;
    const CommentId id = talk.say("Manque le relevé.", talk.firm.bruno);
    const Hash128 said = talk.firm.db.digest();
    CHECK(code_of(talk.rewrite(id, "Rien ne manque.", talk.firm.anna)) == RefusalCode::not_permitted);
    CHECK(code_of(talk.firm.remove(id, talk.firm.anna)) == RefusalCode::not_permitted);
    CHECK(talk.firm.db.digest() == said);
    const Attempt changed = talk.rewrite(id, "Manque le relevé de mars.", talk.firm.bruno);
    REQUIRE(changed.ok());
    CHECK(talk.firm.db.get(id).changed_at == test_ms);
    const Attempt removed = talk.firm.remove(id, talk.firm.bruno);
    REQUIRE(removed.ok());
    CHECK(comments_of(talk.firm.db, talk.task.value).empty());
    talk.firm.undo(removed->changes);
    REQUIRE(comments_of(talk.firm.db, talk.task.value).size() == 1);
    CHECK(talk.firm.db.get(id).author == talk.firm.bruno);
}

TEST_CASE("comment: it goes with its task to another client's file and away with it") {
    Talk talk;
    const CommentId id = talk.say("Manque le relevé.", talk.firm.bruno);
    talk.firm.add(CommentMention{comment_mention_id(id, talk.firm.anna), {}, id, talk.firm.anna});
    const ClientId martin = talk.add_client("Martin");
    REQUIRE(talk.firm.set(talk.task, &Task::client, martin).ok());
    CHECK(talk.firm.db.get(id).client == martin);
    CHECK(talk.firm.db.get(comment_mention_id(id, talk.firm.anna)).client == martin);
    REQUIRE(talk.firm.remove(talk.task).ok());
    CHECK(talk.firm.db.find(id) == nullptr);
    CHECK(talk.firm.db.table<CommentMention>().size() == 0);
    CHECK(equals_rebuild(talk.firm.db));
}

TEST_CASE("comment: under a request that is shared it stays in the client's file, out of the portal") {
    Talk talk;
    ClientRequest request;
    request.client = talk.durand;
    request.title = "Relevé de mars";
    const ClientRequestId asked = talk.firm.add(request);
    REQUIRE(talk.firm.give(std::string(ShareRequest::name), ShareRequest{asked}.to_json()).ok());
    Comment comment;
    comment.request = asked;
    comment.text = "Le client tarde toujours.";
    const CommentId id = talk.firm.add(comment);
    const Comment made = talk.firm.db.get(id);
    CHECK(scope_of(entity_info<Comment>(), &made) == ScopeId{talk.durand.value});
    CHECK(scope_of(entity_info<ClientRequest>(), &talk.firm.db.get(asked)) == scope_of_portal(portal_id(talk.durand)));
}
