// Details, people and addresses of a client.
#include "web-ui/screens/client_tabs.h"

#include <algorithm>
#include <tuple>

#include <imgui.h>

#include "core/crm/phone.h"
#include "core/firm/firm.h"
#include "core/text/country_names.h"
#include "core/text/format.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float card_padding = 16;
constexpr float card_gap = 16;

template <class Entity>
std::vector<const Entity*> in_order(const Database& db, ClientId client) {
    std::vector<const Entity*> rows;
    db.for_each_with<&Entity::client>(client, [&](const Entity& row) { rows.push_back(&row); });
    // Rows come in id order, so equal positions keep the same order everywhere.
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Entity* a, const Entity* b) { return a->position < b->position; });
    return rows;
}

void add_delete(const Desk& desk, const EntityInfo& info, Id128 row, std::vector<Option>& actions) {
    const std::optional<std::string> reason = why_not_delete(desk, info, row);
    actions.push_back({.key = "delete",
                       .label = std::string(desk.texts.label("list.delete")),
                       .icon = Icon::trash,
                       .enabled = !reason,
                       .why_disabled = reason.value_or(""),
                       .danger = true,
                       .separated = true});
}

/// Two short lines about who to call and where they are, with a way to change them.
void short_card_ui(const Desk& desk, std::string_view id, std::string_view title_key,
                   const std::vector<std::string>& lines, const std::string& avatar_name, std::string_view table,
                   Id128 record, std::string_view add_key, ClientId client, Intents& out) {
    const Texts& texts = desk.texts;
    const Card card(id, card_padding);
    const std::string_view action = record.is_nil() ? texts.label(add_key) : texts.label("list.edit");
    text(texts.label(title_key), {.style = TextStyle::body_strong});
    if (desk.by.may(Right::edit)) {
        beside_right(text_width(TextStyle::body_medium, action) + 2);
        if (link("edit", action)) open_record(desk, table, record, client, out);
    }
    space(8);
    if (lines.empty()) {
        text(texts.label("client_sheet.none_yet"), {.color = palette().soft});
        return;
    }
    const float indent = avatar_name.empty() ? 0 : 42;
    if (!avatar_name.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_avatar(canvas(), {at.x, at.y + 3, 30, 30}, avatar_name);
    }
    for (std::size_t place = 0; place < lines.size(); ++place) {
        if (indent > 0) ImGui::Indent(indent);
        TextOptions look;
        look.style = place == 0 ? TextStyle::body_medium : TextStyle::small;
        if (place > 0) look.color = palette().soft;
        look.width = available_width() - indent;
        text(lines[place], look);
        if (indent > 0) ImGui::Unindent(indent);
    }
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string words;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!words.empty()) words += " · ";
        words += part;
    }
    return words;
}

void main_person_card_ui(const Desk& desk, const Client& client, Intents& out) {
    const Person* person = desk.db.find(client.main_person);
    std::vector<std::string> lines;
    if (person != nullptr) {
        lines.push_back(person->full_name());
        const std::string phones = joined({person->phone.empty() ? "" : format_phone(person->phone),
                                           person->mobile.empty() ? "" : format_phone(person->mobile)});
        for (const std::string& line : {person->job_title, person->email, phones}) {
            if (!line.empty()) lines.push_back(line);
        }
    }
    short_card_ui(desk, "main_person", "client.main_person", lines, person != nullptr ? person->full_name() : "",
                  Person::table, person != nullptr ? person->id.value : Id128{}, "client_sheet.add_person", client.id,
                  out);
}

void main_address_card_ui(const Desk& desk, const Client& client, Intents& out) {
    const Address* address = main_address(desk.db, client.id);
    std::vector<std::string> lines;
    if (address != nullptr) {
        for (const std::string& line : {street_line(*address), address->complement, city_line(*address, desk)}) {
            if (!line.empty()) lines.push_back(line);
        }
    }
    short_card_ui(desk, "main_address", "client_sheet.main_address", lines, "", Address::table,
                  address != nullptr ? address->id.value : Id128{}, "client_sheet.add_address", client.id, out);
}

}  // namespace

std::vector<const Person*> people_of(const Database& db, ClientId client) { return in_order<Person>(db, client); }
std::vector<const Address*> addresses_of(const Database& db, ClientId client) { return in_order<Address>(db, client); }

std::string street_line(const Address& address) {
    return address.number.empty() ? address.street : address.number + ' ' + address.street;
}

std::string city_line(const Address& address, const Desk& desk) {
    std::string line = address.postcode;
    const auto add = [&](const std::string& part) {
        if (part.empty()) return;
        if (!line.empty()) line += ' ';
        line += part;
    };
    add(address.city);
    add(address.subdivision);
    const Firm* firm = desk.db.find(the_firm);
    if (firm == nullptr || address.country != firm->country) {
        add(std::string(country_name(address.country, desk.texts.language())));
    }
    return line;
}

void general_tab_ui(const Desk& desk, const Client& client, ClientSheetState& state, Intents& out) {
    const EntityInfo& info = entity_info<Client>();
    Form form;
    form.info = &info;
    form.row = &client;
    form.may_edit = desk.by.may(Right::edit);
    form.context = {client.id.value, client.id.value};
    take_refusal(form, state.form, desk);
    const std::vector<FormSection> sections = form_layout(info, FormPurpose::edit);
    std::vector<FieldEdit> edits;
    const auto section_card = [&](std::size_t place) {
        if (place >= sections.size()) return;
        const Card card(sections[place].title_key, card_padding);
        const auto more = form_ui(form, std::span(sections).subspan(place, 1), state.form, state.lookups, desk);
        edits.insert(edits.end(), more.begin(), more.end());
    };
    Columns halves({1, 1}, card_gap);
    section_card(0);
    space(card_gap);
    section_card(1);
    halves.next();
    main_person_card_ui(desk, client, out);
    space(card_gap);
    main_address_card_ui(desk, client, out);
    for (std::size_t place = 2; place < sections.size(); ++place) {
        space(card_gap);
        section_card(place);
    }
    if (!desk.saved_words.empty()) {
        space(12);
        text(desk.saved_words, {.style = TextStyle::tiny, .color = palette().soft, .width = available_width()});
    }
    if (!edits.empty()) out.push_back(change_record(desk, info, &client, edits));
}

void people_tab_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const Person*> people = people_of(desk.db, client.id);
    const bool may_edit = desk.by.may(Right::edit);
    if (people.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::people;
        look.action = texts.label("client_sheet.add_person");
        if (empty_state("none", texts.label("client_sheet.no_people"), texts.label("client_sheet.no_people_why"), look)
                .acted) {
            open_record(desk, Person::table, {}, client.id, out);
        }
        return;
    }
    {
        const Card card("people", 0);
        for (std::size_t place = 0; place < people.size(); ++place) {
            const Person& person = *people[place];
            const IdScope scope(person.id);
            ListRow row;
            row.title = person.full_name();
            row.avatar = row.title;
            row.faded = person.inactive;
            row.detail = joined({person.job_title, person.email, person.phone.empty() ? "" : format_phone(person.phone),
                                 person.mobile.empty() ? "" : format_phone(person.mobile)});
            const bool main = client.main_person == person.id;
            if (main) {
                row.mark = Icon::star;
                row.labels.emplace_back(std::string(texts.label("client_sheet.main")), Tone::accent);
            }
            if (person.inactive) row.labels.emplace_back(std::string(texts.label("person.inactive")), Tone::neutral);
            if (may_edit) {
                row.actions.push_back(
                    {.key = "edit", .label = std::string(texts.label("list.edit")), .icon = Icon::pencil});
                if (!main) {
                    row.actions.push_back({.key = "main",
                                           .label = std::string(texts.label("client_sheet.make_main")),
                                           .icon = Icon::star,
                                           .enabled = !person.inactive,
                                           .why_disabled = std::string(texts.label("client_sheet.inactive_not_main"))});
                }
                add_moves(place, people.size(), texts, row.actions);
                add_delete(desk, entity_info<Person>(), person.id.value, row.actions);
            }
            const ListRowResult result = list_row_ui(row, texts.label("list.actions"), place + 1 == people.size());
            if (result.opened || result.action == "edit")
                open_record(desk, Person::table, person.id.value, client.id, out);
            if (result.action == "main") out.push_back(make_main(desk, person));
            if (result.action == "delete") out.push_back(delete_record(desk, entity_info<Person>(), person.id.value));
            if (auto moved = move_record(desk, entity_info<Person>(), ids_of<Person>(people), place, result.action))
                out.push_back(*std::move(moved));
        }
    }
    if (!may_edit) return;
    space(12);
    if (button("add_person", texts.label("client_sheet.add_person"), {.icon = Icon::plus})) {
        open_record(desk, Person::table, {}, client.id, out);
    }
}

void addresses_tab_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const EntityInfo& info = entity_info<Address>();
    const std::vector<const Address*> addresses = addresses_of(desk.db, client.id);
    const bool may_edit = desk.by.may(Right::edit);
    if (addresses.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::map_pin;
        look.action = texts.label("client_sheet.add_address");
        if (empty_state("none", texts.label("client_sheet.no_addresses"), texts.label("client_sheet.no_addresses_why"),
                        look)
                .acted) {
            open_record(desk, Address::table, {}, client.id, out);
        }
        return;
    }
    {
        const Card card("addresses", 0);
        for (std::size_t place = 0; place < addresses.size(); ++place) {
            const Address& address = *addresses[place];
            const IdScope scope(address.id);
            ListRow row;
            row.title = street_line(address).empty() ? city_line(address, desk) : street_line(address);
            row.detail = street_line(address).empty() ? address.complement
                                                      : joined({address.complement, city_line(address, desk)});
            row.icon = Icon::map_pin;
            const Field& kind = *info.find_field("kind");
            row.labels.emplace_back(value_words(desk.db, info, kind, kind.get(&address), texts),
                                    address.kind == AddressKind::main ? Tone::accent : Tone::neutral);
            if (may_edit) {
                row.actions.push_back(
                    {.key = "edit", .label = std::string(texts.label("list.edit")), .icon = Icon::pencil});
                add_moves(place, addresses.size(), texts, row.actions);
                add_delete(desk, info, address.id.value, row.actions);
            }
            const ListRowResult result = list_row_ui(row, texts.label("list.actions"), place + 1 == addresses.size());
            if (result.opened || result.action == "edit")
                open_record(desk, Address::table, address.id.value, client.id, out);
            if (result.action == "delete") out.push_back(delete_record(desk, info, address.id.value));
            if (auto moved = move_record(desk, info, ids_of<Address>(addresses), place, result.action))
                out.push_back(*std::move(moved));
        }
    }
    if (!may_edit) return;
    space(12);
    if (button("add_address", texts.label("client_sheet.add_address"), {.icon = Icon::plus})) {
        open_record(desk, Address::table, {}, client.id, out);
    }
}

}  // namespace pupitre::ui
