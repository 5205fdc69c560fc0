// Prints every holiday of every place that we know, one a line: place, date, name, law or custom, "substitute" or
// nothing. Knows no other program's answers; compare.py does.
#include <cstdint>
#include <cstdio>
#include <string>

#include "core/calendar/holidays/holidays.h"

int main() {
    using namespace pupitre;
    constexpr std::int32_t first_year = 1990;
    constexpr std::int32_t last_year = 2100;
    for (const std::string_view name : holiday_region_names) {
        const auto region = holiday_region_named(name);
        for (std::int32_t year = first_year; region && year <= last_year; ++year) {
            for (const Holiday& holiday : holidays_in_year(*region, year)) {
                std::printf("%s\t%s\t%s\t%s\t%s\n", std::string(name).c_str(), to_iso(holiday.date).c_str(),
                            std::string(holiday.name).c_str(), holiday.standing == Standing::law ? "law" : "custom",
                            holiday.substitute ? "substitute" : "");
            }
        }
    }
}
