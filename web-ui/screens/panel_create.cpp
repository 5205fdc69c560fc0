// Making a new record: everything stays as typed until one button makes it. A client is made together with its first
// address and person, a task with its checklist.
#include <imgui.h>

#include "core/books/bank_transaction.h"
#include "core/catalogue/service_bundle.h"
#include "core/crm/address.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/firm/firm.h"
#include "core/work/project_copy.h"
#include "core/work/task.h"
#include "web-ui/screens/client_warnings.h"
#include "web-ui/screens/panel_parts.h"
#include "web-ui/screens/project_tasks.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

std::string draft_key(const PanelPlace& place) { return place.table + "/" + to_text(place.client); }

template <class Entity>
AnyRow row_of(const Entity& entity) {
    return {entity_info<Entity>(), &entity};
}

/// What a new record holds before anything is typed.
AnyRow defaults(const Desk& desk, const EntityInfo& info, Id128 id, Id128 client) {
    if (info.table == Task::table) {
        Task task;
        task.id.value = id;
        task.client.value = client;
        task.assignee = desk.by.actor;
        return row_of(task);
    }
    if (info.table == Project::table) {
        Project project;
        project.id.value = id;
        project.client.value = client;
        project.responsible = desk.by.actor;
        return row_of(project);
    }
    if (info.table == Client::table) {
        Client made;
        made.id.value = id;
        const Table& groups = desk.db.table<ClientGroup>();
        if (groups.size() > 0) made.group.value = id_of(groups.at(0));
        const Firm* firm = desk.db.find(the_firm);
        made.prospect = firm != nullptr && firm->new_clients_are_prospects;
        return row_of(made);
    }
    if (info.table == Address::table) {
        Address address;
        address.id.value = id;
        address.client.value = client;
        const Firm* firm = desk.db.find(the_firm);
        if (firm != nullptr) address.country = firm->country;
        if (!desk.db.ids_with<&Address::client>(address.client).empty()) address.kind = AddressKind::site;
        return row_of(address);
    }
    if (info.table == BankAccount::table) {
        BankAccount account;
        account.id.value = id;
        account.client.value = client;
        const Firm* firm = desk.db.find(the_firm);
        if (firm != nullptr) account.currency = firm->currency;
        return row_of(account);
    }
    if (info.table == BankTransaction::table) {
        BankTransaction transaction;
        transaction.id.value = id;
        transaction.client.value = client;
        transaction.booked_on = desk.by.today;
        const auto accounts = desk.db.ids_with<&BankAccount::client>(transaction.client);
        if (accounts.size() == 1) transaction.account.value = *accounts.begin();
        return row_of(transaction);
    }
    if (info.table == ServiceItem::table) {
        ServiceItem item;
        item.id.value = id;
        item.service.value = desk.route.record;  // Made from the page of its service.
        return row_of(item);
    }
    AnyRow row(info);
    info.fields[0].set(row.data(), Value{id});
    if (const Field* owner = info.find_field("client"))
        owner->set(row.data(), client.is_nil() ? Value{} : Value{client});
    return row;
}

bool has_draft(const PanelState& state) {
    return has_input(state.form) || has_input(state.address) || has_input(state.person) || !state.lines.empty() ||
           !state.like.is_nil();
}

void keep_draft(PanelState& state) {
    const std::string key = draft_key(state.place);
    if (!has_draft(state)) {
        state.drafts.erase(key);
    } else {
        Json draft{{"form", inputs_to_json(state.form)}};
        if (has_input(state.address)) draft["address"] = inputs_to_json(state.address);
        if (has_input(state.person)) draft["person"] = inputs_to_json(state.person);
        if (!state.lines.empty()) draft["lines"] = state.lines;
        if (!state.like.is_nil()) draft["like"] = to_text(state.like);
        state.drafts[key] = std::move(draft);
    }
    state.drafts_changed = true;
}

void drop_draft(PanelState& state) {
    if (state.drafts.erase(draft_key(state.place)) > 0) state.drafts_changed = true;
    state.form.clear();
    state.address.clear();
    state.person.clear();
    state.lines.clear();
    state.like = {};
    state.taken_up = false;
}

Act create_act(const AnyRow& row) {
    return {std::string(row.info().table) + ".create", create_args(row.info(), row.data())};
}

/// The first address and person of a new client, if anything was typed for them. False if something is wrong with them.
bool add_parts(const Desk& desk, PanelState& state, const Client& client, std::vector<Act>& acts) {
    bool fine = true;
    const auto add = [&](const EntityInfo& info, FormState& typed) -> std::optional<AnyRow> {
        if (!has_input(typed)) return std::nullopt;
        const AnyRow start = defaults(desk, info, desk.new_id(), client.id.value);
        Form form;
        form.info = &info;
        form.row = start.data();
        form.purpose = FormPurpose::create;
        form.made_together = info.find_field("client");
        auto row = read_form(form, typed, desk);
        fine = fine && row.has_value();
        if (row) acts.push_back(create_act(*row));
        return row;
    };
    add(entity_info<Address>(), state.address);
    const auto person = add(entity_info<Person>(), state.person);
    if (person) acts.push_back(main_person_act(client, PersonId{person->id()}));
    return fine;
}

void add_checklist(const Desk& desk, const PanelState& state, const Task& task, std::vector<Act>& acts) {
    for (const std::string& line : state.lines) {
        ChecklistItem item;
        item.id.value = desk.new_id();
        item.client = task.client;
        item.task = task.id;
        item.text = line;
        acts.push_back(create_act(row_of(item)));
    }
}

/// The tasks of the project that it is made like, with all that belongs to them.
void add_copies(const Desk& desk, const PanelState& state, const Project& made, std::vector<Act>& acts) {
    const Project* like = desk.db.find(ProjectId{state.like});
    if (like == nullptr) return;
    const ProjectCopy copy = copy_parts(desk.db, *like, made, [&](Id128) { return desk.new_id(); });
    for (const Task& task : copy.tasks) acts.push_back(create_act(row_of(task)));
    for (const ChecklistItem& line : copy.checklist) acts.push_back(create_act(row_of(line)));
    for (const WorkDependency& dependency : copy.dependencies) acts.push_back(create_act(row_of(dependency)));
}

/// How many tasks will come along.
void copies_ui(const Desk& desk, const PanelState& state) {
    const Project* like = desk.db.find(ProjectId{state.like});
    if (like == nullptr) return;
    std::int64_t count = 0;
    desk.db.for_each_with<&Task::project>(like->id, [&](const Task& task) {
        count += task.status != WorkStatus::cancelled && count < std::int64_t{copied_tasks_max} ? 1 : 0;
    });
    space(16);
    paragraph(desk.texts.count("panel.copied_tasks", count), {.color = palette().soft});
}

void create(const Desk& desk, const Form& form, PanelState& state, Intents& out) {
    const std::optional<AnyRow> row = read_form(form, state.form, desk);
    if (!row) return;
    Do made;
    made.acts.push_back(create_act(*row));
    if (form.info->table == Client::table && !add_parts(desk, state, row->as<Client>(), made.acts)) return;
    if (form.info->table == Task::table) {
        Task task = row->as<Task>();
        const Project* project = desk.db.find(task.project);
        if (project != nullptr) task.client = project->client;
        add_checklist(desk, state, task, made.acts);
    }
    if (form.info->table == Project::table) {
        const auto& project = row->as<Project>();
        add_copies(desk, state, project, made.acts);
        for (const std::string& title : state.lines)
            made.acts.push_back(create_act(row_of(task_of_project(project, desk.new_id(), title))));
    }
    if (form.info->table == Person::table) {
        // The first person is the main one, from the start.
        const Person& person = row->as<Person>();
        const Client* client = desk.db.find(person.client);
        if (client != nullptr && desk.db.find(client->main_person) == nullptr && !person.inactive) {
            made.acts.push_back(main_person_act(*client, person.id));
        }
    }
    if (form.info->table == ClientRequest::table) {
        const auto& request = row->as<ClientRequest>();
        RequestTracking tracking = tracking_of(request);
        tracking.responsible = desk.by.actor;
        made.acts.push_back(create_act(row_of(tracking)));
    }
    made.title = desk.texts.format("panel.created", {desk.texts.label(form.info->table)});
    out.push_back(std::move(made));
    state.asked = true;
}

/// Where to go when the record is there: a new client's sheet, a new service's page, otherwise mostly the panel closes.
Route after_creation(const Desk& desk, const PanelState& state) {
    if (state.place.table == ClientRequest::table) {
        Route route = desk.route;
        route.panel.record = state.new_id;
        return route;
    }
    if (state.place.table == Client::table) {
        return {.screen = Screen::client, .record = state.new_id, .tab = {}, .panel = {}};
    }
    if (state.place.table == Service::table) {
        return {.screen = Screen::settings, .record = state.new_id, .tab = "service", .panel = {}};
    }
    Route route = without_panel(desk.route);
    // There is more to say of them: what they wait for, which services they hold, whether they repeat.
    if (state.place.table == ServiceItem::table || state.place.table == ServiceBundle::table ||
        state.place.table == Project::table)
        route.panel = {.table = state.place.table, .record = state.new_id, .client = {}};
    return route;
}

void part_ui(const Desk& desk, const EntityInfo& info, std::string_view title_key, FormState& typed,
             PanelState& state) {
    const IdScope scope(info.table);
    space(24);
    section(desk.texts.label(title_key));
    space(10);
    const AnyRow start = defaults(desk, info, Id128{0, 1}, {});
    Form form;
    form.info = &info;
    form.row = start.data();
    form.purpose = FormPurpose::create;
    std::vector<FormSection> sections = form_layout(info, FormPurpose::create);
    // The first address is the main one; there is nothing to choose yet.
    std::erase_if(sections.front().lines, [](const FormLine& line) { return line.left->key == "kind"; });
    form_ui(form, sections, typed, state.lookups, desk);
}

/// Everything above the foot. Its identities end before the foot begins, which is a window of its own.
void body_ui(const Desk& desk, const Form& form, PanelState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const EntityInfo& info = *form.info;
    const IdScope scope(state.new_id);
    if (const Client* client = desk.db.find(ClientId{state.place.client})) {
        const Field* owner = info.find_field("client");
        if (owner != nullptr && owner->edit == Edit::hidden) {
            text(client->name, {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
            space(12);
        }
        client_warnings_ui(desk, client->id, out);
    }
    if (state.taken_up) {
        text(texts.label("panel.taken_up"), {.style = TextStyle::small, .color = palette().soft, .line = 20});
        beside(8);
        if (link("drop", texts.label("panel.drop_draft"))) {
            drop_draft(state);
            state.drafts_changed = true;
        }
        space(12);
    }
    take_refusal(form, state.form, desk);
    form_errors_ui(form, state.form, texts);
    form_ui(form, form_layout(info, FormPurpose::create), state.form, state.lookups, desk);
    bool lines_changed = false;
    if (info.table == Client::table) {
        part_ui(desk, entity_info<Address>(), "panel.first_address", state.address, state);
        part_ui(desk, entity_info<Person>(), "panel.first_person", state.person, state);
    } else if (info.table == Task::table) {
        space(20);
        lines_changed = lines_draft_ui(desk, state.lines, state.checklist);
    } else if (info.table == Project::table) {
        copies_ui(desk, state);
        space(20);
        lines_changed =
            lines_draft_ui(desk, state.lines, state.checklist, {"project_tasks.title", "project_tasks.add"});
    }
    if (state.form.changed || state.address.changed || state.person.changed || lines_changed) keep_draft(state);
    state.form.changed = state.address.changed = state.person.changed = false;
}

/// Asks before what was typed is thrown away. True if it is to be.
bool dropping_ui(const Texts& texts, PanelState& state) {
    if (!state.dropping) return false;
    Dialog dialog("drop", texts.label("panel.drop_title"));
    if (!dialog.shown()) return false;
    paragraph(texts.label("panel.drop_words"));
    const std::string_view stay = texts.label("panel.drop_stay");
    const std::string_view leave = texts.label("panel.drop_leave");
    dialog.actions(button_width(stay) + 8 + button_width(leave));
    const float wide = dialog.action_width();
    const bool stayed = button("stay", stay, {.width = wide}) || dialog.closed();
    dialog.next_action();
    const bool left = button("leave", leave, {.kind = ButtonKind::danger, .width = wide});
    if (stayed || left) {
        state.dropping = false;
        ImGui::CloseCurrentPopup();
    }
    return left;
}

}  // namespace

void begin_draft(const Desk& desk, PanelState& state) {
    state.new_id = desk.new_id();
    const EntityInfo& info = desk.schema().entity(desk.schema().index_of(state.place.table));
    // The first field waits for the typing; with a finger that would only push a keyboard over the form.
    if (!frame().touch) state.form.focus = form_layout(info, FormPurpose::create).front().lines.front().left->key;
    const auto draft = state.drafts.find(draft_key(state.place));
    if (draft == state.drafts.end()) return;
    const Json& kept = draft->second;
    restore_inputs(state.form, kept.value("form", Json::object()));
    restore_inputs(state.address, kept.value("address", Json::object()));
    restore_inputs(state.person, kept.value("person", Json::object()));
    const auto like = kept.find("like");
    if (like != kept.end() && like->is_string()) {
        if (const Result<Id128> id = parse_id(like->get<std::string>())) state.like = *id;
    }
    const auto lines = kept.find("lines");
    if (lines != kept.end() && lines->is_array()) {
        for (const Json& line : *lines) {
            if (line.is_string()) state.lines.push_back(line.get<std::string>());
        }
    }
    state.taken_up = true;
}

void create_panel_ui(const Desk& desk, const Box& box, PanelState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const TableIndex table = desk.schema().index_of(state.place.table);
    const EntityInfo& info = desk.schema().entity(table);
    if (state.asked && desk.db.table(table).find(state.new_id) != nullptr) {
        out.push_back(Go{after_creation(desk, state)});
        drop_draft(state);
        state.asked = false;
        state.place = {};  // The next new record starts afresh.
        return;
    }
    const std::string name(info.table);
    SidePanel panel("side_panel", texts.label("panel.new." + name), box);
    if (panel.closed()) out.push_back(Go{without_panel(desk.route)});
    const AnyRow start = defaults(desk, info, state.new_id, state.place.client);
    Form form;
    form.info = &info;
    form.row = start.data();
    form.purpose = FormPurpose::create;
    form.may_edit = may_write(desk, info);
    form.context = {state.place.client, state.new_id};
    // Asked before the fields are drawn: a field takes Enter for itself.
    const bool by_key = form.may_edit && mirror::tree().take_shortcut("Enter", true);
    body_ui(desk, form, state, out);
    panel.foot();
    bool drop = dropping_ui(texts, state);
    if (button("cancel", texts.label("panel.cancel"), {.kind = ButtonKind::quiet})) {
        state.dropping = has_draft(state);
        drop = !state.dropping;
    }
    if (drop) {
        drop_draft(state);
        state.place = {};
        out.push_back(Go{without_panel(desk.route)});
        return;
    }
    const std::string_view words = texts.label("panel.create." + name);
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    look.enabled = form.may_edit;
    look.why_disabled = texts.label("refusal.not_permitted");
    beside_right(button_width(words));
    if (button("create", words, look) || by_key) create(desk, form, state, out);
}

}  // namespace pupitre::ui
