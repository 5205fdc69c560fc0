// Learns from categorised transactions, and unlearns what was put back.
#include "core/books/category_memory.h"

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {

std::string payee_key(const BankTransaction& transaction) {
    if (!transaction.counterparty.empty()) return fold(transaction.counterparty);
    std::string key;
    bool gap = false;
    for (const char c : fold(transaction.text)) {
        const bool counts = is_ascii_letter(c) || !is_ascii(c);
        if (!counts) {
            gap = !key.empty();
            continue;
        }
        if (gap) key += ' ';
        gap = false;
        key += c;
    }
    return key;
}

void CategoryMemory::follow(const Database& db, ClientId client) {
    const bool same = db_ == &db && client_ == client;
    if (same && revision_ == db.revision()) return;
    const auto changes = same ? db.changes_since(revision_) : std::nullopt;
    db_ = &db;
    client_ = client;
    revision_ = db.revision();
    if (changes) {
        const TableIndex table = db.schema().index_of<BankTransaction>();
        for (const ChangedRow& change : *changes) {
            if (change.table != table) continue;
            forget(change.row);
            const BankTransaction* transaction = db.find(BankTransactionId{change.row});
            if (transaction != nullptr && transaction->client == client) learn(*transaction);
        }
        return;
    }
    by_payee_.clear();
    learned_.clear();
    db.for_each_with<&BankTransaction::client>(client, [&](const BankTransaction& transaction) { learn(transaction); });
}

void CategoryMemory::forget(Id128 transaction) {
    const auto found = learned_.find(transaction);
    if (found == learned_.end()) return;
    const auto of_payee = by_payee_.find(found->second.first);
    of_payee->second.erase(found->second.second);
    if (of_payee->second.empty()) by_payee_.erase(of_payee);
    learned_.erase(found);
}

void CategoryMemory::learn(const BankTransaction& transaction) {
    if (transaction.state != TransactionState::categorised || !transaction.booked_on) return;
    std::string key = payee_key(transaction);
    if (key.empty()) return;
    Learned learned{*transaction.booked_on, transaction.id.value, transaction.category};
    by_payee_[key].insert(learned);
    learned_[transaction.id.value] = {std::move(key), std::move(learned)};
}

std::string CategoryMemory::suggestion(const BankTransaction& transaction) const {
    // What was chosen for this very transaction before it was put back says most.
    if (!transaction.category.empty()) return transaction.category;
    const auto found = by_payee_.find(payee_key(transaction));
    return found == by_payee_.end() ? std::string{} : std::get<std::string>(*found->second.rbegin());
}

}  // namespace pupitre
