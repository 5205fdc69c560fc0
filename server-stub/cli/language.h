// Which language the command line speaks.
#pragma once

#include "core/text/catalogue.h"

namespace pupitre::host {

/// --lang if given, otherwise LC_ALL, LC_MESSAGES, LANG; French when nothing says English.
Language command_line_language(int argc, const char* const* argv);

}  // namespace pupitre::host
