// The sample page: the target picture of the design, drawn with the real widgets.
#include <array>
#include <vector>

#include "web-ui/screens/gallery.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/navigation.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {
namespace {

struct SampleRow {
    const char* title;
    const char* label;
    Tone label_tone;
    const char* client;
    const char* due;
    bool late;
    const char* state;
    Tone state_tone;
    const char* who;
};

constexpr std::array<SampleRow, 10> rows = {{
    {"Relevé de banque d’octobre", "Demande", Tone::violet, "Boulangerie Guérin", "ven. 13 nov.", true,
     "Sans réponse · 8 j", Tone::bad, "Léa Moreau"},
    {"Lettrage fournisseurs", "", Tone::neutral, "SARL Le Gall & Fils", "jeu. 19 nov.", true, "En cours", Tone::accent,
     "Léa Moreau"},
    {"TVA 10/2026 · déclaration CA3", "", Tone::neutral, "Garage Bœuf", "mar. 24 nov.", false, "Attend le client",
     Tone::warn, "Léa Moreau"},
    {"TVA 10/2026 · déclaration CA3 ", "", Tone::neutral, "Schœller et associés", "mar. 24 nov.", false, "À faire",
     Tone::neutral, "Hugo Delmas"},
    {"Bulletin de paie · 4 salariés", "", Tone::neutral, "Hôtel Ferreira", "mer. 25 nov.", false, "En cours",
     Tone::accent, "Léa Moreau"},
    {"Pièces d’identité du gérant", "Demande", Tone::violet, "Librairie Benali", "jeu. 26 nov.", false, "Réponse reçue",
     Tone::ok, "Léa Moreau"},
    {"Valider la facture FA2026-0412", "Approbation", Tone::warn, "Paysagiste O’Connor", "ven. 27 nov.", false,
     "À faire", Tone::neutral, "Léa Moreau"},
    {"Révision des comptes · exercice 2025-2026", "", Tone::neutral, "Menuiserie Kergoat", "lun. 30 nov.", false,
     "Bloqué par 2", Tone::neutral, "Hugo Delmas"},
    {"DSN de novembre", "", Tone::neutral, "Restaurant Nguyễn", "mar. 1ᵉʳ déc.", false, "À faire", Tone::neutral,
     "Léa Moreau"},
    {"Acompte d’IS n° 4", "", Tone::neutral, "Imprimerie Lambert SAS", "mar. 15 déc.", false, "À faire", Tone::neutral,
     "Léa Moreau"},
}};

void navigation_ui(const Box& box) {
    const Area area("navigation", box,
                    {.padding_x = 12,
                     .padding_y = 14,
                     .background = palette().surface,
                     .role = mirror::Role::navigation,
                     .name = "Modules"});
    const Box mark = {box.x + 20, box.y + 18, 28, 28};
    fill_box(canvas(), mark, palette().accent, size::radius);
    draw_text_in(canvas(), mark, TextStyle::body_strong, palette().on_accent, "P", Align::center);
    draw_text_in(canvas(), {mark.right() + 10, mark.y, 140, 28}, TextStyle::body_strong, palette().text,
                 "Cabinet Moreau");
    vertical_line(canvas(), box.right() - 1, box.y, box.h, palette().line);
    space(48);
    const std::array<NavigationEntry, 6> first = {
        {{.icon = Icon::dashboard, .label = "Tableau de bord"},
         {.icon = Icon::work, .label = "Journal de bord", .count = 38, .selected = true},
         {.icon = Icon::clients, .label = "Clients", .count = 404},
         {.icon = Icon::people, .label = "Personnes"},
         {.icon = Icon::services, .label = "Prestations"},
         {.icon = Icon::workflows, .label = "Flux de travaux"}}};
    for (const NavigationEntry& entry : first) {
        (void)navigation_entry(entry.label, entry);
        space(2);
    }
    navigation_title("COMMERCE");
    const std::array<NavigationEntry, 3> second = {{{.icon = Icon::quotes, .label = "Devis"},
                                                    {.icon = Icon::invoices, .label = "Factures", .count = 6},
                                                    {.icon = Icon::documents, .label = "Documents"}}};
    for (const NavigationEntry& entry : second) {
        (void)navigation_entry(entry.label, entry);
        space(2);
    }
}

void top_bar_ui(const Box& box, GalleryState& state) {
    const Area area("top", box,
                    {.padding_x = 20,
                     .padding_y = 8,
                     .scrolls = false,
                     .background = palette().surface,
                     .role = mirror::Role::banner,
                     .name = "Barre du haut"});
    horizontal_line(canvas(), box.x, box.bottom() - 1, box.w, palette().line);
    text_field("search", "Rechercher partout", state.search,
               {.field = {.placeholder = "Rechercher un client, une tâche, un montant…",
                          .label_hidden = true,
                          .width = std::min(420.0F, box.w - 180)},
                .kind = TextKind::search});
    beside_right(frame().narrow ? 106 : 290);
    if (!frame().narrow) {
        dot(Tone::warn, 36);
        beside(8);
        text("12 en attente · à jour à 14:02", {.style = TextStyle::small, .color = palette().soft, .line = 36});
        beside(8);
    }
    if (icon_button("gallery", Icon::grid, "Galerie")) state.page = "widgets";
    beside(4);
    (void)icon_button("bell", Icon::bell, "Notifications");
    beside(4);
    avatar("Léa Moreau", 28);
}

void list_ui(const Box& box, GalleryState& state) {
    const Area area("content", box,
                    {.padding_x = frame().narrow ? 16.0F : 20.0F,
                     .padding_y = 18,
                     .scrolls = false,
                     .role = mirror::Role::main,
                     .name = "Journal de bord"});
    const std::array<Option, 3> views = {{{.key = "grid", .label = "Grille", .icon = Icon::grid},
                                          {.key = "list", .label = "Liste", .icon = Icon::list},
                                          {.key = "calendar", .label = "Calendrier", .icon = Icon::calendar}}};
    heading(1, "Journal de bord");
    const float project = button_width("Projet", Icon::plus);
    const float request = button_width("Demande", Icon::plus);
    if (frame().narrow) {
        beside_right(project);
    } else {
        beside_right(segmented_width(views) + 8 + request + 8 + project);
        (void)segmented("views", "Affichage", state.view, views);
        beside();
        (void)button("request", "Demande", {.icon = Icon::plus});
        beside();
    }
    if (button("project", "Projet", {.kind = ButtonKind::primary, .icon = Icon::plus})) {
        show_toast(state.toasts, {.key = "due", .words = "Échéance déplacée au 24/11", .action = "Annuler"});
    }
    space(14);
    (void)chip("team", "Équipe", "Léa Moreau", {.removable = true});
    beside(8);
    (void)chip("due", "Échéance", "30 jours", {.removable = true});
    if (!frame().narrow) {
        beside(8);
        (void)chip("type", "Type", "tous");
        beside(8);
        (void)chip("filter", "", "+ Filtre");
        constexpr std::string_view total = "38 éléments · 64 h 30";
        beside_right(text_width(TextStyle::body, total));
        text(total, {.color = palette().faint, .line = size::chip});
    }
    space(12);
    static const std::vector<Column> columns = {
        {.key = "work", .label = "Travail", .weight = 2, .hideable = false, .narrow = NarrowPlace::first},
        {.key = "client", .label = "Client", .weight = 1, .narrow = NarrowPlace::second},
        {.key = "due", .label = "Échéance", .width = 112, .narrow = NarrowPlace::first_right},
        {.key = "state", .label = "État", .width = 144, .narrow = NarrowPlace::second_right},
        {.key = "who", .label = "Qui", .width = 56, .align = Align::right},
    };
    static const std::vector<TableGroup> groups = {
        {0, "En retard", 2}, {2, "Cette semaine", 5}, {7, "Semaine prochaine", 11}};
    const TableView view = {.rows = rows.size(),
                            .key = [](std::size_t row) { return std::string(rows[row].title); },
                            .name = [](std::size_t row) { return std::string(rows[row].title); },
                            .draw =
                                [](std::size_t row, Cells& cells) {
                                    const SampleRow& sample = rows[row];
                                    cells.text("work", sample.title);
                                    cells.badge("work", sample.label, sample.label_tone);
                                    cells.text("client", sample.client, {.soft = true});
                                    cells.text("due", sample.due, {.tone = sample.late ? Tone::bad : Tone::neutral});
                                    cells.badge("state", sample.state, sample.state_tone);
                                    cells.avatar("who", sample.who);
                                },
                            .groups = groups};
    if (state.work.current.empty()) state.work.current = rows[2].title;
    const TableResult result = table("work", "Journal de bord", columns, view, state.work, {.selectable = true});
    if (!result.opened.empty()) state.panel = true;
}

void panel_ui(const Box& box, GalleryState& state) {
    SidePanel panel("panel", "TVA 10/2026 · déclaration CA3", box);
    badge("Attend le client", Tone::warn);
    beside(8);
    text("Garage Bœuf · Prestation « TVA mensuelle »",
         {.style = TextStyle::small, .color = palette().soft, .width = available_width() - 120, .line = size::badge});
    space(14);
    {
        Columns pair({1, 1});
        if (!state.due) state.due = Date::from_ymd(2026, 11, 24);
        date_field("due", "Échéance", state.due);
        pair.next();
        const std::array<Option, 2> people = {{{.key = "lea", .label = "Léa Moreau", .person = true},
                                               {.key = "hugo", .label = "Hugo Delmas", .person = true}}};
        (void)choice("who", "Responsable", state.person, people);
    }
    space(12);
    std::string repeat = "Tous les mois, le 24, jour ouvré suivant";
    text_field("repeat", "Répéter", repeat,
               {.field = {.hint = "Prochaines : 24/12 · 25/01 (dim. 24 → lun. 25) · 24/02", .icon = Icon::repeat}});
    space(14);
    {
        const Card card("blocked");
        section("Bloqué par", "1");
        space(4);
        (void)checkbox("purchases", "Factures d’achat d’octobre", state.done);
        (void)checkbox("bank", "Relevé de banque d’octobre", state.todo);
    }
    space(14);
    text("Liste de contrôle", {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    (void)checkbox("sales", "Ventes rapprochées", state.done, {.done_look = true});
    (void)checkbox("vat", "TVA déductible contrôlée", state.todo);
    space(12);
    long_text("note", "Note", state.note, 2);
    panel.foot(92);
    (void)button("copy", "Dupliquer");
    beside();
    (void)button("history", "Historique");
    beside_right(button_width("Terminer"));
    (void)button("finish", "Terminer", {.kind = ButtonKind::primary});
    space(10);
    text("Enregistré sur cet appareil à 14:05 · en attente d’envoi",
         {.style = TextStyle::small, .color = palette().faint});
    if (panel.closed()) state.panel = false;
}

}  // namespace

void gallery_desk_ui(GalleryState& state) {
    const PageBoxes boxes = page_boxes();
    const Box panel = side_panel_box(boxes.content);
    Box content = boxes.content;
    const bool narrow = frame().narrow;
    if (state.panel && !narrow) content.w -= panel.w;
    if (!narrow) navigation_ui(boxes.navigation);
    top_bar_ui(boxes.top_bar, state);
    if (state.panel && narrow) {
        panel_ui(panel, state);
    } else {
        list_ui(content, state);
        if (state.panel) panel_ui(panel, state);
    }
    if (narrow) {
        const Area bar(
            "bottom", boxes.bottom_bar,
            {.scrolls = false, .background = palette().surface, .role = mirror::Role::navigation, .name = "Modules"});
        horizontal_line(canvas(), boxes.bottom_bar.x, boxes.bottom_bar.y, boxes.bottom_bar.w, palette().line);
        const float width = boxes.bottom_bar.w / 5;
        const std::array<NavigationEntry, 5> entries = {{{.icon = Icon::work, .label = "Journal", .selected = true},
                                                         {.icon = Icon::clients, .label = "Clients"},
                                                         {.icon = Icon::plus, .label = "Créer"},
                                                         {.icon = Icon::bell, .label = "Avis", .attention = true},
                                                         {.icon = Icon::menu, .label = "Plus"}}};
        for (const NavigationEntry& entry : entries) {
            if (bottom_entry(entry.label, entry, width)) state.page = entry.icon == Icon::menu ? "widgets" : state.page;
            beside(0);
        }
    }
    (void)toasts_ui(state.toasts);
}

}  // namespace pupitre::ui
