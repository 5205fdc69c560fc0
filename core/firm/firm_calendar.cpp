// Where the law differs within a country, what holds in all of it or in its largest part.
#include "core/firm/firm_calendar.h"

namespace pupitre {

namespace {

struct CountryRegion {
    std::string_view country;
    HolidayRegion region;
};
constexpr CountryRegion regions[] = {
    {"BE", HolidayRegion::be}, {"CA", HolidayRegion::ca}, {"GB", HolidayRegion::gb_england_wales},
    {"LU", HolidayRegion::lu}, {"US", HolidayRegion::us},
};

HolidayRegion region_of(std::string_view country) {
    for (const CountryRegion& one : regions) {
        if (one.country == country) return one.region;
    }
    return HolidayRegion::fr;
}

}  // namespace

BusinessCalendar firm_calendar(const Database& db) {
    const Firm* firm = db.find(the_firm);
    BusinessCalendarRules rules;
    rules.region = region_of(firm != nullptr ? std::string_view(firm->country) : std::string_view{});
    auto calendar = BusinessCalendar::make(std::move(rules));
    return calendar ? *std::move(calendar) : BusinessCalendar{};
}

}  // namespace pupitre
