// Changes a data folder's database behind the program's back.
#pragma once

#include <string>

namespace pupitre::host {

/// Carries statements out; how many rows the last one changed.
int run_sql(const std::string& data, const std::string& sql);

}  // namespace pupitre::host
