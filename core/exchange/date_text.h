// Days as people and spreadsheets write them, in French and English. Knows no clock: two-figure years follow a fixed rule.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/calendar/date.h"

namespace pupitre {

/// Why a text is no day. The names are stored in import reports.
enum class DateProblem { not_a_date, no_such_day, year_out_of_range };

std::string_view problem_name(DateProblem problem);

enum class DateOrder { day_first, month_first };

struct DateReading {
    DateOrder order = DateOrder::day_first;  // For 03/04/2026; a year in front is always year, month, day.
    bool excel_serials = false;  // 45000 is 15/03/2023: only if the user says so, any number would be a day.
};

/// "27/07/2011", "1/2/24", "27.07.2011", "2024-05-06", "12 mars 2019", "1er mai 2020", "March 12, 2019", each also with
/// a time of day behind, which is ignored. Two-figure years are those of Excel: 30 to 99 in the past century.
Result<Date, DateProblem> read_date(std::string_view text, const DateReading& reading = {});

}  // namespace pupitre
