// Four columns of cards beside each other, on a phone one at a time.
#include "web-ui/screens/work_cards.h"

#include <algorithm>

#include <imgui.h>
#include <imgui_internal.h>

#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/books/books.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/screens/work_table.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float column_width_min = 220;
constexpr float column_gap = 16;
constexpr float head_height = 32;

std::vector<Column> card_parts() {
    const auto part = [](std::string_view key, NarrowPlace place) {
        Column column;
        column.key = key;
        column.narrow = place;
        return column;
    };
    return {part("title", NarrowPlace::first), part("client", NarrowPlace::second), part("facts", NarrowPlace::third),
            part("who", NarrowPlace::third_right)};
}

void card_ui(const Desk& desk, Id128 id, Cells& cells, Intents& out) {
    const auto item = work_item(desk.db, id);
    if (!item) return;
    if (item->kind == WorkKind::task) {
        const std::string name = desk.texts.format("work_list.complete_named", {item->title});
        if (cells.check("title", name, false)) toggle_done(desk, id, out);
    } else {
        cells.icon("title", icon_of(item->kind),
                   desk.texts.label("work_list.kind." + std::string(name_of(item->kind))));
    }
    cells.text("title", item->title);
    const Client* client = desk.db.find(item->client);
    cells.text("client", client != nullptr ? client->name : std::string(desk.texts.label("work_list.own_work")));
    const DueWords due = due_words(item->status, item->due_on, desk.by.today, desk.texts);
    cells.text("facts", due.day, {.strong = false, .soft = true, .tone = due.tone});
    if (item->repeats) cells.icon("facts", Icon::repeat, desk.texts.label("work_list.repeats"));
    if (item->status != WorkStatus::to_do || item->kind == WorkKind::request) {
        const StatusWords status = status_words(*item, desk.texts);
        cells.badge("facts", status.words, status.tone);
    }
    if (const TeamMember* member = desk.db.find(item->who)) cells.avatar("who", member->full_name());
}

/// Left and right go to the column beside, where the keyboard was there last.
void move_between_columns(std::span<const mirror::NodeId> grids) {
    mirror::Tree& tree = mirror::tree();
    for (std::size_t column = 0; column < grids.size(); ++column) {
        if (column > 0 && tree.take_key(grids[column], "ArrowLeft")) tree.move_focus(grids[column - 1]);
        if (column + 1 < grids.size() && tree.take_key(grids[column], "ArrowRight")) {
            tree.move_focus(grids[column + 1]);
        }
    }
}

struct Head {
    CardColumn column = CardColumn::overdue;
    std::string words;
};

Head head_of(const Desk& desk, const CardsState& state, std::size_t place) {
    const auto column = static_cast<CardColumn>(place);
    return {column,
            std::string(desk.texts.label(card_column_key(column))) + " · " + std::to_string(state.runs[place].count)};
}

void head_ui(const Head& head, const Box& box) {
    const bool late = head.column == CardColumn::overdue;
    draw_text_in(canvas(), box, TextStyle::table_head, late ? palette().bad : palette().soft, head.words);
    mirror::Node node = node_for_box(quiet_id("head"), box, mirror::Role::heading, head.words);
    node.level = 2;
    mirror::tree().add(std::move(node));
}

/// The cards of one column, in the box that the layout offers next.
mirror::NodeId column_ui(const Desk& desk, CardsState& state, std::size_t place, float height, Intents& out) {
    const RowRun run = state.runs[place];
    const std::vector<Column> parts = card_parts();
    TableView rows;
    rows.rows = run.count;
    rows.key = [&](std::size_t row) { return to_text(state.work.rows[run.first + row]); };
    rows.name = [&](std::size_t row) {
        const auto item = work_item(desk.db, state.work.rows[run.first + row]);
        return item ? item->title : std::string{};
    };
    rows.draw = [&](std::size_t row, Cells& cells) { card_ui(desk, state.work.rows[run.first + row], cells, out); };
    TableOptions options;
    options.height = height;
    options.cards = true;
    options.main = place == state.column;
    const TableResult result =
        table("cards", head_of(desk, state, place).words, parts, rows, state.tables[place], options);
    const Result<Id128> opened = parse_id(result.opened);
    if (const auto item = opened.ok() ? work_item(desk.db, *opened) : std::nullopt) {
        open_record(desk, table_of(item->kind), item->id, item->client, out);
    }
    return result.grid;
}

/// One card per client: how much waits, and since when. It opens the transactions; there is nothing to edit.
mirror::NodeId books_ui(const Desk& desk, CardsState& state, float height, Intents& out) {
    const std::vector<Column> parts = card_parts();
    TableView rows;
    rows.rows = state.books.size();
    rows.key = [&](std::size_t row) { return to_text(state.books[row].client.value); };
    const auto count_words = [&](std::size_t row) {
        return desk.texts.count("books.card", static_cast<std::int64_t>(state.books[row].count));
    };
    rows.name = [&](std::size_t row) {
        return row_name(desk.db, Client::table, state.books[row].client.value) + " · " + count_words(row);
    };
    rows.draw = [&](std::size_t row, Cells& cells) {
        const WaitingClient& one = state.books[row];
        cells.icon("title", Icon::euro, desk.texts.label("books.switch"));
        cells.text("title", row_name(desk.db, Client::table, one.client.value));
        cells.text("client", count_words(row));
        if (!one.oldest) return;
        const std::string day = format_short_date(*one.oldest, desk.by.today, desk.texts.language());
        cells.text("facts", desk.texts.format("books.card_since", {day}), {.strong = false, .soft = true});
    };
    TableOptions options;
    options.height = height;
    options.cards = true;
    options.main = state.column == card_column_count;
    const TableResult result =
        table("cards", desk.texts.label("books.switch"), parts, rows, state.books_table, options);
    if (const Result<Id128> opened = parse_id(result.opened)) {
        out.push_back(Go{{.screen = Screen::client, .record = *opened, .tab = "bank", .panel = {}}});
    }
    return result.grid;
}

/// "Depuis la comptabilité · 3" and how fresh it is.
void books_head_ui(const Desk& desk, const CardsState& state, const Box& box) {
    const std::string words =
        std::string(desk.texts.label("books.switch")) + " · " + std::to_string(state.books.size());
    draw_text_in(canvas(), box, TextStyle::table_head, palette().soft, words);
    mirror::Node node = node_for_box(quiet_id("head"), box, mirror::Role::heading, words);
    node.level = 2;
    mirror::tree().add(std::move(node));
}

void side_by_side_ui(const Desk& desk, CardsState& state, Intents& out) {
    const float room = available_width();
    const std::size_t columns = card_column_count + (state.books.empty() ? 0 : 1);
    const auto shares = static_cast<float>(columns);
    const float gaps = column_gap * (shares - 1);
    const float width = std::max(column_width_min, (room - gaps) / shares);
    const float height = ImGui::GetContentRegionAvail().y;
    // Beside the panel there may be less room than four columns need: then they scroll sideways.
    ImGui::BeginChild(
        "columns", {room, height}, 0,
        ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float bar = width * shares + gaps > room ? ImGui::GetStyle().ScrollbarSize : 0;
    std::vector<mirror::NodeId> grids(columns);
    for (std::size_t place = 0; place < card_column_count; ++place) {
        const IdScope scope("column " + std::to_string(place));
        const float x = at.x + static_cast<float>(place) * (width + column_gap);
        head_ui(head_of(desk, state, place), {x, at.y, width, head_height});
        ImGui::SetCursorScreenPos({x, at.y + head_height});
        ImGui::BeginChild("cards", {width, height - head_height - bar}, 0,
                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
        if (state.runs[place].count > 0) {
            grids[place] = column_ui(desk, state, place, height - head_height - bar, out);
        } else {
            paragraph(desk.texts.label("work_list.no_cards"), {.style = TextStyle::small, .color = palette().faint});
        }
        ImGui::EndChild();
    }
    if (!state.books.empty()) {
        const IdScope scope("books");
        const float x = at.x + static_cast<float>(card_column_count) * (width + column_gap);
        books_head_ui(desk, state, {x, at.y, width, head_height});
        ImGui::SetCursorScreenPos({x, at.y + head_height});
        ImGui::BeginChild("cards", {width, height - head_height - bar}, 0,
                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
        text(freshness_words(desk), {.style = TextStyle::small, .color = palette().soft, .width = width});
        space(6);
        grids.back() = books_ui(desk, state, ImGui::GetContentRegionAvail().y, out);
        ImGui::EndChild();
    }
    move_between_columns(grids);
    ImGui::EndChild();
}

/// On a phone there is room for one column, chosen by its tab.
void one_by_one_ui(const Desk& desk, CardsState& state, Intents& out) {
    std::vector<Option> columns;
    columns.reserve(card_column_count + 1);
    for (std::size_t place = 0; place < card_column_count; ++place) {
        columns.push_back({.key = std::to_string(place),
                           .label = std::string(desk.texts.label(card_column_key(static_cast<CardColumn>(place)))),
                           .detail = std::to_string(state.runs[place].count)});
    }
    if (!state.books.empty()) {
        columns.push_back({.key = std::to_string(card_column_count),
                           .label = std::string(desk.texts.label("books.switch_short")),
                           .detail = std::to_string(state.books.size())});
    } else if (state.column == card_column_count) {
        state.column = 0;
    }
    std::string key = std::to_string(state.column);
    if (tabs("columns", desk.texts.label("work_list.display.cards"), key, columns)) {
        state.column = static_cast<std::size_t>(key.front() - '0');
    }
    space(8);
    const IdScope scope("column " + key);
    // What stands below the cards: the button of the page.
    const float height = ImGui::GetContentRegionAvail().y - size::touch - 12;
    if (state.column == card_column_count) {
        text(freshness_words(desk), {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
        space(6);
        static_cast<void>(books_ui(desk, state, height - 26, out));
        return;
    }
    if (state.runs[state.column].count > 0) {
        static_cast<void>(column_ui(desk, state, state.column, height, out));
    } else {
        paragraph(desk.texts.label("work_list.no_cards"), {.color = palette().soft});
    }
}

}  // namespace

bool refresh_open_work(const Desk& desk, const ListQuery& query, OpenWork& work) {
    ListQuery asked = question_for_days(query);
    asked.conditions.push_back(unfinished_work());
    asked.sorts = {{"due_on", false}, {"position", false}};
    std::string wanted = to_text(asked) + to_text(desk.by.actor.value);
    const bool same_list = work.db == &desk.db && work.today == desk.by.today;
    if (same_list && work.revision == desk.revision && work.built_for == wanted) return false;
    if (!same_list) work.list = std::make_unique<RecordList>(work_list_model(desk.schema(), desk.by.today));
    work.db = &desk.db;
    work.today = desk.by.today;
    work.revision = desk.revision;
    work.built_for = std::move(wanted);
    work.list->ask(asked, {desk.by.actor, desk.by.today});
    work.rows = work.list->rows(desk.db);
    return true;
}

std::size_t refresh_cards(const Desk& desk, const ListQuery& query, CardsState& state) {
    if (refresh_open_work(desk, query, state.work)) {
        state.runs = card_columns(desk.db, state.work.rows, desk.by.today);
    }
    std::size_t count = 0;
    for (const RowRun& run : state.runs) count += run.count;
    return count;
}

void refresh_books_cards(const Desk& desk, const ListQuery& query, bool shown, CardsState& state) {
    const std::string wanted =
        shown ? std::to_string(desk.revision) + to_text(question_for_days(query)) : std::string{};
    if (state.books_for == wanted) return;
    state.books_for = wanted;
    state.books.clear();
    if (!shown) return;
    if (state.waiting == nullptr) state.waiting = std::make_unique<WaitingTransactions>(desk.schema());
    state.books = state.waiting->clients(desk.db, question_for_days(query), desk.by);
}

void work_cards_ui(const Desk& desk, CardsState& state, Intents& out) {
    const IdScope scope("cards");
    if (frame().narrow)
        one_by_one_ui(desk, state, out);
    else
        side_by_side_ui(desk, state, out);
}

}  // namespace pupitre::ui
