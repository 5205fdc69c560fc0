// Field tables and rules of series of work.
#include "core/work/series.h"

#include <algorithm>

#include "core/calendar/recurrence/parse.h"

namespace pupitre {

namespace {

Result<Series> series_without_exceptions(const WorkSeries& row) {
    // Rules may come from other programs' calendars: what they mean by a rule is what counts.
    auto rule = parse_rule_leniently(row.rule);
    if (!rule || !row.starts_on) return Error{ErrorCode::malformed, "rule"};
    Series series;
    series.rule = std::move(rule)->rule;
    series.start = *row.starts_on;
    series.first = row.first_on;
    series.paused_since = row.paused_since;
    series.from_completion = row.from_completion;
    series.due = {row.placing, row.placing_days};
    series.lead = {row.creation, row.lead_days};
    return series;
}

/// The field that an error of the calendar is about.
std::string field_of(const Error& error) {
    if (error.where == "placing") return "placing_days";
    return error.where == "lead" ? "lead_days" : "rule";
}

std::optional<Refusal> check_series(const Database&, const Context&, const void* row) {
    const auto& series = *static_cast<const WorkSeries*>(row);
    auto made = series_without_exceptions(series);
    const auto plan =
        made ? SeriesPlan::compile(*std::move(made), BusinessCalendar{}) : Result<SeriesPlan>{made.error()};
    if (plan) return std::nullopt;
    return Refusal{
        RefusalCode::invalid_value, std::string(WorkSeries::table), series.id.value, field_of(plan.error()), {}};
}

/// An exception belongs to its series' client.
std::optional<Refusal> check_exception(const Database& db, const Context&, const void* row) {
    const auto& exception = *static_cast<const WorkSeriesException*>(row);
    const WorkSeries* series = db.find(exception.series);
    const WorkSeriesException* before = db.find(exception.id);
    const bool moved = before == nullptr || before->series != exception.series || before->client != exception.client;
    if (series != nullptr && series->client != exception.client && moved) {
        return Refusal{
            RefusalCode::invalid_value, std::string(WorkSeriesException::table), exception.id.value, "series", {}};
    }
    return std::nullopt;
}

void complete_exception(const Database& db, const Context&, void* row) {
    auto& exception = *static_cast<WorkSeriesException*>(row);
    const WorkSeries* series = db.find(exception.series);
    if (series != nullptr) exception.client = series->client;
}

}  // namespace

std::span<const Field> WorkSeries::fields() {
    static constexpr Field rows[] = {
        field<&WorkSeries::id>("id"),
        field<&WorkSeries::client>("client").to(Client::table, OnDelete::cascade),
        field<&WorkSeries::rule>("rule", Edit::long_text, Need::required),
        field<&WorkSeries::starts_on>("starts_on", Edit::date, Need::required),
        field<&WorkSeries::first_on>("first_on"),
        field<&WorkSeries::paused_since>("paused_since"),
        field<&WorkSeries::from_completion>("from_completion", Edit::yes_no),
        field<&WorkSeries::placing>("placing", Edit::choice),
        field<&WorkSeries::placing_days>("placing_days", Edit::number),
        field<&WorkSeries::creation>("creation", Edit::choice),
        field<&WorkSeries::lead_days>("lead_days", Edit::number),
        field<&WorkSeries::reached_on>("reached_on"),
        field<&WorkSeries::created>("created"),
        field<&WorkSeries::kept>("kept"),
    };
    static_assert(std::size(rows) == member_count<WorkSeries>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> WorkSeriesException::fields() {
    static constexpr Field rows[] = {
        field<&WorkSeriesException::id>("id"),
        field<&WorkSeriesException::client>("client").to(Client::table, OnDelete::cascade),
        field<&WorkSeriesException::series>("series", Edit::hidden, Need::required)
            .to(WorkSeries::table, OnDelete::cascade),
        field<&WorkSeriesException::nominal_on>("nominal_on", Edit::date, Need::required),
        field<&WorkSeriesException::moved_to>("moved_to", Edit::date),
    };
    static_assert(std::size(rows) == member_count<WorkSeriesException>(), "Every member needs a row.");
    return rows;
}

WorkSeriesExceptionId exception_id(WorkSeriesId series, Date nominal) {
    return {derived_id(series.value, "exception " + to_iso(nominal))};
}

Result<SeriesPlan> plan_of(const Database& db, const WorkSeries& row, BusinessCalendar calendar) {
    auto series = series_without_exceptions(row);
    if (!series) return series.error();
    std::vector<SeriesException>& exceptions = series->exceptions;
    db.for_each_with<&WorkSeriesException::series>(row.id, [&](const WorkSeriesException& one) {
        if (one.nominal_on && exceptions.size() < series_exceptions_max) {
            exceptions.push_back({*one.nominal_on, one.moved_to});
        }
    });
    // Rows come in id order, so of two about one date the same one counts everywhere.
    const auto earlier = [](const SeriesException& a, const SeriesException& b) { return a.nominal < b.nominal; };
    std::stable_sort(exceptions.begin(), exceptions.end(), earlier);
    const auto same = [](const SeriesException& a, const SeriesException& b) { return a.nominal == b.nominal; };
    exceptions.erase(std::unique(exceptions.begin(), exceptions.end(), same), exceptions.end());
    return SeriesPlan::compile(*std::move(series), std::move(calendar));
}

EntityRules work_series_rules() {
    EntityRules rules;
    rules.info = &entity_info<WorkSeries>();
    rules.check = check_series;
    return rules;
}

EntityRules work_series_exception_rules() {
    EntityRules rules;
    rules.info = &entity_info<WorkSeriesException>();
    rules.check = check_exception;
    rules.complete = complete_exception;
    return rules;
}

}  // namespace pupitre
