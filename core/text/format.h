// Dates, numbers and amounts as people of each language write them. No locale of the machine is asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/money.h"
#include "core/calendar/date.h"
#include "core/calendar/month.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// "12 345" with a narrow no-break space in French, "12,345" in English.
std::string format_number(std::int64_t number, Language language);
/// An amount in minor units without its currency: "1 234,56" in French, "1,234.56" in English.
std::string format_amount(std::int64_t minor, Language language);
/// "1 234,56 €" in French, "€1,234.56" in English.
std::string format_money(Money amount, Language language);
/// "€", "US$": for fields in which an amount is typed.
std::string_view currency_sign(Currency currency);
/// "24/11/2026" in both: Canadian and British readers use it, too.
std::string format_date(Date date, Language language);
/// "mar. 24 nov." / "Tue 24 Nov"; with the year if it is not `today`'s.
std::string format_short_date(Date date, Date today, Language language);
/// "mar. 24" / "Tue 24".
std::string format_weekday_day(Date date, Language language);
/// "mardi 24 novembre 2026" / "Tuesday 24 November 2026".
std::string format_long_date(Date date, Language language);
/// "mardi" / "Tuesday".
std::string_view weekday_name(Weekday weekday, Language language);
/// "novembre" / "November".
std::string_view month_name(Month month, Language language);
/// "14:05", the civil time of an instant for somebody with this offset from UTC.
std::string format_time(std::int64_t instant_ms, std::int32_t utc_offset_minutes);
/// "64 h 30" / "64 h 30".
std::string format_duration(std::int64_t minutes);

}  // namespace pupitre
