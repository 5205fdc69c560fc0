// Where the law differs within a country, what holds in all of it or in its largest part. Switzerland has hardly a holiday
// in common: there the canton must be chosen, as in countries that we do not know.
#include "core/firm/firm_calendar.h"

#include "core/exchange/closing_days.h"

namespace pupitre {

namespace {

struct CountryRegion {
    std::string_view country;
    HolidayRegion region;
};
constexpr CountryRegion regions[] = {
    {"", HolidayRegion::fr},
    {"FR", HolidayRegion::fr},
    {"GP", HolidayRegion::fr_guadeloupe},
    {"GF", HolidayRegion::fr_guyane},
    {"MQ", HolidayRegion::fr_martinique},
    {"YT", HolidayRegion::fr_mayotte},
    {"RE", HolidayRegion::fr_reunion},
    {"BL", HolidayRegion::fr_saint_barthelemy},
    {"MF", HolidayRegion::fr_saint_martin},
    {"BE", HolidayRegion::be},
    {"CA", HolidayRegion::ca},
    {"GB", HolidayRegion::gb_england_wales},
    {"LU", HolidayRegion::lu},
    {"US", HolidayRegion::us},
};

std::optional<HolidayRegion> region_of(std::string_view country) {
    for (const CountryRegion& one : regions) {
        if (one.country == country) return one.region;
    }
    return std::nullopt;
}

}  // namespace

Result<BusinessCalendar> calendar_of(const Firm& firm) {
    BusinessCalendarRules rules;
    rules.region = region_chosen(firm.holidays);
    if (!rules.region) rules.region = region_of(firm.country);
    rules.closed_weekdays[static_cast<std::size_t>(Weekday::saturday)] = !firm.works_on_saturdays;
    auto closing = closing_days_from_stored(firm.closing_days);
    if (closing.ok()) {
        rules.closed_yearly = std::move(closing->yearly);
        rules.closed = std::move(closing->once);
    }
    auto worked = closing_days_from_stored(firm.worked_days);
    if (worked.ok()) rules.open = std::move(worked->once);
    return BusinessCalendar::make(std::move(rules));
}

BusinessCalendar firm_calendar(const Database& db) {
    const Firm* firm = db.find(the_firm);
    auto calendar = calendar_of(firm != nullptr ? *firm : Firm{});
    return calendar ? *std::move(calendar) : BusinessCalendar{};
}

}  // namespace pupitre
