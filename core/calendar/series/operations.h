// What people do to a series: skip a date, move one, change what follows, pause, resume, end. Each gives a new series;
// dates that passed stay as they were.
#pragma once

#include "core/calendar/series/plan.h"

namespace pupitre {

/// There is no work on this nominal date. Errors: out_of_range ("nominal": the series does not give that date),
/// too_large ("exceptions").
Result<Series> skip(const SeriesPlan& plan, Date nominal);
/// The work of this nominal date is due on another day. Errors: as skip; out_of_range ("to") outside the calendar.
Result<Series> move_one(const SeriesPlan& plan, Date nominal, Date to);
/// Takes back what was decided about a nominal date; unchanged if there was nothing.
Series restore(Series series, Date nominal);

struct SplitSeries {
    Series before;
    Series after;
};
/// This one and those that follow: the old series ends before the nominal date, the new one begins with it and has the
/// exceptions from there on. Both together give what the one gave; COUNT goes on counting from the old start. Errors:
/// out_of_range ("nominal": not given by the series, or nothing comes before it).
Result<SplitSeries> split(const SeriesPlan& plan, Date nominal);

/// Nothing comes from this nominal day on. A second pause changes nothing.
Series pause(Series series, Date since);
/// The series goes on from this day; what would have come in between is left out.
Series resume(Series series, Date on);
/// The last nominal date is at most this day. A COUNT or UNTIL that ends earlier stays.
Series end_on(const SeriesPlan& plan, Date last);

}  // namespace pupitre
