// Dialogs over the page; the application keeps what they show.
#include "web-ui/screens/past_dialogs.h"

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float dialog_width = 560;
constexpr float label_width = 170;

void list_ui(std::string_view id, std::string_view title, const std::vector<std::string>& lines, Tone tone) {
    if (lines.empty()) return;
    const IdScope scope(id);
    const Group group("list", mirror::Role::list, title);
    badge(title, tone);
    space(6);
    for (const std::string& line : lines) {
        paragraph(line, {.style = TextStyle::small});
        space(3);
    }
    space(10);
}

}  // namespace

void undo_preview_ui(const Desk& desk, const UndoPreview& preview, Intents& out) {
    const Texts& texts = desk.texts;
    Dialog dialog("undo_past", texts.label("past.undo_title"), dialog_width);
    if (!dialog.shown()) return;
    paragraph(preview.sentence, {.style = TextStyle::body_medium});
    space(12);
    if (preview.stage == UndoPreview::Stage::asking)
        text(texts.label("past.undo_asking"), {.style = TextStyle::small, .color = palette().soft});
    if (!preview.problem.empty()) {
        paragraph(preview.problem, {.color = palette().bad});
        space(10);
    }
    list_ui("restored", texts.label("past.undo_restored"), preview.restored, Tone::ok);
    list_ui("kept", texts.label("past.undo_kept"), preview.kept, Tone::warn);
    if (preview.stage == UndoPreview::Stage::ready)
        paragraph(texts.label("past.undo_words"), {.style = TextStyle::small, .color = palette().soft});
    const std::string_view leave = texts.label("past.undo_leave");
    const std::string_view carry_out = texts.label("past.undo_do");
    const bool ready = preview.stage == UndoPreview::Stage::ready;
    dialog.actions(button_width(leave) + (ready ? 8 + button_width(carry_out, Icon::undo) : 0));
    const float wide = dialog.action_width();
    const bool left = button("leave", leave, {.width = wide});
    bool done = false;
    if (ready) {
        dialog.next_action();
        done = button("do", carry_out, {.kind = ButtonKind::primary, .icon = Icon::undo, .width = wide});
    }
    if (done) out.push_back(CarryOutUndo{});
    if (left || dialog.closed()) out.push_back(DropPastQuestion{});
    if (done || left || dialog.closed()) ImGui::CloseCurrentPopup();
}

void record_then_ui(const Desk& desk, const RecordThen& record, Intents& out) {
    const Texts& texts = desk.texts;
    Dialog dialog("record_then", record.title, dialog_width);
    if (!dialog.shown()) return;
    text(texts.format("past.record_when", {record.when}), {.style = TextStyle::small, .color = palette().soft});
    space(12);
    if (!record.was_there) paragraph(texts.label("past.record_absent"), {.color = palette().soft});
    for (const RecordThen::Line& line : record.lines) {
        const IdScope scope(line.label);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = available_width();
        text(line.label, {.style = TextStyle::small_medium, .color = palette().soft, .width = label_width, .line = 20});
        ImGui::SetCursorScreenPos({at.x + label_width + 8, at.y});
        TextOptions look;
        look.style = line.changed ? TextStyle::body_medium : TextStyle::body;
        if (line.changed) look.color = palette().accent;
        look.width = width - label_width - 8;
        paragraph(line.changed ? texts.format("past.record_changed", {line.value}) : line.value, look);
        ImGui::SetCursorScreenPos({at.x, std::max(ImGui::GetCursorScreenPos().y, at.y + 20) + 4});
    }
    const std::string_view close = texts.label("past.record_close");
    const std::string_view all = texts.label("timeline.all_then");
    dialog.actions(button_width(all, Icon::calendar) + 8 + button_width(close));
    const float wide = dialog.action_width();
    const bool whole = button("all", all, {.icon = Icon::calendar, .width = wide});
    dialog.next_action();
    const bool closed = button("close", close, {.kind = ButtonKind::primary, .width = wide});
    if (whole) out.push_back(ShowPast{record.seq, 0});
    if (whole || closed || dialog.closed()) {
        out.push_back(DropPastQuestion{});
        ImGui::CloseCurrentPopup();
    }
}

}  // namespace pupitre::ui
