// Days as people type them into a field: "24/11", "+3j", "lun", "fin de mois". French and English at once.
// Knows no clock: today comes in as an argument.
#pragma once

#include <optional>
#include <string_view>

#include "core/calendar/date.h"

namespace pupitre {

/// A day and month without a year mean the first such day that is not more than this long ago.
constexpr std::int32_t natural_date_days_back = 60;

/// Reads, whatever the case and accents:
///
///   24/11/2026  24.11.26  24-11  24/11  24  2026-11-24  24 nov  24 novembre 2026  nov 24
///   +3  +3j  +2s  +1m  -1j  (days, weeks, months; also d, w, jours, semaines, mois …)
///   auj  demain  après-demain  hier  today  tomorrow  yesterday
///   lun … dim, mon … sun: the next such day after today
///   fin de mois  fin d’année  fin de semaine (the next Friday)  end of month …
///
/// Nothing if it is none of these, or no such day.
std::optional<Date> read_natural_date(std::string_view typed, Date today);

}  // namespace pupitre
