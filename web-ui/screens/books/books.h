// The bank of a client's sheet: its accounts, their transactions, and what is done with them.
#pragma once

#include "web-ui/screens/books/bank_file_import.h"
#include "web-ui/screens/books/categorise.h"
#include "web-ui/screens/books/chart.h"
#include "web-ui/screens/list/list_state.h"

namespace pupitre::ui {

/// What only this tab knows. Losing it loses no work.
struct BooksState {
    ClientId client;  // What the rest belongs to.
    BankAccountId account;
    ListState list;
    CategoriseState categorise;
    ChartState chart;
    bool chart_shown = false;
    BankImportState import;
    std::string summary;  // "12 à catégoriser · solde 1 234,56 €", …
    std::string summed;   // … and for what it was reckoned.

    BooksState();
};

/// Files that are dropped on the tab go to this account; nil if there is none.
BankAccountId account_for_files(const Database& db, ClientId client, const BooksState& state);

/// "à jour de la synchronisation de 14:05"; where nothing was ever received, that it is this device's.
std::string freshness_words(const Desk& desk);

void books_tab_ui(const Desk& desk, const Client& client, BooksState& state, Intents& out);

}  // namespace pupitre::ui
