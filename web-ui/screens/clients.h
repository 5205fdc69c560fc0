// The client list: search as you type, status and group filters, chosen columns, sorting, export of what is shown.
// Knows no page and no storage; the application keeps its state.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/crm/client_list.h"
#include "core/query/list_index.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

/// What the screen shows, built anew when the data or the question changes. The words of a row are made when it is seen.
struct ClientsView {
    std::unique_ptr<ListIndex> index;
    std::vector<Id128> rows;
    std::size_t total = 0;  // Before search and filters.
    std::vector<Column> columns;
    std::vector<Option> groups;
    std::vector<Option> statuses;
    std::string count;  // "12 clients sur 404"

    const Database* db = nullptr;  // What it was built from.
    std::uint64_t revision = 0;
    std::string built_for;
};

/// What only this screen knows. Losing it loses no work.
struct ClientsState {
    std::string search;
    ClientStatusFilter status = ClientStatusFilter::active;
    ClientGroupId group;  // Nil: all groups.
    TableState table;
    bool keep = false;  // Columns or order are others than before: to be kept; reset by the application.
    ClientsView view;

    ClientsState();
};

/// Somebody comes from another module: the list shows the active clients again.
void entered(ClientsState& state);

/// Columns, widths and order; not the search.
Json to_json(const ClientsState& state);
void restore(ClientsState& state, const Json& kept);

/// Draws into an area that does not scroll: the table does.
void clients_ui(const Desk& desk, ClientsState& state, Intents& out);

}  // namespace pupitre::ui
