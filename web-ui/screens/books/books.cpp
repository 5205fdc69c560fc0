// Accounts above, the list at the left, the card for categorising at the right; on a phone above the list.
#include "web-ui/screens/books/books.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/books/transaction_list.h"
#include "core/text/format.h"
#include "web-ui/screens/list/list_bar.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float list_height_min = 340;
constexpr float foot = 24;
constexpr float card_from = 900;  // Width from which the card stands beside the list.
constexpr std::string_view all_key = "all";

constexpr std::array looks = {
    ColumnLook{"booked_on", 122, 0, Align::left, true, NarrowPlace::second},
    ColumnLook{"value_on", 122},
    ColumnLook{"counterparty", 0, 1.4F, Align::left, true, NarrowPlace::first, false},
    ColumnLook{"text", 0, 1.6F, Align::left, true},
    ColumnLook{"account", 0, 1},
    ColumnLook{"reference", 120},
    ColumnLook{"category", 0, 1.4F, Align::left, true, NarrowPlace::second_right},
    ColumnLook{"state", 116},
    ColumnLook{"amount", 116, 0, Align::right, true, NarrowPlace::first_right},
    ColumnLook{"client", 120},
};

bool is_fixed(const ListCondition& condition) {
    return condition.column == "client" || condition.column == "account" || condition.column == "state";
}

/// The state that the buttons over the list stand for; "all" if there is no condition.
std::string state_asked(const ListQuery& query) {
    const auto found = std::ranges::find(query.conditions, "state", &ListCondition::column);
    return found == query.conditions.end() ? std::string(all_key) : found->values.front();
}

void ask(BooksState& state, const std::string& wanted) {
    std::vector<ListCondition>& conditions = state.list.query.conditions;
    std::erase_if(conditions, is_fixed);
    std::vector<ListCondition> fixed = transactions_of(state.client, state.account);
    if (wanted != all_key) fixed.push_back({"state", ListTest::is, {wanted}});
    conditions.insert(conditions.begin(), fixed.begin(), fixed.end());
}

void refresh(const Desk& desk, BooksState& state) {
    refresh_list(desk, state.list, [&] { return transaction_list_model(desk.schema()); }, looks);
}

void begin(const Client& client, BooksState& state) {
    if (state.client == client.id || state.import.stage == BankImportStage::running) return;
    state = BooksState{};
    state.client = client.id;
    ask(state, "to_categorise");
}

std::size_t waiting_in(const Database& db, BankAccountId account) {
    std::size_t count = 0;
    db.for_each_with<&BankTransaction::account>(account, [&](const BankTransaction& transaction) {
        count += transaction.state == TransactionState::to_categorise ? 1 : 0;
    });
    return count;
}

std::string account_label(const BankAccount& account) {
    const std::string masked = masked_account_number(account.number);
    return masked.empty() ? account.name : account.name + " " + masked;
}

void accounts_ui(const Desk& desk, const std::vector<const BankAccount*>& accounts, BooksState& state) {
    std::vector<Option> options;
    if (accounts.size() > 1) {
        options.push_back({.key = std::string(all_key), .label = std::string(desk.texts.label("books.all_accounts"))});
    }
    for (const BankAccount* account : accounts) {
        options.push_back({.key = to_text(account->id.value), .label = account_label(*account)});
    }
    const auto known = std::ranges::find(accounts, state.account, [](const BankAccount* one) { return one->id; });
    if (known == accounts.end() && (!state.account.is_nil() || accounts.size() == 1)) {
        const std::string wanted = state_asked(state.list.query);
        state.account = accounts.size() == 1 ? accounts.front()->id : BankAccountId{};
        ask(state, wanted);
    }
    std::string key = state.account.is_nil() ? std::string(all_key) : to_text(state.account.value);
    if (!tabs("accounts", desk.texts.label("books.accounts"), key, options)) return;
    const std::string wanted = state_asked(state.list.query);
    const Result<Id128> chosen = parse_id(key);
    state.account = chosen.ok() ? BankAccountId{*chosen} : BankAccountId{};
    state.categorise.current = {};
    ask(state, wanted);
    ask_for_frame_in(0);
}

/// "12 à catégoriser · solde 1 234,56 €".
std::string summary_of(const Desk& desk, const std::vector<const BankAccount*>& accounts, const BooksState& state) {
    std::size_t waiting = 0;
    for (const BankAccount* account : accounts) {
        if (state.account.is_nil() || account->id == state.account) waiting += waiting_in(desk.db, account->id);
    }
    std::string words = desk.texts.count("books.waiting", static_cast<std::int64_t>(waiting));
    const BankAccount* account = desk.db.find(state.account);
    const std::optional<Money> balance = account != nullptr ? balance_of(desk.db, *account) : std::nullopt;
    if (balance) words += " · " + desk.texts.format("books.balance", {format_money(*balance, desk.texts.language())});
    return words;
}

/// Reckoned once for each revision: an account may have 100,000 transactions.
const std::string& summary(const Desk& desk, const std::vector<const BankAccount*>& accounts, BooksState& state) {
    std::string wanted = std::to_string(desk.revision) + to_text(state.account.value);
    wanted += desk.texts.language() == Language::french ? 'f' : 'e';
    if (state.summed == wanted) return state.summary;
    state.summed = std::move(wanted);
    state.summary = summary_of(desk, accounts, state);
    return state.summary;
}

void menu_ui(const Desk& desk, const Client& client, BooksState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_edit = desk.by.may(Right::edit);
    const auto option = [&](std::string key, std::string_view label, Icon icon, bool enabled) {
        return Option{
            .key = std::move(key),
            .label = std::string(texts.label(label)),
            .icon = icon,
            .enabled = enabled,
            .why_disabled = std::string(texts.label(may_edit ? "books.choose_account" : "refusal.not_permitted"))};
    };
    const bool chosen = !state.account.is_nil();
    const std::array actions = {option("transaction", "panel.new.bank_transaction", Icon::plus, may_edit),
                                option("account", "panel.new.bank_account", Icon::plus, may_edit),
                                option("edit", "books.edit_account", Icon::pencil, chosen),
                                option("chart", "books.chart_open", Icon::list, true)};
    const std::string taken = menu_button("more", Icon::more, texts.label("list.more_actions"), actions);
    if (taken == "transaction") open_record(desk, BankTransaction::table, {}, client.id, out);
    if (taken == "account") open_record(desk, BankAccount::table, {}, client.id, out);
    if (taken == "edit") open_record(desk, BankAccount::table, state.account.value, client.id, out);
    if (taken == "chart") state.chart_shown = true;
}

void head_ui(const Desk& desk, const Client& client, const std::vector<const BankAccount*>& accounts, BooksState& state,
             Intents& out) {
    const Texts& texts = desk.texts;
    accounts_ui(desk, accounts, state);
    space(12);
    const std::string& words = summary(desk, accounts, state);
    const std::string_view import = texts.label("books.import");
    const float buttons = button_width(import, Icon::upload) + 8 + (frame().narrow ? size::touch : icon_button_width);
    // A phone has no room for words and buttons in one line.
    const float room = frame().narrow ? available_width() : available_width() - buttons - 12;
    text(words, {.style = TextStyle::body_medium, .width = room, .line = size::button});
    if (!frame().narrow) beside_right(buttons);
    ButtonOptions look;
    look.icon = Icon::upload;
    look.enabled = desk.by.may(Right::edit) && !account_for_files(desk.db, client.id, state).is_nil();
    look.why_disabled = texts.label(desk.by.may(Right::edit) ? "books.choose_account" : "refusal.not_permitted");
    if (button("import", import, look)) out.push_back(PickFile{.bank = true});
    beside(8);
    menu_ui(desk, client, state, out);
    text(freshness_words(desk), {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
    space(10);
}

void filters_ui(const Desk& desk, BooksState& state) {
    const Texts& texts = desk.texts;
    const Group group("filters", mirror::Role::toolbar, texts.label("list.filters"));
    std::vector<Option> states;
    for (const std::string_view name : enum_names<TransactionState>) {
        states.push_back(
            {.key = std::string(name), .label = std::string(texts.label("books.show." + std::string(name)))});
    }
    states.push_back({.key = std::string(all_key), .label = std::string(texts.label("books.show.all"))});
    std::string shown = state_asked(state.list.query);
    const std::string_view label = texts.label("bank_transaction.state");
    const bool chosen = frame().narrow ? choice("state", label, shown, states, {.label_hidden = true})
                                       : segmented("state", label, shown, states);
    if (chosen) {
        ask(state, shown);
        state.list.table.selected.clear();
        state.categorise.current = {};
        ask_for_frame_in(0);
    }
    if (frame().narrow) {
        space(8);
    } else {
        beside(8);
    }
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.placeholder = texts.label("books.search_placeholder");
    search.field.width = frame().narrow ? 0 : 240;
    text_field("search", texts.label("books.search"), state.list.query.search, search);
    ConditionsLook look;
    look.stands_elsewhere = is_fixed;
    look.offers = [](std::string_view column) { return !is_fixed({std::string(column)}); };
    conditions_ui(desk, state.list, look);
    if (frame().narrow) return;
    beside_right(icon_button_width);
    display_button(desk, state.list, looks);
}

void row_ui(const Desk& desk, const ListView& view, std::size_t place, Cells& cells) {
    const BankTransaction* row = desk.db.find(BankTransactionId{view.rows[place]});
    if (row == nullptr) return;
    const Cells::Look soft{false, true, Tone::neutral};
    const bool excluded = row->state == TransactionState::excluded;
    for (const ListColumn& column : view.list->model().columns) {
        if (column.key == "counterparty") {
            cells.text(column.key, title_of(*row), {.strong = false, .soft = excluded, .tone = Tone::neutral});
        } else if (column.key == "text" && row->counterparty.empty()) {
            continue;  // Stands in the column before.
        } else if (column.key == "category" && excluded) {
            cells.badge(column.key, desk.texts.label("choice.bank_transaction.state.excluded"));
        } else if (column.key == "category" && row->state == TransactionState::to_categorise) {
            continue;
        } else {
            const bool strong = column.key == "amount" && !excluded;
            cells.text(column.key, words_of(column, desk.db, column.value(desk.db, row), desk.texts),
                       strong ? Cells::Look{false, false, Tone::neutral} : soft);
        }
    }
}

/// The row that follows when the current one leaves the list.
Id128 row_after(const ListView& view, Id128 current) {
    const auto found = std::ranges::find(view.rows, current);
    if (found == view.rows.end()) return {};
    if (std::next(found) != view.rows.end()) return *std::next(found);
    return found == view.rows.begin() ? Id128{} : *std::prev(found);
}

void table_ui(const Desk& desk, BooksState& state, float height) {
    ListView& view = state.list.view;
    TableView rows;
    rows.rows = view.rows.size();
    rows.key = [&](std::size_t place) { return to_text(view.rows[place]); };
    rows.name = [&](std::size_t place) {
        const BankTransaction* row = desk.db.find(BankTransactionId{view.rows[place]});
        return row != nullptr ? std::string(title_of(*row)) : std::string{};
    };
    rows.draw = [&](std::size_t place, Cells& cells) { row_ui(desk, view, place, cells); };
    rows.groups = view.groups;
    TableOptions options;
    options.height = height;
    options.selectable = true;
    const TableResult result =
        table("transactions", desk.texts.label("books.transactions"), view.columns, rows, state.list.table, options);
    const Result<Id128> opened = parse_id(result.opened);
    if (!opened.ok()) return;
    state.categorise.current = *opened;
    state.categorise.typed.clear();
    state.categorise.take_focus = !frame().touch;
    ask_for_frame_in(0);
}

void nothing_ui(const Desk& desk, const Client& client, BooksState& state, Intents& out) {
    const Texts& texts = desk.texts;
    EmptyStateOptions look;
    const bool searched =
        !state.list.query.search.empty() || !std::ranges::all_of(state.list.query.conditions, is_fixed);
    const bool any = !desk.db.ids_with<&BankTransaction::client>(client.id).empty();
    if (any && !searched && state_asked(state.list.query) == "to_categorise") {
        look.icon = Icon::circle_check;
        static_cast<void>(empty_state("done", texts.label("books.all_done"), texts.label("books.all_done_why"), look));
        return;
    }
    if (any) {
        look.icon = Icon::search;
        static_cast<void>(
            empty_state("none", texts.label("books.none_found"), texts.label("books.none_found_why"), look));
        return;
    }
    look.icon = Icon::upload;
    look.action = texts.label("books.import");
    look.action_icon = Icon::upload;
    look.second_action = texts.label("panel.new.bank_transaction");
    const auto pressed =
        empty_state("empty", texts.label("books.no_transactions"), texts.label("books.no_transactions_why"), look);
    if (pressed.acted) out.push_back(PickFile{.bank = true});
    if (pressed.second) open_record(desk, BankTransaction::table, {}, client.id, out);
}

void card_ui(const Desk& desk, BooksState& state, Intents& out) {
    ListView& view = state.list.view;
    std::vector<Id128> rows;
    for (const std::string& key : state.list.table.selected) {
        if (const Result<Id128> id = parse_id(key); id.ok()) rows.push_back(*id);
    }
    const bool several = rows.size() > 1;
    Id128& current = state.categorise.current;
    if (!several) {
        if (!frame().narrow && desk.db.find(BankTransactionId{current}) == nullptr && !view.rows.empty()) {
            current = view.rows.front();
        }
        state.list.table.current = to_text(current);
        rows = {current};
    }
    const Id128 next = several ? Id128{} : row_after(view, current);
    if (!categorise_ui(desk, rows, state.categorise, out).done) return;
    state.list.table.selected.clear();
    current = next;
    ask_for_frame_in(0);
}

void transactions_ui(const Desk& desk, const Client& client, BooksState& state, Intents& out) {
    refresh(desk, state);
    filters_ui(desk, state);
    space(12);
    refresh(desk, state);  // What was typed just now counts in this frame.
    if (state.list.view.rows.empty()) return nothing_ui(desk, client, state, out);
    const float height = std::max(
        list_height_min, ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - ImGui::GetCursorScreenPos().y - foot);
    if (frame().narrow || available_width() < card_from) {
        if (!state.categorise.current.is_nil() || state.list.table.selected.size() > 1 || !frame().narrow) {
            card_ui(desk, state, out);
            space(12);
        }
        table_ui(desk, state, std::max(list_height_min, height * 0.6F));
        return;
    }
    Columns columns({2.3F, 1}, 16);
    table_ui(desk, state, height);
    columns.next();
    card_ui(desk, state, out);
}

void no_account_ui(const Desk& desk, const Client& client, Intents& out) {
    EmptyStateOptions look;
    look.icon = Icon::euro;
    if (desk.by.may(Right::edit)) look.action = desk.texts.label("panel.new.bank_account");
    if (empty_state("no_account", desk.texts.label("books.no_account"), desk.texts.label("books.no_account_why"), look)
            .acted) {
        open_record(desk, BankAccount::table, {}, client.id, out);
    }
}

}  // namespace

BooksState::BooksState() {
    show_usual_columns(list, looks);
    list.table.sorts = {{"booked_on", false}};
}

BankAccountId account_for_files(const Database& db, ClientId client, const BooksState& state) {
    if (state.client == client && db.find(state.account) != nullptr) return state.account;
    const auto accounts = db.ids_with<&BankAccount::client>(client);
    return accounts.size() == 1 ? BankAccountId{*accounts.begin()} : BankAccountId{};
}

std::string freshness_words(const Desk& desk) {
    if (desk.confirmed_ms == 0) return std::string(desk.texts.label("books.never_synchronised"));
    const Date day = date_of_instant(desk.confirmed_ms, desk.utc_offset_minutes);
    const std::string time = format_time(desk.confirmed_ms, desk.utc_offset_minutes);
    if (day == desk.by.today) return desk.texts.format("books.fresh_today", {time});
    return desk.texts.format("books.fresh_on", {format_date(day, desk.texts.language()), time});
}

void books_tab_ui(const Desk& desk, const Client& client, BooksState& state, Intents& out) {
    begin(client, state);
    const IdScope scope("books");
    if (state.import.stage != BankImportStage::none) {
        const float height = std::max(list_height_min, ImGui::GetWindowHeight() * 0.6F);
        bank_import_ui(desk, state.import, height, out);
        return;
    }
    if (state.chart_shown) {
        if (chart_ui(desk, state.chart, out)) state.chart_shown = false;
        return;
    }
    const std::vector<const BankAccount*> accounts = bank_accounts_of(desk.db, client.id);
    if (accounts.empty()) return no_account_ui(desk, client, out);
    head_ui(desk, client, accounts, state, out);
    transactions_ui(desk, client, state, out);
}

}  // namespace pupitre::ui
