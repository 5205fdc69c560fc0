// The start of a series is never moved, so intervals, months without a 31st and COUNT go on as they were.
#include "core/calendar/series/operations.h"

#include <algorithm>

namespace pupitre {

namespace {

auto place_of(std::vector<SeriesException>& exceptions, Date nominal) {
    return std::lower_bound(exceptions.begin(), exceptions.end(), nominal,
                            [](const SeriesException& one, Date date) { return one.nominal < date; });
}

Result<Series> decide(const SeriesPlan& plan, const SeriesException& exception) {
    if (!plan.has(exception.nominal)) return Error{ErrorCode::out_of_range, "nominal"};
    Series series = plan.series();
    const auto place = place_of(series.exceptions, exception.nominal);
    if (place != series.exceptions.end() && place->nominal == exception.nominal) {
        *place = exception;
        return series;
    }
    if (series.exceptions.size() >= series_exceptions_max) return Error{ErrorCode::too_large, "exceptions"};
    series.exceptions.insert(place, exception);
    return series;
}

}  // namespace

Result<Series> skip(const SeriesPlan& plan, Date nominal) { return decide(plan, {nominal, std::nullopt}); }

Result<Series> move_one(const SeriesPlan& plan, Date nominal, Date to) {
    if (to < date_min || to > date_max) return Error{ErrorCode::out_of_range, "to"};
    return decide(plan, {nominal, to});
}

Series restore(Series series, Date nominal) {
    const auto place = place_of(series.exceptions, nominal);
    if (place != series.exceptions.end() && place->nominal == nominal) series.exceptions.erase(place);
    return series;
}

Result<SplitSeries> split(const SeriesPlan& plan, Date nominal) {
    if (!plan.has(nominal) || !plan.last_before(nominal)) return Error{ErrorCode::out_of_range, "nominal"};
    SplitSeries parts{end_on(plan, nominal.plus_days(-1)), plan.series()};
    parts.after.first = nominal;
    const auto place = place_of(parts.before.exceptions, nominal);
    parts.after.exceptions.assign(place, parts.before.exceptions.end());
    parts.before.exceptions.erase(place, parts.before.exceptions.end());
    return parts;
}

Series pause(Series series, Date since) {
    if (!series.paused_since) series.paused_since = since;
    return series;
}

Series resume(Series series, Date on) {
    if (!series.paused_since) return series;
    series.paused_since.reset();
    series.first = std::max(on, series.first.value_or(on));
    return series;
}

Series end_on(const SeriesPlan& plan, Date last) {
    Series series = plan.series();
    const bool ends_before = !series.from_completion && !series.paused_since && !plan.next_after(last);
    const bool until_before = series.rule.until && series.rule.until->time.date() <= last;
    if (until_before || (ends_before && series.rule.count)) return series;
    series.rule.count.reset();
    series.rule.until = WrittenTime{LocalDateTime::at(last, 0), TimeForm::date};
    return series;
}

}  // namespace pupitre
