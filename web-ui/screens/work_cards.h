// The open work of the next days as cards: late, this week, the next thirty days, without a date. For the work page only.
#pragma once

#include <array>
#include <memory>

#include "core/books/waiting_transactions.h"
#include "core/work/work_list.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

/// Open work by due date: what cards and calendars are cut from. Built when first shown, then kept up to date.
struct OpenWork {
    std::unique_ptr<RecordList> list;
    std::vector<Id128> rows;

    const Database* db = nullptr;  // What it was built from, …
    Date today;                    // … on which day …
    std::uint64_t revision = 0;
    std::string built_for;  // … and for which question.
};
/// Brings it up to date. True if it is not what it was.
bool refresh_open_work(const Desk& desk, const ListQuery& query, OpenWork& work);

struct CardsState {
    OpenWork work;
    std::array<TableState, card_column_count> tables;
    std::array<RowRun, card_column_count> runs;
    std::size_t column = 0;  // The one that a phone shows.

    std::unique_ptr<WaitingTransactions> waiting;  // Made when it is first asked for.
    std::vector<WaitingClient> books;              // Cards from the books; none while the switch is off.
    std::string books_for;                         // Which data and question they answer.
    TableState books_table;
};

/// Draws into what is left of the area. The number of cards.
std::size_t refresh_cards(const Desk& desk, const ListQuery& query, CardsState& state);
/// The cards from the books, which are no work and count as none.
void refresh_books_cards(const Desk& desk, const ListQuery& query, bool shown, CardsState& state);
void work_cards_ui(const Desk& desk, CardsState& state, Intents& out);

}  // namespace pupitre::ui
