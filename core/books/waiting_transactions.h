// What is left to categorise, client by client: the cards "from the books" of the work log. Computed from the transactions
// and kept up to date by what changed; nothing of it is stored.
#pragma once

#include <vector>

#include "core/books/bank_transaction.h"
#include "core/command/context.h"
#include "core/query/list_index.h"
#include "core/query/list_query.h"

namespace pupitre {

/// A client with bank transactions to categorise.
struct WaitingClient {
    ClientId client;
    std::size_t count = 0;
    std::optional<Date> oldest;

    bool operator==(const WaitingClient&) const = default;
};

class WaitingTransactions {
public:
    explicit WaitingTransactions(const Schema& schema);

    /// All clients with something to categorise, the one that has waited longest first. Up to date with the database.
    std::vector<WaitingClient> clients(const Database& db);
    /// Those that answer what is asked of the work log and that the person may see. Conditions on clients hold; a condition
    /// on anything else (who, which kind, …) leaves none: a card has nobody and is no kind of work.
    std::vector<WaitingClient> clients(const Database& db, const ListQuery& query, const Context& by);

private:
    ListIndex index_;  // By client, then by day.
};

}  // namespace pupitre
