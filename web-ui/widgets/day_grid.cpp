// Geometry, drawing, keys and dragging of the day grid.
#include "web-ui/widgets/day_grid.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>

#include "web-ui/widgets/calendar.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr int days_per_week = 7;
constexpr float head_height = 26;
constexpr float number_height = 26;
constexpr float line_height = 20;
constexpr float week_height_min = 76;
constexpr float week_height_narrow = 46;
constexpr float margin = 4;

/// The bars over one day.
struct DayBars {
    std::size_t lines = 0;   // The lines they take.
    std::size_t hidden = 0;  // Those there is no line for.
};

class DayGridPainter {
public:
    DayGridPainter(std::string_view label, const DayGridView& view, DayGridState& state, const Box& box) :
        label_(label), view_(view), state_(state), box_(box), narrow_(frame().narrow) {}

    DayGridResult run();

private:
    void move_by_keys();
    void move_cursor(Date to);
    void draw_head() const;
    void draw_week(int week);
    void draw_day(int week, int weekday, const DayBars& bars);
    void draw_number(const Box& cell, Date day) const;
    void draw_count(const Box& cell, Date day) const;
    void draw_entries(const Box& cell, Date day, const DayBars& bars);
    /// How many lines a day has room for; bars take a third of them at most.
    [[nodiscard]] static std::size_t lines_of(const Box& cell);
    [[nodiscard]] std::size_t bar_lines() const;
    void entry_ui(const Box& line, Date day, const DayEntry& entry);
    void bar_ui(const DayBar& bar);
    void drop();
    [[nodiscard]] Box week_box(int week) const;
    [[nodiscard]] Box day_box(int week, int weekday) const;
    [[nodiscard]] Date day_at(int week, int weekday) const {
        return view_.first.plus_days(week * days_per_week + weekday);
    }
    [[nodiscard]] Date last() const { return view_.first.plus_days(view_.weeks * days_per_week - 1); }
    [[nodiscard]] std::optional<Date> day_under_mouse() const;
    [[nodiscard]] mirror::NodeId day_id(Date day) const {
        const IdScope scope(to_iso(day));
        return quiet_id("day");
    }

    std::string_view label_;
    const DayGridView& view_;
    DayGridState& state_;
    Box box_;
    bool narrow_;
    mirror::NodeId self_ = 0;
    std::string dragged_words_;
    DayGridResult result_;
};

Box DayGridPainter::week_box(int week) const {
    const float height = (box_.h - head_height) / static_cast<float>(view_.weeks);
    const float top = std::floor(box_.y + head_height + static_cast<float>(week) * height);
    const float bottom = std::floor(box_.y + head_height + static_cast<float>(week + 1) * height);
    return {box_.x, top, box_.w, bottom - top};
}

Box DayGridPainter::day_box(int week, int weekday) const {
    const Box row = week_box(week);
    const float width = row.w / days_per_week;
    const float left = std::floor(row.x + static_cast<float>(weekday) * width);
    const float right = std::floor(row.x + static_cast<float>(weekday + 1) * width);
    return {left, row.y, right - left, row.h};
}

std::optional<Date> DayGridPainter::day_under_mouse() const {
    const ImVec2 mouse = ImGui::GetMousePos();
    for (int week = 0; week < view_.weeks; ++week) {
        for (int weekday = 0; weekday < days_per_week; ++weekday) {
            const Box cell = day_box(week, weekday);
            const bool inside =
                mouse.x >= cell.x && mouse.x < cell.right() && mouse.y >= cell.y && mouse.y < cell.bottom();
            if (inside) return day_at(week, weekday);
        }
    }
    return std::nullopt;
}

void DayGridPainter::move_cursor(Date to) {
    state_.cursor = to;
    const bool shown = to >= view_.first && to <= last();
    result_.cursor_left = !shown || (view_.month && to.ymd().month != *view_.month);
}

void DayGridPainter::move_by_keys() {
    mirror::Tree& tree = mirror::tree();
    const auto go = [&](std::string_view key, std::int32_t days) {
        while (tree.take_key(self_, key)) move_cursor(state_.cursor.plus_days(days));
    };
    go("ArrowLeft", -1);
    go("ArrowRight", 1);
    go("ArrowUp", -days_per_week);
    go("ArrowDown", days_per_week);
    if (tree.take_key(self_, "Home")) move_cursor(state_.cursor.week_start());
    if (tree.take_key(self_, "End")) move_cursor(state_.cursor.week_start().plus_days(days_per_week - 1));
    if (tree.take_key(self_, "Enter") || tree.take_key(self_, " ")) result_.day_opened = state_.cursor;
}

void DayGridPainter::draw_head() const {
    for (int weekday = 0; weekday < days_per_week; ++weekday) {
        const Box cell = day_box(0, weekday);
        const Box head = {cell.x + margin + 2, box_.y, cell.w - 2 * margin, head_height};
        const std::string name = narrow_ ? words().weekdays[static_cast<std::size_t>(weekday)] : view_.weekday(weekday);
        draw_text_in(canvas(), head, TextStyle::table_head, palette().soft, name);
    }
}

void DayGridPainter::draw_number(const Box& cell, Date day) const {
    const Palette& p = palette();
    const bool today = day == frame().today;
    const bool other = view_.month && day.ymd().month != *view_.month;
    const std::string number = std::to_string(day.ymd().day);
    const Box round = {cell.x + margin, cell.y + margin, 22, 22};
    if (today) fill_box(canvas(), round, p.accent, 11);
    draw_text_in(canvas(), round, today ? TextStyle::small_medium : TextStyle::small,
                 today   ? p.on_accent
                 : other ? p.faint
                         : p.text,
                 number, Align::center);
    if (narrow_) return;
    const std::string note = view_.note(day);
    if (note.empty()) return;
    draw_text_in(canvas(), {round.right() + 4, round.y, cell.right() - round.right() - 8, round.h}, TextStyle::tiny,
                 p.soft, note);
}

void DayGridPainter::draw_count(const Box& cell, Date day) const {
    const std::size_t count = view_.count(day);
    if (count == 0) return;
    const Box place = {cell.x, cell.y + number_height, cell.w, cell.h - number_height - 2};
    draw_text_in(canvas(), place, TextStyle::tiny, palette().accent, std::to_string(count), Align::center);
}

void DayGridPainter::entry_ui(const Box& line, Date day, const DayEntry& entry) {
    const Palette& p = palette();
    const IdScope scope(entry.key);
    const Box box = {line.x + margin, line.y + 1, line.w - 2 * margin, line.h - 2};
    const Item item = item_at("entry", box);
    const bool dragged = state_.dragged == entry.key && state_.dragged_from == day;
    if (!entry.light) fill_box(canvas(), box, tone_soft(entry.tone), 4);
    if (entry.light) stroke_box(canvas(), box, p.line, 4);
    if (item.hovered || dragged) stroke_box(canvas(), box, p.accent, 4);
    const Color color = entry.light ? p.faint : entry.tone == Tone::neutral ? p.text : tone_color(entry.tone);
    Box inner = {box.x + 5, box.y, box.w - 8, box.h};
    if (entry.icon != Icon::none && box.w > 60) {
        draw_icon_in(canvas(), {inner.x, inner.y, 12, inner.h}, entry.icon, color, 12);
        inner.x += 16;
        inner.w -= 16;
    }
    const bool cut = draw_text_in(canvas(), inner, TextStyle::tiny, color, entry.words);
    if (cut && item.hovered && state_.dragged.empty()) tooltip(entry.words);
    mirror::Node node = node_for(item, mirror::Role::button, entry.words);
    mirror::tree().add(std::move(node));
    if (entry.movable && item.held && !frame().touch && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
        state_.dragged = entry.key;
        state_.dragged_from = day;
    }
    if (state_.dragged == entry.key && state_.dragged_from == day) dragged_words_ = entry.words;
    if (item.clicked && state_.dragged.empty()) result_.opened = entry.key;
}

std::size_t DayGridPainter::lines_of(const Box& cell) {
    return static_cast<std::size_t>(std::max(0.0F, std::floor((cell.h - number_height - margin) / line_height)));
}

std::size_t DayGridPainter::bar_lines() const { return std::max<std::size_t>(1, lines_of(week_box(0)) / 3); }

void DayGridPainter::draw_entries(const Box& cell, Date day, const DayBars& bars) {
    const std::size_t lines_taken = bars.lines;
    const std::size_t count = view_.count(day);
    const std::size_t lines = lines_of(cell);
    const std::size_t free = lines > lines_taken ? lines - lines_taken : 0;
    const bool all_fit = count <= free && bars.hidden == 0;
    const std::size_t shown = all_fit ? count : std::min(count, free > 0 ? free - 1 : 0);
    const auto line_box = [&](std::size_t place) {
        const float top = cell.y + number_height + static_cast<float>(lines_taken + place) * line_height;
        return Box{cell.x, top, cell.w, line_height};
    };
    for (std::size_t place = 0; place < shown; ++place) entry_ui(line_box(place), day, view_.entry(day, place));
    if (all_fit) return;
    const std::string words = view_.more(count - shown + bars.hidden);
    // Without a free line it stands beside the number.
    Box place = line_box(shown);
    if (free == 0) place = {cell.x + 30, cell.y + margin, cell.w - 30, number_height - margin};
    const Item item = item_at("more", place);
    draw_text_in(canvas(), {place.x + margin + 4, place.y, place.w - 8, place.h}, TextStyle::tiny,
                 item.hovered ? palette().accent : palette().soft, words);
    mirror::tree().add(node_for(item, mirror::Role::button, words));
    if (item.clicked) result_.day_opened = day;
}

void DayGridPainter::draw_day(int week, int weekday, const DayBars& bars) {
    const Palette& p = palette();
    const Date day = day_at(week, weekday);
    const Box cell = day_box(week, weekday);
    const IdScope scope(to_iso(day));
    ImGui::SetNextItemAllowOverlap();
    const Item item = item_at("cell", cell);
    if (view_.is_closed(day)) fill_box(canvas(), {cell.x + 1, cell.y + 1, cell.w - 1, cell.h - 1}, p.bg);
    const bool target = !state_.dragged.empty() && day_under_mouse() == day && day != state_.dragged_from;
    if (target) fill_box(canvas(), cell.inset(1, 1), p.accent_soft);
    if (weekday > 0) vertical_line(canvas(), cell.x, cell.y, cell.h, p.line_soft);
    horizontal_line(canvas(), cell.x, cell.y, cell.w, p.line);
    draw_number(cell, day);
    mirror::Node node = node_for_box(quiet_id("day"), cell, mirror::Role::gridcell, view_.day_name(day));
    node.column_index = weekday + 1;
    node.current = day == frame().today ? mirror::State::yes : mirror::State::absent;
    mirror::tree().open(std::move(node));
    if (narrow_)
        draw_count(cell, day);
    else
        draw_entries(cell, day, bars);
    mirror::tree().close();
    if (day == state_.cursor && (narrow_ || mirror::tree().has_focus(self_))) {
        stroke_box(canvas(), cell.inset(1, 1), p.accent, 4, 2);
    }
    if (result_.day_opened == day) result_.day_box = cell;
    if (!item.clicked || !state_.dragged.empty()) return;
    state_.cursor = day;
    if (!narrow_) mirror::tree().move_focus(self_);
}

void DayGridPainter::bar_ui(const DayBar& bar) {
    const Palette& p = palette();
    const Box from = day_box(bar.week, bar.from);
    const Box to = day_box(bar.week, bar.to);
    const float top = from.y + number_height + static_cast<float>(bar.line) * line_height + 1;
    if (bar.line >= bar_lines()) return;
    const float left = from.x + (bar.begins ? margin : 0);
    const float right = to.right() - (bar.ends ? margin : 0);
    const Box box = {left, top, right - left, line_height - 2};
    const IdScope scope(bar.key + " " + std::to_string(bar.week));
    const Item item = item_at("bar", box);
    const ImDrawFlags corners =
        (bar.begins ? ImDrawFlags_RoundCornersLeft : 0) | (bar.ends ? ImDrawFlags_RoundCornersRight : 0);
    canvas()->AddRectFilled(box.min(), box.max(), tone_soft(bar.tone), 4,
                            corners == 0 ? ImDrawFlags_RoundCornersNone : corners);
    if (bar.begins) fill_box(canvas(), {box.x, box.y, 3, box.h}, tone_color(bar.tone), 1);
    if (item.hovered) stroke_box(canvas(), box, p.accent, 4);
    const bool cut =
        draw_text_in(canvas(), {box.x + 8, box.y, box.w - 12, box.h}, TextStyle::tiny, tone_color(bar.tone), bar.words);
    if (cut && item.hovered) tooltip(bar.words);
    mirror::tree().add(node_for(item, mirror::Role::button, bar.words));
    if (item.clicked) result_.opened = bar.key;
}

void DayGridPainter::draw_week(int week) {
    mirror::Node row = node_for_box(quiet_id("week " + std::to_string(week)), week_box(week), mirror::Role::row,
                                    std::to_string(parts::iso_week(day_at(week, 0))));
    row.row_index = week + 1;
    mirror::tree().open(std::move(row));
    for (int weekday = 0; weekday < days_per_week; ++weekday) {
        DayBars bars;
        for (const DayBar& bar : view_.bars) {
            if (bar.week != week || weekday < bar.from || weekday > bar.to) continue;
            if (bar.line < bar_lines())
                bars.lines = std::max(bars.lines, bar.line + 1);
            else
                ++bars.hidden;
        }
        draw_day(week, weekday, bars);
    }
    if (!narrow_) {
        for (const DayBar& bar : view_.bars) {
            if (bar.week == week) bar_ui(bar);
        }
    }
    mirror::tree().close();
}

void DayGridPainter::drop() {
    if (state_.dragged.empty()) return;
    const ImVec2 mouse = ImGui::GetMousePos();
    const float width = std::min(220.0F, text_width(TextStyle::tiny, dragged_words_) + 20);
    const Box carried = {mouse.x + 8, mouse.y + 4, width, line_height};
    draw_shadow(ImGui::GetForegroundDrawList(), carried, 4);
    fill_box(ImGui::GetForegroundDrawList(), carried, palette().raised, 4);
    draw_text_in(ImGui::GetForegroundDrawList(), carried.inset(8, 0), TextStyle::tiny, palette().text, dragged_words_);
    ask_for_frame_in(0);
    if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
    const auto target = day_under_mouse();
    if (target && *target != state_.dragged_from) {
        result_.moved = state_.dragged;
        result_.moved_from = state_.dragged_from;
        result_.moved_to = *target;
    }
    state_.dragged.clear();
}

DayGridResult DayGridPainter::run() {
    self_ = quiet_id("grid");
    fill_box(canvas(), box_, palette().surface, size::radius_card);
    move_by_keys();
    mirror::Node grid = node_for_box(self_, box_, mirror::Role::grid, label_);
    grid.focusable = true;
    grid.row_count = view_.weeks;
    grid.column_count = days_per_week;
    if (state_.cursor >= view_.first && state_.cursor <= last()) grid.active = day_id(state_.cursor);
    mirror::tree().open(std::move(grid));
    draw_head();
    for (int week = 0; week < view_.weeks; ++week) draw_week(week);
    mirror::tree().close();
    stroke_box(canvas(), box_, palette().line, size::radius_card);
    if (mirror::tree().shows_focus(self_)) stroke_box(canvas(), box_, palette().accent, size::radius_card, 2);
    drop();
    return std::move(result_);
}

}  // namespace

DayGridResult day_grid(std::string_view id, std::string_view label, const DayGridView& view, DayGridState& state,
                       float height) {
    const IdScope scope(id);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const float week = frame().narrow ? week_height_narrow : week_height_min;
    const float whole = frame().narrow ? head_height + week * static_cast<float>(view.weeks)
                                       : std::max(height, head_height + week * static_cast<float>(view.weeks));
    DayGridResult result = DayGridPainter(label, view, state, {at.x, at.y, width, whole}).run();
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, whole});
    return result;
}

}  // namespace pupitre::ui
