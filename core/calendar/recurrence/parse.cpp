// One pass over the text, part by part; what depends on several parts is checked at the end.
// Grammar: part *( ";" part ), part = NAME "=" value; see RFC 5545, 3.3.10 and RFC 7529, 4.1.
#include "core/calendar/recurrence/parse.h"

#include <algorithm>

namespace pupitre {

namespace {

enum class Part : std::uint8_t {
    frequency,
    until,
    count,
    interval,
    by_second,
    by_minute,
    by_hour,
    by_day,
    by_month_day,
    by_year_day,
    by_week_number,
    by_month,
    by_position,
    week_start,
    scale,
    skip,
};

struct PartName {
    std::string_view name;
    Part part;
};

constexpr PartName part_names[] = {
    {"FREQ", Part::frequency},
    {"INTERVAL", Part::interval},
    {"BYDAY", Part::by_day},
    {"BYMONTHDAY", Part::by_month_day},
    {"BYMONTH", Part::by_month},
    {"BYSETPOS", Part::by_position},
    {"COUNT", Part::count},
    {"UNTIL", Part::until},
    {"BYHOUR", Part::by_hour},
    {"BYMINUTE", Part::by_minute},
    {"BYSECOND", Part::by_second},
    {"BYYEARDAY", Part::by_year_day},
    {"BYWEEKNO", Part::by_week_number},
    {"WKST", Part::week_start},
    {"RSCALE", Part::scale},
    {"SKIP", Part::skip},
};
constexpr std::size_t part_count = std::size(part_names);

constexpr std::string_view frequency_names[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                "WEEKLY",   "MONTHLY",  "YEARLY"};

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool same_word(std::string_view text, std::string_view word) {
    if (text.size() != word.size()) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (upper(text[at]) != word[at]) return false;
    }
    return true;
}

/// The weekday that two letters name; −1 if none.
int weekday_of(char first, char second) {
    const char a = upper(first);
    const char b = upper(second);
    switch (a) {
    case 'M': return b == 'O' ? 0 : -1;
    case 'T': return b == 'U' ? 1 : b == 'H' ? 3 : -1;
    case 'W': return b == 'E' ? 2 : -1;
    case 'F': return b == 'R' ? 4 : -1;
    case 'S': return b == 'A' ? 5 : b == 'U' ? 6 : -1;
    default: return -1;
    }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Reader {
public:
    Reader(std::string_view text, std::vector<RuleProblem>* warnings) : text_(text), warnings_(warnings) {}

    /// False: problem() says why.
    bool read();
    [[nodiscard]] const RecurrenceRule& rule() const { return rule_; }
    [[nodiscard]] RuleProblem problem() const { return problem_; }

private:
    [[nodiscard]] bool lenient() const { return warnings_ != nullptr; }
    [[nodiscard]] bool at_value_end() const { return at_ == text_.size() || text_[at_] == ';'; }
    [[nodiscard]] bool has(Part part) const { return (seen_ >> static_cast<unsigned>(part) & 1) != 0; }

    bool fail(RuleFault fault, std::size_t position) {
        problem_ = {fault, static_cast<std::int32_t>(position)};
        return false;
    }
    /// What lenient reading lets pass with a warning.
    bool doubt(RuleFault fault, std::size_t position) {
        if (!lenient()) return fail(fault, position);
        warnings_->push_back({fault, static_cast<std::int32_t>(position)});
        return true;
    }
    bool doubt_part(RuleFault fault, Part part) { return doubt(fault, start_[static_cast<std::size_t>(part)]); }

    void skip_spaces() {
        if (!lenient()) return;
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    void skip_property_name();
    std::string_view word();
    bool part();
    bool value(Part part);
    bool number(std::int64_t min, std::int64_t max, std::int64_t& out);
    bool signed_number(int max, int& out);
    bool end_of_value();
    template <class Entry>
    bool list(Entry entry);
    template <class Bits>
    bool small_numbers(int min, int max, Bits& bits);
    template <int Max>
    bool signed_numbers(SignedNumbers<Max>& numbers);
    bool seconds();
    bool weekday(WeekdayNumbers& days);
    bool frequency();
    bool until();
    bool week_start();
    bool scale();
    bool skip();
    void forget(Part part);
    bool check_ends();
    bool check_by_parts();

    std::string_view text_;
    std::vector<RuleProblem>* warnings_;
    std::size_t at_ = 0;
    RecurrenceRule rule_;
    RuleProblem problem_;
    std::uint32_t seen_ = 0;
    std::array<std::size_t, part_count> start_{};
};

void Reader::skip_property_name() {
    constexpr std::string_view names[] = {"RRULE:", "EXRULE:"};
    for (const std::string_view name : names) {
        if (same_word(text_.substr(at_, name.size()), name)) at_ += name.size();
    }
}

/// Letters, digits and "-", for names and for values that are words.
std::string_view Reader::word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != ';' && text_[at_] != '=' && !is_space(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
}

bool Reader::number(std::int64_t min, std::int64_t max, std::int64_t& out) {
    const std::size_t start = at_;
    std::int64_t number = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
        if (number <= max) number = number * 10 + (text_[at_] - '0');
    }
    if (at_ == start) return fail(RuleFault::number_malformed, start);
    if (number < min || number > max) return fail(RuleFault::number_out_of_range, start);
    out = number;
    return true;
}

bool Reader::signed_number(int max, int& out) {
    const std::size_t start = at_;
    const bool negative = at_ < text_.size() && text_[at_] == '-';
    if (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) ++at_;
    std::int64_t size = 0;
    if (!number(1, max, size)) {
        problem_.position = static_cast<std::int32_t>(start);
        return false;
    }
    out = static_cast<int>(negative ? -size : size);
    return true;
}

bool Reader::end_of_value() {
    skip_spaces();
    return at_value_end() || fail(RuleFault::part_malformed, at_);
}

/// Calls the entry's reader for each entry between commas.
template <class Entry>
bool Reader::list(Entry entry) {
    while (true) {
        skip_spaces();
        if (!entry()) return false;
        skip_spaces();
        if (at_value_end()) return true;
        if (text_[at_] != ',') return fail(RuleFault::number_malformed, at_);
        ++at_;
    }
}

template <class Bits>
bool Reader::small_numbers(int min, int max, Bits& bits) {
    return list([&] {
        std::int64_t found = 0;
        if (!number(min, max, found)) return false;
        bits = static_cast<Bits>(bits | Bits{1} << found);
        return true;
    });
}

template <int Max>
bool Reader::signed_numbers(SignedNumbers<Max>& numbers) {
    return list([&] {
        int found = 0;
        if (!signed_number(Max, found)) return false;
        numbers.add(found);
        return true;
    });
}

bool Reader::seconds() {
    return list([&] {
        const std::size_t start = at_;
        std::int64_t found = 0;
        if (!number(0, 60, found)) return false;
        if (found == 60 && !doubt(RuleFault::leap_second, start)) return false;
        rule_.by_second |= std::uint64_t{1} << std::min<std::int64_t>(found, 59);
        return true;
    });
}

bool Reader::weekday(WeekdayNumbers& days) {
    const std::size_t start = at_;
    int nth = 0;
    const bool has_number = at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '-' || text_[at_] == '+');
    if (has_number && !signed_number(53, nth)) return false;
    if (at_ + 2 > text_.size()) return fail(RuleFault::weekday_malformed, start);
    const int day = weekday_of(text_[at_], text_[at_ + 1]);
    if (day < 0) return fail(RuleFault::weekday_malformed, start);
    at_ += 2;
    if (!at_value_end() && text_[at_] != ',' && !is_space(text_[at_])) return fail(RuleFault::weekday_malformed, start);
    if (has_number) {
        days.nth[static_cast<std::size_t>(day)].add(nth);
    } else {
        days.every = static_cast<std::uint8_t>(days.every | 1U << day);
    }
    return true;
}

bool Reader::frequency() {
    const std::size_t start = at_;
    const std::string_view name = word();
    for (std::size_t index = 0; index < std::size(frequency_names); ++index) {
        if (!same_word(name, frequency_names[index])) continue;
        rule_.frequency = static_cast<Frequency>(index);
        return end_of_value();
    }
    return fail(RuleFault::frequency_unknown, start);
}

bool Reader::until() {
    const std::size_t start = at_;
    rule_.until = read_written_time(word());
    if (!rule_.until) return fail(RuleFault::until_malformed, start);
    return end_of_value();
}

bool Reader::week_start() {
    const std::size_t start = at_;
    const std::string_view name = word();
    const int day = name.size() == 2 ? weekday_of(name[0], name[1]) : -1;
    if (day < 0) return fail(RuleFault::weekday_malformed, start);
    rule_.week_start = static_cast<Weekday>(day);
    return end_of_value();
}

bool Reader::scale() {
    const std::size_t start = at_;
    if (!same_word(word(), "GREGORIAN")) return fail(RuleFault::scale_unknown, start);
    return end_of_value();
}

bool Reader::skip() {
    const std::size_t start = at_;
    const std::string_view name = word();
    if (same_word(name, "OMIT")) {
        rule_.skip = Skip::omit;
    } else if (same_word(name, "BACKWARD")) {
        rule_.skip = Skip::backward;
    } else if (same_word(name, "FORWARD")) {
        rule_.skip = Skip::forward;
    } else {
        return fail(RuleFault::skip_unknown, start);
    }
    return end_of_value();
}

bool Reader::value(Part part) {
    std::int64_t found = 0;
    switch (part) {
    case Part::frequency: return frequency();
    case Part::until: return until();
    case Part::count:
        if (!number(1, rule_count_max, found)) return false;
        rule_.count = found;
        return end_of_value();
    case Part::interval:
        if (!number(1, rule_interval_max, found)) return false;
        rule_.interval = static_cast<std::int32_t>(found);
        return end_of_value();
    case Part::by_second: return seconds();
    case Part::by_minute: return small_numbers(0, 59, rule_.by_minute);
    case Part::by_hour: return small_numbers(0, 23, rule_.by_hour);
    case Part::by_day: return list([&] { return weekday(rule_.by_day); });
    case Part::by_month_day: return signed_numbers(rule_.by_month_day);
    case Part::by_year_day: return signed_numbers(rule_.by_year_day);
    case Part::by_week_number: return signed_numbers(rule_.by_week_number);
    case Part::by_month: return small_numbers(1, 12, rule_.by_month);
    case Part::by_position: return signed_numbers(rule_.by_position);
    case Part::week_start: return week_start();
    case Part::scale: return scale();
    case Part::skip: return skip();
    }
    return false;
}

/// Empties what an earlier part of the same name had given.
void Reader::forget(Part part) {
    switch (part) {
    case Part::by_second: rule_.by_second = 0; break;
    case Part::by_minute: rule_.by_minute = 0; break;
    case Part::by_hour: rule_.by_hour = 0; break;
    case Part::by_day: rule_.by_day = {}; break;
    case Part::by_month_day: rule_.by_month_day = {}; break;
    case Part::by_year_day: rule_.by_year_day = {}; break;
    case Part::by_week_number: rule_.by_week_number = {}; break;
    case Part::by_month: rule_.by_month = 0; break;
    case Part::by_position: rule_.by_position = {}; break;
    case Part::frequency:
    case Part::until:
    case Part::count:
    case Part::interval:
    case Part::week_start:
    case Part::scale:
    case Part::skip: break;
    }
}

bool Reader::part() {
    const std::size_t start = at_;
    const std::string_view name = word();
    skip_spaces();
    if (name.empty() || at_ == text_.size() || text_[at_] != '=') return fail(RuleFault::part_malformed, start);
    ++at_;
    for (const PartName& known : part_names) {
        if (!same_word(name, known.name)) continue;
        if (has(known.part)) {
            if (!doubt(RuleFault::part_repeated, start)) return false;
            forget(known.part);
        }
        seen_ |= 1U << static_cast<unsigned>(known.part);
        start_[static_cast<std::size_t>(known.part)] = start;
        skip_spaces();
        return value(known.part);
    }
    if (!doubt(RuleFault::part_unknown, start)) return false;
    while (!at_value_end()) ++at_;
    return true;
}

bool Reader::check_ends() {
    if (!has(Part::frequency)) return fail(RuleFault::frequency_missing, 0);
    if (has(Part::skip) && !has(Part::scale) && !doubt_part(RuleFault::skip_without_scale, Part::skip)) return false;
    if (rule_.count && rule_.until) {
        const Part later = start_[static_cast<std::size_t>(Part::count)] > start_[static_cast<std::size_t>(Part::until)]
                               ? Part::count
                               : Part::until;
        return doubt_part(RuleFault::count_with_until, later);
    }
    return true;
}

/// The table of RFC 5545, 3.3.10: which BY part goes with which FREQ.
bool Reader::check_by_parts() {
    const Frequency frequency = rule_.frequency;
    if (has(Part::by_week_number) && frequency != Frequency::yearly &&
        !doubt_part(RuleFault::part_not_allowed, Part::by_week_number)) {
        return false;
    }
    if (has(Part::by_year_day) && frequency >= Frequency::daily && frequency <= Frequency::monthly &&
        !doubt_part(RuleFault::part_not_allowed, Part::by_year_day)) {
        return false;
    }
    if (has(Part::by_month_day) && frequency == Frequency::weekly &&
        !doubt_part(RuleFault::part_not_allowed, Part::by_month_day)) {
        return false;
    }
    if (rule_.by_day.has_nth() && (frequency < Frequency::monthly || has(Part::by_week_number))) {
        if (!doubt_part(RuleFault::weekday_number, Part::by_day)) return false;
        if (frequency < Frequency::monthly) {
            for (std::size_t day = 0; day < 7; ++day) {
                if (!rule_.by_day.nth[day].empty()) {
                    rule_.by_day.every = static_cast<std::uint8_t>(rule_.by_day.every | 1U << day);
                }
                rule_.by_day.nth[day] = {};
            }
        }
    }
    constexpr std::uint32_t other_by_parts =
        1U << static_cast<unsigned>(Part::by_second) | 1U << static_cast<unsigned>(Part::by_minute) |
        1U << static_cast<unsigned>(Part::by_hour) | 1U << static_cast<unsigned>(Part::by_day) |
        1U << static_cast<unsigned>(Part::by_month_day) | 1U << static_cast<unsigned>(Part::by_year_day) |
        1U << static_cast<unsigned>(Part::by_week_number) | 1U << static_cast<unsigned>(Part::by_month);
    if (has(Part::by_position) && (seen_ & other_by_parts) == 0) {
        return doubt_part(RuleFault::position_alone, Part::by_position);
    }
    return true;
}

bool Reader::read() {
    if (text_.size() > rule_text_bytes_max) return fail(RuleFault::too_long, rule_text_bytes_max);
    skip_spaces();
    if (lenient()) skip_property_name();
    while (true) {
        skip_spaces();
        const bool is_empty_part = at_value_end();
        if (is_empty_part && at_ == text_.size() && seen_ == 0) return fail(RuleFault::frequency_missing, 0);
        if (is_empty_part ? !doubt(RuleFault::part_malformed, at_) : !part()) return false;
        skip_spaces();
        if (at_ == text_.size()) break;
        ++at_;
        // A semicolon at the end is so common that it is no doubt in lenient reading.
        if (lenient() && at_ == text_.size()) break;
    }
    return check_ends() && check_by_parts();
}

}  // namespace

std::string_view rule_fault_name(RuleFault fault) {
    switch (fault) {
    case RuleFault::too_long: return "too_long";
    case RuleFault::part_malformed: return "part_malformed";
    case RuleFault::part_unknown: return "part_unknown";
    case RuleFault::part_repeated: return "part_repeated";
    case RuleFault::frequency_missing: return "frequency_missing";
    case RuleFault::frequency_unknown: return "frequency_unknown";
    case RuleFault::number_malformed: return "number_malformed";
    case RuleFault::number_out_of_range: return "number_out_of_range";
    case RuleFault::weekday_malformed: return "weekday_malformed";
    case RuleFault::until_malformed: return "until_malformed";
    case RuleFault::scale_unknown: return "scale_unknown";
    case RuleFault::skip_unknown: return "skip_unknown";
    case RuleFault::skip_without_scale: return "skip_without_scale";
    case RuleFault::count_with_until: return "count_with_until";
    case RuleFault::leap_second: return "leap_second";
    case RuleFault::part_not_allowed: return "part_not_allowed";
    case RuleFault::weekday_number: return "weekday_number";
    case RuleFault::position_alone: return "position_alone";
    }
    return "";
}

Result<RecurrenceRule, RuleProblem> parse_rule(std::string_view text) {
    Reader reader(text, nullptr);
    if (!reader.read()) return reader.problem();
    return reader.rule();
}

Result<LenientRule, RuleProblem> parse_rule_leniently(std::string_view text) {
    LenientRule found;
    Reader reader(text, &found.warnings);
    if (!reader.read()) return reader.problem();
    found.rule = reader.rule();
    return found;
}

}  // namespace pupitre
