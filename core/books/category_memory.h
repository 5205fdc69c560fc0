// What a client's transactions with the same counterparty were categorised as before: a suggestion, never more.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "core/books/bank_transaction.h"

namespace pupitre {

/// What tells one counterparty from another: its name, otherwise the bank's words without figures, in which dates and numbers
/// of cards differ from one transaction to the next. Empty if nothing is left.
std::string payee_key(const BankTransaction& transaction);

class CategoryMemory {
public:
    /// Looks at the transactions of one client; what was learned before is only brought up to date.
    void follow(const Database& db, ClientId client);
    /// The category of the latest transaction with the same counterparty; empty if there is none.
    [[nodiscard]] std::string suggestion(const BankTransaction& transaction) const;

private:
    using Learned = std::tuple<Date, Id128, std::string>;  // When, by which transaction, what.

    void forget(Id128 transaction);
    void learn(const BankTransaction& transaction);

    std::map<std::string, std::set<Learned>> by_payee_;
    std::map<Id128, std::pair<std::string, Learned>> learned_;
    const Database* db_ = nullptr;
    ClientId client_;
    std::uint64_t revision_ = 0;
};

}  // namespace pupitre
