// Names are put together from lists, so that searches find plausible numbers of rows.
#include "tests/bench/many_clients.h"

#include <array>

#include "core/crm/address.h"
#include "core/crm/client.h"
#include "core/crm/person.h"
#include "core/work/task.h"

namespace pupitre::bench {

namespace {

constexpr std::array<std::string_view, 12> trades = {"Boulangerie", "Garage",     "Menuiserie", "Hôtel",
                                                     "Librairie",   "Pressing",   "Imprimerie", "Restaurant",
                                                     "Optique",     "Maçonnerie", "Paysagiste", "Pharmacie"};
constexpr std::array<std::string_view, 16> names = {
    "Guérin",  "Lefèvre", "Schœller", "Benali",   "Ferreira", "Nguyễn",   "Lambert", "Moreau",
    "Château", "Dupont",  "Kergoat",  "O’Connor", "Traoré",   "Rousseau", "Bœuf",    "Martinez"};
constexpr std::array<std::string_view, 10> cities = {"Lyon",     "Brest",   "Nantes",     "Pusey",      "Uxegney",
                                                     "Martizay", "Alsting", "Villegouge", "Fegersheim", "Nîmes"};
constexpr std::array<std::string_view, 8> works = {"TVA · déclaration CA3", "Révision des comptes",  "DSN du mois",
                                                   "Acompte d’IS",          "Lettrage fournisseurs", "Liasse fiscale",
                                                   "Relevé de banque",      "Bulletins de paie"};
constexpr std::int64_t start_ms = 1'780'000'000'000;

template <std::size_t Count>
std::string pick(const std::array<std::string_view, Count>& list, int number) {
    return std::string(list[static_cast<std::size_t>(number) % Count]);
}

Id128 numbered(int kind, int number) {
    return time_ordered_id(start_ms + number, static_cast<std::uint16_t>(kind), static_cast<std::uint64_t>(number));
}

}  // namespace

void fill(Database& db, int clients, int tasks) {
    const Schema& schema = db.schema();
    for (int i = 0; i < clients; ++i) {
        Client client;
        client.id = {numbered(1, i)};
        client.reference = "C" + std::to_string(1'000'000 + i);
        client.name = pick(trades, i * 7) + ' ' + pick(names, i * 11) + ' ' + std::to_string(i);
        client.email = "contact" + std::to_string(i) + "@exemple.fr";
        client.phone = "+334" + std::to_string(10'000'000 + i);
        client.balance = Money{i * 137 % 2'000'000, Currency::eur};
        db.load(schema.index_of<Client>(), &client);
        Address address;
        address.id = {numbered(2, i)};
        address.client = client.id;
        address.street = "rue de la République";
        address.postcode = std::to_string(10'000 + i % 80'000);
        address.city = pick(cities, i);
        db.load(schema.index_of<Address>(), &address);
        Person person;
        person.id = {numbered(3, i)};
        person.client = client.id;
        person.last_name = pick(names, i * 5);
        db.load(schema.index_of<Person>(), &person);
    }
    for (int i = 0; i < tasks; ++i) {
        Task task;
        task.id = {numbered(4, i)};
        task.client = {numbered(1, i % clients)};
        task.title = pick(works, i) + ' ' + std::to_string(1 + i % 12) + "/2026";
        task.due_on = Date::from_days(20'700 + i % 400);
        task.status = static_cast<WorkStatus>(i % 4);
        task.estimate_minutes = 15 * (i % 9);
        db.load(schema.index_of<Task>(), &task);
    }
}

}  // namespace pupitre::bench
