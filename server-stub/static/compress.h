// Compressed forms of files, for browsers that take them.
#pragma once

#include <string>
#include <string_view>

namespace pupitre::host {

/// Empty when the library fails.
std::string brotli_form(std::string_view content);
std::string gzip_form(std::string_view content);

}  // namespace pupitre::host
