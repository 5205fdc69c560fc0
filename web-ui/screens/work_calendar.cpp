// What is shown is cut from the open work by due date; series are looked at a few at a time, so that turning the page never
// waits for them.
#include "web-ui/screens/work_calendar.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/firm/firm_calendar.h"
#include "core/text/calendar_text.h"
#include "core/text/format.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/screens/work_table.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/calendar.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::int32_t days_per_week = 7;
constexpr std::size_t series_per_frame = 150;
constexpr float popup_width = 420;
constexpr float popup_rows_max = 8;

struct Days {
    Date first;
    Date last;
    std::optional<int> month;
};

/// Whole weeks around the month, or the one week.
Days days_of(const CalendarState& state, Date today) {
    const Date shown = state.shown.value_or(today);
    if (state.by_week) return {shown.week_start(), shown.week_start().plus_days(days_per_week - 1), std::nullopt};
    const YearMonthDay day = shown.ymd();
    const Date first = shown.plus_days(1 - day.day);
    const Date last = first.plus_days(days_in_month(day.year, day.month) - 1);
    return {first.week_start(), last.week_start().plus_days(days_per_week - 1), day.month};
}

Tone tone_of_item(const WorkItem& item, Date today) {
    if (item.due_on && *item.due_on < today) return Tone::bad;
    return item.status == WorkStatus::to_do ? Tone::neutral : tone_of(item.status);
}

std::span<const Id128> due_on(const CalendarState& state, Date day) {
    const auto found = std::ranges::lower_bound(state.due, day, {}, &DueDay::day);
    if (found == state.due.end() || found->day != day) return {};
    return found->work;
}

void build_bars(const Desk& desk, CalendarState& state) {
    state.bars.clear();
    const int weeks = (days_between(state.first, state.last) + 1) / days_per_week;
    for (int week = 0; week < weeks; ++week) {
        for (const WeekBar& bar : bars_of_week(state.projects, state.first.plus_days(week * days_per_week))) {
            const Project& project = desk.db.get(state.projects[bar.bar].project);
            const Client* client = desk.db.find(project.client);
            DayBar made;
            made.key = to_text(project.id.value);
            made.words = client != nullptr ? project.title + " · " + client->name : project.title;
            made.tone = *project.due_on < desk.by.today ? Tone::bad : Tone::accent;
            made.week = week;
            made.from = bar.from;
            made.to = bar.to;
            made.line = bar.line;
            made.begins = bar.begins;
            made.ends = bar.ends;
            state.bars.push_back(std::move(made));
        }
    }
}

void begin_future(const Desk& desk, const ListQuery& query, CalendarState& state) {
    const ListModel& model = state.work.list->model();
    const ListFilter filter = list_filter(model, question_for_days(query).conditions, {desk.by.actor, desk.by.today});
    state.future = FutureWork(std::max(state.first, desk.by.today), state.last, filter);
    state.future_wanted = query.search.empty();
    state.ahead.clear();
}

/// A few series in each frame, until all were looked at.
void go_on_with_future(const Desk& desk, CalendarState& state) {
    if (!state.future_wanted) return;
    if (state.future.step(desk.db, series_per_frame)) {
        ask_for_frame_in(0);
        return;
    }
    state.future_wanted = false;
    for (const FutureDate& date : state.future.found()) state.ahead[date.due].push_back(date);
}

std::size_t ahead_count(const CalendarState& state, Date day) {
    const auto found = state.ahead.find(day);
    return found != state.ahead.end() ? found->second.size() : 0;
}

std::string with_client(const Desk& desk, const std::string& title, ClientId client) {
    const Client* found = desk.db.find(client);
    return found != nullptr ? title + " · " + found->name : title;
}

DayEntry entry_of(const Desk& desk, const CalendarState& state, Date day, std::size_t place) {
    const std::span<const Id128> due = due_on(state, day);
    DayEntry entry;
    if (place < due.size()) {
        const auto item = work_item(desk.db, due[place]);
        if (!item) return entry;
        entry.key = to_text(item->id);
        entry.words = with_client(desk, item->title, item->client);
        entry.icon = item->repeats ? Icon::repeat : item->kind == WorkKind::task ? Icon::none : icon_of(item->kind);
        entry.tone = tone_of_item(*item, desk.by.today);
        entry.movable = desk.by.may(Right::edit);
        return entry;
    }
    const FutureDate& future = state.ahead.at(day)[place - due.size()];
    const auto like = work_item(desk.db, future.like);
    if (!like) return entry;
    entry.key = to_text(like->id);
    entry.words = with_client(desk, like->title, like->client);
    entry.icon = Icon::repeat;
    entry.light = true;
    return entry;
}

/// What is due on a day, and the projects that are under way.
std::vector<Id128> work_on(const CalendarState& state, Date day) {
    const std::span<const Id128> due = due_on(state, day);
    std::vector<Id128> ids(due.begin(), due.end());
    for (const ProjectBar& bar : state.projects) {
        if (bar.first <= day && day <= bar.last) ids.push_back(bar.project.value);
    }
    return ids;
}

std::string day_words(const Desk& desk, const CalendarState& state, Date day) {
    const auto count = static_cast<std::int64_t>(work_on(state, day).size());
    std::string words = format_long_date(day, desk.texts.language());
    if (count > 0) words += " · " + desk.texts.count("work_list.items", count);
    return words;
}

/// Gives the work another due date, as one action.
void move_work(const Desk& desk, Id128 id, Date to, Intents& out) {
    const auto item = work_item(desk.db, id);
    if (!item || item->due_on == to) return;
    const EntityInfo& info = desk.schema().entity(desk.schema().index_of(table_of(item->kind)));
    const Field* due = info.find_field("due_on");
    const void* row = desk.db.table(desk.schema().index_of(info.table)).find(id);
    Do deed = change_record(desk, info, row, {{info.index_of(*due), due->get(row), Value{to}}});
    deed.title = desk.texts.format("work_list.moved_to",
                                   {item->title, format_short_date(to, desk.by.today, desk.texts.language())});
    out.push_back(std::move(deed));
}

void move_by(const Desk& desk, Id128 id, std::int32_t days, Intents& out) {
    const auto item = work_item(desk.db, id);
    if (item && item->due_on) move_work(desk, id, item->due_on->plus_days(days), out);
}

void turn(CalendarState& state, Date today, int pages) {
    const Date shown = state.shown.value_or(today);
    state.shown = state.by_week ? shown.plus_days(pages * days_per_week) : parts::month_later(shown, pages);
    state.grid.cursor = *state.shown;
    ask_for_frame_in(0);
}

std::string title_of(const Desk& desk, const CalendarState& state) {
    const Language language = desk.texts.language();
    if (state.by_week) {
        return format_short_date(state.first, desk.by.today, language) + " – " +
               format_short_date(state.last, desk.by.today, language);
    }
    const YearMonthDay day = state.shown.value_or(desk.by.today).ymd();
    std::string title(month_name(static_cast<Month>(day.month), language));
    if (title.front() >= 'a' && title.front() <= 'z') title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title + " " + std::to_string(day.year);
}

void head_ui(const Desk& desk, CalendarState& state) {
    const Texts& texts = desk.texts;
    if (icon_button("previous", Icon::chevron_left,
                    texts.label(state.by_week ? "work_list.previous_week" : "work_list.previous_month"))) {
        turn(state, desk.by.today, -1);
    }
    beside(4);
    if (icon_button("next", Icon::chevron_right,
                    texts.label(state.by_week ? "work_list.next_week" : "work_list.next_month"))) {
        turn(state, desk.by.today, 1);
    }
    beside(10);
    text(title_of(desk, state),
         {.style = TextStyle::panel_title, .line = frame().narrow ? size::touch : size::button, .level = 2});
    const std::array spans = {
        Option{.key = "month", .label = std::string(texts.label("work_list.by_month"))},
        Option{.key = "week", .label = std::string(texts.label("work_list.by_week"))},
    };
    const std::string_view today = texts.label("work.group.today");
    const bool narrow = frame().narrow;
    if (narrow)
        space(8);
    else
        beside_right(segmented_width(spans) + 8 + button_width(today));
    if (button("today", today) || mirror::tree().take_shortcut("t")) {
        state.shown.reset();
        state.grid.cursor = desk.by.today;
        ask_for_frame_in(0);
    }
    beside(8);
    std::string span = state.by_week ? "week" : "month";
    if (segmented("span", texts.label("work_list.span"), span, spans)) {
        state.by_week = span == "week";
        state.shown = state.grid.cursor;
        ask_for_frame_in(0);
    }
    mirror::Tree& tree = mirror::tree();
    if (tree.take_shortcut("PageUp")) turn(state, desk.by.today, -1);
    if (tree.take_shortcut("PageDown")) turn(state, desk.by.today, 1);
}

std::vector<Column> day_columns(const Desk& desk) {
    const auto column = [&](std::string_view key, std::string_view label, NarrowPlace narrow) {
        Column made;
        made.key = key;
        made.label = desk.texts.label(label);
        made.sortable = made.hideable = false;
        made.narrow = narrow;
        return made;
    };
    std::vector<Column> columns = {column("title", "work.column.title", NarrowPlace::first),
                                   column("client", "task.client", NarrowPlace::second)};
    columns.front().weight = 1.5F;
    return columns;
}

/// The work of a day. Left and right move what the keyboard is on to the day before or behind.
mirror::NodeId day_list_ui(const Desk& desk, CalendarState& state, Date day, float height, Intents& out) {
    const std::vector<Id128> ids = work_on(state, day);
    const std::vector<Column> columns = day_columns(desk);
    TableView rows;
    rows.rows = ids.size();
    rows.key = [&](std::size_t place) { return to_text(ids[place]); };
    rows.name = [&](std::size_t place) {
        const auto item = work_item(desk.db, ids[place]);
        return item ? item->title : std::string{};
    };
    rows.draw = [&](std::size_t place, Cells& cells) {
        const auto item = work_item(desk.db, ids[place]);
        if (!item) return;
        cells.text("title", item->title);
        const Client* client = desk.db.find(item->client);
        cells.text("client", client != nullptr ? client->name : std::string(desk.texts.label("work_list.own_work")),
                   {.strong = false, .soft = true, .tone = Tone::neutral});
    };
    TableOptions options;
    options.height = height;
    options.main = false;
    const TableResult result = table("day", day_words(desk, state, day), columns, rows, state.day_table, options);
    const Result<Id128> current = parse_id(state.day_table.current);
    if (current.ok() && desk.by.may(Right::edit)) {
        if (mirror::tree().take_key(result.grid, "ArrowLeft")) move_by(desk, *current, -1, out);
        if (mirror::tree().take_key(result.grid, "ArrowRight")) move_by(desk, *current, 1, out);
    }
    const Result<Id128> opened = parse_id(result.opened);
    if (const auto item = opened.ok() ? work_item(desk.db, *opened) : std::nullopt) {
        open_record(desk, table_of(item->kind), item->id, item->client, out);
        close_popup();
    }
    return result.grid;
}

void day_popup_ui(const Desk& desk, CalendarState& state, const DayGridResult& grid, Intents& out) {
    const IdScope scope("day popup");
    if (grid.day_opened) {
        state.day = state.grid.cursor = *grid.day_opened;
        state.day_box = grid.day_box;
        open_popup("day");
    }
    const Popup popup("day", state.day_box, {.width = popup_width, .height_max = 560, .padding = 12});
    if (!popup.shown()) return;
    heading(3, day_words(desk, state, state.day));
    space(8);
    const std::vector<Id128> ids = work_on(state, state.day);
    const float rows = std::clamp(static_cast<float>(ids.size()), 1.0F, popup_rows_max);
    mirror::NodeId list = 0;
    if (popup.just_opened() && !ids.empty()) state.day_table.current = to_text(ids.front());
    if (ids.empty()) {
        paragraph(desk.texts.label("work_list.day_empty"), {.color = palette().soft});
    } else {
        list = day_list_ui(desk, state, state.day, size::table_head + rows * size::row + 2, out);
        space(6);
        paragraph(desk.texts.label("work_list.day_keys"), {.style = TextStyle::small, .color = palette().soft});
    }
    space(8);
    ButtonOptions look;
    look.icon = Icon::plus;
    look.enabled = desk.by.may(Right::edit);
    if (button("new", desk.texts.label("work_list.first_task"), look)) {
        open_record(desk, Task::table, {}, {}, out);
        close_popup();
    }
    if (popup.just_opened() && list != 0) mirror::tree().move_focus(list);
}

void take_grid(const Desk& desk, CalendarState& state, const DayGridResult& result, Intents& out) {
    const Result<Id128> opened = parse_id(result.opened);
    if (const auto item = opened.ok() ? work_item(desk.db, *opened) : std::nullopt) {
        open_record(desk, table_of(item->kind), item->id, item->client, out);
    }
    const Result<Id128> moved = parse_id(result.moved);
    if (moved.ok()) move_work(desk, *moved, result.moved_to, out);
    if (result.cursor_left) {
        state.shown = state.grid.cursor;
        ask_for_frame_in(0);
    }
}

}  // namespace

std::size_t refresh_calendar(const Desk& desk, const ListQuery& query, CalendarState& state) {
    if (state.grid.cursor == Date{}) state.grid.cursor = desk.by.today;
    const bool changed = refresh_open_work(desk, query, state.work);
    const Days days = days_of(state, desk.by.today);
    if (changed || days.first != state.first || days.last != state.last) {
        state.first = days.first;
        state.last = days.last;
        state.projects = project_bars(desk.db, state.work.rows, days.first, days.last);
        state.due = due_days(desk.db, state.work.rows, days.first, days.last, state.projects);
        build_bars(desk, state);
        state.calendar = firm_calendar(desk.db);
        begin_future(desk, query, state);
    }
    go_on_with_future(desk, state);
    std::size_t count = state.projects.size();
    for (const DueDay& day : state.due) count += day.work.size();
    return count;
}

namespace {

DayGridView grid_view(const Desk& desk, const CalendarState& state) {
    DayGridView view;
    view.first = state.first;
    view.weeks = (days_between(state.first, state.last) + 1) / days_per_week;
    view.month = days_of(state, desk.by.today).month;
    view.bars = state.bars;
    view.count = [&](Date day) { return due_on(state, day).size() + ahead_count(state, day); };
    view.entry = [&](Date day, std::size_t place) { return entry_of(desk, state, day, place); };
    view.weekday = [&](int weekday) {
        return std::string(weekday_name(static_cast<Weekday>(weekday), desk.texts.language()));
    };
    view.day_name = [&](Date day) { return day_words(desk, state, day); };
    view.more = [&](std::size_t more) { return desk.texts.count("work_list.more", static_cast<std::int64_t>(more)); };
    view.is_closed = [&](Date day) { return !state.calendar.is_business_day(day); };
    view.note = [&](Date day) {
        const auto closed = state.calendar.why_closed(day);
        if (!closed || closed->reason == Closed::Reason::weekday) return std::string{};
        return closed_reason_text(*closed, day, desk.texts);
    };
    return view;
}

/// On a phone a day says how much it holds; what that is stands below, and all of it scrolls.
void narrow_ui(const Desk& desk, CalendarState& state, float height, Intents& out) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Area area("calendar", {at.x, at.y, available_width(), height}, {});
    head_ui(desk, state);
    space(8);
    const DayGridView view = grid_view(desk, state);
    take_grid(desk, state, day_grid("days", desk.texts.label("work_list.title"), view, state.grid, 0), out);
    space(10);
    heading(3, day_words(desk, state, state.grid.cursor));
    space(4);
    const std::size_t rows = work_on(state, state.grid.cursor).size();
    if (rows == 0) {
        paragraph(desk.texts.label("work_list.day_empty"), {.color = palette().soft});
    } else {
        static_cast<void>(
            day_list_ui(desk, state, state.grid.cursor, static_cast<float>(rows) * size::row_narrow + 1, out));
    }
}

}  // namespace

void work_calendar_ui(const Desk& desk, CalendarState& state, float height, Intents& out) {
    const IdScope scope("calendar");
    if (frame().narrow) return narrow_ui(desk, state, height, out);
    const float top = ImGui::GetCursorPosY();
    head_ui(desk, state);
    space(10);
    const DayGridView view = grid_view(desk, state);
    const float left = height - (ImGui::GetCursorPosY() - top);
    const DayGridResult result = day_grid("days", desk.texts.label("work_list.title"), view, state.grid, left);
    take_grid(desk, state, result, out);
    day_popup_ui(desk, state, result, out);
}

}  // namespace pupitre::ui
