// The month that opens under a date field.
#include "web-ui/widgets/calendar.h"

#include <algorithm>
#include <string>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui::parts {
namespace {

constexpr float day_side = 32;
constexpr float week_width = 28;

Date first_of_month(Date date) {
    const YearMonthDay day = date.ymd();
    return date.plus_days(1 - day.day);
}

Date moved_by_keys(mirror::NodeId focused, Date cursor) {
    mirror::Tree& tree = mirror::tree();
    if (tree.take_key(focused, "ArrowLeft")) cursor = cursor.plus_days(-1);
    if (tree.take_key(focused, "ArrowRight")) cursor = cursor.plus_days(1);
    if (tree.take_key(focused, "ArrowUp")) cursor = cursor.plus_days(-7);
    if (tree.take_key(focused, "ArrowDown")) cursor = cursor.plus_days(7);
    if (tree.take_key(focused, "PageUp")) cursor = month_later(cursor, -1);
    if (tree.take_key(focused, "PageDown")) cursor = month_later(cursor, 1);
    return cursor;
}

mirror::NodeId day_id(Date day) {
    const IdScope scope(to_iso(day));
    return quiet_id("day");
}

void draw_day(const Item& item, Date day, Date month, std::optional<Date> chosen) {
    const Palette& p = palette();
    const bool is_chosen = chosen == day;
    const bool other_month = day.ymd().month != month.ymd().month;
    const Box round = item.box.inset(1, 1);
    if (is_chosen) {
        fill_box(canvas(), round, p.accent, size::radius);
    } else if (item.hovered) {
        fill_box(canvas(), round, p.hover, size::radius);
    }
    if (day == frame().today && !is_chosen) stroke_box(canvas(), round, p.accent, size::radius);
    const Color color = is_chosen ? p.on_accent : other_month ? p.faint : p.text;
    draw_text_in(canvas(), item.box, is_chosen ? TextStyle::small_medium : TextStyle::small, color,
                 std::to_string(day.ymd().day), Align::center);
    if (item.ring) draw_focus_ring(canvas(), round, size::radius);
}

}  // namespace

Date month_later(Date date, int months) {
    YearMonthDay day = date.ymd();
    const std::int32_t index = day.year * 12 + day.month - 1 + months;
    const std::int32_t year = index / 12;
    const std::int32_t month = index % 12 + 1;
    return Date::from_ymd(year, month, std::min(day.day, days_in_month(year, month))).value_or(date);
}

int iso_week(Date date) {
    const Date thursday = date.week_start().plus_days(3);
    const Date first = Date::from_ymd(thursday.ymd().year, 1, 1).value_or(thursday);
    return days_between(first, thursday) / 7 + 1;
}

std::optional<Date> calendar(std::string_view id, std::optional<Date> chosen, bool just_opened) {
    const IdScope scope(id);
    // Kept as days beside the popup: the day the keyboard is on.
    int* days = ImGui::GetStateStorage()->GetIntRef(quiet_id("cursor"), 0);
    if (just_opened) *days = chosen.value_or(frame().today).days();
    Date cursor = Date::from_days(*days);
    const Date before = cursor;
    cursor = moved_by_keys(day_id(cursor), cursor);
    const bool keyed = cursor != before;

    const std::string title =
        words().months[static_cast<std::size_t>(cursor.ymd().month - 1)] + " " + std::to_string(cursor.ymd().year);
    if (icon_button("previous", Icon::chevron_left, words().previous_month)) cursor = month_later(cursor, -1);
    beside(0);
    text(title, {.style = TextStyle::body_strong, .width = 252 - 68, .line = 34, .align = Align::center});
    beside(0);
    if (icon_button("next", Icon::chevron_right, words().next_month)) cursor = month_later(cursor, 1);
    space(4);

    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < 7; ++i) {
        const Box box = {at.x + week_width + static_cast<float>(i) * day_side, at.y, day_side, 22};
        draw_text_in(canvas(), box, TextStyle::table_head, palette().soft, words().weekdays[i], Align::center);
    }
    const Date month = first_of_month(cursor);
    std::optional<Date> picked;
    Date day = month.week_start();
    for (int week = 0; week < 6; ++week) {
        const float y = at.y + 24 + static_cast<float>(week) * day_side;
        draw_text_in(canvas(), {at.x, y, week_width - 6, day_side}, TextStyle::tiny, palette().faint,
                     std::to_string(iso_week(day)), Align::center);
        for (int i = 0; i < 7; ++i, day = day.plus_days(1)) {
            const IdScope day_scope(to_iso(day));
            const Item item =
                item_at("day", {at.x + week_width + static_cast<float>(i) * day_side, y, day_side, day_side});
            const std::string name = std::to_string(day.ymd().day) + " " +
                                     words().months[static_cast<std::size_t>(day.ymd().month - 1)] + " " +
                                     std::to_string(day.ymd().year);
            mirror::Node node = node_for(item, mirror::Role::button, name);
            node.focusable = day == cursor;
            node.current = day == frame().today ? mirror::State::yes : mirror::State::absent;
            if (chosen == day) node.pressed = mirror::State::yes;
            mirror::tree().add(std::move(node));
            draw_day(item, day, month, chosen);
            if (item.clicked) picked = day;
        }
    }
    ImGui::SetCursorScreenPos({at.x, at.y + 24 + 6 * day_side + 4});
    if (button("today", words().today, {.kind = ButtonKind::quiet})) picked = frame().today;
    if (keyed || just_opened) mirror::tree().move_focus(day_id(cursor));
    *days = cursor.days();
    return picked;
}

}  // namespace pupitre::ui::parts
