// Conditions, orders, groups and sums of a list, over the real client list.
#include "core/query/record_list.h"

#include <doctest/doctest.h>

#include "core/crm/address.h"
#include "core/crm/client_list.h"
#include "core/work/task.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Date day(std::string_view iso) { return *parse_iso_date(iso); }

/// Four clients in two groups and in three towns.
struct Listed {
    TestFirm firm;
    RecordList list{client_list_model(domain_schema())};
    ClientGroupId companies = firm.add(ClientGroup{{}, "Sociétés", 1});
    ClientGroupId farms = firm.add(ClientGroup{{}, "Agriculteurs", 2});
    ListAsker asker{firm.anna, day("2026-11-26")};

    Listed() {
        add("Durand", companies, "Épinal", 120'000, "2026-11-03");
        add("Bœuf & fils", farms, "lyon", -5'050, "2025-12-31");
        add("Åkesson", companies, "Lyon", std::nullopt, "");
        add("Zola", farms, "", 99, "2026-12-01");
    }
    void add(std::string name, ClientGroupId group, std::string city, std::optional<std::int64_t> balance,
             std::string_view since) {
        Client client;
        client.name = std::move(name);
        client.group = group;
        if (balance) client.balance = Money{*balance, Currency::eur};
        if (!since.empty()) client.client_since = day(since);
        const ClientId id = firm.add(client);
        Address address;
        address.client = id;
        address.city = std::move(city);
        if (!address.city.empty()) firm.add(address);
    }
    std::string names(const ListQuery& query) {
        list.ask(query, asker);
        std::string out;
        for (const Id128 id : list.rows(firm.db)) {
            out += (out.empty() ? "" : ", ") + firm.db.get(ClientId{id}).name;
        }
        return out;
    }
    std::string met(std::string column, ListTest test, std::vector<std::string> values = {}) {
        return names({.conditions = {{std::move(column), test, std::move(values)}}});
    }
};

}  // namespace

TEST_CASE("list: without a question it shows everything in its own order") {
    Listed listed;
    CHECK(listed.names({}) == "Åkesson, Bœuf & fils, Durand, Zola");
    CHECK(listed.list.total() == 4);
}

TEST_CASE("list: each field of a client can be a column") {
    const ListModel model = client_list_model(domain_schema());
    for (const std::string_view key : {"siret", "credit_limit", "website", "vat_number", "parent", "suspended"}) {
        CHECK(model.find(key) != nullptr);
    }
    CHECK(model.find("mood") == nullptr);
}

TEST_CASE("list: conditions on texts, amounts, days, yes and no, and rows") {
    Listed listed;
    CHECK(listed.met("city", ListTest::contains, {"LY"}) == "Åkesson, Bœuf & fils");
    CHECK(listed.met("city", ListTest::is, {"epinal"}) == "Durand");
    CHECK(listed.met("city", ListTest::is, {"Épinal", "Lyon"}) == "Åkesson, Bœuf & fils, Durand");
    CHECK(listed.met("city", ListTest::is_not, {"Lyon"}) == "Durand, Zola");
    CHECK(listed.met("city", ListTest::empty) == "Zola");
    CHECK(listed.met("city", ListTest::filled) == "Åkesson, Bœuf & fils, Durand");
    CHECK(listed.met("balance", ListTest::at_least, {"99"}) == "Durand, Zola");
    CHECK(listed.met("balance", ListTest::at_most, {"0"}) == "Bœuf & fils");
    CHECK(listed.met("balance", ListTest::is, {"120000"}) == "Durand");
    CHECK(listed.met("balance", ListTest::empty) == "Åkesson");
    CHECK(listed.met("client_since", ListTest::period, {"this_month"}) == "Durand");
    CHECK(listed.met("client_since", ListTest::period, {"last_year", "next_month"}) == "Bœuf & fils, Zola");
    CHECK(listed.met("client_since", ListTest::at_least, {"2026-11-03"}) == "Durand, Zola");
    CHECK(listed.met("open_tasks", ListTest::at_most, {"0"}) == "Åkesson, Bœuf & fils, Durand, Zola");
    CHECK(listed.met("inactive", ListTest::is, {"yes"}).empty());
    CHECK(listed.met("group", ListTest::is, {to_text(listed.farms.value)}) == "Bœuf & fils, Zola");
    CHECK(listed.met("group", ListTest::is_not, {to_text(listed.farms.value)}) == "Åkesson, Durand");
}

TEST_CASE("list: all conditions hold at once, with the search") {
    Listed listed;
    const ListCondition lyon{"city", ListTest::is, {"Lyon"}};
    CHECK(listed.names({.conditions = {lyon, {"balance", ListTest::filled}}}) == "Bœuf & fils");
    CHECK(listed.names({.search = "ake", .conditions = {lyon}}) == "Åkesson");
    CHECK(listed.names({.search = "durand", .conditions = {lyon}}).empty());
}

TEST_CASE("list: a condition that cannot be asked is met by no row") {
    Listed listed;
    const ListModel& model = listed.list.model();
    const ListCondition column{"mood", ListTest::is, {"good"}};
    CHECK(fault_of(model, column) == ConditionFault::no_such_column);
    const ListCondition test{"inactive", ListTest::contains, {"x"}};
    CHECK(fault_of(model, test) == ConditionFault::no_such_test);
    for (const ListCondition& bad : {ListCondition{"balance", ListTest::is, {"12,5"}},
                                     {"balance", ListTest::is, {"99999999999999999999"}},
                                     {"client_since", ListTest::at_least, {"2026-02-30"}},
                                     {"client_since", ListTest::period, {"soon"}},
                                     {"group", ListTest::is, {"farms"}},
                                     {"inactive", ListTest::is, {"maybe"}},
                                     {"city", ListTest::is, {}},
                                     {"city", ListTest::empty, {"x"}}}) {
        CAPTURE(to_parameters({.conditions = {bad}}));
        CHECK(fault_of(model, bad) == ConditionFault::bad_value);
        CHECK(listed.names({.conditions = {bad}}).empty());
    }
    CHECK(listed.names({.conditions = {column}}).empty());
    CHECK(listed.names({.conditions = {test}}).empty());
    // Columns that are not there order and group nothing.
    CHECK(listed.names({.sorts = {{"mood", false}}, .group = "mood"}).size() == listed.names({}).size());
    CHECK(listed.list.groups(listed.firm.db).empty());
}

TEST_CASE("list: orders by several columns, what is absent stays at the end both ways") {
    Listed listed;
    CHECK(listed.names({.sorts = {{"balance", false}}}) == "Bœuf & fils, Zola, Durand, Åkesson");
    CHECK(listed.names({.sorts = {{"balance", true}}}) == "Durand, Zola, Bœuf & fils, Åkesson");
    CHECK(listed.names({.sorts = {{"city", false}, {"name", true}}}) == "Durand, Bœuf & fils, Åkesson, Zola");
    CHECK(listed.names({.sorts = {{"city", true}, {"name", false}}}) == "Åkesson, Bœuf & fils, Durand, Zola");
    CHECK(listed.names({.sorts = {{"group", false}, {"balance", true}}}) == "Zola, Bœuf & fils, Durand, Åkesson");
}

TEST_CASE("list: groups in the order of their names, with counts and sums") {
    Listed listed;
    const Texts texts(Language::french);
    CHECK(listed.names({.sorts = {{"balance", true}}, .group = "group"}) == "Zola, Bœuf & fils, Durand, Åkesson");
    const std::vector<ListGroup> groups = listed.list.groups(listed.firm.db);
    REQUIRE(groups.size() == 2);
    const ListColumn& column = *listed.list.model().find("group");
    CHECK(words_of(column, listed.firm.db, groups[0].value, texts) == "Agriculteurs");
    CHECK(groups[0].count == 2);
    CHECK(groups[1].first == 2);
    const ListColumn& balance = *listed.list.model().find("balance");
    const auto sum = [&](const ListGroup& group) {
        return listed.list.sum(listed.firm.db, balance, group.first, group.count).amounts;
    };
    CHECK(sum(groups[0]) == std::vector{Money{-4'951, Currency::eur}});
    CHECK(sum(groups[1]) == std::vector{Money{120'000, Currency::eur}});
    // Towns that differ in capitals alone are one, and those without a town come last.
    CHECK(listed.names({.group = "city"}) == "Durand, Åkesson, Bœuf & fils, Zola");
    CHECK(listed.list.groups(listed.firm.db).size() == 3);
}

TEST_CASE("list: a group that is called otherwise moves with its rows") {
    Listed listed;
    CHECK(listed.names({.group = "group"}) == "Bœuf & fils, Zola, Åkesson, Durand");
    const ClientGroup before = listed.firm.db.get(listed.farms);
    ClientGroup after = before;
    after.name = "Viticulteurs";
    REQUIRE(listed.firm.change(before, after, listed.firm.anna).ok());
    CHECK(listed.names({.group = "group"}) == "Åkesson, Durand, Bœuf & fils, Zola");
    CHECK(listed.list.groups(listed.firm.db).size() == 2);
}

TEST_CASE("list: \"me\" is whoever asks") {
    TestFirm firm;
    ListModel model{"tasks",
                    {{domain_schema().index_of<Task>(), [](const Database&, const void*) { return std::string(); }}},
                    {field_column(entity_info<Task>(), "assignee", "task.assignee")},
                    {}};
    RecordList list(std::move(model));
    Task task;
    task.title = "Bilan";
    task.assignee = firm.anna;
    firm.add(task);
    const ListQuery mine{.conditions = {{"assignee", ListTest::is, {std::string(list_me)}}}};
    list.ask(mine, {firm.anna, {}});
    CHECK(list.rows(firm.db).size() == 1);
    list.ask(mine, {firm.bruno, {}});
    CHECK(list.rows(firm.db).empty());
}
