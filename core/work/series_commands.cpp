// Commands of series; the rules of dates stand in core/calendar/series.
#include "core/work/series_commands.h"

#include "core/calendar/recurrence/print.h"
#include "core/calendar/series/operations.h"
#include "core/command/arguments.h"
#include "core/command/row_rules.h"
#include "core/firm/firm_calendar.h"

namespace pupitre {

namespace {

constexpr std::size_t kept_fields_max = 8;

Refusal refuse_series(RefusalCode code, WorkSeriesId series, std::string field = {}) {
    return {code, std::string(WorkSeries::table), series.value, std::move(field), {}};
}

std::optional<Refusal> refuse_any(const Database& db, const Context& by, WorkSeriesId series) {
    if (!by.may(Right::edit)) return refuse_series(RefusalCode::not_permitted, {});
    if (db.find(series) == nullptr) return refuse_series(RefusalCode::row_not_found, series);
    return std::nullopt;
}

/// A date can be decided about if it has work or if the rule gives it.
std::optional<Refusal> refuse_date(const Database& db, WorkSeriesId series, Date nominal) {
    if (work_on(db, series, nominal)) return std::nullopt;
    const auto plan = plan_of(db, db.get(series), BusinessCalendar{});
    if (plan && plan->has(nominal)) return std::nullopt;
    return Refusal{RefusalCode::invalid_value, std::string(WorkSeriesException::table), {}, "nominal_on", {}};
}

void put_exception(Changes& changes, WorkSeriesId series, Date nominal, std::optional<Date> moved_to) {
    WorkSeriesException exception;
    exception.id = exception_id(series, nominal);
    exception.client = changes.db().get(series).client;
    exception.series = series;
    exception.nominal_on = nominal;
    exception.moved_to = moved_to;
    changes.put(exception);
}

template <class Order>
Result<Order> series_order(const Json& args) {
    const auto series = id_argument(args, "series");
    if (!series) return series.error();
    return Order{WorkSeriesId{*series}};
}

template <class Order>
Json series_json(const Order& order) {
    return Json{{"series", to_text(order.series.value)}};
}

/// The identity of the series that a piece of work begins: the same on every device.
WorkSeriesId series_of(Id128 work) { return {derived_id(work, "series")}; }

template <class Work>
WorkSeries new_series(const Work& work, const WorkSeries& settings) {
    WorkSeries series = settings;
    series.id = series_of(work.id.value);
    series.client = work.client;
    series.starts_on = series.reached_on = work.due_on;
    series.first_on = series.paused_since = std::nullopt;
    series.created = 1;
    series.kept.clear();
    return series;
}

/// What the first work itself stands for: also a date of the rule that a shift brings to its due date.
Date reached_by(const SeriesPlan& plan, Date due_on) {
    if (plan.series().from_completion) return due_on;
    Date reached = due_on;
    for (auto next = plan.next_after(due_on.plus_days(-1));
         next && next->due <= due_on && next->nominal <= due_on.plus_days(due_reach_days_max);
         next = plan.next_after(next->nominal)) {
        reached = std::max(reached, next->nominal);
    }
    return reached;
}

/// {"task": …, "series": {…}}, "project" for a project.
template <class Order, class Work>
Result<Order> repeat_order(const Json& args) {
    const auto work = id_argument(args, Work::table.data());
    if (!work) return work.error();
    const auto settings = args.find("series");
    if (settings == args.end()) return Error{ErrorCode::malformed, "series"};
    Result<AnyRow> row = row_from_json(entity_info<WorkSeries>(), *settings);
    if (!row) return Error{ErrorCode::malformed, "series"};
    return Order{Id<Work>{*work}, row->template as<WorkSeries>()};
}

template <class Work>
Json repeat_json(Id<Work> work, const WorkSeries& settings) {
    Json series = row_to_json(entity_info<WorkSeries>(), &settings);
    series.erase("id");
    return Json{{std::string(Work::table), to_text(work.value)}, {"series", std::move(series)}};
}

template <class Work>
std::optional<Refusal> refuse_repeat(const Database& db, const Context& by, Id<Work> id, const WorkSeries& settings) {
    const auto refuse_work = [&](RefusalCode code, std::string field) {
        return Refusal{code, std::string(Work::table), id.value, std::move(field), {}};
    };
    if (!by.may(Right::edit)) return Refusal{RefusalCode::not_permitted, std::string(Work::table), {}, {}, {}};
    const Work* work = db.find(id);
    if (work == nullptr) return refuse_work(RefusalCode::row_not_found, {});
    if (!work->due_on) return refuse_work(RefusalCode::field_required, "due_on");
    const WorkSeries series = new_series(*work, settings);
    if (const auto refusal = check_row(db, work_series_rules(), by, &series)) return refusal;
    if (work->series.is_nil()) return std::nullopt;
    const WorkSeries* there = db.find(series.id);
    const bool same = there != nullptr && there->rule == series.rule && there->placing == series.placing;
    if (work->series == series.id && same) return std::nullopt;
    return refuse_work(RefusalCode::row_exists, "series");
}

template <class Work>
void repeat(Changes& changes, const Context& by, Id<Work> id, const WorkSeries& settings) {
    Work work = changes.db().get(id);
    if (!work.series.is_nil()) return;  // Two people did the same: once is enough.
    WorkSeries series = new_series(work, settings);
    const auto plan = plan_of(changes.db(), series, firm_calendar(changes.db()));
    if (plan && work.due_on) series.reached_on = reached_by(*plan, *work.due_on);
    work.series = series.id;
    work.occurrence_on = series.reached_on;
    changes.put(series);
    changes.put(work);
    continue_series(changes, by, series.id);
}

const EntityInfo& info_of(const SeriesWork& work) {
    return work.is_project ? entity_info<Project>() : entity_info<Task>();
}

}  // namespace

Result<RepeatTask> RepeatTask::from_json(const Json& args) { return repeat_order<RepeatTask, Task>(args); }
Json RepeatTask::to_json() const { return repeat_json(task, settings); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const RepeatTask& command) {
    return refuse_repeat(db, by, command.task, command.settings);
}

void apply(Changes& changes, const Context& by, const RepeatTask& command) {
    repeat(changes, by, command.task, command.settings);
}

Result<RepeatProject> RepeatProject::from_json(const Json& args) { return repeat_order<RepeatProject, Project>(args); }
Json RepeatProject::to_json() const { return repeat_json(project, settings); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const RepeatProject& command) {
    return refuse_repeat(db, by, command.project, command.settings);
}

void apply(Changes& changes, const Context& by, const RepeatProject& command) {
    repeat(changes, by, command.project, command.settings);
}

Result<KeepForNext> KeepForNext::from_json(const Json& args) {
    const auto series = id_argument(args, "series");
    if (!series) return series.error();
    const auto work = id_argument(args, "work");
    if (!work) return work.error();
    const auto kept = args.find("kept");
    if (kept == args.end() || !kept->is_boolean()) return Error{ErrorCode::malformed, "kept"};
    KeepForNext command{WorkSeriesId{*series}, *work, {}, kept->get<bool>()};
    const auto fields = args.find("fields");
    if (fields == args.end() || !fields->is_array() || fields->empty() || fields->size() > kept_fields_max) {
        return Error{ErrorCode::malformed, "fields"};
    }
    for (const Json& field : *fields) {
        if (!field.is_string()) return Error{ErrorCode::malformed, "fields"};
        command.fields.push_back(field.get<std::string>());
    }
    return command;
}

Json KeepForNext::to_json() const {
    return Json{{"series", to_text(series.value)}, {"work", to_text(work)}, {"fields", fields}, {"kept", kept}};
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const KeepForNext& command) {
    if (auto refusal = refuse_any(db, by, command.series)) return refusal;
    const auto latest = latest_work(db, db.get(command.series));
    if (!latest) return refuse_series(RefusalCode::row_not_found, command.series);
    for (const std::string& field : command.fields) {
        if (kept_field(info_of(*latest), field) == nullptr) {
            return refuse_series(RefusalCode::invalid_value, command.series, "kept");
        }
    }
    return std::nullopt;
}

void apply(Changes& changes, const Context&, const KeepForNext& command) {
    WorkSeries series = changes.db().get(command.series);
    const auto latest = latest_work(changes.db(), series);
    if (!latest || (command.kept && latest->id != command.work)) return;
    const EntityInfo& info = info_of(*latest);
    const Table& table = changes.db().table(changes.db().schema().index_of(info.table));
    const void* row = table.find(latest->id);
    Json kept = Json::parse(series.kept, nullptr, false);
    if (!kept.is_object()) kept = Json::object();
    for (const std::string& key : command.fields) {
        const Field* field = kept_field(info, key);
        if (field == nullptr) continue;
        if (!command.kept) {
            kept.erase(key);
        } else if (!kept.contains(key)) {
            kept[key] = value_to_json(*field, field->get(row));
        }
    }
    series.kept = kept.empty() ? std::string{} : kept.dump();
    changes.put(series);
}

Result<SkipOccurrence> SkipOccurrence::from_json(const Json& args) {
    const auto series = id_argument(args, "series");
    if (!series) return series.error();
    const auto nominal = date_argument(args, "nominal");
    if (!nominal) return nominal.error();
    return SkipOccurrence{WorkSeriesId{*series}, *nominal};
}

Json SkipOccurrence::to_json() const { return Json{{"series", to_text(series.value)}, {"nominal", to_iso(nominal)}}; }

std::optional<Refusal> refuse(const Database& db, const Context& by, const SkipOccurrence& command) {
    if (auto refusal = refuse_any(db, by, command.series)) return refusal;
    return refuse_date(db, command.series, command.nominal);
}

void apply(Changes& changes, const Context& by, const SkipOccurrence& command) {
    put_exception(changes, command.series, command.nominal, std::nullopt);
    if (const auto there = work_on(changes.db(), command.series, command.nominal)) cancel_work(changes, by, *there);
    continue_series(changes, by, command.series);
}

Result<MoveOccurrence> MoveOccurrence::from_json(const Json& args) {
    const auto skip = SkipOccurrence::from_json(args);
    if (!skip) return skip.error();
    const auto to = date_argument(args, "to");
    if (!to) return to.error();
    return MoveOccurrence{skip->series, skip->nominal, *to};
}

Json MoveOccurrence::to_json() const {
    return Json{{"series", to_text(series.value)}, {"nominal", to_iso(nominal)}, {"to", to_iso(to)}};
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const MoveOccurrence& command) {
    if (auto refusal = refuse_any(db, by, command.series)) return refusal;
    return refuse_date(db, command.series, command.nominal);
}

void apply(Changes& changes, const Context& by, const MoveOccurrence& command) {
    put_exception(changes, command.series, command.nominal, command.to);
    if (const auto there = work_on(changes.db(), command.series, command.nominal)) {
        move_work(changes, *there, command.to);
    }
    continue_series(changes, by, command.series);
}

Result<EndSeries> EndSeries::from_json(const Json& args) { return series_order<EndSeries>(args); }
Json EndSeries::to_json() const { return series_json(*this); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const EndSeries& command) {
    return refuse_any(db, by, command.series);
}

void apply(Changes& changes, const Context& by, const EndSeries& command) {
    WorkSeries series = changes.db().get(command.series);
    const auto plan = plan_of(changes.db(), series, BusinessCalendar{});
    if (!plan) return;  // It gives nothing.
    Series ended = plan->series();
    if (series.from_completion) {
        ended.rule.count = std::max<std::int64_t>(series.created, 1);
        ended.rule.until.reset();
    } else {
        ended = end_on(*plan, series.reached_on.value_or(by.today));
    }
    if (ended == plan->series()) return;
    series.rule = to_text(ended.rule);
    changes.put(series);
}

Result<PauseSeries> PauseSeries::from_json(const Json& args) { return series_order<PauseSeries>(args); }
Json PauseSeries::to_json() const { return series_json(*this); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const PauseSeries& command) {
    return refuse_any(db, by, command.series);
}

void apply(Changes& changes, const Context& by, const PauseSeries& command) {
    WorkSeries series = changes.db().get(command.series);
    if (series.paused_since) return;
    series.paused_since = by.today;
    changes.put(series);
}

Result<ResumeSeries> ResumeSeries::from_json(const Json& args) { return series_order<ResumeSeries>(args); }
Json ResumeSeries::to_json() const { return series_json(*this); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const ResumeSeries& command) {
    return refuse_any(db, by, command.series);
}

void apply(Changes& changes, const Context& by, const ResumeSeries& command) {
    WorkSeries series = changes.db().get(command.series);
    if (!series.paused_since) return;
    series.paused_since.reset();
    series.first_on = std::max(by.today, series.first_on.value_or(by.today));
    changes.put(series);
    continue_series(changes, by, command.series);
}

}  // namespace pupitre
