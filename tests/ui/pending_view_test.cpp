// What waits and what is to be settled, in words.
#include <doctest/doctest.h>

#include "core/command/execute.h"
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "web-ui/screens/pending.h"

using namespace pupitre;
using namespace pupitre::ui;

namespace {

const Id128 garage{1, 7};
const TeamMemberId lea{{1, 1}};

struct Bench {
    Database db{domain_schema()};
    Texts texts{Language::french};
    Route route;
    std::optional<Refused> refused;
    Context by;
    std::function<Id128()> new_id = [] { return Id128{5, 5}; };

    Bench() {
        Client client;
        client.id = ClientId{garage};
        client.name = "Garage Bœuf";
        client.phone = "+33477000002";
        db.load(domain_schema().index_of<Client>(), &client);
        TeamMember member;
        member.id = lea;
        member.last_name = "Moreau";
        member.role = TeamRole::administrator;
        db.load(domain_schema().index_of<TeamMember>(), &member);
    }
    Desk desk() const {
        return {.db = db,
                .registry = domain_registry(),
                .texts = texts,
                .route = route,
                .by = by,
                .refused = refused,
                .saved_words = {},
                .new_id = new_id};
    }
};

Command phone_change(const char* before, const char* after) {
    Command command;
    command.id = {8, 1};
    command.name = "client.change";
    command.args = {{"id", to_text(garage)}, {"set", {{"phone", {before, after}}}}};
    return command;
}

Conflict phone_conflict() { return {"client", garage, "phone", "+33477000000", "+33477000001", "+33477000002"}; }

}  // namespace

TEST_CASE("pending: a waiting change says what, on which record, and how far it has come") {
    const Bench bench;
    PendingFacts facts;
    facts.pending.push_back({phone_change("+33477000000", "+33477000001"), PendingStage::on_device, std::nullopt});
    facts.total = 7;

    const PendingView view = pending_view(bench.desk(), facts, 0, {});

    REQUIRE(view.rows.size() == 1);
    CHECK(view.rows[0].title == "Client «\u202fGarage Bœuf\u202f» · Téléphone");
    CHECK(view.rows[0].detail == "Téléphone\u00a0: +33477000000 → +33477000001");
    CHECK(view.rows[0].state == "Enregistrée ici");
    CHECK(view.more == 6);
}

TEST_CASE("to settle: a contested field shows both values, and the one that stands now") {
    Bench bench;
    PendingFacts facts;
    CommandResult result;
    result.conflicts.push_back(phone_conflict());
    facts.settle.push_back({phone_change("+33477000000", "+33477000001"), result});

    const PendingView view = pending_view(bench.desk(), facts, 0, {});

    REQUIRE(view.entries.size() == 1);
    REQUIRE(view.entries[0].contests.size() == 1);
    CHECK(view.entries[0].contests[0].mine == "+33477000001");
    CHECK(view.entries[0].contests[0].theirs == "+33477000002");
    CHECK(view.entries[0].has_place);
    CHECK(view.entries[0].place.screen == Screen::client);
}

TEST_CASE("to settle: says who was faster, and when") {
    constexpr std::int64_t at_ms = 1'795'269'900'000;  // 21 November 2026, 14:05 UTC.
    constexpr std::int64_t days_later = at_ms + 3 * 86'400'000LL;
    Bench bench;
    CommandResult result;
    result.conflicts.push_back(phone_conflict());
    Cause& cause = result.conflicts[0].cause;
    const auto by = [&](std::int64_t now_ms) {
        PendingFacts facts;
        facts.settle.push_back({phone_change("+33477000000", "+33477000001"), result});
        return pending_view(bench.desk(), facts, now_ms, {}).entries[0].contests[0].by;
    };
    CHECK(by(at_ms).empty());  // An earlier host does not say.
    cause.by = lea;
    cause.at_ms = at_ms;
    CHECK(by(at_ms) == "Moreau, 14:05");
    CHECK(by(days_later) == "Moreau, 21/11/2026 à 14:05");
    cause.by = TeamMemberId{{1, 99}};
    CHECK(by(at_ms) == "Une personne qui n’est plus dans l’équipe, 14:05");
    cause.by = {};
    CHECK(by(at_ms) == "Pupitre, 14:05");
    bench.by.actor = cause.by = lea;
    CHECK(by(at_ms) == "Vous-même, 14:05");
    bench.by.actor = {};
    // The value that stands now is not the one that Léa put there.
    result.conflicts[0].theirs = "+33477000003";
    CHECK(by(at_ms) == "Moreau, 14:05\u00a0: «\u202f+33477000003\u202f»\u202f; la valeur a encore changé depuis.");
    bench.texts = Texts(Language::english);
    CHECK(by(at_ms) == "Moreau, 14:05: “+33477000003”; the value has changed again since.");
}

TEST_CASE("to settle: a refusal names the row in the way, whose work it is, and what stands there now") {
    constexpr std::int64_t at_ms = 1'795'269'900'000;
    const Bench bench;
    CommandResult result;
    result.kind = ResultKind::refused;
    result.refusal = Refusal{RefusalCode::value_taken, "client", garage, "reference", "C-012"};
    result.refusal->cause = {"client", garage, "reference", {}, lea, at_ms};
    PendingFacts facts;
    facts.settle.push_back({phone_change("+33477000000", "+33477000001"), result});
    SUBCASE("another row") {
        const PendingView::Entry entry = pending_view(bench.desk(), facts, at_ms, {}).entries[0];
        CHECK(entry.cause == "Client «\u202fGarage Bœuf\u202f» · Moreau, 14:05");
        CHECK(entry.text == "Téléphone\u00a0: +33477000001");
        CHECK(entry.present == "Téléphone\u00a0: +33477000002");
    }
    SUBCASE("a row that is gone keeps its name") {
        Refusal& refusal = *facts.settle[0].result.refusal;
        refusal = Refusal{RefusalCode::row_not_found, "client", {9, 9}, {}, {}};
        refusal.cause.name = "Boulangerie Petit";
        refusal.cause.by = lea;
        refusal.cause.at_ms = at_ms;
        CHECK(pending_view(bench.desk(), facts, at_ms, {}).entries[0].cause == "Boulangerie Petit · Moreau, 14:05");
    }
    SUBCASE("nobody's work") {
        facts.settle[0].result.refusal->cause = {};
        CHECK(pending_view(bench.desk(), facts, at_ms, {}).entries[0].cause.empty());
    }
}

TEST_CASE("to settle: what was decided is not asked again while the rest of the entry stands") {
    const Bench bench;
    PendingFacts facts;
    CommandResult result;
    result.conflicts = {phone_conflict(), phone_conflict()};
    facts.settle.push_back({phone_change("+33477000000", "+33477000001"), result});

    const PendingView view = pending_view(bench.desk(), facts, 0, {{Id128{8, 1}, 0}});

    REQUIRE(view.entries[0].contests.size() == 1);
    CHECK(view.entries[0].contests[0].place == 1);
}

TEST_CASE("to settle: a refused command keeps what was written for copying") {
    const Bench bench;
    PendingFacts facts;
    CommandResult result;
    result.kind = ResultKind::refused;
    result.refusal = Refusal{RefusalCode::row_not_found, "client", garage, {}, {}};
    facts.settle.push_back({phone_change("+33477000000", "+33477000001"), result});

    const PendingView view = pending_view(bench.desk(), facts, 0, {});

    CHECK(view.entries[0].refused);
    CHECK(view.entries[0].reason == bench.texts.label("refusal.row_not_found"));
    CHECK(view.entries[0].text == "Téléphone\u00a0: +33477000001");
}

TEST_CASE("to settle: keeping mine changes the value that stands now, whatever it has become") {
    Bench bench;
    const std::optional<Act> act = act_to_keep_mine(bench.db, phone_conflict());
    REQUIRE(act.has_value());
    Command command;
    command.id = {8, 2};
    command.name = act->name;
    command.args = act->args;

    const Attempt attempt =
        execute(bench.db, domain_registry(), context_for(bench.db, lea, command, Role::replica), command);

    REQUIRE(attempt.ok());
    CHECK(attempt->conflicts.empty());
    CHECK(bench.db.get(ClientId{garage}).phone == "+33477000001");

    Conflict of_missing_row = phone_conflict();
    of_missing_row.row = {9, 9};
    CHECK_FALSE(act_to_keep_mine(bench.db, of_missing_row).has_value());
}
