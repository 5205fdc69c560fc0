// Reads and writes the basic forms of ISO 8601 that iCalendar uses.
#include "core/calendar/local_time.h"

#include <algorithm>

namespace pupitre {

namespace {

/// The number that exactly these digits spell; −1 if one of them is not a digit.
std::int32_t number_at(std::string_view text, std::size_t at, std::size_t digits) {
    std::int32_t number = 0;
    for (const char c : text.substr(at, digits)) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

void write_digits(char* out, std::int32_t number, int digits) {
    for (int place = digits - 1; place >= 0; --place) {
        out[place] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

}  // namespace

std::optional<WrittenTime> read_written_time(std::string_view text) {
    constexpr std::size_t date_size = 8;
    constexpr std::size_t time_size = 15;
    WrittenTime written;
    if (text.size() == date_size) {
        written.form = TimeForm::date;
    } else if (text.size() == time_size + 1 && (text.back() == 'Z' || text.back() == 'z')) {
        written.form = TimeForm::utc;
    } else if (text.size() != time_size) {
        return std::nullopt;
    }
    const auto date = Date::from_ymd(number_at(text, 0, 4), number_at(text, 4, 2), number_at(text, 6, 2));
    if (!date) return std::nullopt;
    std::int32_t second_of_day = 0;
    if (written.form != TimeForm::date) {
        const std::int32_t hour = number_at(text, 9, 2);
        const std::int32_t minute = number_at(text, 11, 2);
        const std::int32_t second = number_at(text, 13, 2);
        if ((text[8] != 'T' && text[8] != 't') || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
            second > 60) {
            return std::nullopt;
        }
        second_of_day = hour * 3600 + minute * 60 + std::min(second, 59);
    }
    written.time = LocalDateTime::at(*date, second_of_day);
    return written;
}

void append_written_time(std::string& out, LocalDateTime time, TimeForm form) {
    const YearMonthDay civil = time.date().ymd();
    char text[16];
    write_digits(text, civil.year, 4);
    write_digits(text + 4, civil.month, 2);
    write_digits(text + 6, civil.day, 2);
    if (form == TimeForm::date) {
        out.append(text, 8);
        return;
    }
    const std::int32_t second_of_day = time.second_of_day();
    text[8] = 'T';
    write_digits(text + 9, second_of_day / 3600, 2);
    write_digits(text + 11, second_of_day / 60 % 60, 2);
    write_digits(text + 13, second_of_day % 60, 2);
    text[15] = 'Z';
    out.append(text, form == TimeForm::utc ? 16 : 15);
}

std::string to_text(const WrittenTime& written) {
    std::string text;
    append_written_time(text, written.time, written.form);
    return text;
}

}  // namespace pupitre
