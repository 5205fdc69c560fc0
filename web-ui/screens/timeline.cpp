// The days one below the other, each a card with its entries.
#include "web-ui/screens/timeline.h"

#include <cmath>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float avatar_size = 26;
constexpr float avatar_gap = 12;
constexpr float filter_width = 260;
constexpr float entry_padding = 14;

void menu_ui(const Desk& desk, const TimelineView& view, const TimelineView::Entry& entry, Intents& out) {
    const Texts& texts = desk.texts;
    std::vector<Option> actions;
    if (entry.has_place)
        actions.push_back(
            {.key = "open", .label = std::string(texts.label("timeline.open")), .icon = Icon::arrow_right});
    if (entry.seq > 0) {
        if (view.of_record) {
            actions.push_back(
                {.key = "record", .label = std::string(texts.label("timeline.record_then")), .icon = Icon::eye});
        }
        actions.push_back(
            {.key = "then", .label = std::string(texts.label("timeline.all_then")), .icon = Icon::calendar});
        actions.push_back({.key = "undo",
                           .label = std::string(texts.label("timeline.undo")),
                           .icon = Icon::undo,
                           .enabled = entry.may_undo,
                           .why_disabled = entry.why_not_undo,
                           .separated = true});
    }
    if (actions.empty()) return;
    const std::string taken =
        menu_button("actions", Icon::more, texts.format("timeline.actions_of", {entry.sentence}), actions);
    if (taken == "open") out.push_back(Go{entry.place});
    if (taken == "record") out.push_back(ShowRecordThen{entry.seq});
    if (taken == "then") out.push_back(ShowPast{entry.seq, 0});
    if (taken == "undo") out.push_back(AskUndo{entry.seq});
}

void entry_ui(const Desk& desk, const TimelineView& view, const TimelineView::Entry& entry, bool last, Intents& out) {
    const IdScope scope(entry.seq > 0 ? std::to_string(entry.seq) : to_text(entry.key));
    const Group group("entry", mirror::Role::listitem, entry.sentence);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const float time_width = std::ceil(text_width(TextStyle::small, entry.time));
    const float left = avatar_size + avatar_gap;
    const float words_width = width - left - time_width - 10 - icon_button_width - 4;
    draw_avatar(canvas(), {at.x, at.y, avatar_size, avatar_size}, entry.who);
    ImGui::SetCursorScreenPos({at.x + left + words_width + 10, at.y + 3});
    text(entry.time, {.style = TextStyle::small, .color = palette().soft});
    ImGui::SetCursorScreenPos({at.x + width - icon_button_width, at.y - 4});
    menu_ui(desk, view, entry, out);
    ImGui::SetCursorScreenPos({at.x + left, at.y + 2});
    paragraph(entry.sentence, {.style = TextStyle::body_medium, .width = words_width});
    for (const std::string& line : entry.lines) {
        const ImVec2 here = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.x + left, here.y + 3});
        paragraph(line, {.style = TextStyle::small, .color = palette().soft, .width = width - left});
    }
    if (!entry.note.empty()) {
        const ImVec2 here = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.x + left, here.y + 5});
        badge(entry.note, entry.waiting ? Tone::warn : Tone::neutral);
    }
    const ImVec2 end = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, std::max(end.y, at.y + avatar_size)});
    if (!last) separator(entry_padding);
}

void filter_ui(const Desk& desk, const TimelineView& view, TimelineState& state, Intents& out) {
    std::vector<Option> options = {{.key = "", .label = std::string(desk.texts.label("timeline.everybody"))}};
    for (const auto& [id, name] : view.members) options.push_back({.key = id, .label = name, .person = true});
    FieldOptions look;
    look.label_hidden = true;
    look.width = std::min(filter_width, available_width());
    if (choice("member", desk.texts.label("timeline.by_person"), state.member, options, look))
        out.push_back(ReadHistory{ReadHistory::What::filtered, view.of_record});
    space(16);
}

void trouble_ui(const Desk& desk, const TimelineView& view, Intents& out) {
    if (view.trouble.empty()) return;
    const BannerResult pressed =
        banner("trouble", view.stage == TimelineStage::offline ? Tone::warn : Tone::bad, desk.texts.label(view.trouble),
               {.icon = view.stage == TimelineStage::offline ? Icon::offline : Icon::warning,
                .action = desk.texts.label("timeline.retry")});
    if (pressed.acted) out.push_back(ReadHistory{ReadHistory::What::retry, view.of_record});
    space(12);
}

void foot_ui(const Desk& desk, const TimelineView& view, Intents& out) {
    const Texts& texts = desk.texts;
    if (view.loading) {
        text(texts.label("timeline.loading"), {.style = TextStyle::small, .color = palette().soft});
    } else if (view.more) {
        if (button("more", texts.label("timeline.more"), {.icon = Icon::chevron_down}))
            out.push_back(ReadHistory{ReadHistory::What::more, view.of_record});
    } else if (view.stage == TimelineStage::here && !view.days.empty()) {
        text(texts.label("timeline.beginning"), {.style = TextStyle::small, .color = palette().soft});
    }
}

}  // namespace

void timeline_ui(const Desk& desk, Timeline& timeline, Intents& out) {
    const TimelineView& view = timeline.view;
    const IdScope scope(view.of_record ? "record_history" : "history");
    filter_ui(desk, view, timeline.state, out);
    trouble_ui(desk, view, out);
    if (view.days.empty() && view.stage == TimelineStage::here) {
        paragraph(desk.texts.label("timeline.empty"), {.color = palette().soft});
        space(12);
    }
    for (std::size_t place = 0; place < view.days.size(); ++place) {
        const TimelineView::Day& day = view.days[place];
        const IdScope day_scope("day" + std::to_string(place));
        heading(3, day.title);
        space(8);
        {
            const Card card("card", entry_padding);
            const Group list("entries", mirror::Role::list, day.title);
            for (std::size_t entry = 0; entry < day.entries.size(); ++entry)
                entry_ui(desk, view, day.entries[entry], entry + 1 == day.entries.size(), out);
        }
        space(16);
    }
    foot_ui(desk, view, out);
}

}  // namespace pupitre::ui
