// The project's fields, the services, and how much will come of it.
#include "web-ui/screens/services/assign_many.h"

#include <imgui.h>

#include "core/catalogue/service_item.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/services/service_words.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float column_max = 720;

/// What each of the projects will be.
Project project_of(const AssignManyState& state) {
    Project project;
    project.title = state.title;
    project.starts_on = state.starts_on;
    project.due_on = state.due_on;
    if (const Result<Id128> id = parse_id(state.responsible)) project.responsible = {*id};
    return project;
}

bool is_complete(const AssignManyState& state) {
    return !state.title.empty() && state.starts_on && state.due_on && !state.responsible.empty();
}

void date_ui(const Desk& desk, std::string_view field, std::optional<Date>& date, bool tried) {
    const bool missing = tried && !date;
    DateOptions options;
    options.field.required = true;
    if (missing) options.field.error = desk.texts.label("refusal.field_required");
    options.parse = [&desk](std::string_view typed) { return typed_date(desk, typed); };
    options.format = [language = desk.texts.language()](Date shown) { return format_date(shown, language); };
    options.unreadable = desk.texts.label("form.not_a_date");
    date_field(field, desk.texts.label("project." + std::string(field)), date, options);
}

void project_ui(const Desk& desk, AssignManyState& state) {
    const Texts& texts = desk.texts;
    const bool tried = state.form.tried;
    const Card card("project", 16);
    TextFieldOptions title;
    title.field.required = true;
    if (tried && state.title.empty()) title.field.error = texts.label("refusal.field_required");
    text_field("title", texts.label("services.project_title"), state.title, title);
    space(12);
    {
        Columns dates({1, 1});
        date_ui(desk, "starts_on", state.starts_on, tried);
        dates.next();
        date_ui(desk, "due_on", state.due_on, tried);
    }
    space(12);
    const TeamMember* who = desk.db.find(project_of(state).responsible);
    const std::string name = who != nullptr ? who->full_name() : std::string{};
    PickerOptions options;
    options.person = true;
    options.chosen = name;
    options.field.required = true;
    if (tried && state.responsible.empty()) options.field.error = texts.label("refusal.field_required");
    static_cast<void>(picker(
        "responsible", texts.label("project.responsible"), state.responsible,
        [&](std::string_view typed) { return state.form.lookups.find(desk.db, TeamMember::table, typed, {}); },
        options));
}

std::string numbers_words(const Desk& desk, const AssignManyState& state) {
    const Texts& texts = desk.texts;
    std::vector<AssignedService> services;
    services.reserve(state.form.chosen.size());
    for (const ChosenService& chosen : state.form.chosen) services.push_back({chosen.service, {}, {}, {}, {}});
    const auto clients = static_cast<std::int64_t>(state.clients.size());
    const auto items = static_cast<std::int64_t>(tasks_of(desk.db, services)) * clients;
    return in_one_line({texts.count("clients.count", clients),
                        texts.count("services.count", static_cast<std::int64_t>(services.size())),
                        texts.count("services.items_made", items)});
}

std::optional<AssignToClients> command_of(const Desk& desk, AssignManyState& state) {
    const Project project = project_of(state);
    auto services = read_assign_form(desk, project, state.form);
    if (!services || !is_complete(state)) return std::nullopt;
    AssignToClients command;
    for (const ClientId client : state.clients) command.clients.push_back({client, {}});
    command.title = state.title;
    command.starts_on = *state.starts_on;
    command.due_on = *state.due_on;
    command.responsible = project.responsible;
    command.services = *std::move(services);
    return command;
}

void actions_ui(const Desk& desk, AssignManyState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const auto count = static_cast<std::int64_t>(state.clients.size());
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.enabled = !state.form.chosen.empty();
    primary.why_disabled = texts.label("services.nothing_chosen");
    if (button("save", texts.count("services.assign_to_clients", count), primary)) {
        if (const auto command = command_of(desk, state)) {
            out.push_back(Do{{{std::string(AssignToClients::name), command->to_json()}},
                             texts.count("services.assigned_to_clients", count)});
            state = {};
            return;
        }
    }
    beside(8);
    if (button("cancel", texts.label("panel.cancel"), {.kind = ButtonKind::quiet})) state = {};
}

}  // namespace

void begin_assign_many(const Desk& desk, std::vector<ClientId> clients, AssignManyState& state) {
    state = {};
    state.clients = std::move(clients);
    const std::int32_t year = desk.by.today.ymd().year;
    state.title = desk.texts.format("services.year", {std::to_string(year)});
    state.starts_on = desk.by.today;
    state.due_on = Date::from_ymd(year + 1, 1, 1);
    state.responsible = desk.by.actor.is_nil() ? std::string{} : to_text(desk.by.actor.value);
}

void assign_many_ui(const Desk& desk, AssignManyState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
    const Area area("assign_many", {at.x, at.y, available_width(), std::max(1.0F, bottom - at.y)},
                    {.scrolls = true, .content_max = column_max});
    if (icon_button("back", Icon::arrow_left, texts.label("shell.back"), {.kind = ButtonKind::quiet})) {
        state = {};
        return;
    }
    beside(8);
    heading(1, texts.count("services.assign_many_title", static_cast<std::int64_t>(state.clients.size())));
    space(4);
    paragraph(texts.label("services.assign_many_words"), {.color = palette().soft});
    space(12);
    project_ui(desk, state);
    space(16);
    assign_form_ui(desk, project_of(state), false, state.form, out);
    space(16);
    text(numbers_words(desk, state), {.style = TextStyle::body_medium, .width = available_width()});
    space(12);
    actions_ui(desk, state, out);
    space(32);
}

}  // namespace pupitre::ui
