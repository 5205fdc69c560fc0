// What the top bar, the card in the navigation and the strips say.
#include "web-ui/screens/sync_words.h"

#include <doctest/doctest.h>

using namespace pupitre;
using namespace pupitre::ui;

namespace {

const Texts french(Language::french);
constexpr std::int64_t two_past_two_pm = (14 * 60 + 2) * 60'000;

SyncFacts at_rest() {
    SyncFacts facts;
    facts.online = true;
    facts.confirmed_ms = two_past_two_pm;
    return facts;
}

}  // namespace

TEST_CASE("sync line: the gravest state is said first") {
    struct Row {
        const char* when;
        void (*change)(SyncFacts&);
        const char* words;
        Tone tone;
    };
    const Row rows[] = {
        {"nothing waits", [](SyncFacts&) {}, "à jour à 14:02", Tone::ok},
        {"changes wait", [](SyncFacts& f) { f.pending = 3; }, "3 en attente · à jour à 14:02", Tone::warn},
        {"no network", [](SyncFacts& f) { f.online = false; }, "Hors ligne · à jour à 14:02", Tone::warn},
        {"no network, changes wait",
         [](SyncFacts& f) {
             f.online = false;
             f.pending = 12;
         },
         "12 en attente · à jour à 14:02", Tone::warn},
        {"a sign-in that ended", [](SyncFacts& f) { f.sign_in_needed = true; }, "Connexion expirée", Tone::warn},
        {"something to settle",
         [](SyncFacts& f) {
             f.pending = 3;
             f.to_settle = 2;
         },
         "2 à trancher", Tone::bad},
        {"the disk is full",
         [](SyncFacts& f) {
             f.to_settle = 2;
             f.storage_problem = "shell.storage.quota";
         },
         "Non enregistré", Tone::bad},
        {"never in contact",
         [](SyncFacts& f) {
             f.online = false;
             f.confirmed_ms = 0;
         },
         "Hors ligne · jamais synchronisé", Tone::warn},
    };
    for (const Row& row : rows) {
        CAPTURE(row.when);
        SyncFacts facts = at_rest();
        row.change(facts);
        const StateWords line = sync_line(facts, french, 0);
        CHECK(line.words == row.words);
        CHECK(line.tone == row.tone);
    }
}

TEST_CASE("offline card: stands only while the host does not answer, and counts what is kept") {
    SyncFacts facts = at_rest();
    CHECK_FALSE(offline_card(facts, french).has_value());
    facts.online = false;
    facts.pending = 11;
    facts.unsaved = 1;
    const auto card = offline_card(facts, french);
    REQUIRE(card.has_value());
    CHECK(card->title == "Hors ligne");
    CHECK(card->words.starts_with("12 modifications"));
}

TEST_CASE("strips: what must not be missed has a line of its own with its way out") {
    SyncFacts facts = at_rest();
    CHECK(sync_strips(facts, french).empty());

    facts.update_waiting = true;
    facts.sign_in_needed = true;
    facts.storage_problem = "shell.storage.quota";
    const std::vector<Strip> strips = sync_strips(facts, french);
    REQUIRE(strips.size() == 3);
    CHECK(strips[0].tone == Tone::bad);
    CHECK(std::holds_alternative<ExportPending>(strips[0].intent));
    CHECK(std::holds_alternative<ApplyUpdate>(strips[1].intent));
    CHECK(std::holds_alternative<SignInAgain>(strips[2].intent));

    facts = at_rest();
    facts.update_waiting = true;
    facts.must_reload = true;  // Reloading does both.
    CHECK(sync_strips(facts, french).size() == 1);
}
