// Days as people type them into a field: "24/11", "+3j", "lun", "fin de mois", "in 2 weeks". French and English at once.
// Knows no clock: today comes in as an argument.
#pragma once

#include <optional>
#include <string_view>

#include "core/calendar/date.h"

namespace pupitre {

class BusinessCalendar;

/// A day and month without a year mean the first such day that is not more than this long ago.
constexpr std::int32_t natural_date_days_back = 60;

/// Reads, whatever the case and accents:
///
///   24/11/2026  24.11.26  24-11  24/11  24  2026-11-24  24 nov  24 novembre 2026  nov 24
///   +3  +3j  J+3  +2s  +1m  +1t  +1a  -1j  (days, weeks, months, quarters, years; also d, w, q, y, jours, semaines …)
///   3j  dans 2 semaines  in 2 weeks  dans un mois et 3 jours  il y a 3 jours  3 days ago  2 semaines plus tard
///   auj  demain  après-demain  hier  today  tomorrow  yesterday
///   lun … dim, mon … sun: the next such day after today; also lundi prochain, next monday, lundi en huit (a week later),
///     lundi dernier, last monday, ce lundi (today, if it is one); before a day in figures it must be that day's weekday
///   fin de mois  début de trimestre  fin d’année  fin du mois prochain  end of quarter  start of next year …
///   fin de semaine: the next Friday.  semaine prochaine, next month …: its first day
///   S42  semaine 42  week 42 2027: that week's Monday
///   +5jo  dans 3 jours ouvrés  in 3 business days: only with a calendar
///
/// Nothing if it is none of these, or no such day.
std::optional<Date> read_natural_date(std::string_view typed, Date today, const BusinessCalendar* calendar = nullptr);

}  // namespace pupitre
