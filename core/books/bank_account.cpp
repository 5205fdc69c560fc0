// Field table and rules of bank accounts, and what their numbers look like.
#include "core/books/bank_account.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {

namespace {

constexpr std::size_t number_min = 4;
constexpr std::size_t number_max_length = 34;  // Of an IBAN.
constexpr std::size_t iban_min = 15;
constexpr std::size_t shown_digits = 4;
constexpr std::size_t common_part_min = 6;  // So much of a number must be named to mean it.

bool has_iban_shape(std::string_view plain) {
    return plain.size() >= iban_min && is_ascii_letter(plain[0]) && is_ascii_letter(plain[1]) &&
           all_ascii_digits(plain.substr(2, 2));
}

/// ISO 13616: the number with its first four characters behind, letters as 10 to 35, leaves 1 when divided by 97.
bool has_iban_key(std::string_view plain) {
    const std::string turned = std::string(plain.substr(4)) + std::string(plain.substr(0, 4));
    std::int32_t rest = 0;
    for (const char c : turned) {
        rest = is_ascii_digit(c) ? rest * 10 + (c - '0') : rest * 100 + (c - 'A' + 10);
        rest %= 97;
    }
    return rest == 1;
}

std::optional<Refusal> check_account(const Database& db, const Context&, const void* row) {
    const auto& account = *static_cast<const BankAccount*>(row);
    const auto refused = [&](std::string_view field) {
        return Refusal{
            RefusalCode::invalid_value, std::string(BankAccount::table), account.id.value, std::string(field), {}};
    };
    if (account.opening_balance && account.opening_balance->currency != account.currency) {
        return refused("opening_balance");
    }
    const BankAccount* before = db.find(account.id);
    if (before != nullptr && before->client != account.client) return refused("client");
    // What is booked stays in its currency.
    if (before != nullptr && before->currency != account.currency) return refused("currency");
    return std::nullopt;
}

void complete_account(const Database&, const Context&, void* row) {
    auto& account = *static_cast<BankAccount*>(row);
    if (account.opening_balance) account.opening_balance->currency = account.currency;
}

}  // namespace

std::span<const Field> BankAccount::fields() {
    static constexpr Field rows[] = {
        field<&BankAccount::id>("id"),
        field<&BankAccount::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&BankAccount::name>("name", Edit::text, Need::required),
        field<&BankAccount::number>("number", Edit::text).with_check(is_account_number),
        field<&BankAccount::currency>("currency", Edit::choice),
        field<&BankAccount::opening_balance>("opening_balance", Edit::amount),
    };
    static_assert(std::size(rows) == member_count<BankAccount>(), "Every member needs a row.");
    return rows;
}

std::string plain_account_number(std::string_view number) {
    std::string plain;
    for (const char c : number) {
        if (is_ascii_digit(c)) plain += c;
        if (is_ascii_letter(c)) plain += static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
    }
    return plain;
}

bool is_account_number(std::string_view number) {
    const std::string plain = plain_account_number(number);
    const bool known_marks = std::ranges::all_of(number, [](char c) {
        return is_ascii_digit(c) || is_ascii_letter(c) || c == ' ' || c == '-' || c == '.' || c == '/';
    });
    if (!known_marks || plain.size() < number_min || plain.size() > number_max_length) return false;
    return !has_iban_shape(plain) || has_iban_key(plain);
}

std::string masked_account_number(std::string_view number) {
    const std::string plain = plain_account_number(number);
    if (plain.empty()) return {};
    // Of a short number less than half is shown.
    const std::size_t shown = std::min(shown_digits, plain.size() / 2);
    return "\u2022\u2022\u2022\u2022 " + plain.substr(plain.size() - shown);
}

bool is_number_of(const BankAccount& account, std::string_view number) {
    const std::string own = plain_account_number(account.number);
    const std::string named = plain_account_number(number);
    if (own.empty() || named.empty()) return false;
    if (own == named) return true;
    const std::string& longer = own.size() > named.size() ? own : named;
    const std::string& shorter = own.size() > named.size() ? named : own;
    return shorter.size() >= common_part_min && longer.find(shorter) != std::string::npos;
}

std::vector<const BankAccount*> bank_accounts_of(const Database& db, ClientId client) {
    std::vector<const BankAccount*> accounts;
    db.for_each_with<&BankAccount::client>(client, [&](const BankAccount& account) { accounts.push_back(&account); });
    std::ranges::stable_sort(accounts,
                             [](const BankAccount* a, const BankAccount* b) { return fold(a->name) < fold(b->name); });
    return accounts;
}

EntityRules bank_account_rules() {
    EntityRules rules;
    rules.info = &entity_info<BankAccount>();
    rules.check = check_account;
    rules.complete = complete_account;
    return rules;
}

}  // namespace pupitre
