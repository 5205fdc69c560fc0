// Cards of projects; a project's services are rows in it.
#include "web-ui/screens/services/client_services.h"

#include <algorithm>
#include <tuple>

#include <imgui.h>

#include "core/firm/firm.h"
#include "core/text/format.h"
#include "core/work/work_dependency.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/services/service_words.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

/// Open ones, the latest start first.
std::vector<const Project*> projects_of(const Database& db, ClientId client) {
    std::vector<const Project*> projects;
    db.for_each_with<&Project::client>(client, [&](const Project& project) {
        const bool has_services = !db.ids_with<&Assignment::project>(project.id).empty();
        if (has_services || is_open(project.status)) projects.push_back(&project);
    });
    std::stable_sort(projects.begin(), projects.end(), [&](const Project* a, const Project* b) {
        const auto key = [&](const Project* one) {
            return std::tuple(!is_open(one->status), db.ids_with<&Assignment::project>(one->id).empty());
        };
        return key(a) != key(b) ? key(a) < key(b) : a->starts_on > b->starts_on;
    });
    return projects;
}

bool is_ready(const Project& project) { return project.starts_on && project.due_on && !project.responsible.is_nil(); }

std::string progress_words(const Database& db, AssignmentId assignment, const Texts& texts) {
    const WithdrawalNumbers numbers = withdrawal_numbers(db, assignment);
    const std::int64_t all = numbers.cancelled + numbers.kept;
    if (all == 0) return {};
    return texts.format("services.done_of", {std::to_string(numbers.kept), std::to_string(all)});
}

void assignment_ui(const Desk& desk, const Assignment& assignment, bool last, ClientServicesState& state,
                   Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope(assignment.id);
    const TeamMember* who = desk.db.find(assignment.responsible);
    ListRow row;
    row.title = assignment.title;
    row.icon = Icon::services;
    row.detail =
        in_one_line({span_words(assignment.starts_on, assignment.ends_on, texts),
                     who != nullptr ? who->full_name() : std::string{}, progress_words(desk.db, assignment.id, texts)});
    row.right = assignment.internal || assignment.price ? price_words(assignment.price, assignment.internal, texts)
                                                        : std::string{};
    row.faded = assignment.withdrawn_on.has_value();
    if (assignment.withdrawn_on) row.labels.emplace_back(std::string(texts.label("services.withdrawn")), Tone::neutral);
    if (desk.by.may(Right::edit) && !assignment.withdrawn_on) {
        row.actions.push_back({.key = "withdraw",
                               .label = std::string(texts.label("services.withdraw")),
                               .icon = Icon::undo,
                               .danger = true});
    }
    const ListRowResult result = list_row_ui(row, texts.label("list.actions"), last);
    if (result.opened) open_record(desk, Project::table, assignment.project.value, {}, out);
    if (result.action == "withdraw") state.withdrawing = assignment.id.value;
}

void project_ui(const Desk& desk, const Project& project, ClientServicesState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope(project.id);
    const Group group("project", mirror::Role::group, project.title);
    const std::string_view assign = texts.label("services.assign");
    const bool narrow = frame().narrow;
    const float button_room = narrow ? 0 : button_width(assign, Icon::plus) + 12;
    const TeamMember* who = desk.db.find(project.responsible);
    text(project.title, {.style = TextStyle::body_strong,
                         .width = available_width() - button_room,
                         .line = narrow ? 0.0F : size::button,
                         .level = 3});
    ButtonOptions look;
    look.icon = Icon::plus;
    look.enabled = desk.by.may(Right::edit) && is_ready(project);
    look.why_disabled = texts.label(desk.by.may(Right::edit) ? "services.project_incomplete" : "refusal.not_permitted");
    if (!narrow) {
        beside_right(button_width(assign, Icon::plus));
    } else {
        space(6);
    }
    if (button("assign", assign, look)) {
        state.project = project.id.value;
        state.form = {};
    }
    const std::string detail = in_one_line(
        {span_words(project.starts_on, project.due_on, texts), who != nullptr ? who->full_name() : std::string{}});
    if (!detail.empty()) {
        space(2);
        text(detail, {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
    }
    space(8);
    if (!is_ready(project)) {
        paragraph(texts.label("services.project_incomplete"), {.style = TextStyle::small, .color = palette().soft});
        space(4);
        if (link("complete", texts.label("services.complete_project")))
            open_record(desk, Project::table, project.id.value, {}, out);
        return;
    }
    const std::vector<const Assignment*> assignments = assignments_of(desk.db, project.id);
    if (assignments.empty()) {
        paragraph(texts.label("services.none_assigned"), {.style = TextStyle::small, .color = palette().soft});
        return;
    }
    const Card card("assignments", 0);
    for (std::size_t place = 0; place < assignments.size(); ++place)
        assignment_ui(desk, *assignments[place], place + 1 == assignments.size(), state, out);
}

void withdraw_ui(const Desk& desk, ClientServicesState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const AssignmentId id{state.withdrawing};
    const Assignment* assignment = desk.db.find(id);
    if (assignment == nullptr || assignment->withdrawn_on) {
        state.withdrawing = {};
        return;
    }
    Dialog question("withdraw", texts.format("services.withdraw_question", {assignment->title}));
    if (!question.shown()) return;
    const WithdrawalNumbers numbers = withdrawal_numbers(desk.db, id);
    paragraph(texts.count("services.withdraw_cancels", numbers.cancelled));
    space(4);
    if (numbers.requests > 0) {
        paragraph(texts.count("services.withdraw_requests", numbers.requests));
        space(4);
    }
    paragraph(texts.count("services.withdraw_keeps", numbers.kept), {.color = palette().soft});
    const std::string_view keep = texts.label("panel.cancel");
    const std::string_view withdraw = texts.label("services.withdraw");
    question.actions(button_width(keep) + 8 + button_width(withdraw));
    const float wide = question.action_width();
    const bool kept = button("keep", keep, {.width = wide});
    question.next_action();
    const bool taken = button("withdraw", withdraw, {.kind = ButtonKind::danger, .width = wide});
    if (taken) {
        out.push_back(Do{{{std::string(WithdrawAssignment::name), WithdrawAssignment{id}.to_json()}},
                         texts.format("services.withdrawn_title", {assignment->title})});
    }
    if (kept || taken || question.closed()) {
        state.withdrawing = {};
        ImGui::CloseCurrentPopup();
    }
}

void assigning_ui(const Desk& desk, const Project& project, ClientServicesState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope(project.id);
    const auto close = [&] {
        state.project = {};
        state.form = {};
    };
    heading(2, texts.format("services.assign_to", {project.title}));
    space(2);
    text(span_words(project.starts_on, project.due_on, texts), {.style = TextStyle::small, .color = palette().soft});
    space(12);
    assign_form_ui(desk, project, true, state.form, out);
    space(16);
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.enabled = !state.form.chosen.empty();
    primary.why_disabled = texts.label("services.nothing_chosen");
    const bool by_key = primary.enabled && mirror::tree().take_shortcut("Enter", true);
    if (button("save", texts.label("services.save"), primary) || by_key) {
        if (const auto services = read_assign_form(desk, project, state.form)) {
            const auto count = static_cast<std::int64_t>(services->size());
            out.push_back(Do{{{std::string(AssignServices::name), AssignServices{project.id, *services}.to_json()}},
                             texts.count("services.assigned", count)});
            return close();
        }
    }
    beside(8);
    if (button("cancel", texts.label("panel.cancel"), {.kind = ButtonKind::quiet})) close();
}

void nothing_ui(const Desk& desk, const Client& client, Intents& out) {
    EmptyStateOptions look;
    look.icon = Icon::services;
    look.action = desk.texts.label("services.new_project");
    if (empty_state("none", desk.texts.label("services.no_projects"), desk.texts.label("services.no_projects_why"),
                    look)
            .acted)
        open_record(desk, Project::table, {}, client.id, out);
}

}  // namespace

std::size_t running_services(const Database& db, ClientId client) {
    std::size_t running = 0;
    db.for_each_with<&Assignment::client>(client, [&](const Assignment& assignment) {
        if (!assignment.withdrawn_on) ++running;
    });
    return running;
}

void services_tab_ui(const Desk& desk, const Client& client, ClientServicesState& state, Intents& out) {
    const Project* project = desk.db.find(ProjectId{state.project});
    if (project != nullptr && project->client == client.id) return assigning_ui(desk, *project, state, out);
    const std::vector<const Project*> projects = projects_of(desk.db, client.id);
    if (projects.empty()) return nothing_ui(desk, client, out);
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    primary.enabled = desk.by.may(Right::edit);
    primary.why_disabled = desk.texts.label("refusal.not_permitted");
    if (button("new_project", desk.texts.label("services.new_project"), primary))
        open_record(desk, Project::table, {}, client.id, out);
    for (const Project* one : projects) {
        space(20);
        project_ui(desk, *one, state, out);
    }
    if (!state.withdrawing.is_nil()) withdraw_ui(desk, state, out);
}

}  // namespace pupitre::ui
