// The history in words and on the page: sentences, days, filter, undo, and what is said without the host.
#include "web-ui/screens/timeline.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/screens/client_sheet.h"
#include "web-ui/screens/panel.h"
#include "web-ui/screens/past_card.h"
#include "web-ui/screens/past_dialogs.h"
#include "web-ui/screens/settings.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day = 24 * 60 * minute;
/// Saturday 21 November 2026, 12:00 in Paris.
constexpr std::int64_t noon = 1'795'258'800'000;

struct Told : Stage {
    ClientId garage = client(1, "Garage Bœuf");
    TimelineFacts facts;
    Timeline timeline;

    Told() {
        facts.of.of = HistoryOf::file;
        facts.of.row = garage.value;
        facts.stage = TimelineStage::here;
        facts.now_ms = noon;
    }
    template <class Entity>
    ChangeSet changing(const Entity& before, const Entity& after) {
        Changes changes(db);
        changes.put(before);
        static_cast<void>(changes.take());
        changes.put(after);
        return changes.take();
    }
    HistoryStep& step(std::int64_t seq, std::string command, const ChangeSet& changes, TeamMemberId actor = lea) {
        HistoryStep made;
        made.seq = made.first = seq;
        made.at_ms = made.given_ms = noon;
        made.actor = actor;
        made.command = std::move(command);
        made.rows = std::ssize(changes.rows);
        made.changes = encode(domain_schema(), changes);
        return facts.steps.emplace_back(std::move(made));
    }
    const TimelineView& word() {
        with_desk([this](const Desk& desk) { timeline.view = timeline_view(desk, facts); });
        return timeline.view;
    }
    const TimelineView::Entry& only() {
        word();
        REQUIRE(timeline.view.days.size() == 1);
        REQUIRE(timeline.view.days[0].entries.size() == 1);
        return timeline.view.days[0].entries[0];
    }
    void show() {
        word();
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            timeline_ui(desk, timeline, out);
        };
        draw(2);
    }
    template <class Wanted>
    const Wanted* asked() const {
        for (auto each = others.rbegin(); each != others.rend(); ++each) {
            if (const auto* found = std::get_if<Wanted>(&*each)) return found;
        }
        return nullptr;
    }
    ChangeSet renamed(const std::string& from, const std::string& to) {
        Client before = db.get(garage);
        before.name = from;
        Client after = before;
        after.name = to;
        return changing(before, after);
    }
    std::string lea_name() const { return db.get(lea).full_name(); }
};

}  // namespace

TEST_CASE("timeline: a change is a sentence with the field and both values, in the person's language") {
    Told told;
    Client before = told.db.get(told.garage);
    before.phone = "+33477550228";
    Client after = before;
    after.phone = "+33478000000";
    after.prospect = true;
    told.step(7, "client.change", told.changing(before, after));
    const TimelineView::Entry& entry = told.only();
    CHECK(entry.sentence == told.lea_name() + " a modifié le client «\u202FGarage Bœuf\u202F»");
    REQUIRE(entry.lines.size() == 2);
    CHECK(entry.lines[0] == "Téléphone\u00A0: 04 77 55 02 28 → 04 78 00 00 00");
    CHECK(entry.lines[1] == "Prospect\u00A0: non → oui");
    CHECK(told.timeline.view.days[0].title == "Aujourd’hui");
    CHECK(entry.time == "12:00");
    CHECK(entry.has_place);
    CHECK(entry.place.record == told.garage.value);
    told.language = Language::english;
    CHECK(told.only().sentence == told.lea_name() + " changed the client “Garage Bœuf”");
}

TEST_CASE("timeline: what is made comes with what belongs to it; what is gone keeps the name it had") {
    Told told;
    Client made;
    made.id = ClientId{{50, 1}};
    made.name = "Boulangerie";
    Person person;
    person.id = PersonId{{50, 2}};
    person.client = made.id;
    person.last_name = "Pain";
    Changes changes(told.db);
    changes.put(made);
    changes.put(person);
    const ChangeSet created = changes.take();
    Person called = person;
    called.phone = "+33477550228";
    changes.put(called);
    const ChangeSet changed = changes.take();
    changes.erase(person.id);
    const ChangeSet gone = changes.take();
    told.facts.of.of = HistoryOf::firm;
    told.facts.of.row = {};
    told.step(10, "person.delete", gone);
    told.step(9, "person.change", changed);
    told.step(8, "client.create", created);
    const auto& entries = told.word().days.at(0).entries;
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].sentence == told.lea_name() + " a supprimé la personne «\u202FPain\u202F»");
    CHECK(entries[1].sentence == told.lea_name() + " a modifié la personne «\u202FPain\u202F»");
    CHECK(entries[2].sentence == told.lea_name() + " a créé le client «\u202FBoulangerie\u202F»");
    REQUIRE(entries[2].lines.size() == 1);
    CHECK(entries[2].lines[0].find("Pain") != std::string::npos);
}

TEST_CASE("timeline: days, the program itself, somebody who left, and what was done offline") {
    Told told;
    told.step(9, "client.change", told.renamed("A", "B"));
    told.step(8, "client.change", told.renamed("B", "C")).at_ms = noon - day;
    told.facts.steps.back().given_ms = noon - day - (20 * minute);
    told.step(7, "client.change", told.renamed("C", "D"), {}).at_ms = noon - (3 * day);
    told.step(6, "client.change", told.renamed("D", "E"), TeamMemberId{{77, 7}}).at_ms = noon - (3 * day);
    const TimelineView& view = told.word();
    REQUIRE(view.days.size() == 3);
    CHECK(view.days[1].title == "Hier");
    CHECK(view.days[1].entries[0].note.starts_with("Fait hors ligne"));
    CHECK(view.days[0].entries[0].note.empty());
    CHECK(view.days[2].title == "mercredi 18 novembre 2026");
    CHECK(view.days[2].entries[0].who == "Pupitre");
    CHECK(view.days[2].entries[1].who == "Une personne qui n’est plus dans l’équipe");
}

TEST_CASE("timeline: an import is one entry with its size; what a newer program stored is still told") {
    Told told;
    Changes changes(told.db);
    for (std::uint64_t number = 1; number <= 12; ++number) {
        Client client;
        client.id = ClientId{{60, number}};
        client.name = "Importé " + std::to_string(number);
        changes.put(client);
    }
    told.facts.of.of = HistoryOf::firm;
    told.facts.of.row = {};
    HistoryStep& import = told.step(30, "client.import", changes.take());
    import.commands = 20;
    import.rows = 2'000;
    told.step(9, "recipe.create", {}).changes = "from the future";
    told.facts.steps.back().rows = 3;
    const auto& entries = told.word().days.at(0).entries;
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].sentence == told.lea_name() + " a importé 2\u202F000 éléments");
    CHECK(entries[0].lines.back() == "et 1\u202F994 autres éléments");
    CHECK(entries[1].sentence == told.lea_name() + " a modifié 3 éléments");
}

TEST_CASE("timeline: unsent work stands first, with nothing to undo at the host") {
    Told told;
    PendingCommand pending;
    pending.queued.command.id = {9, 9};
    pending.queued.command.name = "client.change";
    pending.queued.command.at_ms = noon;
    pending.changes = told.renamed("Garage", "Garage Bœuf");
    told.facts.waiting.push_back(&pending);
    told.facts.stage = TimelineStage::offline;
    told.facts.trouble = "past.refuse.offline";
    told.show();
    CHECK(told.shows("En attente d’envoi"));
    CHECK(told.shows("L’hôte ne répond pas"));
    CHECK(told.find(Kind::button, "Afficher plus") == nullptr);
    told.press(Kind::button, "Réessayer");
    REQUIRE(told.asked<ReadHistory>() != nullptr);
    CHECK(told.asked<ReadHistory>()->what == ReadHistory::What::retry);
    // Of another file: not shown.
    told.facts.of.row = {4, 4};
    CHECK(told.word().days.empty());
}

TEST_CASE("timeline: each entry can be taken back by its author and by administrators, and shown as it was") {
    Told told;
    told.step(8, "client.change", told.renamed("A", "B"), hugo);
    told.show();
    const std::string actions = "Actions\u00A0: " + told.timeline.view.days[0].entries[0].sentence;
    told.press(Kind::button, actions);
    told.press(Kind::menuitem, "Annuler cette action…");
    REQUIRE(told.asked<AskUndo>() != nullptr);
    CHECK(told.asked<AskUndo>()->seq == 8);
    told.press(Kind::button, actions);
    told.press(Kind::menuitem, "Voir tout à cette date");
    REQUIRE(told.asked<ShowPast>() != nullptr);
    CHECK(told.asked<ShowPast>()->seq == 8);
    // Somebody without that right sees why not.
    told.rights = static_cast<std::uint32_t>(Right::edit);
    CHECK_FALSE(told.only().may_undo);
    CHECK_FALSE(told.only().why_not_undo.empty());
    told.facts.steps[0].actor = lea;
    CHECK(told.only().may_undo);
    told.rights = 0;
    CHECK_FALSE(told.only().may_undo);
}

TEST_CASE("timeline: more on demand, one person's alone, and its beginning") {
    Told told;
    told.step(8, "client.change", told.renamed("A", "B"));
    told.facts.more = true;
    told.show();
    told.press(Kind::button, "Afficher plus");
    REQUIRE(told.asked<ReadHistory>() != nullptr);
    CHECK(told.asked<ReadHistory>()->what == ReadHistory::What::more);
    told.choose("Personne", told.lea_name());
    CHECK(told.asked<ReadHistory>()->what == ReadHistory::What::filtered);
    CHECK(told.timeline.state.member == to_text(lea.value));
    told.facts.more = false;
    told.show();
    CHECK(told.shows("Début de l’historique"));
    told.facts.steps.clear();
    told.show();
    CHECK(told.shows("Rien n’a encore été fait ici"));
}

TEST_CASE("panel: the history of a record opens below its form when it is asked for") {
    Told told;
    PanelState state;
    const TaskId task = told.task(1, "Bilan", told.garage, std::nullopt);
    told.route.panel = {.table = "task", .record = task.value, .client = {}};
    told.screen = [&](const Desk& desk, const Box& box, Intents& out) { panel_ui(desk, box, state, out); };
    told.draw(2);
    CHECK_FALSE(told.shows("Début de l’historique"));
    told.press(Kind::button, "Historique");
    REQUIRE(told.asked<ShowRecordHistory>() != nullptr);
    CHECK(told.asked<ShowRecordHistory>()->shown);
    told.facts.of.of = HistoryOf::record;
    told.facts.of.table = "task";
    told.facts.of.row = task.value;
    Task before = told.db.get(task);
    Task after = before;
    after.title = "Bilan 2026";
    told.step(8, "task.change", told.changing(before, after));
    told.word();
    state.history = told.timeline;
    state.history_shown = true;
    told.draw(3);
    CHECK(told.shows("Titre\u00A0: Bilan → Bilan 2026"));
    told.press(Kind::button, "Actions\u00A0: " + told.timeline.view.days[0].entries[0].sentence);
    told.press(Kind::menuitem, "Voir la fiche à cette date");
    REQUIRE(told.asked<ShowRecordThen>() != nullptr);
    CHECK(told.asked<ShowRecordThen>()->seq == 8);
    told.press(Kind::button, "Historique");
    CHECK_FALSE(told.asked<ShowRecordHistory>()->shown);
}

TEST_CASE("client sheet and settings: each has its history") {
    Told told;
    told.step(8, "client.change", told.renamed("A", "B"));
    ClientSheetState sheet;
    told.word();
    sheet.history = told.timeline;
    sheet.client = told.garage.value;
    told.route.screen = Screen::client;
    told.route.record = told.garage.value;
    told.screen = [&](const Desk& desk, const Box& box, Intents& out) {
        const Area area("content", box, {.padding_x = 20, .padding_y = 16});
        client_sheet_ui(desk, sheet, out);
    };
    told.draw(2);
    told.press(Kind::tab, "Historique");
    CHECK(told.route.tab == "history");
    told.draw(2);
    CHECK(told.shows("Début de l’historique"));
    SettingsView view;
    SettingsState settings;
    settings.history = told.timeline;
    told.route = {.screen = Screen::settings, .record = {}, .tab = "history", .panel = {}};
    told.screen = [&](const Desk& desk, const Box& box, Intents& out) {
        const Area area("content", box, {.padding_x = 20, .padding_y = 16});
        settings_ui(desk, view, settings, out);
    };
    told.draw(2);
    CHECK(told.find(Kind::heading, "Historique du cabinet") != nullptr);
    CHECK(told.shows("Début de l’historique"));
}

TEST_CASE("past card: a day and a time lead to the past; nonsense is told apart") {
    CHECK(read_time("14:05") == 14 * 60 + 5);
    CHECK(read_time("9h") == 9 * 60);
    CHECK(read_time("9h05") == 9 * 60 + 5);
    CHECK_FALSE(read_time("24:00").has_value());
    CHECK_FALSE(read_time("12:60").has_value());
    CHECK_FALSE(read_time("midi").has_value());
    Stage stage;
    PastCardState state;
    stage.screen = [&](const Desk& desk, const Box& box, Intents& out) {
        const Area area("content", box, {.padding_x = 20, .padding_y = 16});
        past_card_ui(desk, state, out);
    };
    stage.draw(2);
    stage.press(Kind::button, "Voir à cette date");
    CHECK(state.problem == "Indiquez un jour.");
    CHECK(stage.others.empty());
    state.day = today;
    state.time = "12:00";
    stage.press(Kind::button, "Voir à cette date");
    REQUIRE(stage.others.size() == 1);
    const auto* asked = std::get_if<ShowPast>(stage.others.data());
    REQUIRE(asked != nullptr);
    CHECK(asked->seq == 0);
    CHECK(asked->at_ms == noon + minute - 1);
    state.time = "midi";
    stage.press(Kind::button, "Voir à cette date");
    CHECK(state.problem.starts_with("Indiquez une heure"));
    stage.rights = static_cast<std::uint32_t>(Right::edit);
    stage.draw(2);
    CHECK(stage.find(Kind::button, "Historique du cabinet")->disabled);
}

TEST_CASE("undo preview: what is put back, what stays and why; nothing to press when it can’t be done") {
    Stage stage;
    UndoPreview preview;
    preview.sentence = "Léa a modifié le client";
    preview.stage = UndoPreview::Stage::ready;
    preview.restored = {"Client · Nom\u00A0: B → A"};
    preview.kept = {"Client · Téléphone\u00A0: modifié depuis"};
    bool open = true;
    stage.screen = [&](const Desk& desk, const Box&, Intents& out) {
        if (open) undo_preview_ui(desk, preview, out);
    };
    stage.draw(3);
    CHECK(stage.shows("Sera remis"));
    CHECK(stage.shows("Nom\u00A0: B → A"));
    CHECK(stage.shows("Reste en l’état"));
    stage.press(Kind::button, "Annuler cette action");
    REQUIRE_FALSE(stage.others.empty());
    CHECK(std::get_if<CarryOutUndo>(&stage.others.back()) != nullptr);
    preview.stage = UndoPreview::Stage::impossible;
    preview.problem = "Ce qui a été fait depuis en dépend.";
    stage.draw(3);
    CHECK(stage.shows("Ce qui a été fait depuis en dépend."));
    CHECK(stage.find(Kind::button, "Annuler cette action") == nullptr);
    stage.press(Kind::button, "Laisser tel quel");
    CHECK(std::get_if<DropPastQuestion>(&stage.others.back()) != nullptr);
}

TEST_CASE("record then: each field as it was, and what has changed since is marked") {
    Stage stage;
    RecordThen record;
    record.seq = 8;
    record.title = "Client «\u202FGarage\u202F»";
    record.when = "12/03/2026 à 14:00";
    record.lines = {{"Nom", "Garage", false}, {"Téléphone", "04 77", true}};
    stage.screen = [&](const Desk& desk, const Box&, Intents& out) { record_then_ui(desk, record, out); };
    stage.draw(3);
    CHECK(stage.shows("Telle qu’elle était le 12/03/2026 à 14:00"));
    CHECK(stage.shows("04 77 · modifié depuis"));
    stage.press(Kind::button, "Voir tout à cette date");
    const auto wanted = std::ranges::find_if(
        stage.others, [](const Intent& intent) { return std::get_if<ShowPast>(&intent) != nullptr; });
    REQUIRE(wanted != stage.others.end());
    CHECK(std::get<ShowPast>(*wanted).seq == 8);
}
