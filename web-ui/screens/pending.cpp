// The two lists: what needs a decision first, then what waits.
#include "web-ui/screens/pending.h"

#include <cmath>

#include <imgui.h>

#include "core/text/format.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

using Choice = Settle::Choice;

void value_ui(std::string_view label, std::string_view value, bool strong) {
    text(label, {.style = TextStyle::small_medium, .color = palette().soft});
    space(2);
    paragraph(value, {.style = strong ? TextStyle::body_medium : TextStyle::body});
}

void by_ui(std::string_view by) {
    if (by.empty()) return;
    space(2);
    paragraph(by, {.style = TextStyle::small, .color = palette().soft});
}

void contest_ui(const Desk& desk, Id128 command, const PendingView::Contest& contest, Intents& out) {
    const IdScope scope(std::to_string(contest.place));
    const Texts& texts = desk.texts;
    if (contest.whole_row) {
        paragraph(texts.format("pending.whole_row", {contest.label}));
        by_ui(contest.by);
        space(10);
        return;
    }
    text(contest.label, {.style = TextStyle::body_strong});
    space(6);
    {
        Columns values({1, 1}, 20);
        value_ui(texts.label("pending.mine"), contest.mine, true);
        values.next();
        value_ui(texts.label("pending.theirs"), contest.theirs, true);
        by_ui(contest.by);
    }
    space(4);
    paragraph(texts.format("pending.before", {contest.before}), {.style = TextStyle::small, .color = palette().soft});
    space(10);
    if (button("theirs", texts.label("pending.keep_theirs")))
        out.push_back(Settle{Choice::keep_theirs, command, contest.place});
    beside(8);
    if (button("mine", texts.label("pending.keep_mine")))
        out.push_back(Settle{Choice::keep_mine, command, contest.place});
    space(14);
}

void refusal_ui(const Desk& desk, const PendingView::Entry& entry, Intents& out) {
    paragraph(entry.reason, {.color = palette().bad});
    by_ui(entry.cause);
    if (!entry.text.empty()) {
        space(8);
        Columns values({1, 1}, 20);
        value_ui(desk.texts.label("pending.written"), entry.text, false);
        if (!entry.present.empty()) {
            values.next();
            value_ui(desk.texts.label("pending.theirs"), entry.present, false);
        }
    }
    space(12);
    if (button("retry", desk.texts.label("pending.retry"), {.icon = Icon::refresh}))
        out.push_back(Settle{Choice::retry, entry.command, 0});
    if (!entry.text.empty()) {
        beside(8);
        if (button("copy", desk.texts.label("pending.copy"), {.icon = Icon::copy})) out.push_back(CopyText{entry.text});
    }
    beside(8);
}

void entry_ui(const Desk& desk, const PendingView::Entry& entry, Intents& out) {
    const IdScope scope(entry.command);
    const Group group("entry", mirror::Role::group, entry.title);
    {
        const Card card("card", 16);
        badge(desk.texts.label(entry.refused ? "pending.refused" : "pending.contested"),
              entry.refused ? Tone::bad : Tone::warn);
        beside(10);
        text(entry.when, {.style = TextStyle::small, .color = palette().soft, .line = size::badge});
        space(8);
        paragraph(entry.title, {.style = TextStyle::body_strong});
        space(10);
        for (const PendingView::Contest& contest : entry.contests) contest_ui(desk, entry.command, contest, out);
        if (entry.refused) refusal_ui(desk, entry, out);
        if (button("discard", desk.texts.label("pending.discard"), {.kind = ButtonKind::quiet})) {
            out.push_back(Settle{Choice::discard, entry.command, 0});
        }
        if (entry.has_place) {
            beside(8);
            if (button("open", desk.texts.label("pending.open"),
                       {.kind = ButtonKind::quiet, .icon = Icon::arrow_right})) {
                out.push_back(Go{entry.place});
            }
        }
    }
    space(12);
}

void row_ui(const PendingView::Row& row) {
    const IdScope scope(row.command);
    const Group group("row", mirror::Role::listitem, row.title);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const float state = badge_width(row.state);
    text(row.title, {.style = TextStyle::body_medium, .width = width - state - 16, .line = size::badge});
    ImGui::SetCursorScreenPos({at.x + width - state, at.y});
    badge(row.state, row.tone);
    ImGui::SetCursorScreenPos({at.x, at.y + 24});
    const std::string second = row.detail.empty() ? row.when : row.when + " · " + row.detail;
    paragraph(second, {.style = TextStyle::small, .color = palette().soft});
    separator(10);
}

}  // namespace

void pending_ui(const Desk& desk, const PendingView& view, Intents& out) {
    const Texts& texts = desk.texts;
    const bool settle = !view.entries.empty() || view.broken > 0;
    heading(1, texts.label(settle ? "pending.settle_title" : "pending.title"));
    space(16);
    if (!settle && view.rows.empty()) {
        const EmptyStateResult pressed = empty_state(
            "nothing", texts.label("pending.nothing"), texts.label("pending.nothing_words"),
            {.icon = Icon::circle_check, .action = texts.label("pending.sync_now"), .action_icon = Icon::refresh});
        if (pressed.acted) out.push_back(SyncNow{});
        return;
    }
    if (settle) {
        paragraph(texts.label("pending.settle_words"), {.color = palette().soft});
        space(14);
    }
    if (view.broken > 0) {
        const BannerResult pressed =
            banner("broken", Tone::bad, texts.count("pending.broken", static_cast<std::int64_t>(view.broken)),
                   {.icon = Icon::warning, .action = texts.label("pending.export")});
        if (pressed.acted) out.push_back(ExportPending{});
        space(12);
    }
    for (const PendingView::Entry& entry : view.entries) entry_ui(desk, entry, out);
    if (view.rows.empty()) return;
    space(settle ? 12.0F : 0.0F);
    section(texts.label("pending.title"),
            format_number(static_cast<std::int64_t>(view.rows.size() + view.more), texts.language()));
    space(4);
    paragraph(texts.label(view.online ? "pending.words_online" : "pending.words_offline"),
              {.style = TextStyle::small, .color = palette().soft});
    space(12);
    if (button("sync", texts.label("pending.sync_now"), {.icon = Icon::refresh})) out.push_back(SyncNow{});
    beside(8);
    if (button("export", texts.label("pending.export"), {.icon = Icon::download})) out.push_back(ExportPending{});
    space(16);
    {
        const Card card("list", 16);
        const Group list("rows", mirror::Role::list, texts.label("pending.title"));
        for (const PendingView::Row& row : view.rows) row_ui(row);
        if (view.more > 0)
            text(texts.count("pending.more", static_cast<std::int64_t>(view.more)),
                 {.style = TextStyle::small, .color = palette().soft});
    }
    space(24);
}

}  // namespace pupitre::ui
