// Tables of endings and of first bytes.
#include "core/documents/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace pupitre {

namespace {

using namespace std::string_view_literals;

// What Windows, macOS, Linux and Android start when it is opened.
constexpr std::array program_endings = {
    "apk"sv, "app"sv,  "appimage"sv, "appx"sv, "bat"sv,    "bin"sv, "chm"sv, "cmd"sv, "com"sv, "command"sv, "cpl"sv,
    "deb"sv, "dll"sv,  "dmg"sv,      "exe"sv,  "gadget"sv, "hta"sv, "inf"sv, "jar"sv, "js"sv,  "jse"sv,     "lnk"sv,
    "msi"sv, "msix"sv, "msp"sv,      "mst"sv,  "pif"sv,    "pkg"sv, "ps1"sv, "reg"sv, "rpm"sv, "run"sv,     "scf"sv,
    "scr"sv, "sh"sv,   "sys"sv,      "url"sv,  "vb"sv,     "vbe"sv, "vbs"sv, "ws"sv,  "wsc"sv, "wsf"sv,     "wsh"sv};

// ELF, Mach-O of both orders and sizes, several of them or Java classes, Windows shortcuts, Android, compiled help,
// scripts that name their interpreter.
constexpr std::array program_beginnings = {
    "\x7F"
    "ELF"sv,
    "\xFE\xED\xFA\xCE"sv,
    "\xFE\xED\xFA\xCF"sv,
    "\xCE\xFA\xED\xFE"sv,
    "\xCF\xFA\xED\xFE"sv,
    "\xCA\xFE\xBA\xBE"sv,
    "L\0\0\0\x01\x14\x02\0"sv,
    "dex\n"sv,
    "ITSF"sv,
    "#!"sv,
};

struct MediaType {
    std::string_view ending;
    std::string_view type;
    FileKind kind;
};
constexpr std::array media_types = {
    MediaType{"csv", "text/csv", FileKind::spreadsheet},
    MediaType{"doc", "application/msword", FileKind::text},
    MediaType{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileKind::text},
    MediaType{"gif", "image/gif", FileKind::image},
    MediaType{"heic", "image/heic", FileKind::image},
    MediaType{"jpeg", "image/jpeg", FileKind::image},
    MediaType{"jpg", "image/jpeg", FileKind::image},
    MediaType{"odt", "application/vnd.oasis.opendocument.text", FileKind::text},
    MediaType{"ods", "application/vnd.oasis.opendocument.spreadsheet", FileKind::spreadsheet},
    MediaType{"pdf", "application/pdf", FileKind::pdf},
    MediaType{"png", "image/png", FileKind::image},
    MediaType{"tif", "image/tiff", FileKind::image},
    MediaType{"tiff", "image/tiff", FileKind::image},
    MediaType{"txt", "text/plain", FileKind::text},
    MediaType{"webp", "image/webp", FileKind::image},
    MediaType{"xls", "application/vnd.ms-excel", FileKind::spreadsheet},
    MediaType{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileKind::spreadsheet},
    MediaType{"xml", "application/xml", FileKind::text},
    MediaType{"zip", "application/zip", FileKind::archive},
};

// PDF and the pictures that browsers decode themselves. Neither SVG nor HTML: both carry scripts.
constexpr std::array shown_types = {"application/pdf"sv, "image/gif"sv,  "image/jpeg"sv,
                                    "image/png"sv,       "image/webp"sv, "text/plain"sv};

/// In small letters; Windows drops dots and spaces at the end, so what stands before them counts.
std::string ending_of(std::string_view name) {
    while (name.ends_with('.') || name.ends_with(' ')) name.remove_suffix(1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return {};
    std::string ending(name.substr(dot + 1));
    for (char& c : ending) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return ending;
}

const MediaType* known_type(std::string_view name) {
    const std::string ending = ending_of(name);
    const auto found = std::ranges::find(media_types, ending, &MediaType::ending);
    return found == media_types.end() ? nullptr : &*found;
}

/// "MZ" may begin a text; a program's header has zeros soon behind it.
bool is_dos_header(std::string_view head) {
    constexpr std::size_t header_bytes = 64;
    return head.starts_with("MZ") && head.substr(0, header_bytes).find('\0') != std::string_view::npos;
}

}  // namespace

bool is_program_name(std::string_view name) {
    const std::string ending = ending_of(name);
    return std::ranges::find(program_endings, ending) != program_endings.end();
}

bool is_program_content(std::string_view head) {
    const auto begins = [&](std::string_view beginning) { return head.starts_with(beginning); };
    return is_dos_header(head) || std::ranges::any_of(program_beginnings, begins);
}

bool is_file_name(std::string_view name) {
    const auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '/' || c == '\\';
    };
    return std::ranges::none_of(name, forbidden) && name.find_first_not_of(". ") != std::string_view::npos;
}

std::string_view media_type_of(std::string_view name) {
    const MediaType* known = known_type(name);
    return known != nullptr ? known->type : "application/octet-stream"sv;
}

FileKind kind_of(std::string_view name) {
    const MediaType* known = known_type(name);
    return known != nullptr ? known->kind : FileKind::other;
}

bool is_shown_in_browser(std::string_view name) {
    return std::ranges::find(shown_types, media_type_of(name)) != shown_types.end();
}

}  // namespace pupitre
