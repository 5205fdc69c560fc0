// Whole numbers and amounts: what is typed is kept as typed until the field is left.
#include <imgui.h>

#include "web-ui/widgets/field_parts.h"

namespace pupitre::ui {
namespace {

constexpr std::string_view thin_space = "\u202F";

std::string number_text(std::int64_t value, int decimals) {
    const bool negative = value < 0;
    const std::uint64_t magnitude =
        negative ? 0U - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::string digits = std::to_string(magnitude);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    const std::size_t whole = digits.size() - places;
    std::string text = negative ? "-" : "";
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0) text += thin_space;
        text += digits[i];
    }
    if (places > 0) text += "," + digits.substr(whole);
    return text;
}

// Reads digits with any spaces between them and one comma or point before the decimals.
std::optional<std::int64_t> parse_number(std::string_view text, int decimals) {
    constexpr std::int64_t largest = 1'000'000'000'000'000;
    std::int64_t value = 0;
    int after_comma = -1;
    bool negative = false;
    bool any = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            if (after_comma >= decimals || value > largest) return std::nullopt;
            value = value * 10 + (c - '0');
            if (after_comma >= 0) ++after_comma;
            any = true;
        } else if ((c == ',' || c == '.') && after_comma < 0 && decimals > 0) {
            after_comma = 0;
        } else if (c == '-' && !any && !negative) {
            negative = true;
        } else if (c == ' ') {
            continue;
        } else if (static_cast<unsigned char>(c) >= 0x80U) {
            // No-break spaces, thin spaces: whatever is not ASCII must be one of them.
            const std::string_view rest = text.substr(i);
            if (rest.starts_with("\u00A0")) {
                i += 1;
            } else if (rest.starts_with("\u202F") || rest.starts_with("\u2009")) {
                i += 2;
            } else {
                return std::nullopt;
            }
        } else {
            return std::nullopt;
        }
    }
    if (!any) return std::nullopt;
    for (int places = after_comma < 0 ? 0 : after_comma; places < decimals; ++places) value *= 10;
    return negative ? -value : value;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

}  // namespace

Edited number_field(std::string_view id, std::string_view label, std::optional<std::int64_t>& value,
                    const NumberOptions& options) {
    const IdScope scope(id);
    ImGui::BeginGroup();
    const mirror::NodeId node = quiet_id("field");
    parts::Draft& draft = parts::draft_of(node);
    parts::LineOptions line;
    line.field = options.field;
    if (!draft.typing) {
        draft.text = value ? number_text(*value, options.decimals) : std::string();
    } else if (!is_blank(draft.text) && !parse_number(draft.text, options.decimals) && line.field.error.empty() &&
               !mirror::tree().has_focus(node)) {
        line.field.error = options.unreadable;
    }
    parts::field_label(label, line.field);
    line.input_mode = options.decimals > 0 ? "decimal" : "numeric";
    line.suffix = options.suffix;
    line.align_right = true;
    Item item;
    Edited edited = parts::line_edit("field", label, draft.text, line, item).edited;
    if (edited.changed) {
        draft.typing = true;
        const std::optional<std::int64_t> read = parse_number(draft.text, options.decimals);
        // What can't be read leaves the value as it was; the field says so.
        edited.changed = (read || is_blank(draft.text)) && read != value;
        if (read || is_blank(draft.text)) value = read;
    }
    if (edited.committed && (is_blank(draft.text) || parse_number(draft.text, options.decimals))) draft.typing = false;
    parts::field_foot(line.field);
    ImGui::EndGroup();
    return edited;
}

}  // namespace pupitre::ui
