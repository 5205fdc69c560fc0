// Each part appears with a chance of its own; numbers near the edges are as likely as those in the middle.
#include "tests/core/calendar/recurrence/random_rules.h"

namespace pupitre::testing {

namespace {

constexpr std::int64_t intervals[] = {2, 2, 2, 3, 3, 4, 5, 6, 7, 10, 12, 15, 18, 24, 25, 36, 45, 60, 90, 100, 1440};

template <int Max>
void add_some(Dice& dice, SignedNumbers<Max>& numbers, int most, int low = 1, int high = Max) {
    for (std::int64_t left = dice.roll(1, most); left > 0; --left) {
        const auto number =
            static_cast<int>(dice.one_in(3) ? dice.roll(high - 3 > low ? high - 3 : low, high) : dice.roll(low, high));
        numbers.add(dice.one_in(3) ? -number : number);
    }
}

void add_days(Dice& dice, RecurrenceRule& rule) {
    const bool numbers_allowed = rule.frequency >= Frequency::monthly && rule.by_week_number.empty();
    if (numbers_allowed && dice.one_in(2)) {
        for (std::int64_t left = dice.roll(1, 3); left > 0; --left) {
            auto& numbers = rule.by_day.nth[static_cast<std::size_t>(dice.roll(0, 6))];
            add_some(dice, numbers, 2, 1, rule.frequency == Frequency::monthly || rule.by_month != 0 ? 5 : 53);
        }
    } else {
        rule.by_day.every = dice.one_in(3) ? 0b1'1111 : some_bits<std::uint8_t>(dice, 0, 6, 4);
    }
}

void add_parts(Dice& dice, RecurrenceRule& rule) {
    const Frequency frequency = rule.frequency;
    if (dice.one_in(3)) rule.by_month = some_bits<std::uint16_t>(dice, 1, 12, 4);
    if (frequency == Frequency::yearly && dice.one_in(5)) add_some(dice, rule.by_week_number, 3);
    const bool year_days = frequency == Frequency::yearly || frequency < Frequency::daily;
    if (year_days && dice.one_in(6)) add_some(dice, rule.by_year_day, 6);
    if (frequency != Frequency::weekly && dice.one_in(frequency >= Frequency::monthly ? 2 : 5)) {
        add_some(dice, rule.by_month_day, 4);
    }
    if (dice.one_in(2)) add_days(dice, rule);
    if (dice.one_in(5)) rule.by_hour = some_bits<std::uint32_t>(dice, 0, 23, 4);
    if (dice.one_in(6)) rule.by_minute = some_bits<std::uint64_t>(dice, 0, 59, 4);
    if (dice.one_in(8)) rule.by_second = some_bits<std::uint64_t>(dice, 0, 59, 3);
    const bool has_part = rule.by_month != 0 || rule.by_hour != 0 || rule.by_minute != 0 || rule.by_second != 0 ||
                          !rule.by_day.empty() || !rule.by_month_day.empty() || !rule.by_year_day.empty() ||
                          !rule.by_week_number.empty();
    if (has_part && dice.one_in(3)) add_some(dice, rule.by_position, 3, 1, dice.one_in(4) ? 366 : 5);
}

Frequency some_frequency(Dice& dice) {
    constexpr Frequency of_twenty[] = {Frequency::yearly, Frequency::monthly, Frequency::weekly,   Frequency::daily,
                                       Frequency::yearly, Frequency::monthly, Frequency::weekly,   Frequency::daily,
                                       Frequency::yearly, Frequency::monthly, Frequency::weekly,   Frequency::daily,
                                       Frequency::yearly, Frequency::monthly, Frequency::yearly,   Frequency::monthly,
                                       Frequency::yearly, Frequency::hourly,  Frequency::minutely, Frequency::secondly};
    return of_twenty[dice.roll(0, 19)];
}

/// Days at the ends of months and years are where mistakes are made.
std::int32_t some_day(Dice& dice) {
    const auto day = static_cast<std::int32_t>(dice.roll(0, 22'000));
    if (!dice.one_in(3)) return day;
    const YearMonthDay civil = Date::from_days(day).ymd();
    const auto first = Date::from_ymd(civil.year, dice.one_in(2) ? 1 : civil.month, 1);
    return first->days() - static_cast<std::int32_t>(dice.roll(0, 3));
}

void add_end(Dice& dice, RandomCase& made, std::int32_t day, std::int32_t second) {
    if (dice.one_in(4)) {
        made.rule.count = dice.roll(1, 40);
    } else if (dice.one_in(4)) {
        const Date last = Date::from_days(day + static_cast<std::int32_t>(dice.roll(0, 4'000)));
        const TimeForm form = made.start.is_date ? TimeForm::date : TimeForm::date_time;
        made.rule.until = WrittenTime{LocalDateTime::at(last, second), form};
    }
}

}  // namespace

std::int64_t Dice::roll(std::int64_t low, std::int64_t high) {
    state_ += 0x9E37'79B9'7F4A'7C15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xBF58'476D'1CE4'E5B9;
    mixed = (mixed ^ mixed >> 27) * 0x94D0'49BB'1331'11EB;
    mixed ^= mixed >> 31;
    return low + static_cast<std::int64_t>(mixed % static_cast<std::uint64_t>(high - low + 1));
}

RandomCase make_random_case(Dice& dice) {
    RandomCase made;
    made.rule.frequency = some_frequency(dice);
    if (dice.one_in(2))
        made.rule.interval = static_cast<std::int32_t>(intervals[dice.roll(0, std::ssize(intervals) - 1)]);
    if (dice.one_in(2)) made.rule.week_start = static_cast<Weekday>(dice.roll(0, 6));
    add_parts(dice, made.rule);
    if (made.rule.frequency >= Frequency::monthly && dice.one_in(4)) {
        made.rule.skip = dice.one_in(2) ? Skip::backward : Skip::forward;
    }
    const std::int32_t day = some_day(dice);
    made.start.is_date = made.rule.frequency >= Frequency::daily && dice.one_in(5);
    std::int32_t second = 0;
    if (!made.start.is_date) second = dice.one_in(2) ? 9 * 3600 : static_cast<std::int32_t>(dice.roll(0, 86'399));
    made.start.time = LocalDateTime::at(Date::from_days(day), second);
    add_end(dice, made, day, second);
    return made;
}

}  // namespace pupitre::testing
