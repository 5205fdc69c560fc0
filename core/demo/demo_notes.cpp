// A few words on a few clients, by those who look after them.
#include <iterator>

#include "core/crm/note.h"
#include "core/demo/demo_script.h"
#include "core/firm/demo_removal.h"

namespace pupitre {
namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

constexpr std::string_view texts[] = {
    "Appel du dirigeant : souhaite passer à la facturation électronique avant l’été. Lui proposer un rendez-vous.",
    "A changé de banque en septembre : demander les nouveaux codes d’accès aux relevés.",
    "Préfère être joint par téléphone avant 10 h.",
    "Projet d’embauche d’un apprenti au 1er janvier : préparer une simulation de coût.",
    "Le conjoint collaborateur gère les factures, le mettre en copie.",
    "Contrôle URSSAF annoncé. Rassembler les contrats et les bulletins des trois dernières années.",
    "Envisage de céder le fonds : rester discret, seuls les associés sont au courant.",
    "Déménagement prévu : mettre à jour l’adresse et le greffe.",
};

constexpr DemoMember authors[] = {DemoMember::claire, DemoMember::karim, DemoMember::sophie, DemoMember::lucas,
                                  DemoMember::ines};

}  // namespace

void tell_notes(DemoScript& script) {
    std::vector<ClientId> clients;
    script.db().for_each<Client>([&](const Client& client) {
        if (!client.inactive && throw_of("noted:" + client.reference, 0, 8) == 0) clients.push_back(client.id);
    });
    std::int64_t number = 0;
    for (const ClientId client : clients) {
        Note note;
        note.id = {demo_id("note:" + std::to_string(number))};
        note.client = client;
        note.text = texts[static_cast<std::size_t>(number) % std::size(texts)];
        note.written_at = script.now_ms() - day_ms * (1 + throw_of("note_age", number, 200));
        note.pinned = number % 9 == 0;
        script.act_as(demo_member(authors[static_cast<std::size_t>(number) % std::size(authors)]));
        script.create(note);
        ++number;
    }
    script.act_as(demo_member(DemoMember::claire));
}

}  // namespace pupitre
