// {"hidden": ["siren"], "order": ["name"], "widths": {"name": 240}, "sorts": ["city", "-balance"]}
#include "web-ui/screens/table_memory.h"

#include <algorithm>
#include <cmath>

namespace pupitre::ui {

namespace {

constexpr float width_min = 40;
constexpr float width_max = 1'000;

/// Takes the texts of a list; false if there is no such list.
bool restore_keys(std::vector<std::string>& keys, const Json& kept, const char* name) {
    const auto found = kept.find(name);
    if (found == kept.end() || !found->is_array()) return false;
    keys.clear();
    for (const Json& key : *found) {
        if (key.is_string()) keys.push_back(key.get<std::string>());
    }
    return true;
}

}  // namespace

Json to_json(const TableState& state) {
    Json kept{{"hidden", state.hidden}, {"order", state.order}};
    Json& sorts = kept["sorts"] = Json::array();
    for (const TableSort& sort : state.sorts) sorts.push_back((sort.descending ? "-" : "") + sort.column);
    Json& widths = kept["widths"] = Json::object();
    for (const auto& [key, width] : state.widths) widths[key] = std::lround(width);
    return kept;
}

void restore(TableState& state, const Json& kept) {
    if (!kept.is_object()) return;
    restore_keys(state.hidden, kept, "hidden");
    restore_keys(state.order, kept, "order");
    std::vector<std::string> sorts;
    if (restore_keys(sorts, kept, "sorts")) {
        state.sorts.clear();
        for (const std::string& sort : sorts) {
            if (state.sorts.size() == table_sorts_max) break;
            const bool descending = sort.starts_with('-');
            state.sorts.push_back({sort.substr(descending ? 1 : 0), descending});
        }
    }
    const auto widths = kept.find("widths");
    if (widths == kept.end() || !widths->is_object()) return;
    state.widths.clear();
    for (const auto& [key, width] : widths->items()) {
        if (width.is_number_integer()) {
            state.widths.emplace_back(key, std::clamp(static_cast<float>(width.get<int>()), width_min, width_max));
        }
    }
}

}  // namespace pupitre::ui
