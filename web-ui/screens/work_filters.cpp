// One chip per question: whose, for whom, in which state, with what is finished; and how they are kept.
#include "web-ui/screens/work_filters.h"

#include <algorithm>

#include "core/firm/firm.h"
#include "web-ui/screens/filter_chip.h"
#include "web-ui/screens/table_memory.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float search_width = 220;
constexpr std::string_view all_key = "";
constexpr std::string_view nobody_key = "nobody";
constexpr std::string_view firm_key = "firm";

Id128 id_in(std::string_view key) {
    const Result<Id128> id = parse_id(key);
    return id.ok() ? *id : Id128{};
}

void who_ui(const Desk& desk, WorkState& state) {
    const Texts& texts = desk.texts;
    WorkFilter& filter = state.filter;
    const bool active = filter.unassigned || !filter.assignee.is_nil();
    const std::string name = filter.unassigned          ? std::string(texts.label("work_list.nobody"))
                             : filter.assignee.is_nil() ? std::string(texts.label("work_list.everybody"))
                                                        : row_name(desk.db, TeamMember::table, filter.assignee.value);
    const std::string chosen = filter.unassigned ? std::string(nobody_key)
                               : active          ? to_text(filter.assignee.value)
                                                 : std::string{};
    FilterChip chip{
        .id = "who", .label = texts.label("work_list.team"), .value = name, .chosen = chosen, .active = active};
    chip.find = [&](std::string_view typed) {
        std::vector<Option> options;
        options.push_back({.key = std::string(all_key), .label = std::string(texts.label("work_list.everybody"))});
        options.push_back({.key = to_text(desk.by.actor.value), .label = std::string(texts.label("work_list.me"))});
        options.push_back({.key = std::string(nobody_key), .label = std::string(texts.label("work_list.nobody"))});
        for (Option& member : state.lookups.find(desk.db, TeamMember::table, typed, {})) {
            if (member.key != to_text(desk.by.actor.value)) options.push_back(std::move(member));
        }
        return options;
    };
    if (const auto taken = filter_chip(chip)) {
        filter.unassigned = *taken == nobody_key;
        filter.assignee.value = filter.unassigned ? Id128{} : id_in(*taken);
        state.keep = true;
    }
}

void client_ui(const Desk& desk, WorkState& state) {
    const Texts& texts = desk.texts;
    WorkFilter& filter = state.filter;
    const bool active = filter.firm_only || !filter.client.is_nil();
    const std::string name = filter.firm_only         ? std::string(texts.label("work_list.own_work"))
                             : filter.client.is_nil() ? std::string(texts.label("work_list.all_clients"))
                                                      : row_name(desk.db, Client::table, filter.client.value);
    const std::string chosen = filter.firm_only ? std::string(firm_key)
                               : active         ? to_text(filter.client.value)
                                                : std::string{};
    FilterChip chip{.id = "client",
                    .label = texts.label("task.client"),
                    .value = name,
                    .chosen = chosen,
                    .active = active,
                    .searched = true};
    chip.find = [&](std::string_view typed) {
        std::vector<Option> options;
        if (typed.empty()) {
            options.push_back(
                {.key = std::string(all_key), .label = std::string(texts.label("work_list.all_clients"))});
            options.push_back({.key = std::string(firm_key), .label = std::string(texts.label("work_list.own_work"))});
        }
        for (Option& client : state.lookups.find(desk.db, Client::table, typed, {}))
            options.push_back(std::move(client));
        return options;
    };
    if (const auto taken = filter_chip(chip)) {
        filter.firm_only = *taken == firm_key;
        filter.client.value = filter.firm_only ? Id128{} : id_in(*taken);
        state.keep = true;
    }
}

void status_ui(const Desk& desk, WorkState& state) {
    const Texts& texts = desk.texts;
    const std::string prefix = state.kind == WorkKind::tasks ? "choice.task.status." : "choice.project.status.";
    const std::span<const std::string_view> names = enum_names<WorkStatus>;
    WorkFilter& filter = state.filter;
    const std::string chosen =
        filter.status ? std::string(names[static_cast<std::size_t>(*filter.status)]) : std::string{};
    const std::string_view shown = filter.status ? texts.label(prefix + chosen) : texts.label("work_list.any_status");
    FilterChip chip{.id = "status",
                    .label = texts.label("task.status"),
                    .value = shown,
                    .chosen = chosen,
                    .active = filter.status.has_value()};
    chip.find = [&](std::string_view) {
        std::vector<Option> options;
        options.push_back({.key = std::string(all_key), .label = std::string(texts.label("work_list.any_status"))});
        for (const std::string_view name : names) {
            options.push_back(
                {.key = std::string(name), .label = std::string(texts.label(prefix + std::string(name)))});
        }
        return options;
    };
    if (const auto taken = filter_chip(chip)) {
        const auto found = std::find(names.begin(), names.end(), *taken);
        filter.status.reset();
        if (found != names.end()) filter.status = static_cast<WorkStatus>(found - names.begin());
        state.keep = true;
    }
}

void finished_ui(const Desk& desk, WorkState& state) {
    const std::string_view words = desk.texts.label("work_list.with_finished");
    flow_chip(text_width(TextStyle::small_medium, words) + 24);
    if (!chip("finished", {}, words, {.selected = state.filter.with_finished}).clicked) return;
    state.filter.with_finished = !state.filter.with_finished;
    state.keep = true;
}

}  // namespace

void work_filters_ui(const Desk& desk, WorkState& state) {
    const Group group("filters", mirror::Role::toolbar, desk.texts.label("list.filters"));
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.placeholder = desk.texts.label("work_list.search_placeholder");
    search.field.width = frame().narrow ? 0 : search_width;
    search.field.take_focus = mirror::tree().take_shortcut("/");
    text_field("search", desk.texts.label("work_list.search"), state.search, search);
    who_ui(desk, state);
    client_ui(desk, state);
    status_ui(desk, state);
    finished_ui(desk, state);
    if (!state.table.sorts.empty()) {
        const std::string_view words = desk.texts.label("work_list.back_to_groups");
        flow_chip(text_width(TextStyle::small_medium, words) + 44);
        if (chip("groups", {}, words, {.icon = Icon::list}).clicked) {
            state.table.sorts.clear();
            state.keep = true;
        }
    }
    if (frame().narrow) return;
    beside_right(icon_button_width);
    if (columns_button("columns", state.view.columns, state.table)) state.keep = true;
}

Json to_json(const WorkState& state) {
    const WorkFilter& filter = state.filter;
    Json kept{{"kind", state.kind == WorkKind::tasks ? "tasks" : "projects"}, {"table", to_json(state.table)}};
    kept["assignee"] = filter.unassigned ? std::string(nobody_key) : to_text(filter.assignee.value);
    kept["client"] = filter.firm_only ? std::string(firm_key) : to_text(filter.client.value);
    kept["finished"] = filter.with_finished;
    if (filter.status) kept["status"] = std::string(enum_names<WorkStatus>[static_cast<std::size_t>(*filter.status)]);
    return kept;
}

void restore(WorkState& state, const Json& kept) {
    if (!kept.is_object()) return;
    const auto text_of = [&](const char* key) {
        const auto found = kept.find(key);
        return found != kept.end() && found->is_string() ? found->get<std::string>() : std::string{};
    };
    state.begun = true;
    state.kind = text_of("kind") == "projects" ? WorkKind::projects : WorkKind::tasks;
    state.filter = {};
    state.filter.unassigned = text_of("assignee") == nobody_key;
    state.filter.assignee.value = id_in(text_of("assignee"));
    state.filter.firm_only = text_of("client") == firm_key;
    state.filter.client.value = id_in(text_of("client"));
    const auto finished = kept.find("finished");
    state.filter.with_finished = finished != kept.end() && finished->is_boolean() && finished->get<bool>();
    const std::span<const std::string_view> names = enum_names<WorkStatus>;
    const auto status = std::find(names.begin(), names.end(), text_of("status"));
    if (status != names.end()) state.filter.status = static_cast<WorkStatus>(status - names.begin());
    restore(state.table, kept.value("table", Json::object()));
}

}  // namespace pupitre::ui
