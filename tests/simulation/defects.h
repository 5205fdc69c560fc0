// The planted defects by name.
#pragma once

#include <string_view>
#include <vector>

namespace pupitre::simulation {

std::vector<std::string_view> defect_names();
/// Switches one on for the rest of the program. False if there is none of that name.
bool plant_by_name(std::string_view name);

}  // namespace pupitre::simulation
