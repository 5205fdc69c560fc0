// The firm's civil day.
#include "server-stub/firm/civil_day.h"

#include <ctime>

#include "server-stub/base/clock.h"

namespace pupitre::host {

Date civil_day(std::int64_t at_ms) {
    const std::time_t seconds = static_cast<std::time_t>(at_ms / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    return Date::from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday).value_or(Date{});
}

Date civil_today() { return civil_day(now_ms()); }

}  // namespace pupitre::host
