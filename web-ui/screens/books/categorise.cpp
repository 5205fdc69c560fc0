// The card: what the transaction is, what it was the last time, and the field.
#include "web-ui/screens/books/categorise.h"

#include <algorithm>

#include <imgui.h>

#include "core/command/row_commands.h"
#include "core/text/format.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t offered_max = 7;
constexpr float option_height = 34;

Do change_all(const Desk& desk, const std::vector<Id128>& rows, TransactionState state, const std::string& category,
              std::string_view one_key, std::string_view many_key) {
    const EntityInfo& info = entity_info<BankTransaction>();
    Do deed;
    std::string name;
    for (const Id128 id : rows) {
        const BankTransaction* before = desk.db.find(BankTransactionId{id});
        if (before == nullptr) continue;
        BankTransaction after = *before;
        after.state = state;
        if (!category.empty()) after.category = category;
        const std::vector<FieldEdit> edits = edits_between(info, before, &after);
        if (edits.empty()) continue;
        name = title_of(*before);
        deed.acts.push_back({"bank_transaction.change", change_args(info, id, edits)});
    }
    const auto count = static_cast<std::int64_t>(deed.acts.size());
    deed.title = count == 1 ? desk.texts.format(one_key, {name, category}) : desk.texts.count(many_key, count);
    return deed;
}

void details_ui(const Desk& desk, const BankTransaction& transaction) {
    const Language language = desk.texts.language();
    const std::string amount = transaction.amount ? format_money(*transaction.amount, language) : std::string{};
    const float amount_width = text_width(TextStyle::body_strong, amount) + 8;
    text(title_of(transaction), {.style = TextStyle::body_strong, .width = available_width() - amount_width});
    beside_right(amount_width);
    text(amount, {.style = TextStyle::body_strong, .width = amount_width, .align = Align::right});
    const BankAccount* account = desk.db.find(transaction.account);
    std::string facts = transaction.booked_on ? format_date(*transaction.booked_on, language) : std::string{};
    if (account != nullptr) facts += " · " + account->name;
    text(facts, {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
    if (!transaction.counterparty.empty() && !transaction.text.empty()) {
        space(4);
        paragraph(transaction.text, {.style = TextStyle::small, .color = palette().soft});
    }
    if (transaction.state == TransactionState::to_categorise) return;
    space(6);
    const bool excluded = transaction.state == TransactionState::excluded;
    badge(excluded ? desk.texts.label("choice.bank_transaction.state.excluded") : transaction.category,
          excluded ? Tone::neutral : Tone::ok);
}

/// The suggestion first, then what fits the typed words.
std::vector<Option> offered(const Desk& desk, const CategoriseState& state, const std::string& suggestion) {
    std::vector<Option> options;
    const bool fits =
        state.typed.empty() || !find_in_chart(std::vector<ChartLine>{{suggestion, ""}}, state.typed).empty();
    if (!suggestion.empty() && fits) {
        options.push_back(
            {.key = suggestion, .label = suggestion, .detail = std::string(desk.texts.label("books.suggestion"))});
    }
    if (state.typed.empty()) return options;
    for (const ChartLine& line : find_in_chart(state.chart, state.typed)) {
        if (options.size() == offered_max) break;
        std::string category = category_text(line);
        if (category == suggestion) continue;
        options.push_back({.key = category, .label = category});
    }
    return options;
}

/// The category that was taken; empty if none was.
std::string field_ui(const Desk& desk, const std::string& suggestion, CategoriseState& state) {
    TextFieldOptions look;
    look.kind = TextKind::search;
    look.field.placeholder = desk.texts.label("books.category_placeholder");
    look.field.take_focus = std::exchange(state.take_focus, false);
    look.leaves_enter = true;
    text_field("category", desk.texts.label("books.category_field"), state.typed, look);
    mirror::NodeId field = 0;
    {
        const IdScope scope("category");
        field = quiet_id("field");
    }
    space(4);
    const std::vector<Option> options = offered(desk, state, suggestion);
    const float width = available_width();
    std::string taken;
    ImGui::BeginChild("options", {width, option_height * static_cast<float>(offered_max)}, 0,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    if (options.empty()) {
        const bool typed = !state.typed.empty();
        paragraph(desk.texts.label(typed ? "books.no_category" : "books.category_hint"),
                  {.style = TextStyle::small, .color = palette().soft});
    }
    // Also when it is empty: the list notices by what it held before that the first option is meant.
    const auto chosen = parts::option_list(
        "options", {.options = options, .label = desk.texts.label("books.categories"), .keys_from = field});
    if (chosen) taken = *chosen;
    ImGui::EndChild();
    return taken;
}

bool any_in(const Desk& desk, const std::vector<Id128>& rows, TransactionState state, bool wanted) {
    return std::ranges::any_of(rows, [&](Id128 id) {
        const BankTransaction* row = desk.db.find(BankTransactionId{id});
        return row != nullptr && (row->state == state) == wanted;
    });
}

bool other_steps_ui(const Desk& desk, const std::vector<Id128>& rows, Intents& out) {
    const Texts& texts = desk.texts;
    bool done = false;
    bool first = true;
    const auto step = [&](std::string_view id, std::string_view key, Icon icon) {
        const float width = button_width(texts.label(key), icon);
        if (!first) beside(8);
        if (!first && ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
        first = false;
        return button(id, texts.label(key), {.icon = icon});
    };
    if (any_in(desk, rows, TransactionState::excluded, false) && step("exclude", "books.exclude", Icon::eye_off)) {
        out.push_back(change_all(desk, rows, TransactionState::excluded, {}, "books.excluded", "books.excluded_many"));
        done = true;
    }
    if (any_in(desk, rows, TransactionState::to_categorise, false) && step("put_back", "books.put_back", Icon::undo)) {
        out.push_back(
            change_all(desk, rows, TransactionState::to_categorise, {}, "books.put_back_one", "books.put_back_many"));
        done = true;
    }
    if (rows.size() == 1 && step("edit", "books.edit", Icon::pencil)) {
        const BankTransaction* row = desk.db.find(BankTransactionId{rows.front()});
        open_record(desk, BankTransaction::table, rows.front(), row != nullptr ? row->client : ClientId{}, out);
    }
    return done;
}

}  // namespace

Decided categorise_ui(const Desk& desk, const std::vector<Id128>& rows, CategoriseState& state, Intents& out) {
    const IdScope scope("categorise");
    const Texts& texts = desk.texts;
    if (state.chart.empty() || state.chart_of_revision != desk.revision) {
        state.chart = chart_of(desk.db);
        state.chart_of_revision = desk.revision;
    }
    const Card card("categorise", 14);
    const BankTransaction* only = rows.size() == 1 ? desk.db.find(BankTransactionId{rows.front()}) : nullptr;
    if (only == nullptr && rows.size() < 2) {
        paragraph(texts.label("books.choose_one"), {.color = palette().soft});
        return {};
    }
    std::string suggestion;
    if (only != nullptr) {
        state.memory.follow(desk.db, only->client);
        suggestion = state.memory.suggestion(*only);
        details_ui(desk, *only);
    } else {
        text(texts.count("books.selected", static_cast<std::int64_t>(rows.size())), {.style = TextStyle::body_strong});
    }
    space(12);
    if (!desk.by.may(Right::edit)) return {};
    if (rows.size() > categorised_at_once_max) {
        paragraph(texts.count("list.bulk_too_many", static_cast<std::int64_t>(categorised_at_once_max)));
        return {};
    }
    const std::string taken = field_ui(desk, suggestion, state);
    Decided decided;
    if (!taken.empty()) {
        out.push_back(change_all(desk, rows, TransactionState::categorised, taken, "books.categorised",
                                 "books.categorised_many"));
        state.typed.clear();
        state.take_focus = true;
        decided.done = true;
    }
    space(8);
    decided.done = other_steps_ui(desk, rows, out) || decided.done;
    return decided;
}

}  // namespace pupitre::ui
