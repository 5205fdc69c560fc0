// The closed field, the preview, and the commands that the form leads to.
#include "web-ui/screens/repeat.h"

#include <utility>

#include <imgui.h>

#include "core/command/row_commands.h"
#include "core/firm/firm_calendar.h"
#include "core/text/format.h"
#include "core/text/recurrence_text.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t dates_named = 3;
constexpr std::uint64_t not_worked_out = ~std::uint64_t{0};

/// A series as the form says it, not stored yet.
WorkSeries settings_of(const RepeatRule& repeat) {
    WorkSeries settings;
    settings.rule = repeat.rule;
    settings.from_completion = repeat.from_completion;
    settings.placing = repeat.due.placing;
    settings.placing_days = repeat.due.business_days;
    settings.creation = repeat.lead.creation;
    settings.lead_days = repeat.lead.days;
    return settings;
}

RepeatRule rule_of_series(const WorkSeries& series) {
    return {series.rule,
            series.from_completion,
            {series.placing, series.placing_days},
            {series.creation, series.lead_days}};
}

/// The series that the form would make of the task's.
std::optional<WorkSeries> series_as_typed(const Desk& desk, const Task& task, const RepeatState& state) {
    const auto repeat = rule_of(state.form);
    if (!repeat) return std::nullopt;
    const WorkSeries* there = desk.db.find(task.series);
    const WorkSeries settings = settings_of(*repeat);
    WorkSeries series = there != nullptr ? *there : settings;
    if (there == nullptr) {
        series.starts_on = series.reached_on = task.due_on;
    } else if (state.form != state.stored) {
        series.rule = settings.rule;
        series.from_completion = settings.from_completion;
        series.placing = settings.placing;
        series.placing_days = settings.placing_days;
        series.creation = settings.creation;
        series.lead_days = settings.lead_days;
        // Intervals are reckoned from the work that is there.
        if (series.rule != there->rule && series.reached_on) series.starts_on = series.reached_on;
    }
    return series;
}

std::vector<Occurrence> dates_of(const Desk& desk, const Task& task, const WorkSeries& series, std::size_t count) {
    const auto plan = plan_of(desk.db, series, firm_calendar(desk.db));
    if (!plan) return {};
    return plan->preview(series.reached_on.value_or(task.due_on.value_or(desk.by.today)), count);
}

void work_out(const Desk& desk, const Task& task, RepeatState& state) {
    if (state.revision == desk.revision && state.task == task.id) return;
    state.revision = desk.revision;
    state.task = task.id;
    state.sentence.clear();
    state.next_dates.clear();
    const WorkSeries* series = desk.db.find(task.series);
    if (series == nullptr) return;
    const auto plan = plan_of(desk.db, *series, BusinessCalendar{});
    if (!plan) return;
    state.sentence = capitalised(series_text(plan->series(), desk.texts.language()));
    if (series->paused_since) {
        state.next_dates =
            desk.texts.format("repeat.paused", {format_date(*series->paused_since, desk.texts.language())});
        return;
    }
    const std::string dates = next_dates_text(dates_of(desk, task, *series, dates_named), desk.texts);
    state.next_dates =
        dates.empty() ? std::string(desk.texts.label("repeat.no_more")) : desk.texts.format("repeat.next", {dates});
}

void open_form(const Desk& desk, const Task& task, RepeatState& state) {
    const WorkSeries* series = desk.db.find(task.series);
    const Date start = task.due_on.value_or(desk.by.today);
    state.form =
        series != nullptr ? form_of(rule_of_series(*series), series->starts_on.value_or(start)) : usual_form(start);
    state.stored = state.form;
    state.error.clear();
    state.error_at.clear();
    state.all_dates = false;
    state.open = true;
    state.reveal = true;
}

void save(const Desk& desk, const Task& task, RepeatState& state, Intents& out) {
    const auto repeat = rule_of(state.form);
    if (!repeat) {
        state.error = desk.texts.label("repeat.wrong");
        state.error_at = repeat.error().where;
        return;
    }
    const WorkSeries* there = desk.db.find(task.series);
    const auto series = series_as_typed(desk, task, state);
    state.open = false;
    if (!series) return;
    if (there == nullptr) {
        out.push_back(Do{{{std::string(RepeatTask::name), RepeatTask{task.id, settings_of(*repeat)}.to_json()}},
                         desk.texts.format("repeat.made", {task.title})});
        return;
    }
    const EntityInfo& info = entity_info<WorkSeries>();
    const std::vector<FieldEdit> edits = edits_between(info, there, &*series);
    if (edits.empty()) return;
    out.push_back(Do{{{"series.change", change_args(info, there->id.value, edits)}},
                     desk.texts.format("repeat.changed", {task.title})});
}

void preview_ui(const Desk& desk, const Task& task, RepeatState& state) {
    const auto series = series_as_typed(desk, task, state);
    if (!series) return;
    const auto plan = plan_of(desk.db, *series, BusinessCalendar{});
    if (!plan) {
        paragraph(desk.texts.label("repeat.wrong"), {.style = TextStyle::small, .color = palette().bad});
        return;
    }
    space(12);
    paragraph(capitalised(series_text(plan->series(), desk.texts.language())), {.style = TextStyle::small_medium});
    const std::vector<Occurrence> dates = dates_of(desk, task, *series, state.all_dates ? preview_usual : dates_named);
    if (dates.empty()) return;
    space(4);
    if (!state.all_dates) {
        paragraph(desk.texts.format("repeat.next", {next_dates_text(dates, desk.texts)}),
                  {.style = TextStyle::small, .color = palette().soft});
        state.reveal_dates = link("all_dates", desk.texts.label("repeat.all_dates"));
        state.all_dates = state.reveal_dates;
        return;
    }
    const float top = ImGui::GetCursorScreenPos().y;
    const Group list("dates", mirror::Role::list, desk.texts.label("repeat.dates"));
    for (const Occurrence& one : dates) {
        text(occurrence_text(one, desk.texts),
             {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
    }
    if (std::exchange(state.reveal_dates, false)) bring_into_view(top, ImGui::GetCursorScreenPos().y);
}

void act_on(const std::string& action, const Desk& desk, const Task& task, RepeatState& state, Intents& out) {
    const WorkSeriesId series = task.series;
    if (action == "pause") {
        out.push_back(Do{{{std::string(PauseSeries::name), PauseSeries{series}.to_json()}},
                         std::string(desk.texts.label("repeat.paused_now"))});
    } else if (action == "resume") {
        out.push_back(Do{{{std::string(ResumeSeries::name), ResumeSeries{series}.to_json()}},
                         std::string(desk.texts.label("repeat.resumed"))});
    } else if (action == "skip" && task.occurrence_on) {
        out.push_back(Do{{{std::string(SkipOccurrence::name), SkipOccurrence{series, *task.occurrence_on}.to_json()}},
                         std::string(desk.texts.label("repeat.skipped"))});
    } else if (action == "end") {
        out.push_back(Do{{{std::string(EndSeries::name), EndSeries{series}.to_json()}},
                         std::string(desk.texts.label("repeat.ended"))});
    }
    if (!action.empty()) state.open = false;
}

std::string menu_ui(const Desk& desk, const Task& task) {
    const Texts& texts = desk.texts;
    const WorkSeries* series = desk.db.find(task.series);
    const bool paused = series != nullptr && series->paused_since.has_value();
    std::vector<Option> actions;
    const auto offer = [&](std::string_view key, std::string_view label, bool enabled = true) {
        actions.push_back({.key = std::string(key), .label = std::string(texts.label(label)), .enabled = enabled});
    };
    offer("skip", "repeat.skip", task.occurrence_on.has_value() && is_open(task.status));
    offer(paused ? "resume" : "pause", paused ? "repeat.resume" : "repeat.pause");
    offer("end", "repeat.end");
    actions.back().separated = true;
    return menu_button("repeat_menu", Icon::more, texts.label("repeat.actions"), actions);
}

void form_card_ui(const Desk& desk, const Task& task, RepeatState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const Card card("repeat_form");
    if (repeat_form_ui(desk, state)) state.error.clear();
    preview_ui(desk, task, state);
    if (!state.error.empty()) {
        space(8);
        paragraph(state.error, {.style = TextStyle::small, .color = palette().bad});
    }
    space(12);
    if (button("cancel", texts.label("repeat.cancel"))) state.open = false;
    beside(8);
    if (button("save", texts.label("repeat.save"), {.kind = ButtonKind::primary})) save(desk, task, state, out);
}

}  // namespace

void repeat_ui(const Desk& desk, const Task& task, bool may_edit, RepeatState& state, Intents& out) {
    const Texts& texts = desk.texts;
    if (!(state.task == task.id)) {
        state = RepeatState{};
        state.revision = not_worked_out;
    }
    work_out(desk, task, state);
    const bool repeats = !task.series.is_nil();
    const float top = ImGui::GetCursorScreenPos().y;
    const Group group("repetition", mirror::Role::group, texts.label("repeat.title"));
    text(texts.label("repeat.title"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    const std::string words = !repeats                 ? std::string(texts.label("repeat.never"))
                              : state.sentence.empty() ? std::string(texts.label("repeat.special"))
                                                       : state.sentence;
    ButtonOptions look;
    look.icon = Icon::repeat;
    look.enabled = may_edit && (repeats || task.due_on.has_value());
    look.why_disabled = texts.label(may_edit ? "repeat.needs_due_date" : "refusal.not_permitted");
    look.width = available_width() - (repeats && may_edit ? icon_button_width + 6 : 0);
    look.expanded_known = true;
    look.expanded = state.open;
    if (button("repeat", words, look)) {
        if (state.open) {
            state.open = false;
        } else {
            open_form(desk, task, state);
        }
    }
    if (repeats && may_edit) {
        beside_right(icon_button_width);
        act_on(menu_ui(desk, task), desk, task, state, out);
    }
    if (!state.open) {
        if (state.next_dates.empty()) return;
        space(4);
        paragraph(state.next_dates, {.style = TextStyle::small, .color = palette().soft});
        return;
    }
    space(8);
    const bool reveal = std::exchange(state.reveal, false);
    form_card_ui(desk, task, state, out);
    if (reveal) bring_into_view(top, ImGui::GetCursorScreenPos().y);
}

}  // namespace pupitre::ui
