// A month's days depend only on its first weekday and its length: 28 cases, put together to years.
#include "core/calendar/recurrence/day_masks.h"

#include <algorithm>

namespace pupitre::recurrence {

namespace {

constexpr int weekday_after(int weekday, int days) { return ((weekday + days) % 7 + 7) % 7; }

/// Bits of a month as a thing that positions can choose from.
struct MonthBits {
    MonthWord word = 0;

    [[nodiscard]] int count() const { return std::popcount(word); }
    void set(int bit) { word |= MonthWord{1} << bit; }
    template <class Call>
    void each(Call call) const {
        for (MonthWord bits = word; bits != 0; bits &= bits - 1) call(std::countr_zero(bits));
    }
};

constexpr MonthWord whole_month(int length) { return ((MonthWord{1} << length) - 1) << 1; }

/// The n-th weekdays among `length` days of which the first has this weekday, as bits from 1 on.
template <class Bits>
void add_numbered_weekdays(Bits& bits, const WeekdayNumbers& days, int first_weekday, int length) {
    for (int weekday = 0; weekday < 7; ++weekday) {
        const auto& numbers = days.nth[static_cast<std::size_t>(weekday)];
        if (numbers.empty()) continue;
        const int first = 1 + weekday_after(weekday - first_weekday, 0);
        const int last = first + (length - first) / 7 * 7;
        numbers.each([&](int number) {
            const int bit = number > 0 ? first + 7 * (number - 1) : last + 7 * (number + 1);
            if (bit >= 1 && bit <= length) bits.set(bit);
        });
    }
}

/// Makes the masks of one rule.
class Maker {
public:
    explicit Maker(const DayMaskOrder& order) : order_(order), rule_(order.rule) {
        is_monthly_ = rule_.frequency == Frequency::monthly;
        is_weekly_with_positions_ = rule_.frequency == Frequency::weekly && !order.positions.empty();
        // RFC 5545, 3.3.10, notes 1 and 2: numbers before weekdays count in the month if the rule speaks of months.
        numbers_count_in_month_ = is_monthly_ || rule_.by_month != 0;
        months_ = rule_.by_month == 0 ? all_months : rule_.by_month;
        if (is_monthly_) months_ = static_cast<std::uint16_t>(months_ & order.months);
        has_year_parts_ = !rule_.by_year_day.empty() || !rule_.by_week_number.empty();
    }

    DayMasks make() {
        make_month_words();
        DayMasks masks;
        if (order_.keep_months) masks.months.resize(kind_count);
        const bool needs_neighbours = !rule_.by_week_number.empty() || is_weekly_with_positions_;
        for (int index = 0; index < kind_count; ++index) {
            const YearKind kind = YearKind::of_index(index);
            const auto place = static_cast<std::size_t>(index);
            if (!needs_neighbours && kind.shape > YearShape::leap) {
                const auto plain = static_cast<std::size_t>(YearKind{kind.first_weekday, YearShape::common}.index());
                masks.kinds[place] = masks.kinds[plain];
                masks.counts[place] = masks.counts[plain];
                if (order_.keep_months) masks.months[place] = masks.months[plain];
                continue;
            }
            masks.kinds[place] =
                is_monthly_ ? monthly(kind, order_.keep_months ? &masks.months[place] : nullptr) : other(kind);
            masks.counts[place] = static_cast<std::int16_t>(masks.kinds[place].count());
            masks.spills |= masks.kinds[place].has(0) || masks.kinds[place].has(kind.length() + 1);
        }
        return masks;
    }

private:
    static constexpr std::uint16_t all_months = 0b1'1111'1111'1110;

    [[nodiscard]] bool has_month(int month) const { return (months_ >> month & 1) != 0; }
    MonthWord& month_word(int first_weekday, int length) {
        return month_words_[static_cast<std::size_t>(first_weekday * 4 + length - 28)];
    }

    MonthWord month_days(int length) const;
    MonthWord month_weekdays(int first_weekday, int length) const;
    void make_month_words();
    YearBits year_days(YearKind kind) const;
    YearBits week_numbers(YearKind kind) const;
    YearBits weekdays(YearKind kind) const;
    YearBits year_parts(YearKind kind) const;
    YearBits monthly(YearKind kind, std::array<MonthWord, 12>* kept);
    YearBits filtered(YearKind kind);
    YearBits other(YearKind kind);
    YearBits chosen_in_weeks(YearKind kind, const YearBits& days) const;
    bool neighbour_has(YearKind kind, int day_of_year) const;

    const DayMaskOrder& order_;
    const RecurrenceRule& rule_;
    std::uint16_t months_ = 0;
    bool is_monthly_ = false;
    bool is_weekly_with_positions_ = false;
    bool numbers_count_in_month_ = false;
    bool has_year_parts_ = false;
    std::array<MonthWord, 28> month_words_{};
};

/// BYMONTHDAY in a month of this length, days that do not exist moved by SKIP.
MonthWord Maker::month_days(int length) const {
    const MonthWord whole = whole_month(length);
    if (rule_.by_month_day.empty()) return whole;
    const Skip skip = rule_.frequency >= Frequency::monthly ? rule_.skip : Skip::omit;
    const MonthWord wanted = rule_.by_month_day.positive()[0];
    MonthWord days = wanted & whole;
    if ((wanted & ~whole) != 0 && skip != Skip::omit)
        days |= MonthWord{1} << (skip == Skip::backward ? length : length + 1);
    rule_.by_month_day.each([&](int number) {
        if (number > 0) return;
        const int bit = length + 1 + number;
        if (bit >= 1) {
            days |= MonthWord{1} << bit;
        } else if (skip != Skip::omit) {
            days |= MonthWord{1} << (skip == Skip::backward ? 0 : 1);
        }
    });
    return days;
}

/// BYDAY in a month. A day that SKIP moved out of the month keeps its weekday but has no number in it.
MonthWord Maker::month_weekdays(int first_weekday, int length) const {
    MonthWord plain = 0;
    for (int bit = 0; bit < 7; ++bit) {
        if ((rule_.by_day.every >> weekday_after(first_weekday, bit - 1) & 1) != 0) plain |= MonthWord{1} << bit;
    }
    MonthBits bits{plain | plain << 7 | plain << 14 | plain << 21 | plain << 28};
    bits.word &= (MonthWord{1} << (length + 2)) - 1;
    if (numbers_count_in_month_) add_numbered_weekdays(bits, rule_.by_day, first_weekday, length);
    return bits.word;
}

void Maker::make_month_words() {
    // Numbers that count in the year are looked at when the year is whole.
    const bool look_at_weekdays = !rule_.by_day.empty() && (numbers_count_in_month_ || !rule_.by_day.has_nth());
    for (int length = 28; length <= 31; ++length) {
        const MonthWord days = month_days(length);
        for (int first_weekday = 0; first_weekday < 7; ++first_weekday) {
            MonthWord word = days;
            if (look_at_weekdays) word &= month_weekdays(first_weekday, length);
            if (is_monthly_ && !has_year_parts_ && !order_.positions.empty()) {
                word = chosen_bits(order_.positions, MonthBits{word}).word;
            }
            month_word(first_weekday, length) = word;
        }
    }
}

/// BYYEARDAY, the 366th of a common year moved by SKIP.
YearBits Maker::year_days(YearKind kind) const {
    const Skip skip = rule_.frequency >= Frequency::monthly ? rule_.skip : Skip::omit;
    const int length = kind.length();
    YearBits days;
    rule_.by_year_day.each([&](int number) {
        const int bit = number > 0 ? number : length + 1 + number;
        if (bit >= 1 && bit <= length) {
            days.set(bit);
        } else if (skip != Skip::omit) {
            // 366 lies after the year, −366 before it.
            days.set(number > 0 ? (skip == Skip::backward ? length : length + 1) : (skip == Skip::backward ? 0 : 1));
        }
    });
    return days;
}

/// BYWEEKNO: a day has the number of its week, which belongs to the year that has most of its days.
YearBits Maker::week_numbers(YearKind kind) const {
    const int start = static_cast<int>(rule_.week_start);
    const auto first_week = [&](int first_weekday) {
        // The day of the year, from 0 and perhaps before it, on which week 1 starts.
        const int into_week = weekday_after(first_weekday - start, 0);
        return into_week <= 3 ? -into_week : 7 - into_week;
    };
    const auto weeks_in = [&](int first_weekday, int length) {
        const int next = weekday_after(first_weekday, length);
        return (length + first_week(next) - first_week(first_weekday)) / 7;
    };
    const auto wanted = [&](int week, int weeks) {
        return rule_.by_week_number.has(week) || rule_.by_week_number.has(week - weeks - 1);
    };
    const int length = kind.length();
    const int first = first_week(kind.first_weekday);
    const int weeks = weeks_in(kind.first_weekday, length);
    YearBits days;
    const auto add_week = [&](int from) {
        for (int day = std::max(from, 0); day < std::min(from + 7, length); ++day) days.set(day + 1);
    };
    for (int week = 1; week <= weeks; ++week) {
        if (wanted(week, weeks)) add_week(first + 7 * (week - 1));
    }
    if (first > 0) {
        const int length_before = kind.shape == YearShape::common_after_leap ? 366 : 365;
        const int weeks_before = weeks_in(weekday_after(kind.first_weekday, -length_before), length_before);
        if (wanted(weeks_before, weeks_before)) add_week(first - 7);
    }
    const int next_first = first + 7 * weeks;
    if (next_first < length) {
        const int length_after = kind.shape == YearShape::common_before_leap ? 366 : 365;
        if (wanted(1, weeks_in(weekday_after(kind.first_weekday, length), length_after))) add_week(next_first);
    }
    return days;
}

/// BYDAY in the whole year.
YearBits Maker::weekdays(YearKind kind) const {
    YearBits days;
    for (int weekday = 0; weekday < 7; ++weekday) {
        // Bit 1 has the weekday of 1 January.
        const int bit = weekday_after(weekday - kind.first_weekday, 1);
        if ((rule_.by_day.every >> weekday & 1) != 0) days |= every_seventh[static_cast<std::size_t>(bit)];
    }
    if (!numbers_count_in_month_) add_numbered_weekdays(days, rule_.by_day, kind.first_weekday, kind.length());
    return days;
}

YearBits Maker::year_parts(YearKind kind) const {
    YearBits days = YearBits::range(0, kind.length() + 1);
    if (!rule_.by_year_day.empty()) days &= year_days(kind);
    if (!rule_.by_week_number.empty()) days &= week_numbers(kind);
    return days;
}

YearBits Maker::monthly(YearKind kind, std::array<MonthWord, 12>* kept) {
    YearBits year;
    const YearBits limit = has_year_parts_ ? year_parts(kind) : YearBits{};
    for (int month = 0; month < 12; ++month) {
        if (!has_month(month + 1)) continue;
        const int start = month_start(kind.is_leap(), month);
        const int length = month_start(kind.is_leap(), month + 1) - start;
        MonthWord word = month_word(weekday_after(kind.first_weekday, start), length);
        if (has_year_parts_) {
            word &= limit.extract(start) & ((MonthWord{1} << (length + 2)) - 1);
            if (!order_.positions.empty()) word = chosen_bits(order_.positions, MonthBits{word}).word;
        }
        year.insert(word, start);
        if (kept != nullptr) (*kept)[static_cast<std::size_t>(month)] = word;
    }
    return year;
}

/// Everything but positions, for periods other than months.
YearBits Maker::filtered(YearKind kind) {
    YearBits year;
    if (rule_.by_month == 0 && rule_.by_month_day.empty()) {
        // A day beyond the edges can only come from BYYEARDAY.
        const bool has_edges = !rule_.by_year_day.empty();
        year = YearBits::range(has_edges ? 0 : 1, kind.length() + (has_edges ? 1 : 0));
        if (!rule_.by_day.empty()) year &= weekdays(kind);
    } else {
        for (int month = 0; month < 12; ++month) {
            if (!has_month(month + 1)) continue;
            const int start = month_start(kind.is_leap(), month);
            const int length = month_start(kind.is_leap(), month + 1) - start;
            year.insert(month_word(weekday_after(kind.first_weekday, start), length), start);
        }
        if (rule_.by_day.has_nth() && !numbers_count_in_month_) year &= weekdays(kind);
    }
    if (has_year_parts_) year &= year_parts(kind);
    return year;
}

YearBits Maker::other(YearKind kind) {
    YearBits year = filtered(kind);
    if (is_weekly_with_positions_) {
        year = chosen_in_weeks(kind, year);
    } else if (!order_.positions.empty()) {
        year = chosen_bits(order_.positions, year);
    }
    if (order_.weekdays != 0b111'1111) {
        YearBits reachable;
        for (int weekday = 0; weekday < 7; ++weekday) {
            const int bit = weekday_after(weekday - kind.first_weekday, 1);
            if ((order_.weekdays >> weekday & 1) != 0) reachable |= every_seventh[static_cast<std::size_t>(bit)];
        }
        year &= reachable;
    }
    return year;
}

/// Whether a day up to a week before or after the year is one of the rule's; the day of the year counts from 0.
bool Maker::neighbour_has(YearKind kind, int day_of_year) const {
    const bool before = day_of_year < 0;
    const int month = before ? 12 : 1;
    const int month_day = before ? 32 + day_of_year : day_of_year - kind.length() + 1;
    const int year_length = before ? (kind.shape == YearShape::common_after_leap ? 366 : 365)
                                   : (kind.shape == YearShape::common_before_leap ? 366 : 365);
    const int year_day = before ? year_length + 1 + day_of_year : month_day;
    const int weekday = weekday_after(kind.first_weekday, day_of_year);
    if (rule_.by_month != 0 && (rule_.by_month >> month & 1) == 0) return false;
    if (!rule_.by_month_day.empty() && !rule_.by_month_day.has(month_day) && !rule_.by_month_day.has(month_day - 32)) {
        return false;
    }
    if (!rule_.by_year_day.empty() && !rule_.by_year_day.has(year_day) &&
        !rule_.by_year_day.has(year_day - year_length - 1)) {
        return false;
    }
    if (!rule_.by_week_number.empty()) {
        // The week lies across New Year, so a day of this year has the same number.
        const int start = static_cast<int>(rule_.week_start);
        const int in_week = weekday_after(weekday - start, 0);
        const int inside = before ? day_of_year - in_week + 6 : day_of_year - in_week;
        if (!week_numbers(kind).has(inside + 1)) return false;
    }
    return rule_.by_day.every == 0 || (rule_.by_day.every >> weekday & 1) != 0;
}

YearBits Maker::chosen_in_weeks(YearKind kind, const YearBits& days) const {
    const int start = static_cast<int>(rule_.week_start);
    const int length = kind.length();
    YearBits chosen;
    for (int from = -weekday_after(kind.first_weekday - start, 0); from < length; from += 7) {
        int members[7];
        int size = 0;
        for (int day = from; day < from + 7; ++day) {
            const bool inside = day >= 0 && day < length;
            if (inside ? days.has(day + 1) : neighbour_has(kind, day)) members[size++] = day;
        }
        for (int rank = 0; rank < size; ++rank) {
            const bool inside = members[rank] >= 0 && members[rank] < length;
            if (inside && is_chosen(order_.positions, rank, size)) chosen.set(members[rank] + 1);
        }
    }
    return chosen;
}

}  // namespace

bool DayMasks::empty() const {
    return std::ranges::all_of(counts, [](std::int16_t count) { return count == 0; });
}

DayMasks make_day_masks(const DayMaskOrder& order) { return Maker(order).make(); }

}  // namespace pupitre::recurrence
