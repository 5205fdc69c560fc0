// The work log: tasks, projects and client requests as cards, as a list or in a calendar, behind one set of filters.
// Knows no page and no storage; the application keeps its state.
#pragma once

#include "core/work/work_list.h"
#include "web-ui/screens/list/list_state.h"
#include "web-ui/screens/work_calendar.h"
#include "web-ui/screens/work_cards.h"

namespace pupitre::ui {

/// The three displays. Their names are kept.
enum class WorkDisplay : std::uint8_t { cards, list, calendar };
constexpr std::array<std::string_view, 3> work_display_names = {"cards", "list", "calendar"};

/// What only this screen knows. Losing it loses no work.
struct WorkState {
    ListState list;  // Its query holds for all displays, as far as they know its columns.
    WorkDisplay display = WorkDisplay::list;
    bool begun = false;        // Before that, the filter is still to be set to the person's own work.
    bool books = false;        // Cards show what waits in the clients' books too.
    std::int64_t minutes = 0;  // The estimates of all rows of the list together; 0 where they are too many to add up.
    Id128 opened;              // The row that was last made current because the panel shows it.
    CardsState cards;
    CalendarState calendar;

    WorkState();
};

/// Somebody's question, as far as it is asked of cards and days too: who, for whom, which kind; not states and due dates,
/// which these displays choose themselves.
ListQuery question_for_days(const ListQuery& query);
/// Whether a condition is the list's alone.
bool is_for_list_alone(const ListCondition& condition);

/// Display, conditions, columns and order; not the search.
Json to_json(const WorkState& state);
void restore(WorkState& state, const Json& kept);

/// Draws into an area that does not scroll: what stands in it does.
void work_ui(const Desk& desk, WorkState& state, Intents& out);

}  // namespace pupitre::ui
