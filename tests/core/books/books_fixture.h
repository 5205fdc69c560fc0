// A firm with two clients, one of which has a bank account with a few transactions.
#pragma once

#include "core/books/bank_import.h"
#include "core/books/ledger_chart.h"
#include "tests/core/support/test_firm.h"

namespace pupitre {

// November 2026   Mo Tu We Th Fr Sa Su
//                  2  3  4  5  6  7  8
//                  9 10 11 12 13 14 15
//                 16 17 18 19 20 21 22    today is Saturday the 21st
inline Date november(std::int32_t day) { return *Date::from_ymd(2026, 11, day); }

struct BooksFirm {
    TestFirm firm;
    ClientId garage = add_client("Garage Bœuf");
    ClientId bakery = add_client("Boulangerie Martin");
    BankAccountId account = add_account(garage);

    ClientId add_client(const std::string& name) {
        Client client;
        client.name = name;
        client.reference = name;
        return firm.add(client);
    }
    BankAccountId add_account(ClientId client) {
        BankAccount made;
        made.client = client;
        made.name = "Compte courant";
        made.number = "FR76 3000 6000 0112 3456 7890 189";
        return firm.add(made);
    }
    BankTransaction transaction(std::int32_t day, std::int64_t minor, const std::string& who) const {
        BankTransaction made;
        made.client = garage;
        made.account = account;
        made.booked_on = november(day);
        made.amount = Money{minor, Currency::eur};
        made.counterparty = who;
        return made;
    }
    BankTransactionId add(std::int32_t day, std::int64_t minor, const std::string& who) {
        return firm.add(transaction(day, minor, who));
    }
    Attempt categorise(BankTransactionId id, const std::string& category) {
        const BankTransaction before = firm.db.get(id);
        BankTransaction after = before;
        after.state = TransactionState::categorised;
        after.category = category;
        return firm.change(before, after, firm.anna);
    }
    Attempt set_state(BankTransactionId id, TransactionState state) {
        return firm.set(id, &BankTransaction::state, state);
    }
};

inline StatementLine statement_line(std::int32_t day, std::int64_t minor, const std::string& text,
                                    const std::string& reference = {}) {
    StatementLine line;
    line.booked_on = november(day);
    line.minor = minor;
    line.text = text;
    line.reference = reference;
    return line;
}

}  // namespace pupitre
