// Bank accounts of clients.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/crm/client.h"
#include "core/firm/firm.h"

namespace pupitre {

/// An account of a client at a bank, whose transactions the firm categorises. Stands in the client's file, never in the
/// client's portal.
struct BankAccount {
    static constexpr std::string_view table = "bank_account";
    static constexpr std::string_view scope_key = "client";

    Id<BankAccount> id;
    ClientId client;
    std::string name;    // "Compte courant", "Carte".
    std::string number;  // IBAN or the bank's own number, as typed.
    Currency currency = Currency::eur;
    std::optional<Money> opening_balance;  // Before the first transaction, in the account's currency.

    static std::span<const Field> fields();
    bool operator==(const BankAccount&) const = default;
};
using BankAccountId = Id<BankAccount>;

/// Letters and digits in capitals: two ways to write a number become one.
std::string plain_account_number(std::string_view number);
/// Four to 34 letters and digits; what looks like an IBAN must have its right key.
bool is_account_number(std::string_view number);
/// "•••• 0189": lists show no more of a number.
std::string masked_account_number(std::string_view number);
/// Whether a file that names this number means the account. Some files leave out the country, the bank or the key.
bool is_number_of(const BankAccount& account, std::string_view number);

/// By name.
std::vector<const BankAccount*> bank_accounts_of(const Database& db, ClientId client);

EntityRules bank_account_rules();

}  // namespace pupitre
