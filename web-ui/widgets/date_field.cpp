// The date: typed in any way the caller's parser understands, or chosen in a calendar.
#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/calendar.h"
#include "web-ui/widgets/field_parts.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"

namespace pupitre::ui {
namespace {

std::string two_digits(std::int32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string plain_format(Date date) {
    const YearMonthDay day = date.ymd();
    return two_digits(day.day) + "/" + two_digits(day.month) + "/" + std::to_string(day.year);
}

// "24/11/2026", "24/11", "24": what is missing comes from today.
std::optional<Date> plain_parse(std::string_view text) {
    std::int32_t parts[3] = {};
    int count = 0;
    bool in_number = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (!in_number && ++count > 3) return std::nullopt;
            in_number = true;
            parts[count - 1] = parts[count - 1] * 10 + (c - '0');
            if (parts[count - 1] > 9999) return std::nullopt;
        } else if (c == '/' || c == '.' || c == '-' || c == ' ') {
            in_number = false;
        } else {
            return std::nullopt;
        }
    }
    if (count == 0) return std::nullopt;
    const YearMonthDay today = frame().today.ymd();
    const std::int32_t month = count > 1 ? parts[1] : today.month;
    std::int32_t year = count > 2 ? parts[2] : today.year;
    if (year < 100) year += 2000;
    return Date::from_ymd(year, month, parts[0]);
}

bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

}  // namespace

Edited date_field(std::string_view id, std::string_view label, std::optional<Date>& value, const DateOptions& options) {
    const IdScope scope(id);
    const auto parse = [&](std::string_view text) { return options.parse ? options.parse(text) : plain_parse(text); };
    ImGui::BeginGroup();
    const mirror::NodeId node = quiet_id("field");
    parts::Draft& draft = parts::draft_of(node);
    parts::LineOptions line;
    line.field = options.field;
    line.trailing = 34;
    if (!draft.typing) {
        draft.text = !value ? std::string() : options.format ? options.format(*value) : plain_format(*value);
    } else if (!is_blank(draft.text) && !parse(draft.text) && line.field.error.empty() &&
               !mirror::tree().has_focus(node)) {
        line.field.error = options.unreadable;
    }
    parts::field_label(label, line.field);
    Item item;
    Edited edited = parts::line_edit("field", label, draft.text, line, item).edited;
    if (edited.changed) {
        draft.typing = true;
        const std::optional<Date> read = parse(draft.text);
        // What can't be read leaves the value as it was; the field says so once it is left.
        edited.changed = (read || is_blank(draft.text)) && read != value;
        if (read || is_blank(draft.text)) value = read;
    }
    if (edited.committed && (is_blank(draft.text) || parse(draft.text))) draft.typing = false;

    const Box corner = {item.box.right() - 32, item.box.y + (item.box.h - 28) / 2, 28, 28};
    const Item opener = item_at("open", corner, options.field.enabled);
    mirror::Node open_node = node_for(opener, mirror::Role::button, words().open_calendar + " " + std::string(label));
    open_node.focusable = true;
    open_node.disabled = !options.field.enabled;
    mirror::tree().add(std::move(open_node));
    if (opener.visible) {
        if (opener.hovered) fill_box(canvas(), corner, palette().hover, size::radius_label);
        draw_icon_in(canvas(), corner, Icon::calendar, palette().soft);
        if (opener.ring) draw_focus_ring(canvas(), corner, size::radius_label);
    }
    if (opener.clicked) open_popup("calendar");
    if (const Popup popup("calendar", item.box, {.width = 276, .padding = 12, .focus_back = item.id}); popup.shown()) {
        if (const std::optional<Date> picked = parts::calendar("days", value, popup.just_opened())) {
            edited.changed = value != picked;
            edited.committed = true;
            value = picked;
            draft.typing = false;
            mirror::tree().move_focus(item.id);
            close_popup();
        }
    }
    parts::field_foot(line.field);
    ImGui::EndGroup();
    return edited;
}

}  // namespace pupitre::ui
