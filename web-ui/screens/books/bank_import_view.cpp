// One picture for each stage of the import of a bank's file.
#include <algorithm>
#include <array>

#include "core/text/format.h"
#include "web-ui/screens/books/bank_file_import.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/filter_chip.h"
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

std::string number_words(std::size_t number, const Texts& texts) {
    return format_number(static_cast<std::int64_t>(number), texts.language());
}

/// "CAMT.053 · UTF-8 · 38 lignes".
std::string file_words(const BankImportState& state, const Texts& texts) {
    constexpr std::array<std::string_view, 3> formats = {"OFX", "CAMT.053", "CSV"};
    std::string words(formats[static_cast<std::size_t>(state.file.format)]);
    words += " · " + std::string(encoding_name(state.file.encoding));
    words += " · " + texts.count("books.lines", static_cast<std::int64_t>(state.plan->lines().size()));
    return words;
}

void problem_ui(const Desk& desk, BankImportState& state, Intents& out) {
    const Texts& texts = desk.texts;
    EmptyStateOptions look;
    look.icon = Icon::circle_alert;
    look.action = texts.label("books.other_file");
    look.action_icon = Icon::upload;
    look.second_action = texts.label("books.close_import");
    std::string words = texts.format("books.file." + std::string(state.problem->name), {});
    if (state.problem->line > 0) {
        words = texts.format("books.at_line", {std::to_string(state.problem->line), words});
    }
    const auto pressed = empty_state("problem", texts.format("books.not_taken", {state.file_name}), words, look);
    if (pressed.acted) out.push_back(PickFile{.bank = true});
    if (pressed.second) state = {};
}

void running_ui(const Desk& desk, BankImportState& state, Intents& out) {
    const bool running = state.stage == BankImportStage::running;
    const std::size_t total = std::max<std::size_t>(1, running ? state.plan->lines().size() : state.plan->work_total());
    const std::size_t done =
        running && state.commands != nullptr ? state.commands->lines_done() : state.plan->work_done();
    const Card card("work", 20);
    text(state.file_name, {.style = TextStyle::body_strong, .width = available_width()});
    space(12);
    ProgressOptions look;
    look.cancel = desk.texts.label("import.cancel");
    const float share = std::min(1.0F, static_cast<float>(done) / static_cast<float>(total));
    if (!progress("progress", desk.texts.label(running ? "import.running" : "import.planning"), share, look)) return;
    if (running) {
        out.push_back(CancelImport{});
    } else {
        state = {};
    }
}

std::size_t count_of(const BankImportState& state, std::optional<LineVerdict> verdict) {
    if (!verdict) return state.plan->lines().size();
    switch (*verdict) {
    case LineVerdict::fresh: return state.counts.fresh;
    case LineVerdict::known: return state.counts.known;
    case LineVerdict::similar: return state.counts.similar;
    case LineVerdict::error: return state.counts.error;
    }
    assert(false);
    return 0;
}

std::string_view name_of(LineVerdict verdict) { return line_verdict_names[static_cast<std::size_t>(verdict)]; }

void chips_ui(const Texts& texts, BankImportState& state) {
    const Group group("verdicts", mirror::Role::toolbar, texts.label("import.filter"));
    constexpr std::array<std::optional<LineVerdict>, 5> verdicts = {
        std::nullopt, LineVerdict::fresh, LineVerdict::known, LineVerdict::similar, LineVerdict::error};
    bool first = true;
    for (const std::optional<LineVerdict> verdict : verdicts) {
        const std::size_t count = count_of(state, verdict);
        if (verdict && count == 0) continue;
        const std::string key = verdict ? std::string(name_of(*verdict)) : "all";
        const std::string words = std::string(texts.label("books.verdict." + key)) + " · " + number_words(count, texts);
        if (!first) static_cast<void>(flow(text_width(TextStyle::small_medium, words) + 22));
        first = false;
        if (!chip(key, {}, words, {.selected = state.shown == verdict}).clicked) continue;
        state.shown = verdict;
        state.rows_known = false;
    }
}

void know_rows(BankImportState& state) {
    if (state.rows_known) return;
    state.rows_known = true;
    state.shown_rows.clear();
    const std::vector<LinePlan>& plans = state.plan->plans();
    for (std::uint32_t place = 0; place < plans.size(); ++place) {
        if (!state.shown || plans[place].verdict == *state.shown) state.shown_rows.push_back(place);
    }
}

Tone tone_of(LineVerdict verdict) {
    switch (verdict) {
    case LineVerdict::fresh: return Tone::ok;
    case LineVerdict::known: return Tone::neutral;
    case LineVerdict::similar: return Tone::warn;
    case LineVerdict::error: return Tone::bad;
    }
    return Tone::neutral;
}

/// Why the line is not taken, and what to do with it.
std::string problem_words(const Desk& desk, const BankImportState& state, const StatementLine& line) {
    if (line.problem == LineProblem::none) {
        const BankAccount* account = desk.db.find(state.account);
        const std::string_view own =
            account != nullptr ? currency_names[static_cast<std::size_t>(account->currency)] : std::string_view{};
        return desk.texts.format("books.line.currency_other", {own});
    }
    return desk.texts.format("books.line." + std::string(problem_name(line.problem)), {line.problem_value});
}

void line_ui(const Desk& desk, const BankImportState& state, std::uint32_t place, Cells& cells) {
    const StatementLine& line = state.plan->lines()[place];
    const LineVerdict verdict = state.plan->plans()[place].verdict;
    const Language language = desk.texts.language();
    const Cells::Look soft{false, true, Tone::neutral};
    cells.text("number", std::to_string(line.number), soft);
    if (line.booked_on) cells.text("booked_on", format_date(*line.booked_on, language), soft);
    const bool named = !line.counterparty.empty();
    cells.text("who", named ? line.counterparty : line.text);
    cells.badge("verdict", desk.texts.label("books.verdict." + std::string(name_of(verdict))), tone_of(verdict));
    if (verdict == LineVerdict::error) {
        cells.text("text", problem_words(desk, state, line), {.strong = false, .soft = false, .tone = Tone::bad});
    } else {
        cells.text("text", named ? line.text : std::string{}, soft);
    }
    if (line.problem == LineProblem::none || line.minor != 0) {
        const Currency currency = line.currency.value_or(desk.db.get(state.account).currency);
        cells.text("amount", format_money({line.minor, currency}, language));
    }
}

void lines_ui(const Desk& desk, BankImportState& state, float height) {
    know_rows(state);
    const auto column = [&](std::string_view key, std::string_view label, float width, float weight,
                            NarrowPlace narrow) {
        Column made;
        made.key = key;
        made.label = desk.texts.label(label);
        made.width = width;
        made.weight = weight;
        made.sortable = made.hideable = false;
        made.narrow = narrow;
        return made;
    };
    std::vector<Column> columns = {column("number", "books.line_number", 64, 0, NarrowPlace::hidden),
                                   column("verdict", "sheet.verdict", 112, 0, NarrowPlace::second_right),
                                   column("booked_on", "bank_transaction.booked_on", 122, 0, NarrowPlace::hidden),
                                   column("who", "bank_transaction.counterparty", 0, 1, NarrowPlace::first),
                                   column("text", "bank_transaction.text", 0, 2, NarrowPlace::second),
                                   column("amount", "bank_transaction.amount", 120, 0, NarrowPlace::first_right)};
    columns.back().align = Align::right;
    TableView view;
    view.rows = state.shown_rows.size();
    view.key = [&](std::size_t row) { return std::to_string(state.shown_rows[row]); };
    view.name = [&](std::size_t row) {
        const StatementLine& line = state.plan->lines()[state.shown_rows[row]];
        return line.counterparty.empty() ? line.text : line.counterparty;
    };
    view.draw = [&](std::size_t row, Cells& cells) { line_ui(desk, state, state.shown_rows[row], cells); };
    static_cast<void>(
        table("lines", desk.texts.label("books.import_title"), columns, view, state.rows, {.height = height}));
}

void warnings_ui(const Desk& desk, BankImportState& state) {
    const Texts& texts = desk.texts;
    const auto strip = [](std::string_view id, Tone tone, const std::string& words) {
        banner(id, tone, words, {.icon = Icon::warning});
        space(12);
    };
    const BankAccount& account = desk.db.get(state.account);
    const std::string& number = state.file.statements[state.statement].account_number;
    if (!number.empty() && !account.number.empty() && !is_number_of(account, number)) {
        strip("account", Tone::warn,
              texts.format("books.other_account", {masked_account_number(number), account.name}));
    }
    if (state.file.pending > 0) {
        strip("pending", Tone::accent, texts.count("books.pending", static_cast<std::int64_t>(state.file.pending)));
    }
    if (state.file.replaced_characters > 0) {
        strip("replaced", Tone::warn, texts.count("import.replaced", state.file.replaced_characters));
    }
    if (state.refusal)
        strip("refused", Tone::bad, texts.format("import.refused", {refusal_words(texts, *state.refusal)}));
}

/// A file may hold statements of several accounts.
void statement_ui(const Desk& desk, BankImportState& state) {
    if (state.file.statements.size() < 2) return;
    std::vector<Option> options;
    for (std::size_t place = 0; place < state.file.statements.size(); ++place) {
        const Statement& statement = state.file.statements[place];
        if (statement.lines.empty()) continue;
        options.push_back({.key = std::to_string(place),
                           .label = masked_account_number(statement.account_number),
                           .detail = number_words(statement.lines.size(), desk.texts)});
    }
    std::string key = std::to_string(state.statement);
    if (choice("statement", desk.texts.label("books.statement"), key, options, {.width = 320})) {
        state.statement = static_cast<std::size_t>(std::stoul(key));
        state.planned_on = nullptr;
    }
    space(12);
}

void ready_ui(const Desk& desk, BankImportState& state, float height, Intents& out) {
    const Texts& texts = desk.texts;
    text(state.file_name, {.style = TextStyle::body_strong, .width = frame().narrow ? available_width() : 0});
    if (!frame().narrow) beside(10);
    text(file_words(state, texts), {.color = palette().soft, .width = frame().narrow ? available_width() : 0});
    space(12);
    warnings_ui(desk, state);
    statement_ui(desk, state);
    const std::size_t count = state.counts.fresh + (state.with_similar ? state.counts.similar : 0);
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    look.enabled = count > 0 && desk.by.may(Right::edit);
    look.why_disabled = texts.label(desk.by.may(Right::edit) ? "books.nothing_new" : "refusal.not_permitted");
    if (button("run", texts.count("books.run", static_cast<std::int64_t>(count)), look)) {
        out.push_back(RunImport{.bank = true});
    }
    beside(8);
    if (button("close", texts.label("books.close_import"))) {
        state = {};
        return;
    }
    space(12);
    chips_ui(texts, state);
    if (state.counts.similar > 0) {
        space(8);
        ToggleOptions similar;
        similar.detail = texts.label("books.with_similar_detail");
        static_cast<void>(checkbox("similar", texts.label("books.with_similar"), state.with_similar, similar));
    }
    space(12);
    lines_ui(desk, state, height);
}

void done_ui(const Desk& desk, BankImportState& state) {
    const Texts& texts = desk.texts;
    EmptyStateOptions look;
    look.icon = Icon::circle_check;
    look.action = texts.label("books.see_transactions");
    look.action_icon = Icon::arrow_right;
    const std::size_t similar = state.with_similar ? 0 : state.counts.similar;
    const std::string words =
        texts.format("books.done_counts",
                     {number_words(state.counts.fresh + (state.with_similar ? state.counts.similar : 0), texts),
                      number_words(state.counts.known, texts), number_words(similar + state.counts.error, texts)});
    if (empty_state("done", texts.label("import.done"), words, look).acted) state = {};
}

}  // namespace

void bank_import_ui(const Desk& desk, BankImportState& state, float height, Intents& out) {
    const IdScope scope("bank_import");
    switch (state.stage) {
    case BankImportStage::none: break;
    case BankImportStage::problem: problem_ui(desk, state, out); break;
    case BankImportStage::planning:
    case BankImportStage::running: running_ui(desk, state, out); break;
    case BankImportStage::ready: ready_ui(desk, state, height, out); break;
    case BankImportStage::done: done_ui(desk, state); break;
    }
}

}  // namespace pupitre::ui
