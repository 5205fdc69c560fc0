// Runs of one client in the ordered list; looked for by halving, so that the cost follows the clients, not the rows.
#include "core/books/waiting_transactions.h"

#include <algorithm>
#include <tuple>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

bool is_asked_client(const ListCondition& condition, ClientId client) {
    const bool named = std::ranges::find(condition.values, to_text(client.value)) != condition.values.end();
    switch (condition.test) {
    case ListTest::is: return named;
    case ListTest::is_not: return !named;
    case ListTest::filled: return true;
    case ListTest::contains:
    case ListTest::at_least:
    case ListTest::at_most:
    case ListTest::period:
    case ListTest::empty: return false;
    }
    assert(false);
    return false;
}

}  // namespace

WaitingTransactions::WaitingTransactions(const Schema& schema) :
    index_(ListSource{schema.index_of<BankTransaction>(), [](const Database&, const void*) { return std::string{}; }}) {
    index_.set_order({"client and day", [](const Database&, const ListedRow& row) {
                          const auto& transaction = *static_cast<const BankTransaction*>(row.row);
                          const std::int64_t day = transaction.booked_on ? transaction.booked_on->days() : 0;
                          return to_text(transaction.client.value) + number_key(day);
                      }});
    index_.set_filter({"to categorise", [](const Database&, const ListedRow& row) {
                           return static_cast<const BankTransaction*>(row.row)->state ==
                                  TransactionState::to_categorise;
                       }});
}

std::vector<WaitingClient> WaitingTransactions::clients(const Database& db) {
    const std::vector<Id128>& rows = index_.rows(db);
    std::vector<WaitingClient> clients;
    for (auto first = rows.begin(); first != rows.end();) {
        const BankTransaction& oldest = db.get(BankTransactionId{*first});
        const auto end = std::partition_point(
            first, rows.end(), [&](Id128 id) { return db.get(BankTransactionId{id}).client <= oldest.client; });
        clients.push_back({oldest.client, static_cast<std::size_t>(end - first), oldest.booked_on});
        first = end;
    }
    std::ranges::sort(clients, {}, [](const WaitingClient& one) { return std::tuple{one.oldest, one.client}; });
    return clients;
}

std::vector<WaitingClient> WaitingTransactions::clients(const Database& db, const ListQuery& query, const Context& by) {
    const auto is_of_client = [](const ListCondition& condition) { return condition.column == "client"; };
    if (!std::ranges::all_of(query.conditions, is_of_client)) return {};
    std::vector<WaitingClient> found = clients(db);
    const std::string searched = fold(query.search);
    std::erase_if(found, [&](const WaitingClient& one) {
        const Client* client = db.find(one.client);
        if (client == nullptr || !by.sees(db, ScopeId{one.client.value})) return true;
        if (!matches_folded(fold(client->name + ' ' + client->reference), searched)) return true;
        return !std::ranges::all_of(
            query.conditions, [&](const ListCondition& condition) { return is_asked_client(condition, one.client); });
    });
    return found;
}

}  // namespace pupitre
