// Which program this is: the version people speak of, and the build that page, program and service worker share.
#pragma once

#include <string>
#include <string_view>

namespace pupitre::ui {

#ifdef PUPITRE_VERSION
constexpr std::string_view program_version = PUPITRE_VERSION;
#else
constexpr std::string_view program_version = "0";
#endif

std::string build_id();

}  // namespace pupitre::ui
