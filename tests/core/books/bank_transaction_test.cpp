// Bank accounts and transactions: what is refused, whose file they stand in, categorising and taking it back.
#include "core/books/bank_transaction.h"

#include "core/books/transaction_list.h"
#include "core/crm/portal.h"
#include "core/query/record_list.h"
#include "tests/core/books/books_fixture.h"

using namespace pupitre;

TEST_CASE("[BKS-07] bank account: entered, changed and deleted; what is refused points at its field") {
    BooksFirm at;
    BankAccount made;
    made.client = at.garage;
    made.id = at.firm.fresh<BankAccount>();
    CHECK(field_of(at.firm.create(made)) == "name");
    made.name = "Carte";
    made.number = "FR76 3000 6000 0112 3456 7890 188";
    CHECK(field_of(at.firm.create(made)) == "number");
    made.number = "4970 12XX";
    CHECK(at.firm.create(made).ok());
    CHECK(field_of(at.firm.set(made.id, &BankAccount::currency, Currency::cad)) == "currency");
    CHECK(field_of(at.firm.set(made.id, &BankAccount::client, at.bakery)) == "client");
    CHECK(field_of(at.firm.set(made.id, &BankAccount::opening_balance, std::optional(Money{5, Currency::cad}))) ==
          "opening_balance");
    CHECK(at.firm.set(made.id, &BankAccount::opening_balance, std::optional(Money{-5000, Currency::eur})).ok());
    CHECK(code_of(at.firm.create(made, at.firm.chloe)) == RefusalCode::not_permitted);
    CHECK(at.firm.remove(made.id).ok());
    CHECK(at.firm.db.find(made.id) == nullptr);
}

TEST_CASE("bank account: lists show the last figures of a number, files may name a part of it") {
    CHECK(masked_account_number("FR76 3000 6000 0112 3456 7890 189") == "\u2022\u2022\u2022\u2022 0189");
    CHECK(masked_account_number("12345") == "\u2022\u2022\u2022\u2022 45");
    CHECK(masked_account_number("").empty());
    BankAccount account;
    account.number = "FR76 3000 6000 0112 3456 7890 189";
    CHECK(is_number_of(account, "fr7630006000011234567890189"));
    CHECK(is_number_of(account, "12345678901"));
    CHECK_FALSE(is_number_of(account, "0189"));
    CHECK_FALSE(is_number_of(account, "FR7610107001011234567890129"));
    CHECK(is_account_number("FR7610107001011234567890129"));
    CHECK_FALSE(is_account_number("123"));
    CHECK_FALSE(is_account_number("12345é"));
}

TEST_CASE("[BKS-07] bank transaction: entered by hand, in its account's currency, within its client's file") {
    BooksFirm at;
    BankTransaction made = at.transaction(3, -4'250, "EDF");
    made.client = {};
    made.amount->currency = Currency::cad;
    const BankTransactionId id = at.firm.add(made);
    CHECK(at.firm.db.get(id).client == at.garage);
    CHECK(at.firm.db.get(id).amount == Money{-4'250, Currency::eur});
    CHECK(at.firm.db.get(id).state == TransactionState::to_categorise);
    CHECK(scope_of(entity_info<BankTransaction>(), &at.firm.db.get(id)) == ScopeId{at.garage.value});
    CHECK(scope_of(entity_info<BankTransaction>(), &at.firm.db.get(id)) != ScopeId{portal_id(at.garage).value});
    CHECK_FALSE(at.firm.set(id, &BankTransaction::client, at.bakery).ok());
    CHECK(field_of(at.firm.set(id, &BankTransaction::amount, std::optional(Money{1, Currency::cad}))) == "amount");
    made.id = at.firm.fresh<BankTransaction>();
    made.booked_on.reset();
    CHECK(field_of(at.firm.create(made)) == "booked_on");
    CHECK(balance_of(at.firm.db, at.firm.db.get(at.account)) == Money{-4'250, Currency::eur});
}

TEST_CASE("[BKS-07] bank transaction: categorised, excluded, put back, and each of it undone") {
    BooksFirm at;
    const BankTransactionId id = at.add(3, -4'250, "EDF");
    CHECK(field_of(at.set_state(id, TransactionState::categorised)) == "category");
    const Hash128 before = at.firm.db.digest();
    const Attempt done = at.categorise(id, "606100 Fournitures");
    REQUIRE(done.ok());
    CHECK(at.firm.db.get(id).state == TransactionState::categorised);
    CHECK(at.firm.undo(done->changes).empty());
    CHECK(at.firm.db.digest() == before);
    const Attempt excluded = at.set_state(id, TransactionState::excluded);
    REQUIRE(excluded.ok());
    CHECK(balance_of(at.firm.db, at.firm.db.get(at.account)) == Money{0, Currency::eur});
    REQUIRE(at.set_state(id, TransactionState::to_categorise).ok());
}

TEST_CASE("bank transaction: what somebody else categorised meanwhile is kept and reported") {
    BooksFirm at;
    const BankTransactionId id = at.add(3, -4'250, "EDF");
    const BankTransaction seen = at.firm.db.get(id);
    REQUIRE(at.categorise(id, "606100 Fournitures").ok());
    BankTransaction mine = seen;
    mine.state = TransactionState::categorised;
    mine.category = "613200 Loyers";
    const Attempt late = at.firm.change(seen, mine, at.firm.bruno);
    REQUIRE(late.ok());
    REQUIRE(late->conflicts.size() == 1);
    CHECK(late->conflicts[0].field == "category");
    CHECK(at.firm.db.get(id).category == "606100 Fournitures");
}

TEST_CASE("bank account: deleting one takes its transactions, deleting a client takes both; undo brings them back") {
    BooksFirm at;
    const BankTransactionId id = at.add(3, -4'250, "EDF");
    const Hash128 before = at.firm.db.digest();
    const Attempt gone = at.firm.remove(at.account);
    REQUIRE(gone.ok());
    CHECK(at.firm.db.find(id) == nullptr);
    CHECK(at.firm.undo(gone->changes).empty());
    CHECK(at.firm.db.digest() == before);
    REQUIRE(at.firm.remove(at.garage).ok());
    CHECK(at.firm.db.find(at.account) == nullptr);
    CHECK(at.firm.db.find(id) == nullptr);
}

TEST_CASE("transactions: one client's are listed, searched by amount and filtered by state") {
    BooksFirm at;
    const BankTransactionId power = at.add(3, -4'250, "EDF");
    const BankTransactionId rent = at.add(5, -90'000, "SCI du Pont");
    REQUIRE(at.categorise(rent, "613200 Locations immobilières").ok());
    RecordList list(transaction_list_model(domain_schema()));
    ListQuery query;
    query.conditions = transactions_of(at.garage, at.account);
    list.ask(query, {at.firm.anna, test_day});
    CHECK(list.rows(at.firm.db) == std::vector<Id128>{rent.value, power.value});
    query.search = "42,50";
    list.ask(query, {at.firm.anna, test_day});
    CHECK(list.rows(at.firm.db) == std::vector<Id128>{power.value});
    query.search.clear();
    query.conditions.push_back({"state", ListTest::is, {"categorised"}});
    list.ask(query, {at.firm.anna, test_day});
    CHECK(list.rows(at.firm.db) == std::vector<Id128>{rent.value});
    query.conditions = transactions_of(at.bakery, {});
    list.ask(query, {at.firm.anna, test_day});
    CHECK(list.rows(at.firm.db).empty());
}
