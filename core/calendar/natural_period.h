// Months and weeks as people type them: "10/2026", "oct. 2026", "S42", "week 42". French and English at once.
// Knows no clock: today comes in as an argument.
#pragma once

#include <optional>
#include <string_view>

#include "core/calendar/calendar_duration.h"
#include "core/calendar/date.h"
#include "core/calendar/month.h"

namespace pupitre {

/// Reads, whatever the case and accents: 10/2026, 10/26, 2026-10, oct 2026, octobre, october 2026. A month without a year is
/// the one nearest to today, the later one if two are equally near. Nothing if it is none of these.
std::optional<YearMonth> read_natural_month(std::string_view typed, Date today);

/// Reads S42, sem 42, semaine 42 de 2026, w42, week 42 2026, 2026-W42. A week without a year is that of the year of today's
/// week. Nothing if it is none of these, or the year has no such week.
std::optional<IsoWeek> read_natural_week(std::string_view typed, Date today);

/// Reads "3 j", "2 semaines", "1 an et 6 mois", "18 months", "a week"; a number alone counts days. Nothing otherwise.
std::optional<CalendarDuration> read_natural_duration(std::string_view typed);

}  // namespace pupitre
