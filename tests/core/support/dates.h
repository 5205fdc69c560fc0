// Days as tests write them.
#pragma once

#include <string_view>

#include <doctest/doctest.h>

#include "core/calendar/date.h"

namespace pupitre {

inline Date date_of(std::string_view iso) {
    const auto date = parse_iso_date(iso);
    REQUIRE(date.ok());
    return *date;
}

}  // namespace pupitre
