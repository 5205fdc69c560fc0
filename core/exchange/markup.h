// What a reader of marked-up text gives, one piece after another. The same for XML and for the tags of older OFX files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pupitre {

/// Why a text is no well-formed markup: the name is part of message key "books.file.<name>".
enum class MarkupProblem : std::uint8_t {
    none,
    malformed,       // No tag, or no name, where one must be.
    wrong_nesting,   // An element ends that is not the last one begun.
    unknown_entity,  // "&…;" that is none of the five of XML and no character.
    doctype,         // Declares entities of its own: never followed.
    too_deep,
    too_long,
    truncated,  // Ends before its elements do.
};
std::string_view problem_name(MarkupProblem problem);

struct MarkupLimits {
    std::size_t depth_max = 64;
    std::size_t name_bytes_max = 200;
    std::size_t text_bytes_max = 65'536;
    std::size_t attributes_max = 64;
};

/// A piece of markup. Texts are decoded; names are without their namespace's prefix.
struct Markup {
    enum class Kind : std::uint8_t { open, text, close, end } kind = Kind::end;
    std::string name;  // Of an element that opens or closes.
    std::string text;
    std::vector<std::pair<std::string, std::string>> attributes;  // Of one that opens.

    /// Empty if there is none.
    [[nodiscard]] std::string_view attribute(std::string_view wanted) const;
};

/// Decodes the five entities of XML and characters by number. Nothing else is known: no entity is ever expanded.
bool decode_entity(std::string_view entity, std::string& out);

}  // namespace pupitre
