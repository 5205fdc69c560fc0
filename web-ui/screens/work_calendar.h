// The open work by month or week, with projects as bars and what series will bring. For the work page only.
#pragma once

#include <map>
#include <optional>

#include "core/calendar/business_calendar.h"
#include "core/work/work_calendar.h"
#include "web-ui/screens/work_cards.h"
#include "web-ui/widgets/day_grid.h"

namespace pupitre::ui {

struct CalendarState {
    bool by_week = false;
    std::optional<Date> shown;  // A day of the month or week that is shown; nothing: today's.
    DayGridState grid;
    Date day;     // Whose work is listed in the popup, …
    Box day_box;  // … which stands beside this box.
    TableState day_table;

    // Built anew when the data, the question or the days change.
    OpenWork work;
    Date first, last;
    std::vector<DueDay> due;
    std::vector<ProjectBar> projects;
    std::vector<DayBar> bars;
    FutureWork future;
    bool future_wanted = false;
    std::map<Date, std::vector<FutureDate>> ahead;
    BusinessCalendar calendar;
};

/// Brings it up to date. How many are due in the month or week, without what series will bring.
std::size_t refresh_calendar(const Desk& desk, const ListQuery& query, CalendarState& state);
void work_calendar_ui(const Desk& desk, CalendarState& state, float height, Intents& out);

}  // namespace pupitre::ui
