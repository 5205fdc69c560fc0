// Months, weeks, periods, lengths of time, holidays and shifted dates as people of each language write them.
// Single dates stand in core/text/format.h.
#pragma once

#include <string>
#include <string_view>

#include "core/calendar/business_calendar.h"
#include "core/calendar/calendar_duration.h"
#include "core/calendar/date.h"
#include "core/calendar/fiscal_year.h"
#include "core/calendar/holidays/holidays.h"
#include "core/calendar/month.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// "octobre 2026" / "October 2026".
std::string format_year_month(YearMonth month, Language language);
/// "10/2026" in both: the short form in labels.
std::string format_short_year_month(YearMonth month);
/// "S42 2026" / "W42 2026".
std::string format_iso_week(IsoWeek week, const Texts& texts);
/// "1 an, 2 mois et 3 jours" / "1 year, 2 months and 3 days"; "0 jour" / "0 days" for nothing.
std::string format_calendar_duration(const CalendarDuration& duration, const Texts& texts);

/// "10/2026", "T3 2026" / "Q3 2026", "S1 2026" / "H1 2026", "2026" for a month, quarter, half-year or year of the
/// calendar; "12/03/2026 – 31/03/2026" for any other period.
std::string period_label(const Period& period, const Texts& texts);
/// "TVA 10/2026": what is due for a period, as it is called in a list of work.
std::string named_period_label(std::string_view name, const Period& period, const Texts& texts);
/// "Exercice 2026", "Exercice 2025-2026" / "Financial year 2026", "Financial year 2025–2026": the years in which it
/// lies.
std::string fiscal_year_label(const Period& year, const Texts& texts);
/// Like period_label if the period is one of the calendar's in a year of the calendar. Otherwise quarters, half-years
/// count from the fiscal year's start: "T1 2025-2026" / "Q1 2025–2026". `place` counts the periods of the year from 0.
std::string fiscal_period_label(const Period& year, const Period& period, PeriodLength length, std::size_t place,
                                const Texts& texts);

/// "Lundi de Pâques" / "Easter Monday".
std::string_view holiday_label(std::string_view holiday_name, const Texts& texts);
/// "Québec", "France – Alsace-Moselle" …
std::string_view holiday_region_label(HolidayRegion region, const Texts& texts);
/// "dimanche" / "Sunday", "Noël" / "Christmas Day", "fermeture du cabinet" / "the firm is closed".
std::string closed_reason_text(const Closed& closed, Date date, const Texts& texts);
/// "20/12/2026 (dimanche) → 21/12/2026": why a due date was moved; the date alone if it was not.
std::string shifted_date_text(Date nominal, Date effective, const BusinessCalendar& calendar, const Texts& texts);

}  // namespace pupitre
