// Transactions on bank accounts, and the state of categorising them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/books/bank_account.h"

namespace pupitre {

/// The names are stored.
enum class TransactionState : std::uint8_t { to_categorise, categorised, excluded };
template <>
inline constexpr std::string_view enum_names<TransactionState>[] = {"to_categorise", "categorised", "excluded"};

/// One line of a bank statement.
struct BankTransaction {
    static constexpr std::string_view table = "bank_transaction";
    static constexpr std::string_view scope_key = "client";

    Id<BankTransaction> id;
    ClientId client;  // The account's.
    BankAccountId account;
    std::optional<Date> booked_on;
    std::optional<Date> value_on;
    std::optional<Money> amount;  // In the account's currency; what leaves the account is negative.
    std::string text;
    std::string counterparty;
    std::string reference;  // By which the bank knows it; empty if it gave none.
    TransactionState state = TransactionState::to_categorise;
    std::string category;  // "606100 Fournitures": account and label as they were chosen. Stays when it is put back.

    static std::span<const Field> fields();
    bool operator==(const BankTransaction&) const = default;
};
using BankTransactionId = Id<BankTransaction>;

/// At most so many are categorised, excluded or put back in one command of a person.
constexpr std::size_t categorised_at_once_max = 2'000;

/// What a person sees first: who, otherwise the bank's words.
std::string_view title_of(const BankTransaction& transaction);
/// The opening balance and all transactions that are not excluded; nothing if that fits no number.
std::optional<Money> balance_of(const Database& db, const BankAccount& account);

EntityRules bank_transaction_rules();

}  // namespace pupitre
