// Files: names, first bytes, and how chunks are named on the wire. What is read says the same when it is written again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/documents/file_kind.h"
#include "server-stub/files/file_wire.h"

using namespace pupitre;
using namespace pupitre::host;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto place = chunk_path(text)) {
        const bool same = text.ends_with('/' + std::to_string(place->number)) && place->number >= 0 &&
                          document_id(to_text(place->document)) == place->document;
        if (!same) std::abort();
    }
    if (const auto hash = content_hash(text)) {
        if (to_text(*hash) != text) std::abort();
    }
    // Dots and spaces at the end change nothing about what a name starts.
    if (is_program_name(text) != is_program_name(std::string(text) + ". ")) std::abort();
    if (is_program_name(text) && media_type_of(text) != "application/octet-stream") std::abort();
    if (is_shown_in_browser(text) && is_program_name(text)) std::abort();
    if (is_file_name(text) && text.find_first_of("/\\") != std::string_view::npos) std::abort();
    // What follows the first bytes changes nothing.
    const std::string longer = std::string(text) + std::string(file_head_bytes, 'x');
    if (size >= 64 && is_program_content(text) != is_program_content(longer)) std::abort();
    return 0;
}
