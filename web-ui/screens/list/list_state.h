// What a list screen remembers and shows: the query, the table, and the rows that answer. The same for every list.
// Knows no entity by name: the model says what there is.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/record_list.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

/// How a column of the model stands in the table.
struct ColumnLook {
    std::string_view key;
    float width = 0;  // Pixels; 0: shares the rest by weight.
    float weight = 1;
    Align align = Align::left;
    bool shown = false;  // Until somebody chooses.
    NarrowPlace narrow = NarrowPlace::hidden;
    bool hideable = true;
};

/// The condition that is being made or changed, until it is applied.
struct ConditionDraft {
    ListCondition condition;
    std::size_t place = 0;  // In the query; behind the last one: a new condition.
};

/// The change that is being made to all selected rows, until it is applied.
struct BulkDraft {
    std::string field;  // Its key.
    FormState form;
    Value value;  // What was typed and left.
};

/// The name and the use of a view that is being saved.
struct ViewForm {
    Id128 changed;  // The view it is about; nil: a new one.
    std::string name;
    bool shared = false;
    bool opens_first = false;
    bool just_begun = false;
};

struct ListView {
    std::unique_ptr<RecordList> list;
    std::vector<Id128> rows;
    std::size_t total = 0;  // Before search and conditions.
    std::vector<Column> columns;
    std::vector<TableGroup> groups;
    std::string sums;  // "Solde 12 300,00 €": of the summed columns that are shown; may be empty.

    const Database* db = nullptr;  // What it was built from, …
    Date today;                    // … and on which day.
    std::uint64_t revision = 0;
    std::string built_for;
};

/// Losing it loses no work.
struct ListState {
    ListQuery query;             // Its sorts are the table's.
    std::string_view own_group;  // Key of the column that groups until somebody chooses.
    TableState table;
    bool keep = false;  // Something worth remembering changed; reset by the application.
    std::optional<ConditionDraft> draft;
    bool draft_is_new = false;  // Its editor is drawn for the first time.
    std::string column_typed;   // In the search of the list of columns to filter by.
    std::string value_typed;    // In the search of the rows to choose from.
    BulkDraft bulk;
    Id128 view_taken;  // The saved view that is shown, perhaps changed since; nil: none.
    std::optional<ViewForm> view_form;
    bool opened = false;         // The view that opens first had its turn.
    std::string address;         // The parameters that the page's address was last seen or told to have.
    std::string next_address;    // What it is to be told, …
    double next_address_ms = 0;  // … once nothing has changed for a moment.
    Lookups lookups;
    ListView view;
};

/// Those columns are shown that the looks show; a column that they do not name is not.
void show_usual_columns(ListState& state, std::span<const ColumnLook> looks);

/// Brings the view up to date; true if it was made anew. `model` is asked once for each database and day.
bool refresh_list(const Desk& desk, ListState& state, const std::function<ListModel()>& model,
                  std::span<const ColumnLook> looks);

/// Keys of the columns that are shown, from left to right.
std::vector<std::string> shown_columns(const ListState& state);

/// The columns there is room for: the last ones go before the one that names the row gets narrower than `name_min` pixels.
std::vector<Column> columns_that_fit(const ListState& state, std::string_view name, float name_min);

/// What the page's address says is asked, once for each address: somebody followed a link or went back. `further` is given what
/// the screen itself has written there. Before the list is brought up to date.
void follow_address(const Desk& desk, ListState& state, const std::function<void(std::string_view)>& further = {});
/// Tells the page's address what is asked, a moment after it was. `further` is what the screen adds: "d=calendar".
void tell_address(const Desk& desk, ListState& state, std::string_view further, Intents& out);

/// Columns, their order and widths, sorts and groups; not the search and not the conditions.
Json to_json(const ListState& state);
void restore(ListState& state, const Json& kept);

/// "1 234,00 €", "12 h 30": a column's sum as people read it; empty when it is nothing.
std::string sum_words(const ListColumn& column, const ListSum& sum, const Texts& texts);

}  // namespace pupitre::ui
