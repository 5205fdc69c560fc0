// The list of bank transactions: what it can be searched, filtered and sorted by.
#pragma once

#include "core/books/bank_transaction.h"
#include "core/query/record_list.h"

namespace pupitre {

/// Searched: who, the bank's words, category, reference, and the amount as it is written.
ListModel transaction_list_model(const Schema& schema);

/// The transactions of one account; of all accounts of a client if there is none.
std::vector<ListCondition> transactions_of(ClientId client, BankAccountId account);

}  // namespace pupitre
