// Field table and rules of bank transactions.
#include "core/books/bank_transaction.h"

namespace pupitre {

namespace {

std::optional<Refusal> check_transaction(const Database& db, const Context&, const void* row) {
    const auto& transaction = *static_cast<const BankTransaction*>(row);
    const auto refused = [&](RefusalCode code, std::string_view field) {
        return Refusal{code, std::string(BankTransaction::table), transaction.id.value, std::string(field), {}};
    };
    const BankAccount* account = db.find(transaction.account);
    if (account != nullptr && account->client != transaction.client) {
        return refused(RefusalCode::invalid_value, "account");
    }
    if (account != nullptr && transaction.amount && transaction.amount->currency != account->currency) {
        return refused(RefusalCode::invalid_value, "amount");
    }
    if (transaction.state == TransactionState::categorised && transaction.category.empty()) {
        return refused(RefusalCode::field_required, "category");
    }
    return std::nullopt;
}

void complete_transaction(const Database& db, const Context&, void* row) {
    auto& transaction = *static_cast<BankTransaction*>(row);
    const BankAccount* account = db.find(transaction.account);
    if (account == nullptr) return;
    if (transaction.client.is_nil()) transaction.client = account->client;
    if (transaction.amount) transaction.amount->currency = account->currency;
}

}  // namespace

std::span<const Field> BankTransaction::fields() {
    static constexpr Field rows[] = {
        field<&BankTransaction::id>("id"),
        field<&BankTransaction::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&BankTransaction::account>("account", Edit::reference, Need::required)
            .to(BankAccount::table, OnDelete::cascade),
        field<&BankTransaction::booked_on>("booked_on", Edit::date, Need::required),
        field<&BankTransaction::value_on>("value_on", Edit::date),
        field<&BankTransaction::amount>("amount", Edit::amount, Need::required),
        field<&BankTransaction::text>("text", Edit::text),
        field<&BankTransaction::counterparty>("counterparty", Edit::text),
        field<&BankTransaction::reference>("reference", Edit::text),
        field<&BankTransaction::state>("state", Edit::choice),
        field<&BankTransaction::category>("category", Edit::text),
    };
    static_assert(std::size(rows) == member_count<BankTransaction>(), "Every member needs a row.");
    return rows;
}

std::string_view title_of(const BankTransaction& transaction) {
    return transaction.counterparty.empty() ? transaction.text : transaction.counterparty;
}

std::optional<Money> balance_of(const Database& db, const BankAccount& account) {
    std::optional<Money> balance = account.opening_balance.value_or(Money{0, account.currency});
    db.for_each_with<&BankTransaction::account>(account.id, [&](const BankTransaction& transaction) {
        if (transaction.state == TransactionState::excluded || !transaction.amount || !balance) return;
        balance = add(*balance, *transaction.amount);
    });
    return balance;
}

EntityRules bank_transaction_rules() {
    EntityRules rules;
    rules.info = &entity_info<BankTransaction>();
    rules.check = check_transaction;
    rules.complete = complete_transaction;
    return rules;
}

}  // namespace pupitre
