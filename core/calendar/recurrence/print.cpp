// One function a part; the order of the calls is the canonical order.
#include "core/calendar/recurrence/print.h"

namespace pupitre {

namespace {

constexpr std::string_view frequency_names[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                "WEEKLY",   "MONTHLY",  "YEARLY"};
constexpr std::string_view weekday_codes[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// A list in the making: the part's name before the first entry, commas between the others.
class List {
public:
    List(std::string& out, std::string_view name) : out_(out), name_(name) {}

    std::string& next() {
        if (first_) {
            out_ += ';';
            out_ += name_;
            out_ += '=';
        } else {
            out_ += ',';
        }
        first_ = false;
        return out_;
    }

private:
    std::string& out_;
    std::string_view name_;
    bool first_ = true;
};

void append_bits(std::string& out, std::string_view name, std::uint64_t bits) {
    List list(out, name);
    for (; bits != 0; bits &= bits - 1) list.next() += std::to_string(std::countr_zero(bits));
}

template <int Max>
void append_numbers(std::string& out, std::string_view name, const SignedNumbers<Max>& numbers) {
    List list(out, name);
    numbers.each([&](int number) { list.next() += std::to_string(number); });
}

void append_weekdays(std::string& out, const WeekdayNumbers& days) {
    List list(out, "BYDAY");
    for (std::size_t day = 0; day < 7; ++day) {
        if ((days.every >> day & 1) != 0) list.next() += weekday_codes[day];
        days.nth[day].each([&](int number) { (list.next() += std::to_string(number)) += weekday_codes[day]; });
    }
}

}  // namespace

std::string_view weekday_code(Weekday weekday) { return weekday_codes[static_cast<std::size_t>(weekday)]; }

std::string to_text(const RecurrenceRule& rule) {
    std::string out;
    if (rule.skip != Skip::omit) out += "RSCALE=GREGORIAN;";
    out += "FREQ=";
    out += frequency_names[static_cast<std::size_t>(rule.frequency)];
    if (rule.until) {
        out += ";UNTIL=";
        append_written_time(out, rule.until->time, rule.until->form);
    }
    if (rule.count) (out += ";COUNT=") += std::to_string(*rule.count);
    if (rule.interval != 1) (out += ";INTERVAL=") += std::to_string(rule.interval);
    append_bits(out, "BYSECOND", rule.by_second);
    append_bits(out, "BYMINUTE", rule.by_minute);
    append_bits(out, "BYHOUR", rule.by_hour);
    append_weekdays(out, rule.by_day);
    append_numbers(out, "BYMONTHDAY", rule.by_month_day);
    append_numbers(out, "BYYEARDAY", rule.by_year_day);
    append_numbers(out, "BYWEEKNO", rule.by_week_number);
    append_bits(out, "BYMONTH", rule.by_month);
    append_numbers(out, "BYSETPOS", rule.by_position);
    if (rule.week_start != Weekday::monday) (out += ";WKST=") += weekday_code(rule.week_start);
    if (rule.skip != Skip::omit) out += rule.skip == Skip::backward ? ";SKIP=BACKWARD" : ";SKIP=FORWARD";
    return out;
}

}  // namespace pupitre
