// Where rows and columns of a table stand. For the table only.
#pragma once

#include <span>
#include <vector>

#include "web-ui/widgets/table.h"

namespace pupitre::ui::parts {

struct ColumnPlace {
    std::size_t column = 0;  // In the caller's list.
    float x = 0;
    float width = 0;
};
/// The shown columns from left to right. The total may be wider than room: then the table scrolls sideways.
std::vector<ColumnPlace> place_columns(std::span<const Column> columns, const TableState& state, float left,
                                       float room);

/// Heights of rows and group heads, and the way from a height back to a row. In double: a list of 100,000 rows is some
/// millions of pixels high.
class RowPlaces {
public:
    RowPlaces(std::size_t rows, std::span<const TableGroup> groups, double row_height, double head_height) :
        rows_(rows), groups_(groups), row_height_(row_height), head_height_(head_height) {}
    [[nodiscard]] double top_of(std::size_t row) const;
    [[nodiscard]] double top_of_group(std::size_t group) const;
    [[nodiscard]] double total() const;
    [[nodiscard]] std::size_t row_at(double y) const;

private:
    [[nodiscard]] std::size_t heads_up_to(std::size_t row) const;
    std::size_t rows_;
    std::span<const TableGroup> groups_;
    double row_height_;
    double head_height_;
};

}  // namespace pupitre::ui::parts
