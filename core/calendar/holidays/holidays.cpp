// Substitutes are looked for when all holidays of their year are known: they may not fall on one.
#include "core/calendar/holidays/holidays.h"

#include <algorithm>
#include <tuple>

namespace pupitre {

namespace {

// Christmas to the second of January is the longest run of holidays and weekends of any table.
constexpr std::int32_t substitute_days_max = 10;

bool is_weekend(Date date) { return date.weekday() >= Weekday::saturday; }

bool holds(const std::vector<Holiday>& holidays, Date date) {
    return std::ranges::any_of(holidays, [&](const Holiday& holiday) { return holiday.date == date; });
}

/// What a rule says about a Saturday or a Sunday.
struct Move {
    bool moves = false;
    Standing standing = Standing::law;
};

Move move_of(Substitute substitute, Weekday weekday) {
    const bool sunday = weekday == Weekday::sunday;
    switch (substitute) {
    case Substitute::none: return {};
    case Substitute::sunday_next: return {sunday, Standing::law};
    case Substitute::sunday_next_by_custom: return {sunday, Standing::custom};
    case Substitute::weekend_next: return {true, Standing::law};
    case Substitute::weekend_next_by_custom: return {true, Standing::custom};
    case Substitute::sunday_next_saturday_next_by_custom: return {true, sunday ? Standing::law : Standing::custom};
    case Substitute::nearest: return {true, Standing::law};
    }
    return {};
}

std::optional<Date> substitute_day(Substitute substitute, Date holiday, const std::vector<Holiday>& taken) {
    if (substitute == Substitute::nearest) {
        return holiday.plus_days(holiday.weekday() == Weekday::saturday ? -1 : 1);
    }
    for (std::int32_t later = 1; later <= substitute_days_max; ++later) {
        const Date day = holiday.plus_days(later);
        if (!is_weekend(day) && !holds(taken, day)) return day;
    }
    return std::nullopt;
}

/// The holidays of a year's rules. A substitute may lie in a neighbouring year.
void add_year(std::vector<Holiday>& found, HolidayRegion region, std::int32_t year) {
    if (year < year_min || year > year_max) return;
    struct Fallen {
        const HolidayRule* rule;
        Date date;
    };
    std::vector<Fallen> on_weekends;
    for (const HolidayRule& rule : holiday_rules(region)) {
        if (!rule.where.has(region) || year < rule.from || year > rule.until) continue;
        const auto date = date_in_year(rule.day, year);
        if (!date) continue;
        found.push_back({*date, rule.name, rule.standing, false});
        if (is_weekend(*date)) on_weekends.push_back({&rule, *date});
    }
    for (const Fallen& fallen : on_weekends) {
        const Move move = move_of(fallen.rule->substitute, fallen.date.weekday());
        if (!move.moves) continue;
        const auto day = substitute_day(fallen.rule->substitute, fallen.date, found);
        const Standing standing = std::max(move.standing, fallen.rule->standing);
        if (day) found.push_back({*day, fallen.rule->name, standing, true});
    }
}

}  // namespace

std::vector<Holiday> holidays_in_year(HolidayRegion region, std::int32_t year) {
    std::vector<Holiday> found;
    // 1 January may be kept on 31 December before it, 31 December on a day after it.
    for (const std::int32_t near : {year - 1, year + 1, year}) add_year(found, region, near);
    std::erase_if(found, [&](const Holiday& holiday) { return holiday.date.ymd().year != year; });
    const auto rank = [](const Holiday& h) { return std::tuple(h.date, h.standing, h.substitute, h.name); };
    std::ranges::sort(found, [&](const Holiday& a, const Holiday& b) { return rank(a) < rank(b); });
    const auto repeated = std::ranges::unique(found, {}, &Holiday::date);
    found.erase(repeated.begin(), repeated.end());
    return found;
}

}  // namespace pupitre
