// Column widths and row heights.
#include "web-ui/widgets/table_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pupitre::ui::parts {

std::vector<ColumnPlace> place_columns(std::span<const Column> columns, const TableState& state, float left,
                                       float room) {
    constexpr float flexible_min = 110;
    const auto dragged = [&state](const Column& column) {
        for (const auto& [key, width] : state.widths) {
            if (key == column.key) return width;
        }
        return column.width;
    };
    float fixed = 0;
    float weights = 0;
    std::vector<ColumnPlace> places;
    for (const std::size_t i : columns_in_order(columns, state)) {
        if (std::find(state.hidden.begin(), state.hidden.end(), columns[i].key) != state.hidden.end()) continue;
        const float width = dragged(columns[i]);
        places.push_back({i, 0, width});
        if (width > 0) {
            fixed += width;
        } else {
            weights += columns[i].weight;
        }
    }
    float x = left;
    const float rest = std::max(0.0F, room - left - fixed);
    for (ColumnPlace& place : places) {
        place.x = x;
        if (place.width <= 0)
            place.width = std::max(flexible_min, std::floor(rest * columns[place.column].weight / weights));
        x += place.width;
    }
    return places;
}

}  // namespace pupitre::ui::parts

namespace pupitre::ui {

std::vector<std::size_t> columns_in_order(std::span<const Column> columns, const TableState& state) {
    std::vector<std::size_t> places(columns.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::stable_sort(places, {}, [&](std::size_t place) {
        return std::ranges::find(state.order, columns[place].key) - state.order.begin();
    });
    return places;
}

}  // namespace pupitre::ui

namespace pupitre::ui::parts {

std::size_t RowPlaces::heads_up_to(std::size_t row) const {
    const auto after = std::upper_bound(groups_.begin(), groups_.end(), row,
                                        [](std::size_t r, const TableGroup& group) { return r < group.first_row; });
    return static_cast<std::size_t>(after - groups_.begin());
}

double RowPlaces::top_of(std::size_t row) const {
    return static_cast<double>(row) * row_height_ + static_cast<double>(heads_up_to(row)) * head_height_;
}

double RowPlaces::top_of_group(std::size_t group) const {
    return static_cast<double>(groups_[group].first_row) * row_height_ + static_cast<double>(group) * head_height_;
}

double RowPlaces::total() const {
    return static_cast<double>(rows_) * row_height_ + static_cast<double>(groups_.size()) * head_height_;
}

std::size_t RowPlaces::row_at(double y) const {
    if (rows_ == 0 || y <= 0) return 0;
    std::size_t low = 0;
    std::size_t high = rows_;
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        if (top_of(middle) <= y) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

}  // namespace pupitre::ui::parts
