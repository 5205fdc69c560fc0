// The gallery of widgets.
#include "web-ui/screens/gallery.h"

#include <array>
#include <vector>

#include "core/base/text_fold.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/navigation.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {
namespace {

WidgetWords sample_words() {
    WidgetWords w;
    w.close = "Fermer";
    w.clear = "Effacer";
    w.search = "Rechercher";
    w.no_result = "Aucun résultat";
    w.required = "obligatoire";
    w.show_password = "Afficher le mot de passe";
    w.hide_password = "Masquer le mot de passe";
    w.open_calendar = "Ouvrir le calendrier";
    w.previous_month = "Mois précédent";
    w.next_month = "Mois suivant";
    w.today = "Aujourd’hui";
    w.columns = "Colonnes";
    w.selected_all = "Tout sélectionner";
    w.cancel = "Annuler";
    w.more = "Plus d’actions";
    w.remove = "Retirer";
    constexpr std::array<const char*, 12> months = {"janvier",   "février", "mars",     "avril",
                                                    "mai",       "juin",    "juillet",  "août",
                                                    "septembre", "octobre", "novembre", "décembre"};
    constexpr std::array<const char*, 7> days = {"lu", "ma", "me", "je", "ve", "sa", "di"};
    for (std::size_t i = 0; i < months.size(); ++i) w.months[i] = months[i];
    for (std::size_t i = 0; i < days.size(); ++i) w.weekdays[i] = days[i];
    return w;
}

std::vector<Option> find_people(std::string_view query) {
    static const std::vector<Option> all = {
        {.key = "lea", .label = "Léa Moreau", .detail = "Collaboratrice", .person = true},
        {.key = "hugo", .label = "Hugo Delmas", .detail = "Expert-comptable", .person = true},
        {.key = "nina", .label = "Nina Nguyễn", .detail = "Paie", .person = true},
        {.key = "paul", .label = "Paul Lefèvre", .detail = "Stagiaire", .person = true},
    };
    std::vector<Option> found;
    for (const Option& option : all) {
        if (matches_folded(fold(option.label), fold(query))) found.push_back(option);
    }
    return found;
}

void buttons_ui(GalleryState& state) {
    section("Boutons");
    space(8);
    if (button("primary", "Projet", {.kind = ButtonKind::primary, .icon = Icon::plus})) {
        show_toast(state.toasts, {.key = "x", .words = "Échéance déplacée au 24/11", .action = "Annuler"});
    }
    beside();
    (void)button("secondary", "Demande", {.icon = Icon::plus});
    beside();
    (void)button("quiet", "Historique", {.kind = ButtonKind::quiet});
    beside();
    if (button("danger", "Supprimer…", {.kind = ButtonKind::danger, .icon = Icon::trash})) state.asking = true;
    space(8);
    (void)button("off", "Émettre",
                 {.kind = ButtonKind::primary, .enabled = false, .why_disabled = "Le brouillon est vide."});
    beside();
    (void)icon_button("bell", Icon::bell, "Notifications");
    beside(4);
    const std::array<Option, 3> actions = {
        {{.key = "edit", .label = "Modifier", .icon = Icon::pencil},
         {.key = "copy", .label = "Dupliquer", .icon = Icon::copy},
         {.key = "delete", .label = "Supprimer", .icon = Icon::trash, .danger = true, .separated = true}}};
    (void)menu_button("more", Icon::more, "Plus d’actions", actions);
    beside();
    const std::array<Option, 3> views = {{{.key = "grid", .label = "Grille", .icon = Icon::grid},
                                          {.key = "list", .label = "Liste", .icon = Icon::list},
                                          {.key = "calendar", .label = "Calendrier", .icon = Icon::calendar}}};
    if (frame().narrow) space(8);
    (void)segmented("views", "Affichage", state.view, views);
}

void marks_ui() {
    section("Étiquettes");
    space(8);
    badge("À faire");
    beside(6);
    badge("En cours", Tone::accent);
    beside(6);
    badge("Réponse reçue", Tone::ok);
    beside(6);
    badge("Attend le client", Tone::warn);
    space(6);
    badge("Sans réponse · 8 j", Tone::bad);
    beside(6);
    badge("Demande", Tone::violet);
    beside(12);
    avatar("Léa Moreau");
    beside(6);
    avatar("Hugo Delmas");
    beside(12);
    dot(Tone::warn, 22);
    beside(6);
    text("12 en attente", {.style = TextStyle::small, .color = palette().soft, .line = 22});
    beside(12);
    key_hint("Ctrl K");
    space(8);
    (void)chip("team", "Équipe", "Léa Moreau", {.removable = true});
    beside(8);
    (void)chip("type", "Type", "tous");
    beside(8);
    (void)chip("mine", "", "Mes clients", {.selected = true});
}

void fields_ui(GalleryState& state) {
    section("Champs");
    space(8);
    {
        Columns pair({1, 1});
        text_field("name", "Nom", state.name, {.field = {.required = true}});
        pair.next();
        text_field("email", "Adresse e-mail", state.email,
                   {.field = {.error = "Il manque le domaine, par exemple « exemple.fr »."}, .kind = TextKind::email});
    }
    space(12);
    {
        Columns pair({1, 1});
        text_field("secret", "Mot de passe", state.secret, {.kind = TextKind::password});
        pair.next();
        text_field("search", "Rechercher", state.search,
                   {.field = {.placeholder = "Nom, SIREN, ville…"}, .kind = TextKind::search});
    }
    space(12);
    {
        Columns three({1, 1, 1});
        date_field("due", "Échéance", state.due, {.unreadable = "Date non comprise : JJ/MM/AAAA."});
        three.next();
        number_field("amount", "Montant HT", state.amount,
                     {.amount = true, .suffix = "€", .unreadable = "Montant non compris."});
        three.next();
        number_field("days", "Délai", state.days, {.suffix = "jours", .unreadable = "Nombre non compris."});
    }
    space(12);
    {
        Columns pair({1, 1});
        const std::array<Option, 3> states = {{{.key = "prospect", .label = "Prospect"},
                                               {.key = "active", .label = "Actif"},
                                               {.key = "archived", .label = "Archivé"}}};
        (void)choice("state", "État", state.state, states, {.hint = "Les clients archivés ne sont plus proposés."});
        pair.next();
        const std::vector<Option> chosen = find_people("");
        std::string_view label;
        for (const Option& option : chosen) {
            if (option.key == state.person) label = option.label;
        }
        (void)picker("person", "Responsable", state.person, find_people,
                     {.field = {.placeholder = "Personne"}, .chosen = label, .person = true, .create = "Créer"});
    }
    space(12);
    long_text("note", "Note", state.note, 3);
    space(8);
    (void)checkbox("done", "Ventes rapprochées", state.done, {.done_look = true});
    (void)checkbox("todo", "TVA déductible contrôlée", state.todo);
    (void)toggle("notify", "Prévenir par e-mail", state.notify, {.detail = "Une fois par jour, à 8 h."});
}

void messages_ui(GalleryState& state) {
    section("Messages");
    space(8);
    banner("old", Tone::warn, "Une nouvelle version de Pupitre est prête.",
           {.icon = Icon::refresh, .action = "Recharger", .closable = true});
    space(8);
    if (progress("import", "Import de clients-excel-fr.csv", state.share,
                 {.count = "8 420 sur 20 000", .rate = "9 300 par seconde", .cancel = "Annuler"}))
        state.share = 0;
    space(12);
    const std::array<Option, 3> parts = {{{.key = "general", .label = "Général"},
                                          {.key = "people", .label = "Personnes", .detail = "3"},
                                          {.key = "work", .label = "Travaux", .detail = "12"}}};
    (void)tabs("tabs", "Parties de la fiche", state.tab, parts);
    empty_state("none", "Aucun travail pour ce client",
                "Les tâches, projets et demandes de ce client se retrouvent ici, par échéance.",
                {.icon = Icon::work, .action = "Tâche", .second_action = "Voir un exemple"});
}

void clients_table_ui(GalleryState& state) {
    static const std::vector<Column> columns = {
        {.key = "name", .label = "Client", .weight = 2, .hideable = false, .narrow = NarrowPlace::first},
        {.key = "city", .label = "Ville", .weight = 1, .narrow = NarrowPlace::second},
        {.key = "state", .label = "État", .width = 110, .narrow = NarrowPlace::second_right},
        {.key = "amount",
         .label = "Chiffre d’affaires",
         .width = 150,
         .align = Align::right,
         .narrow = NarrowPlace::first_right},
    };
    heading(3, "100 000 lignes");
    beside_right(icon_button_width);
    (void)columns_button("columns", columns, state.clients);
    space(4);
    const auto name = [](std::size_t row) { return "Client " + std::to_string(row + 1); };
    const TableView view = {.rows = 100000,
                            .key = [](std::size_t row) { return "client-" + std::to_string(row); },
                            .name = name,
                            .draw =
                                [&name](std::size_t row, Cells& cells) {
                                    cells.text("name", name(row));
                                    cells.text("city",
                                               row % 3 == 0   ? "Saint-Étienne"
                                               : row % 3 == 1 ? "Nîmes"
                                                              : "Le Puy-en-Velay",
                                               {.soft = true});
                                    cells.badge("state", row % 4 == 0 ? "Prospect" : "Actif",
                                                row % 4 == 0 ? Tone::violet : Tone::ok);
                                    cells.text("amount", std::to_string(row % 900 + 100) + "\u202F" + "240,00\u00A0€");
                                }};
    table("clients", "Clients", columns, view, state.clients, {.height = 420, .selectable = true});
}

}  // namespace

void gallery_ui(GalleryState& state) {
    if (words().close.empty()) set_words(sample_words());
    if (state.page == "desk") {
        gallery_desk_ui(state);
        return;
    }
    const Area area("gallery", {0, 0, frame().width, frame().height},
                    {.padding_x = 20, .padding_y = 20, .role = mirror::Role::main, .name = "Galerie"});
    heading(1, "Galerie");
    space(8);
    if (frame().narrow) {
        buttons_ui(state);
        space(20);
        marks_ui();
        space(20);
        fields_ui(state);
        space(20);
        messages_ui(state);
        space(20);
        clients_table_ui(state);
    } else {
        Columns halves({1, 1}, 40);
        buttons_ui(state);
        space(20);
        marks_ui();
        space(20);
        messages_ui(state);
        halves.next();
        fields_ui(state);
        space(20);
        clients_table_ui(state);
    }
    if (state.asking) {
        if (Dialog dialog("delete", "Supprimer Garage Bœuf ?"); dialog.shown()) {
            paragraph(
                "La fiche, ses personnes et ses adresses seront supprimées. Les travaux terminés restent dans "
                "l’historique.",
                {.color = palette().soft});
            dialog.actions(button_width("Annuler") + 8 + button_width("Supprimer", Icon::trash));
            if (button("cancel", "Annuler") || dialog.closed()) state.asking = false;
            beside();
            if (button("delete", "Supprimer", {.kind = ButtonKind::danger, .icon = Icon::trash})) state.asking = false;
        }
    }
    (void)toasts_ui(state.toasts);
}

}  // namespace pupitre::ui
