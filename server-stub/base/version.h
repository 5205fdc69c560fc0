// The host's version, as --version and /health say it.
#pragma once

#include <string_view>

namespace pupitre::host {

#ifdef PUPITRE_VERSION
constexpr std::string_view version = PUPITRE_VERSION;
#else
constexpr std::string_view version = "0";
#endif

}  // namespace pupitre::host
