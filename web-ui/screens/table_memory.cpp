// {"hidden": ["siren"], "widths": {"name": 240}, "sort": "city", "descending": true}
#include "web-ui/screens/table_memory.h"

#include <algorithm>
#include <cmath>

namespace pupitre::ui {

namespace {

constexpr float width_min = 40;
constexpr float width_max = 1'000;

}  // namespace

Json to_json(const TableState& state) {
    Json kept{{"hidden", state.hidden}, {"sort", state.sort}, {"descending", state.descending}};
    Json& widths = kept["widths"] = Json::object();
    for (const auto& [key, width] : state.widths) widths[key] = std::lround(width);
    return kept;
}

void restore(TableState& state, const Json& kept) {
    if (!kept.is_object()) return;
    if (const auto hidden = kept.find("hidden"); hidden != kept.end() && hidden->is_array()) {
        state.hidden.clear();
        for (const Json& key : *hidden) {
            if (key.is_string()) state.hidden.push_back(key.get<std::string>());
        }
    }
    if (const auto sort = kept.find("sort"); sort != kept.end() && sort->is_string()) {
        state.sort = sort->get<std::string>();
    }
    if (const auto descending = kept.find("descending"); descending != kept.end() && descending->is_boolean()) {
        state.descending = descending->get<bool>();
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
