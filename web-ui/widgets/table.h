// Long lists: head that stays, sorting by several columns, columns that can be hidden, moved and resized, groups,
// selection, keyboard. Only the rows that can be seen are asked for, so 100,000 rows cost what twenty do. On a phone a row
// has two lines; as a card it has three.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web-ui/mirror/node.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui {

/// Where a column's cell goes in the two-line row of a narrow page, or on a card; only cards have a third line.
enum class NarrowPlace : unsigned char { hidden, first, first_right, second, second_right, third, third_right };

struct Column {
    std::string key;
    std::string label;
    float width = 0;  // Pixels; 0: shares the rest by weight.
    float weight = 1;
    Align align = Align::left;
    bool sortable = true;
    bool hideable = true;
    NarrowPlace narrow = NarrowPlace::hidden;
};

/// A head above a run of rows: "En retard", 2.
struct TableGroup {
    std::size_t first_row = 0;
    std::string label;
    std::size_t count = 0;
    std::string detail = {};  // At the right: what the rows add up to.
};

/// One column that orders the rows.
struct TableSort {
    std::string column;
    bool descending = false;

    bool operator==(const TableSort&) const = default;
};
constexpr std::size_t table_sorts_max = 4;

/// What the screen remembers of a table. Losing it loses no work.
struct TableState {
    std::vector<TableSort> sorts;                       // The first counts most; empty: the view's own order.
    std::vector<std::string> hidden;                    // Keys of columns not shown.
    std::vector<std::string> order;                     // Keys of columns that come first, from left to right.
    std::vector<std::pair<std::string, float>> widths;  // Set by dragging.
    std::set<std::string> selected;                     // Keys of rows.
    std::string current;                                // The row the keyboard is on, or that is open.
    std::size_t current_row = 0;                        // Where it was last seen.
    std::string anchor;                                 // Where a range selection began.
};

/// Puts things into the cells of one row. The same column again continues to the right in that cell; a column that is
/// hidden swallows what is put into it.
class Cells {
public:
    struct Look {
        bool strong = false;
        bool soft = false;
        Tone tone = Tone::neutral;  // Other than neutral: the words take its colour.
    };
    void text(std::string_view column, std::string_view words, const Look& look = Look{false, false, Tone::neutral});
    void badge(std::string_view column, std::string_view words, Tone tone = Tone::neutral);
    void avatar(std::string_view column, std::string_view name);
    void icon(std::string_view column, Icon icon, std::string_view name, Tone tone = Tone::neutral);
    /// A box to tick inside the row (a task done). True when it was ticked or unticked.
    [[nodiscard]] bool check(std::string_view column, std::string_view name, bool checked);

private:
    friend class TablePainter;
    struct Slot {
        std::string_view column;
        Box box;
        Align align = Align::left;
        bool small = false;
        float used = 0;
        std::string words;  // For the mirror.
        int place = 0;
    };
    Slot* slot(std::string_view column);
    std::vector<Slot> slots_;
    bool strong_row_ = false;
};

struct TableView {
    std::size_t rows = 0;
    std::function<std::string(std::size_t)> key;   // Identity of a row.
    std::function<std::string(std::size_t)> name;  // What a person calls it: the row's accessible name.
    std::function<void(std::size_t, Cells&)> draw;
    std::span<const TableGroup> groups = {};  // In the order of rows.
};

struct TableOptions {
    float height = 0;  // 0: what is left of the area, less when there are fewer rows.
    bool compact = false;
    bool selectable = false;  // A box before each row.
    bool cards = false;       // Rows are cards with three lines, without a head.
    bool main = true;         // J, K, X and the arrows work without a focus in the table.
    std::size_t sorts_max = table_sorts_max;
};

struct TableResult {
    std::string opened;  // The row that was clicked, or Enter was pressed on.
    bool sort_changed = false;
    bool selection_changed = false;
    bool columns_changed = false;  // Widths: worth remembering.
    mirror::NodeId grid = 0;       // What has the focus while the keyboard is in the table.
};

/// The columns' places in the list, in the order in which they are shown; hidden ones too.
std::vector<std::size_t> columns_in_order(std::span<const Column> columns, const TableState& state);

TableResult table(std::string_view id, std::string_view label, std::span<const Column> columns, const TableView& view,
                  TableState& state, const TableOptions& options = {});

/// The button that opens the list of columns to show and hide. True when something changed.
[[nodiscard]] bool columns_button(std::string_view id, std::span<const Column> columns, TableState& state);

}  // namespace pupitre::ui
