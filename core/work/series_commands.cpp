// Commands of series; the rules of dates stand in core/calendar/series.
#include "core/work/series_commands.h"

#include "core/calendar/recurrence/print.h"
#include "core/calendar/series/operations.h"
#include "core/command/row_rules.h"
#include "core/firm/firm_calendar.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

Result<Id128> id_argument(const Json& args, const char* key) {
    const auto found = args.find(key);
    if (found == args.end() || !found->is_string()) return Error{ErrorCode::malformed, key};
    const Result<Id128> id = parse_id(*found->get_ptr<const std::string*>());
    return id ? id : Error{ErrorCode::malformed, key};
}

Result<Date> date_argument(const Json& args, const char* key) {
    const auto found = args.find(key);
    if (found == args.end() || !found->is_string()) return Error{ErrorCode::malformed, key};
    const Result<Date> date = parse_iso_date(*found->get_ptr<const std::string*>());
    return date ? date : Error{ErrorCode::malformed, key};
}

Refusal refuse_series(RefusalCode code, WorkSeriesId series, std::string field = {}) {
    return {code, std::string(WorkSeries::table), series.value, std::move(field), {}};
}

std::optional<Refusal> refuse_any(const Database& db, const Context& by, WorkSeriesId series) {
    if (!by.may(Right::edit)) return refuse_series(RefusalCode::not_permitted, {});
    if (db.find(series) == nullptr) return refuse_series(RefusalCode::row_not_found, series);
    return std::nullopt;
}

/// The task of a nominal date; null if it was not made yet, or deleted.
const Task* task_on(const Database& db, WorkSeriesId series, Date nominal) {
    const Task* found = nullptr;
    db.for_each_with<&Task::series>(series, [&](const Task& task) {
        if (found == nullptr && task.occurrence_on == nominal) found = &task;
    });
    return found;
}

/// A date can be decided about if it has a task or if the rule gives it.
std::optional<Refusal> refuse_date(const Database& db, WorkSeriesId series, Date nominal) {
    if (task_on(db, series, nominal) != nullptr) return std::nullopt;
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

/// The identity of the series that a task begins: the same on every device.
WorkSeriesId series_of_task(TaskId task) { return {derived_id(task.value, "series")}; }

WorkSeries new_series(const Database& db, const RepeatTask& command) {
    const Task& task = db.get(command.task);
    WorkSeries series = command.settings;
    series.id = series_of_task(command.task);
    series.client = task.client;
    series.starts_on = series.reached_on = task.due_on;
    series.first_on = series.paused_since = std::nullopt;
    series.created = 1;
    return series;
}

/// What the task itself stands for: also a date of the rule that a shift brings to the task's due date.
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

}  // namespace

Result<RepeatTask> RepeatTask::from_json(const Json& args) {
    const auto task = id_argument(args, "task");
    if (!task) return task.error();
    const auto settings = args.find("series");
    if (settings == args.end()) return Error{ErrorCode::malformed, "series"};
    const Result<AnyRow> row = row_from_json(entity_info<WorkSeries>(), *settings);
    if (!row) return Error{ErrorCode::malformed, "series"};
    return RepeatTask{TaskId{*task}, row->as<WorkSeries>()};
}

Json RepeatTask::to_json() const {
    Json series = row_to_json(entity_info<WorkSeries>(), &settings);
    series.erase("id");
    return Json{{"task", to_text(task.value)}, {"series", std::move(series)}};
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const RepeatTask& command) {
    const auto refuse_task = [&](RefusalCode code, std::string field) {
        return Refusal{code, std::string(Task::table), command.task.value, std::move(field), {}};
    };
    if (!by.may(Right::edit)) return Refusal{RefusalCode::not_permitted, std::string(Task::table), {}, {}, {}};
    const Task* task = db.find(command.task);
    if (task == nullptr) return refuse_task(RefusalCode::row_not_found, {});
    if (!task->due_on) return refuse_task(RefusalCode::field_required, "due_on");
    const WorkSeries series = new_series(db, command);
    if (const auto refusal = check_row(db, work_series_rules(), by, &series)) return refusal;
    if (task->series.is_nil()) return std::nullopt;
    const WorkSeries* there = db.find(series.id);
    const bool same = there != nullptr && there->rule == series.rule && there->placing == series.placing;
    if (task->series == series.id && same) return std::nullopt;
    return refuse_task(RefusalCode::row_exists, "series");
}

void apply(Changes& changes, const Context& by, const RepeatTask& command) {
    Task task = changes.db().get(command.task);
    if (!task.series.is_nil()) return;  // Two people did the same: once is enough.
    WorkSeries series = new_series(changes.db(), command);
    const auto plan = plan_of(changes.db(), series, firm_calendar(changes.db()));
    if (plan && task.due_on) series.reached_on = reached_by(*plan, *task.due_on);
    task.series = series.id;
    task.occurrence_on = series.reached_on;
    changes.put(series);
    changes.put(task);
    continue_series(changes, by, series.id);
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
    const Task* there = task_on(changes.db(), command.series, command.nominal);
    if (there != nullptr && is_open(there->status)) {
        Task task = *there;
        task.status = WorkStatus::cancelled;
        changes.put(task);
        settle_waiting(changes, by, task.id);
    }
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
    const Task* there = task_on(changes.db(), command.series, command.nominal);
    // Finished work stays as it was.
    if (there != nullptr && is_open(there->status)) {
        Task task = *there;
        task.due_on = command.to;
        changes.put(task);
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
