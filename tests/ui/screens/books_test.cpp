// The bank of a client's sheet: accounts, categorising by keyboard, the import with its preview; and the cards in the work log.
#include "web-ui/screens/books/books.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/screens/work.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

constexpr BankAccountId account{{7, 1}};

struct Bank : Stage {
    BooksState state;
    ClientId garage;

    explicit Bank(float width = 1200) : Stage(width) {
        garage = client(1, "Garage Bœuf");
        route.screen = Screen::client;
        route.record = garage.value;
        route.tab = "bank";
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            books_tab_ui(desk, desk.db.get(garage), state, out);
        };
    }
    void add_account(BankAccountId id = account, const std::string& name = "Compte courant") {
        BankAccount made;
        made.id = id;
        made.client = garage;
        made.name = name;
        made.number = "FR7630006000011234567890189";
        put(made);
        draw(2);
    }
    BankTransactionId add(std::uint64_t number, std::int32_t days, std::int64_t minor, const std::string& who) {
        BankTransaction made;
        made.id = {{8, number}};
        made.client = garage;
        made.account = account;
        made.booked_on = today.plus_days(days);
        made.amount = Money{minor, Currency::eur};
        made.counterparty = who;
        put(made);
        draw(2);
        return made.id;
    }
    void import(const std::string& bytes, const std::string& name = "releve.csv") {
        with_desk([&](const Desk& desk) { bank_file_arrived(state.import, desk, account, name, bytes); });
        plan();
    }
    void plan() {
        with_desk([&](const Desk& desk) {
            while (bank_import_step(state.import, desk)) {}
        });
        draw(2);
    }
    /// As the application does it once it is asked for.
    void carry_out() {
        Do all;
        with_desk([&](const Desk& desk) {
            while (auto next = bank_import_next(state.import, desk)) {
                all.title = next->title;
                std::ranges::move(next->acts, std::back_inserter(all.acts));
            }
        });
        Changes changes(db);
        Context by;
        by.actor = lea;
        by.rights = 0xFF;
        for (const Act& act : all.acts) {
            REQUIRE(domain_registry().find(act.name)->run(changes, by, act.args).ok());
        }
        put(db.get(account));  // The desk learns that the data differs.
        with_desk([&](const Desk& desk) { bank_import_finished(state.import, desk, std::nullopt); });
        draw(2);
    }
    [[nodiscard]] std::string category(BankTransactionId id) const { return db.get(id).category; }
    [[nodiscard]] TransactionState stands(BankTransactionId id) const { return db.get(id).state; }
    template <class Wanted>
    [[nodiscard]] bool asked() const {
        return std::ranges::any_of(others, [](const Intent& one) { return std::holds_alternative<Wanted>(one); });
    }
};

const std::string csv = "Date;Libellé;Montant\n03/11/2026;PRLV EDF;-42,50\n04/11/2026;CAFE;-4,50\nx;y;z\n";

}  // namespace

TEST_CASE("[BKS-07] bank: without an account it says what to do, with one it is shown with a masked number") {
    Bank bank;
    bank.draw(2);
    CHECK(bank.shows("Aucun compte bancaire"));
    bank.press(Kind::button, "Nouveau compte bancaire");
    CHECK(bank.route.panel.table == "bank_account");
    bank.route.panel = {};
    bank.add_account();
    CHECK(bank.shows("\u2022\u2022\u2022\u2022 0189"));
    CHECK_FALSE(bank.shows("FR76"));
    CHECK(bank.shows("Aucune opération"));
    bank.press(Kind::button, "Importer un relevé…");
    CHECK(bank.asked<PickFile>());
}

TEST_CASE("[BKS-06] [BKS-07] bank: categorised by keyboard, one after the other, until everything is done") {
    Bank bank;
    bank.add_account();
    const BankTransactionId power = bank.add(1, -9, -4'250, "EDF");
    const BankTransactionId rent = bank.add(2, -5, -90'000, "SCI du Pont");
    CHECK(bank.find(Kind::row, "EDF") != nullptr);
    CHECK(bank.shows("2 opérations à catégoriser"));
    bank.start_typing("Catégorie", "6061");
    bank.press_key("Enter");
    bank.draw(2);
    CHECK(bank.category(power).starts_with("606100"));
    CHECK(bank.find(Kind::row, "EDF") == nullptr);
    bank.start_typing("Catégorie", "locations immo");
    bank.press_key("Enter");
    bank.draw(2);
    CHECK(bank.category(rent).starts_with("613200"));
    CHECK(bank.shows("Tout est catégorisé"));
    REQUIRE(bank.done.size() == 2);
    CHECK(bank.done[0].acts.size() == 1);
}

TEST_CASE("[BKS-07] bank: what it was the last time is suggested and taken by Enter, never by itself") {
    Bank bank;
    bank.add_account();
    const BankTransactionId first = bank.add(1, -9, -4'250, "EDF");
    const BankTransactionId second = bank.add(2, -5, -4'300, "EDF");
    bank.start_typing("Catégorie", "6061");
    bank.press_key("Enter");
    bank.draw(2);
    CHECK(bank.stands(first) == TransactionState::categorised);
    CHECK(bank.stands(second) == TransactionState::to_categorise);
    CHECK(bank.shows("La dernière fois"));
    bank.press_key("Enter");
    bank.draw(2);
    CHECK(bank.category(second) == bank.category(first));
}

TEST_CASE("[BKS-07] bank: several at once are one action; excluded ones can be put back") {
    Bank bank;
    bank.add_account();
    std::vector<BankTransactionId> ids;
    for (std::uint64_t number = 1; number <= 3; ++number) {
        ids.push_back(bank.add(number, -9, -100, "Tiers " + std::to_string(number)));
    }
    bank.state.list.table.selected = {to_text(ids[0].value), to_text(ids[1].value)};
    bank.draw(2);
    CHECK(bank.shows("2 opérations sélectionnées"));
    bank.press(Kind::button, "Exclure");
    REQUIRE(bank.done.size() == 1);
    CHECK(bank.done[0].acts.size() == 2);
    CHECK(bank.done[0].title == "2 opérations exclues");
    CHECK(bank.stands(ids[0]) == TransactionState::excluded);
    CHECK(bank.stands(ids[2]) == TransactionState::to_categorise);
    bank.press(Kind::radio, "Exclues");
    bank.draw(2);
    CHECK(bank.find(Kind::row, "Tiers 1") != nullptr);
    CHECK(bank.find(Kind::row, "Tiers 3") == nullptr);
    bank.press(Kind::button, "Remettre à catégoriser");
    CHECK(bank.stands(ids[0]) == TransactionState::to_categorise);
}

TEST_CASE("[BKS-07] bank: an import is shown line by line before anything happens, and carried out once") {
    Bank bank;
    bank.add_account();
    bank.import(csv);
    CHECK(bank.db.table<BankTransaction>().size() == 0);
    CHECK(bank.shows("releve.csv"));
    CHECK(bank.shows("«\u00A0x\u00A0» n’est pas une date. Écrivez-la JJ/MM/AAAA."));
    CHECK(bank.shows("Nouvelle · 2"));
    bank.press(Kind::button, "Importer 2 opérations");
    CHECK(bank.asked<RunImport>());
    bank.carry_out();
    CHECK(bank.shows("2 importées, 0 déjà là, 1 laissées de côté."));
    bank.press(Kind::button, "Voir les opérations");
    bank.draw(2);
    CHECK(bank.find(Kind::row, "PRLV EDF") != nullptr);
    bank.import(csv);
    CHECK(bank.shows("Déjà là · 2"));
    CHECK(bank.find(Kind::button, "Importer 0 opération")->disabled);
}

TEST_CASE("bank: a file that cannot be taken says why and what to do") {
    Bank bank;
    bank.add_account();
    bank.import("%PDF-1.7", "releve.pdf");
    CHECK(bank.shows("releve.pdf n’a pas pu être lu"));
    CHECK(bank.shows("C’est un PDF. Téléchargez le relevé au format OFX, CAMT.053 ou CSV."));
    bank.import("<a>\n<b></a>", "releve.xml");
    CHECK(bank.shows(
        "Ligne 1\u00A0: Ce n’est pas un relevé de compte. Demandez à la banque du CAMT.053, de l’OFX ou du CSV."));
    bank.press(Kind::button, "Abandonner");
    bank.draw(2);
    CHECK(bank.shows("Aucune opération"));
}

TEST_CASE("[BKS-07] bank: the firm adds accounts to the chart, renames and leaves some out") {
    Bank bank;
    bank.add_account();
    bank.state.chart_shown = true;
    bank.draw(2);
    bank.type("Numéro", "606150");
    bank.type("Intitulé", "Carburants");
    bank.press(Kind::button, "Enregistrer");
    bank.draw(2);
    REQUIRE(bank.done.size() == 1);
    CHECK(chart_of(bank.db).size() == usual_chart().size() + 1);
    CHECK(bank.shows("606150 Carburants"));
}

TEST_CASE("bank: on a phone, and in English") {
    Bank bank(390);
    bank.language = Language::english;
    bank.add_account();
    bank.add(1, -9, -4'250, "EDF");
    CHECK(bank.find(Kind::row, "EDF") != nullptr);
    CHECK(bank.shows("1 transaction to categorise"));
}

namespace {

struct Cards : Bank {
    WorkState work;

    Cards() {
        route = {};
        work.display = WorkDisplay::cards;
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16, .scrolls = false});
            work_ui(desk, work, out);
        };
        work.begun = true;
        add_account();
    }
};

}  // namespace

TEST_CASE("[BKS-01] [VIEW-12] cards: the switch stands with the cards alone, is off at first and is remembered") {
    Cards cards;
    cards.add(1, -9, -4'250, "EDF");
    CHECK_FALSE(cards.shows("1 opération à catégoriser"));
    cards.press(Kind::button, "Depuis la comptabilité");
    cards.draw(2);
    CHECK(cards.shows("Depuis la comptabilité · 1"));
    CHECK(cards.work.list.keep);
    WorkState again;
    restore(again, to_json(cards.work));
    CHECK(again.books);
    WorkState first;
    restore(first, to_json(WorkState{}));
    CHECK_FALSE(first.books);
    cards.work.display = WorkDisplay::list;
    cards.draw(2);
    CHECK(cards.find(Kind::button, "Depuis la comptabilité") == nullptr);
    cards.work.display = WorkDisplay::calendar;
    cards.draw(2);
    CHECK(cards.find(Kind::button, "Depuis la comptabilité") == nullptr);
    CHECK_FALSE(cards.shows("1 opération à catégoriser"));
}

TEST_CASE(
    "[BKS-02] [BKS-03] [BKS-06] [BKS-09] cards: number, oldest day and freshness; pressing one opens the "
    "transactions") {
    Cards cards;
    cards.work.books = true;
    cards.add(1, -9, -4'250, "EDF");
    cards.add(2, -5, -4'250, "EDF");
    const std::string name = "Garage Bœuf · 2 opérations à catégoriser";
    REQUIRE(cards.find(Kind::row, name) != nullptr);
    CHECK(cards.shows("0 élément"));
    CHECK(cards.shows("depuis le jeu.\u00A012\u00A0nov."));
    CHECK(cards.shows("Données de cet appareil, jamais synchronisées"));
    cards.press(Kind::row, name);
    CHECK(cards.route.tab == "bank");
    CHECK(cards.route.record == cards.garage.value);
}

TEST_CASE("[BKS-04] [BKS-05] [BKS-08] cards: gone when done, and hidden by filters on people and kinds") {
    Cards cards;
    cards.work.books = true;
    const BankTransactionId power = cards.add(1, -9, -4'250, "EDF");
    CHECK(cards.shows("Depuis la comptabilité · 1"));
    cards.work.list.query.conditions = {{"assignee", ListTest::is, {std::string(list_me)}}};
    cards.draw(2);
    CHECK_FALSE(cards.shows("Depuis la comptabilité · 1"));
    cards.work.list.query.conditions.clear();
    cards.draw(2);
    CHECK(cards.shows("Depuis la comptabilité · 1"));
    BankTransaction done = cards.db.get(power);
    done.state = TransactionState::categorised;
    done.category = "606100 Fournitures";
    cards.put(done);
    cards.draw(2);
    CHECK_FALSE(cards.shows("Depuis la comptabilité · 1"));
}
