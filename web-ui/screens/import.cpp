// One picture for each stage of the import.
#include "web-ui/screens/import.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/crm/client_import_report.h"
#include "core/text/format.h"
#include "web-ui/screens/filter_chip.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/import_parts.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr double rate_shown_after_ms = 500;

Route clients_place() { return {.screen = Screen::clients, .record = {}, .tab = {}, .panel = {}}; }

std::string shown_number(std::size_t number, const Texts& texts) {
    return format_number(static_cast<std::int64_t>(number), texts.language());
}

std::string_view separator_name(char separator, const Texts& texts) {
    switch (separator) {
    case ';': return texts.label("import.separator.semicolon");
    case ',': return texts.label("import.separator.comma");
    case '\t': return texts.label("import.separator.tab");
    default: return texts.label("import.separator.other");
    }
}

/// "Windows-1252 · point-virgule · 421 lignes"
std::string file_words(const ImportState& state, const Texts& texts) {
    std::string words(encoding_name(state.encoding));
    words += " · " + std::string(separator_name(state.table->separator(), texts));
    words += " · " + texts.count("import.rows_count", static_cast<std::int64_t>(state.table->row_count()) - 1);
    return words;
}

void title_ui(const Desk& desk, Intents& out) {
    if (icon_button("back", Icon::arrow_left, desk.texts.label("client_sheet.back"), {.kind = ButtonKind::quiet})) {
        out.push_back(Go{clients_place()});
    }
    beside(8);
    heading(1, desk.texts.label("import.title"));
    space(12);
}

void choose_ui(const Desk& desk, const ImportState& state, Intents& out) {
    const Texts& texts = desk.texts;
    if (state.problem) {
        const std::string key = "import.file." + std::string(state.problem->name);
        const std::string words = texts.format(key, {std::to_string(state.problem->row)});
        banner("problem", Tone::bad, state.file_name.empty() ? words : state.file_name + "\u00A0: " + words,
               {.icon = Icon::circle_alert});
        space(12);
    }
    EmptyStateOptions look;
    look.icon = Icon::spreadsheet;
    look.action = texts.label("import.choose");
    look.action_icon = Icon::upload;
    if (empty_state("choose", texts.label("import.choose_title"), texts.label("import.choose_why"), look).acted) {
        out.push_back(PickFile{});
    }
}

/// "8 500 lignes par seconde", once it can be told.
std::string rate_words(const ImportState& state, std::size_t done, const Texts& texts) {
    const double since = frame().now_ms - state.begun_at_ms;
    if (since < rate_shown_after_ms) return {};
    const auto rate = static_cast<std::size_t>(static_cast<double>(done) * 1000.0 / since);
    return texts.format("import.rate", {shown_number(rate, texts)});
}

void working_ui(const Desk& desk, ImportState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const bool running = state.stage == ImportStage::running;
    std::size_t done = 0;
    std::size_t total = 1;
    std::string_view label = texts.label("import.reading");
    if (state.stage == ImportStage::reading) {
        done = state.file->bytes_read();
        total = state.file->bytes_total();
    } else {
        // Each row is visited twice; people count it once.
        done = (running ? state.commands->rows_done() : state.plan->work_done()) / 2;
        total = (running ? state.commands->rows_total() : state.plan->work_total()) / 2;
        label = texts.label(running ? "import.running" : "import.planning");
    }
    const Card card("work", 20);
    text(state.file_name, {.style = TextStyle::body_strong, .width = available_width()});
    space(12);
    ProgressOptions look;
    const std::string count =
        state.stage == ImportStage::reading
            ? std::string{}
            : texts.format("import.progress", {shown_number(done, texts), shown_number(total, texts)});
    const std::string rate = state.stage == ImportStage::reading ? std::string{} : rate_words(state, done, texts);
    look.count = count;
    look.rate = rate;
    look.cancel = texts.label("import.cancel");
    const float share = total == 0 ? 1 : static_cast<float>(done) / static_cast<float>(total);
    if (!progress("progress", label, share, look)) return;
    if (running) {
        out.push_back(CancelImport{});
    } else {
        state = {};
    }
}

std::size_t count_of(const ImportCounts& counts, std::optional<RowVerdict> verdict) {
    if (!verdict) {
        return std::size_t{counts.fresh} + counts.changed + counts.unchanged + counts.duplicate + counts.error;
    }
    switch (*verdict) {
    case RowVerdict::fresh: return counts.fresh;
    case RowVerdict::changed: return counts.changed;
    case RowVerdict::unchanged: return counts.unchanged;
    case RowVerdict::duplicate: return counts.duplicate;
    case RowVerdict::error: return counts.error;
    }
    assert(false);
    return 0;
}

/// One chip per verdict with its count; pressing it shows these rows alone.
void verdict_chips_ui(const Texts& texts, ImportState& state) {
    const Group group("verdicts", mirror::Role::toolbar, texts.label("import.filter"));
    constexpr std::array<std::optional<RowVerdict>, 6> verdicts = {std::nullopt,          RowVerdict::fresh,
                                                                   RowVerdict::changed,   RowVerdict::unchanged,
                                                                   RowVerdict::duplicate, RowVerdict::error};
    bool first = true;
    for (const std::optional<RowVerdict> verdict : verdicts) {
        const std::size_t count = count_of(state.counts, verdict);
        if (verdict && count == 0) continue;
        const std::string name = verdict ? std::string(verdict_name(*verdict)) : "all";
        const std::string words =
            std::string(texts.label("import.filter." + name)) + " · " + shown_number(count, texts);
        if (!first) static_cast<void>(flow(text_width(TextStyle::small_medium, words) + 22));
        first = false;
        if (!chip(name, {}, words, {.selected = state.shown == verdict}).clicked) continue;
        state.shown = verdict;
        state.rows_known = false;
    }
}

bool has_name_column(const ImportState& state) {
    return std::find(state.mapping.begin(), state.mapping.end(), SheetColumn::name) != state.mapping.end();
}

void report(const Desk& desk, const ImportState& state, Intents& out) {
    out.push_back(
        SaveFile{"import-" + to_iso(desk.by.today) + ".csv", "text/csv;charset=utf-8", import_report(state, desk)});
}

/// The rows that were not taken, as they stand in the file, to be corrected and imported again.
void give_rows_to_correct(const Desk& desk, const ImportState& state, Intents& out) {
    out.push_back(SaveFile{"import-" + to_iso(desk.by.today) + "-a-corriger.csv", "text/csv;charset=utf-8",
                           rows_to_correct(*state.table, *state.plan, desk.texts)});
}

bool has_rows_to_correct(const ImportState& state) { return state.counts.error + state.counts.duplicate > 0; }

void actions_ui(const Desk& desk, ImportState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const std::size_t count = std::size_t{state.counts.fresh} + state.counts.changed;
    const std::string run = texts.count("import.run", static_cast<std::int64_t>(count));
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    const bool looked_at = state.stage == ImportStage::ready;
    look.enabled = looked_at && count > 0 && desk.by.may(Right::edit) && has_name_column(state);
    look.why_disabled = texts.label(desk.by.may(Right::edit) ? "import.nothing_to_do" : "refusal.not_permitted");
    if (button("run", run, look)) out.push_back(RunImport{});
    beside(8);
    if (button("other", texts.label("import.other_file"), {.icon = Icon::upload})) out.push_back(PickFile{});
    beside(8);
    if (frame().narrow) {
        if (icon_button("report", Icon::download, texts.label("import.report")) && looked_at) report(desk, state, out);
        return;
    }
    if (has_rows_to_correct(state)) {
        if (button("to_correct", texts.label("import.rows_to_correct"),
                   {.icon = Icon::download, .enabled = looked_at})) {
            give_rows_to_correct(desk, state, out);
        }
        beside(8);
    }
    if (button("report", texts.label("import.report"), {.icon = Icon::download, .enabled = looked_at})) {
        report(desk, state, out);
    }
}

void head_ui(const Desk& desk, const ImportState& state) {
    text(state.file_name, {.style = TextStyle::body_strong, .width = frame().narrow ? available_width() : 0});
    if (!frame().narrow) beside(10);
    text(file_words(state, desk.texts), {.color = palette().soft, .width = frame().narrow ? available_width() : 0});
    space(12);
    if (state.replaced_characters > 0) {
        banner("replaced", Tone::warn, desk.texts.count("import.replaced", state.replaced_characters),
               {.icon = Icon::warning});
        space(12);
    }
    if (state.refusal) {
        banner("refused", Tone::bad, desk.texts.format("import.refused", {refusal_words(*state.refusal, desk.texts)}),
               {.icon = Icon::circle_alert});
        space(12);
    }
    if (!has_name_column(state)) {
        banner("no_name", Tone::bad, desk.texts.label("import.file.no_name_column"), {.icon = Icon::circle_alert});
        space(12);
    }
}

void ready_ui(const Desk& desk, ImportState& state, Intents& out) {
    const Texts& texts = desk.texts;
    head_ui(desk, state);
    actions_ui(desk, state, out);
    space(12);
    const Option tabs_shown[] = {
        {.key = "",
         .label = std::string(texts.label("import.rows")),
         .detail = shown_number(count_of(state.counts, std::nullopt), texts)},
        {.key = "columns",
         .label = std::string(texts.label("import.columns")),
         .detail = std::to_string(state.mapping.size())},
    };
    if (tabs("tabs", texts.label("import.title"), state.tab, tabs_shown)) ask_for_frame_in(0);
    space(12);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box rest = {at.x, at.y, available_width(), ImGui::GetContentRegionAvail().y};
    if (state.tab == "columns") {
        const Area area("columns", rest, {.name = texts.label("import.columns")});
        if (import_columns_ui(desk, state)) plan_anew(state, desk);
        return;
    }
    verdict_chips_ui(texts, state);
    if (state.counts.error > 0 || state.leave_cells_out) {
        space(8);
        ToggleOptions look;
        look.detail = texts.label("import.leave_cells_out_detail");
        if (checkbox("leave_out", texts.label("import.leave_cells_out"), state.leave_cells_out, look)) {
            plan_anew(state, desk);
            return;
        }
    }
    space(12);
    import_rows_ui(desk, state, ImGui::GetContentRegionAvail().y);
}

void done_ui(const Desk& desk, ImportState& state, Intents& out) {
    const Texts& texts = desk.texts;
    std::string words = texts.format(
        "import.done_counts", {shown_number(state.counts.fresh, texts), shown_number(state.counts.changed, texts),
                               shown_number(state.counts.unchanged, texts), shown_number(state.counts.duplicate, texts),
                               shown_number(state.counts.error, texts)});
    if (state.counts.error > 0) words += " " + std::string(texts.label("import.done_errors"));
    EmptyStateOptions look;
    look.icon = Icon::circle_check;
    look.action = texts.label("import.see_clients");
    look.action_icon = Icon::arrow_right;
    look.second_action = texts.label(has_rows_to_correct(state) ? "import.rows_to_correct" : "import.report");
    const auto pressed = empty_state("done", texts.label("import.done"), words, look);
    if (pressed.second && has_rows_to_correct(state)) {
        give_rows_to_correct(desk, state, out);
    } else if (pressed.second) {
        report(desk, state, out);
    }
    if (!pressed.acted) return;
    out.push_back(Go{clients_place()});
    state = {};
}

}  // namespace

void import_ui(const Desk& desk, ImportState& state, Intents& out) {
    title_ui(desk, out);
    switch (state.stage) {
    case ImportStage::choose: choose_ui(desk, state, out); break;
    case ImportStage::planning:
        // Whoever tells the columns goes on telling while the rows are looked at again.
        if (state.tab == "columns") {
            ready_ui(desk, state, out);
            break;
        }
        [[fallthrough]];
    case ImportStage::reading:
    case ImportStage::running: working_ui(desk, state, out); break;
    case ImportStage::ready: ready_ui(desk, state, out); break;
    case ImportStage::done: done_ui(desk, state, out); break;
    }
}

}  // namespace pupitre::ui
