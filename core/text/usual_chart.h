// The accounts that bank transactions mostly go to, by their names in the French general chart: data, the same in every language.
#pragma once

#include <span>
#include <string>

namespace pupitre {

struct ChartLine {
    std::string code;
    std::string label;

    bool operator==(const ChartLine&) const = default;
};
/// In the order of codes.
std::span<const ChartLine> usual_chart();

}  // namespace pupitre
