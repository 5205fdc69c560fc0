// The closed field, the preview, and the commands that the form leads to.
#include "web-ui/screens/repeat.h"

#include <algorithm>
#include <utility>

#include <imgui.h>

#include "core/firm/firm_calendar.h"
#include "core/text/format.h"
#include "core/text/recurrence_text.h"
#include "web-ui/screens/record_actions.h"
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
std::optional<WorkSeries> series_as_typed(const Desk& desk, const RepeatedWork& work, const RepeatState& state) {
    const auto repeat = rule_of(state.form);
    if (!repeat) return std::nullopt;
    const WorkSeries* there = desk.db.find(work.series);
    const WorkSeries settings = settings_of(*repeat);
    WorkSeries series = there != nullptr ? *there : settings;
    if (there == nullptr) {
        series.starts_on = series.reached_on = work.due_on;
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

std::vector<Occurrence> dates_of(const Desk& desk, const RepeatedWork& work, const WorkSeries& series,
                                 std::size_t count) {
    const auto plan = plan_of(desk.db, series, firm_calendar(desk.db));
    if (!plan) return {};
    return plan->preview(series.reached_on.value_or(work.due_on.value_or(desk.by.today)), count);
}

void work_out(const Desk& desk, const RepeatedWork& work, RepeatState& state) {
    if (state.revision == desk.revision && state.work == work.id) return;
    state.revision = desk.revision;
    state.work = work.id;
    state.sentence.clear();
    state.next_dates.clear();
    const WorkSeries* series = desk.db.find(work.series);
    if (series == nullptr) return;
    const auto plan = plan_of(desk.db, *series, BusinessCalendar{});
    if (!plan) return;
    state.sentence = capitalised(series_text(plan->series(), desk.texts.language()));
    if (series->paused_since) {
        state.next_dates =
            desk.texts.format("repeat.paused", {format_date(*series->paused_since, desk.texts.language())});
        return;
    }
    const std::string dates = next_dates_text(dates_of(desk, work, *series, dates_named), desk.texts);
    state.next_dates =
        dates.empty() ? std::string(desk.texts.label("repeat.no_more")) : desk.texts.format("repeat.next", {dates});
}

void open_form(const Desk& desk, const RepeatedWork& work, RepeatState& state) {
    const WorkSeries* series = desk.db.find(work.series);
    const Date start = work.due_on.value_or(desk.by.today);
    state.form =
        series != nullptr ? form_of(rule_of_series(*series), series->starts_on.value_or(start)) : usual_form(start);
    state.stored = state.form;
    state.error.clear();
    state.error_at.clear();
    state.all_dates = false;
    state.open = true;
    state.reveal = true;
}

Act repeat_act(const RepeatedWork& work, const WorkSeries& settings) {
    if (work.info->table == Project::table)
        return {std::string(RepeatProject::name), RepeatProject{ProjectId{work.id}, settings}.to_json()};
    return {std::string(RepeatTask::name), RepeatTask{TaskId{work.id}, settings}.to_json()};
}

void save(const Desk& desk, const RepeatedWork& work, RepeatState& state, Intents& out) {
    const auto repeat = rule_of(state.form);
    if (!repeat) {
        state.error = desk.texts.label("repeat.wrong");
        state.error_at = repeat.error().where;
        return;
    }
    const WorkSeries* there = desk.db.find(work.series);
    const auto series = series_as_typed(desk, work, state);
    state.open = false;
    if (!series) return;
    if (there == nullptr) {
        out.push_back(Do{{repeat_act(work, settings_of(*repeat))}, desk.texts.format("repeat.made", {work.title})});
        return;
    }
    const EntityInfo& info = entity_info<WorkSeries>();
    const std::vector<FieldEdit> edits = edits_between(info, there, &*series);
    if (edits.empty()) return;
    out.push_back(Do{{{"series.change", change_args(info, there->id.value, edits)}},
                     desk.texts.format("repeat.changed", {work.title})});
}

void preview_ui(const Desk& desk, const RepeatedWork& work, RepeatState& state) {
    const auto series = series_as_typed(desk, work, state);
    if (!series) return;
    const auto plan = plan_of(desk.db, *series, BusinessCalendar{});
    if (!plan) {
        paragraph(desk.texts.label("repeat.wrong"), {.style = TextStyle::small, .color = palette().bad});
        return;
    }
    space(12);
    paragraph(capitalised(series_text(plan->series(), desk.texts.language())), {.style = TextStyle::small_medium});
    const std::vector<Occurrence> dates = dates_of(desk, work, *series, state.all_dates ? preview_usual : dates_named);
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

void act_on(const std::string& action, const Desk& desk, const RepeatedWork& work, RepeatState& state, Intents& out) {
    const WorkSeriesId series = work.series;
    if (action == "pause") {
        out.push_back(Do{{{std::string(PauseSeries::name), PauseSeries{series}.to_json()}},
                         std::string(desk.texts.label("repeat.paused_now"))});
    } else if (action == "resume") {
        out.push_back(Do{{{std::string(ResumeSeries::name), ResumeSeries{series}.to_json()}},
                         std::string(desk.texts.label("repeat.resumed"))});
    } else if (action == "skip" && work.occurrence_on) {
        out.push_back(Do{{{std::string(SkipOccurrence::name), SkipOccurrence{series, *work.occurrence_on}.to_json()}},
                         std::string(desk.texts.label("repeat.skipped"))});
    } else if (action == "end") {
        out.push_back(Do{{{std::string(EndSeries::name), EndSeries{series}.to_json()}},
                         std::string(desk.texts.label("repeat.ended"))});
    }
    if (!action.empty()) state.open = false;
}

/// This date's work and open work of later dates, in that order.
std::vector<Id128> open_from(const Desk& desk, const RepeatedWork& work) {
    std::vector<std::pair<Date, Id128>> later;
    const auto look_at = [&](const auto& other) {
        const bool follows = other.occurrence_on && work.occurrence_on && *other.occurrence_on > *work.occurrence_on;
        if (follows && is_open(other.status)) later.emplace_back(*other.occurrence_on, other.id.value);
    };
    if (work.info->table == Project::table) {
        desk.db.for_each_with<&Project::series>(work.series, look_at);
    } else {
        desk.db.for_each_with<&Task::series>(work.series, look_at);
    }
    std::ranges::sort(later);
    std::vector<Id128> ids = {work.id};
    for (const auto& [date, id] : later) ids.push_back(id);
    return ids;
}

bool is_latest(const Desk& desk, const RepeatedWork& work) {
    const WorkSeries* series = desk.db.find(work.series);
    const auto latest = series != nullptr ? latest_work(desk.db, *series) : std::nullopt;
    return latest && latest->id == work.id;
}

/// For which dates what is changed in the panel holds.
void reach_ui(const Desk& desk, RepeatState& state) {
    const Texts& texts = desk.texts;
    space(10);
    text(texts.label("repeat.reach"), {.style = TextStyle::small, .color = palette().soft});
    space(4);
    const std::vector<Option> reaches = {
        {.key = "one", .label = std::string(texts.label("repeat.reach_one"))},
        {.key = "following", .label = std::string(texts.label("repeat.reach_following"))}};
    std::string reach = state.following ? "following" : "one";
    if (segmented("reach", texts.label("repeat.reach"), reach, reaches)) state.following = reach == "following";
}

std::string menu_ui(const Desk& desk, const RepeatedWork& work) {
    const Texts& texts = desk.texts;
    const WorkSeries* series = desk.db.find(work.series);
    const bool paused = series != nullptr && series->paused_since.has_value();
    std::vector<Option> actions;
    const auto offer = [&](std::string_view key, std::string_view label, bool enabled = true) {
        actions.push_back({.key = std::string(key), .label = std::string(texts.label(label)), .enabled = enabled});
    };
    offer("skip", "repeat.skip", work.occurrence_on.has_value() && is_open(work.status));
    offer(paused ? "resume" : "pause", paused ? "repeat.resume" : "repeat.pause");
    offer("end", "repeat.end");
    actions.back().separated = true;
    return menu_button("repeat_menu", Icon::more, texts.label("repeat.actions"), actions);
}

void form_card_ui(const Desk& desk, const RepeatedWork& work, RepeatState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const Card card("repeat_form");
    if (repeat_form_ui(desk, state)) state.error.clear();
    preview_ui(desk, work, state);
    if (!state.error.empty()) {
        space(8);
        paragraph(state.error, {.style = TextStyle::small, .color = palette().bad});
    }
    space(12);
    if (button("cancel", texts.label("repeat.cancel"))) state.open = false;
    beside(8);
    if (button("save", texts.label("repeat.save"), {.kind = ButtonKind::primary})) save(desk, work, state, out);
}

}  // namespace

std::optional<RepeatedWork> repeated_work(const EntityInfo& info, const void* row) {
    const auto read = [&](const auto& work) {
        return RepeatedWork{&info,       work.id.value, work.series,       work.title,
                            work.status, work.due_on,   work.occurrence_on};
    };
    if (info.table == Task::table) return read(*static_cast<const Task*>(row));
    if (info.table == Project::table) return read(*static_cast<const Project*>(row));
    return std::nullopt;
}

Do change_repeated(const Desk& desk, const EntityInfo& info, const void* row, const std::vector<FieldEdit>& edits,
                   bool following) {
    Do made = change_record(desk, info, row, edits);
    const auto work = repeated_work(info, row);
    if (!work || work->series.is_nil() || !is_open(work->status)) return made;
    std::vector<FieldEdit> kept;
    KeepForNext keep{work->series, work->id, {}, !following};
    for (const FieldEdit& edit : edits) {
        const std::string_view key = info.fields[edit.field].key;
        if (kept_field(info, key) == nullptr) continue;
        kept.push_back(edit);
        keep.fields.emplace_back(key);
    }
    if (kept.empty()) return made;
    made.title += " · ";
    made.title += desk.texts.label(following ? "repeat.reach_following" : "repeat.reach_one");
    // Before the change: the next one takes what stands there now.
    if (following || is_latest(desk, *work))
        made.acts.insert(made.acts.begin(), {std::string(KeepForNext::name), keep.to_json()});
    if (!following) return made;
    const Table& table = desk.db.table(desk.schema().index_of(info.table));
    for (const Id128 id : open_from(desk, *work)) {
        if (id == work->id) continue;
        std::vector<FieldEdit> theirs;
        theirs.reserve(kept.size());
        for (const FieldEdit& edit : kept) {
            theirs.push_back({edit.field, info.fields[edit.field].get(table.find(id)), edit.after});
        }
        made.acts.push_back({std::string(info.table) + ".change", change_args(info, id, theirs)});
    }
    return made;
}

Do delete_repeated(const Desk& desk, const RepeatedWork& work, bool following) {
    Do made = delete_record(desk, *work.info, work.id);
    if (work.series.is_nil()) return made;
    if (following) {
        for (const Id128 id : open_from(desk, work)) {
            if (id != work.id) made.acts.push_back({std::string(work.info->table) + ".delete", delete_args(id)});
        }
        made.acts.push_back({std::string(EndSeries::name), EndSeries{work.series}.to_json()});
    } else if (work.occurrence_on && is_latest(desk, work)) {
        made.acts.insert(made.acts.begin(), {std::string(SkipOccurrence::name),
                                             SkipOccurrence{work.series, *work.occurrence_on}.to_json()});
    }
    return made;
}

void repeat_ui(const Desk& desk, const RepeatedWork& work, bool may_edit, RepeatState& state, Intents& out) {
    const Texts& texts = desk.texts;
    if (!(state.work == work.id)) {
        state = RepeatState{};
        state.revision = not_worked_out;
    }
    work_out(desk, work, state);
    const bool repeats = !work.series.is_nil();
    const float top = ImGui::GetCursorScreenPos().y;
    const Group group("repetition", mirror::Role::group, texts.label("repeat.title"));
    text(texts.label("repeat.title"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    const std::string words = !repeats                 ? std::string(texts.label("repeat.never"))
                              : state.sentence.empty() ? std::string(texts.label("repeat.special"))
                                                       : state.sentence;
    ButtonOptions look;
    look.icon = Icon::repeat;
    look.enabled = may_edit && (repeats || work.due_on.has_value());
    look.why_disabled = texts.label(!may_edit                         ? "refusal.not_permitted"
                                    : work.info->table == Task::table ? "repeat.needs_due_date"
                                                                      : "repeat.project_needs_due_date");
    look.width = available_width() - (repeats && may_edit ? icon_button_width + 6 : 0);
    look.expanded_known = true;
    look.expanded = state.open;
    if (button("repeat", words, look)) {
        if (state.open) {
            state.open = false;
        } else {
            open_form(desk, work, state);
        }
    }
    if (repeats && may_edit) {
        beside_right(icon_button_width);
        act_on(menu_ui(desk, work), desk, work, state, out);
    }
    if (!state.open) {
        if (!state.next_dates.empty()) {
            space(4);
            paragraph(state.next_dates, {.style = TextStyle::small, .color = palette().soft});
        }
        if (repeats && may_edit && is_open(work.status)) reach_ui(desk, state);
        return;
    }
    space(8);
    const bool reveal = std::exchange(state.reveal, false);
    form_card_ui(desk, work, state, out);
    if (reveal) bring_into_view(top, ImGui::GetCursorScreenPos().y);
}

}  // namespace pupitre::ui
