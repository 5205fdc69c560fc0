// Bank accounts of three clients, with some weeks of transactions: the older half is categorised.
#include <array>

#include "core/books/bank_transaction.h"
#include "core/demo/demo_script.h"
#include "core/firm/demo_removal.h"

namespace pupitre {
namespace {

constexpr std::size_t clients_with_bank = 3;
constexpr std::int32_t transactions_each = 24;
constexpr std::int32_t days_back = 45;

struct Habit {
    std::string_view counterparty;
    std::string_view text;
    std::int64_t minor;  // About; what leaves is negative.
    std::string_view category;
};
constexpr std::array<Habit, 10> habits = {{
    {"EDF Entreprises", "PRLV SEPA ELECTRICITE", -18'640, "606100 Fournitures non stockables (eau, énergie)"},
    {"SCI du Pont", "VIR LOYER", -95'000, "613200 Locations immobilières"},
    {"Remise carte bancaire", "REMISE CB", 64'220, "707000 Ventes de marchandises"},
    {"URSSAF", "PRLV URSSAF", -142'800, "431000 Sécurité sociale"},
    {"Metro", "CB METRO", -31'275, "607000 Achats de marchandises"},
    {"Orange Pro", "PRLV ORANGE", -5'988, "626000 Frais postaux et télécommunications"},
    {"MAAF Assurances", "PRLV MAAF", -12'450, "616000 Primes d’assurance"},
    {"Remise de chèques", "REMISE CHQ", 88'600, "706000 Prestations de services"},
    {"DGFIP", "PRLV TVA", -76'300, "445510 TVA à décaisser"},
    {"Frais de tenue de compte", "COTISATION", -2'400, "627000 Services bancaires"},
}};

void tell_account(DemoScript& script, ClientId client, std::size_t number) {
    const std::string place = std::to_string(number);
    BankAccount account;
    account.id = {demo_id("bank_account:" + place)};
    account.client = client;
    account.name = "Compte courant";
    account.number = "FR7630006000011234567890189";
    account.opening_balance = Money{1'250'000 + 310'000 * static_cast<std::int64_t>(number), Currency::eur};
    script.create(account);
    for (std::int32_t step = 0; step < transactions_each; ++step) {
        const std::string key = place + ":" + std::to_string(step);
        const Habit& habit = habits[static_cast<std::size_t>(throw_of("bank_habit:" + place, step, habits.size()))];
        BankTransaction made;
        made.id = {demo_id("bank_transaction:" + key)};
        made.client = client;
        made.account = account.id;
        made.booked_on = working_day(script.today().plus_days(-days_back + step * days_back / transactions_each));
        made.amount = Money{habit.minor + throw_of("bank_cents:" + place, step, 900) - 450, Currency::eur};
        made.counterparty = habit.counterparty;
        made.text = habit.text;
        if (step < transactions_each / 2) {
            made.state = TransactionState::categorised;
            made.category = habit.category;
        }
        script.create(made);
    }
}

}  // namespace

void tell_bank(DemoScript& script) {
    std::vector<ClientId> clients;
    script.db().for_each<Client>([&](const Client& client) {
        if (!client.inactive && clients.size() < clients_with_bank && throw_of("bank:" + client.reference, 0, 6) == 0) {
            clients.push_back(client.id);
        }
    });
    for (std::size_t number = 0; number < clients.size(); ++number) tell_account(script, clients[number], number);
}

}  // namespace pupitre
