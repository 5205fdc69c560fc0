// The cards from the books: one per client, only while something waits, never stored.
#include "core/books/waiting_transactions.h"

#include "core/crm/client_access.h"
#include "core/work/work_list.h"
#include "tests/core/books/books_fixture.h"

using namespace pupitre;

namespace {

bool sees_no_garage(const Database& db, TeamMemberId, ScopeId scope) {
    const Client* client = db.find(ClientId{scope.value});
    return client == nullptr || client->name != "Garage Bœuf";
}

ListQuery about(std::string column, ListTest test, std::vector<std::string> values) {
    ListQuery query;
    query.conditions.push_back({std::move(column), test, std::move(values)});
    return query;
}

}  // namespace

TEST_CASE(
    "[BKS-03] [BKS-04] [BKS-09] cards: one per client with the number and the oldest day, live and only while they "
    "wait") {
    BooksFirm at;
    WaitingTransactions waiting(domain_schema());
    CHECK(waiting.clients(at.firm.db).empty());
    const BankTransactionId power = at.add(9, -4'250, "EDF");
    const BankTransactionId rent = at.add(5, -90'000, "SCI du Pont");
    CHECK(waiting.clients(at.firm.db) == std::vector<WaitingClient>{{at.garage, 2, november(5)}});
    BankTransaction theirs = at.transaction(2, 100, "Client");
    theirs.account = at.add_account(at.bakery);
    theirs.client = at.bakery;
    const BankTransactionId sale = at.firm.add(theirs);
    CHECK(waiting.clients(at.firm.db) ==
          std::vector<WaitingClient>{{at.bakery, 1, november(2)}, {at.garage, 2, november(5)}});
    REQUIRE(at.categorise(rent, "613200 Loyers").ok());
    REQUIRE(at.set_state(sale, TransactionState::excluded).ok());
    CHECK(waiting.clients(at.firm.db) == std::vector<WaitingClient>{{at.garage, 1, november(9)}});
    const Attempt last = at.categorise(power, "606100 Fournitures");
    REQUIRE(last.ok());
    CHECK(waiting.clients(at.firm.db).empty());
    CHECK(at.firm.undo(last->changes).empty());
    CHECK(waiting.clients(at.firm.db).size() == 1);
}

TEST_CASE(
    "[BKS-05] [BKS-06] cards: computed, stored nowhere, and no work that lists, calendars and counts could show") {
    BooksFirm at;
    const Hash128 before = at.firm.db.digest();
    const BankTransactionId power = at.add(9, -4'250, "EDF");
    const std::size_t rows = at.firm.db.row_count();
    WaitingTransactions waiting(domain_schema());
    REQUIRE(waiting.clients(at.firm.db).size() == 1);
    CHECK(at.firm.db.row_count() == rows);
    CHECK(work_item(at.firm.db, at.garage.value) == std::nullopt);
    CHECK(work_item(at.firm.db, power.value) == std::nullopt);
    RecordList work(work_list_model(domain_schema(), test_day));
    work.ask({}, {at.firm.anna, test_day});
    CHECK(work.rows(at.firm.db).empty());
    const Attempt done = at.categorise(power, "606100 Fournitures");
    REQUIRE(done.ok());
    CHECK(done->changes.rows.size() == 1);
    CHECK(work.rows(at.firm.db).empty());
    REQUIRE(at.firm.remove(power).ok());
    CHECK(at.firm.db.digest() == before);
}

TEST_CASE("[BKS-08] cards: the client filter, the search and access apply; filters on anything else leave none") {
    BooksFirm at;
    at.add(9, -4'250, "EDF");
    const WaitingClient garage{at.garage, 1, november(9)};
    WaitingTransactions waiting(domain_schema());
    Context by;
    const auto asked = [&](const ListQuery& query) { return waiting.clients(at.firm.db, query, by); };
    const std::vector<WaitingClient> shown{garage};
    CHECK(asked({}) == shown);
    CHECK(asked(about("client", ListTest::is, {to_text(at.garage.value)})) == shown);
    CHECK(asked(about("client", ListTest::is, {to_text(at.bakery.value)})).empty());
    CHECK(asked(about("client", ListTest::is_not, {to_text(at.garage.value)})).empty());
    CHECK(asked(about("client", ListTest::is_not, {to_text(at.bakery.value)})) == shown);
    CHECK(asked(about("client", ListTest::filled, {})) == shown);
    CHECK(asked(about("client", ListTest::empty, {})).empty());
    CHECK(asked(about("assignee", ListTest::is, {"me"})).empty());
    CHECK(asked(about("kind", ListTest::is, {"task"})).empty());
    CHECK(asked(about("assignee", ListTest::is_not, {to_text(at.firm.bruno.value)})).empty());
    CHECK(asked(about("service", ListTest::filled, {})).empty());
    ListQuery query;
    query.search = "boeuf gar";
    CHECK(asked(query) == shown);
    query.search = "martin";
    CHECK(asked(query).empty());
    by.sees_scope = sees_no_garage;
    CHECK(asked({}).empty());
}
