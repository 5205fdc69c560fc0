// What kind of file a name or its first bytes speak of: which are programs, which are refused, and how the rest is called
// in the world of the web. Looks at names and bytes, never at what somebody says about them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pupitre {

/// As many of a file's first bytes as is_program_content() looks at.
constexpr std::size_t file_head_bytes = 512;

/// For the icon and for what can be shown in the browser.
enum class FileKind : std::uint8_t { other, pdf, image, text, spreadsheet, archive };

/// A name that a system would start as a program or a script ("facture.pdf.exe").
bool is_program_name(std::string_view name);
/// First bytes that a system would start, whatever the file is called.
bool is_program_content(std::string_view head);
/// A name that can stand in a folder: without control characters and slashes, and not of dots and spaces alone.
bool is_file_name(std::string_view name);

/// By the name's ending: "application/pdf"; "application/octet-stream" for those we do not know.
std::string_view media_type_of(std::string_view name);
FileKind kind_of(std::string_view name);
/// Whether a browser shows it without running anything of it.
bool is_shown_in_browser(std::string_view name);

}  // namespace pupitre
