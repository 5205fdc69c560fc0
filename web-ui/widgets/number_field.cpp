// Whole numbers and amounts: what is typed is kept as typed until the field is left.
#include <imgui.h>

#include "core/exchange/amount_text.h"
#include "core/text/format.h"
#include "web-ui/widgets/field_parts.h"

namespace pupitre::ui {
namespace {

std::string number_text(std::int64_t value, const NumberOptions& options) {
    return options.amount ? format_amount(value, options.language) : format_number(value, options.language);
}

std::optional<std::int64_t> read_number(std::string_view text, const NumberOptions& options) {
    const auto hundredths =
        read_amount(text, options.language == Language::english ? NumberStyle::english : NumberStyle::french);
    if (!hundredths.ok()) return std::nullopt;
    if (options.amount) return *hundredths;
    if (*hundredths % 100 != 0) return std::nullopt;
    return *hundredths / 100;
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
        draft.text = value ? number_text(*value, options) : std::string();
    } else if (!is_blank(draft.text) && !read_number(draft.text, options) && line.field.error.empty() &&
               !mirror::tree().has_focus(node)) {
        line.field.error = options.unreadable;
    }
    parts::field_label(label, line.field);
    line.input_mode = options.amount ? "decimal" : "numeric";
    line.suffix = options.suffix;
    line.align_right = true;
    Item item;
    Edited edited = parts::line_edit("field", label, draft.text, line, item).edited;
    if (edited.changed) {
        draft.typing = true;
        const std::optional<std::int64_t> read = read_number(draft.text, options);
        // What can't be read leaves the value as it was; the field says so.
        edited.changed = (read || is_blank(draft.text)) && read != value;
        if (read || is_blank(draft.text)) value = read;
    }
    if (edited.committed && (is_blank(draft.text) || read_number(draft.text, options))) draft.typing = false;
    parts::field_foot(line.field);
    ImGui::EndGroup();
    return edited;
}

}  // namespace pupitre::ui
