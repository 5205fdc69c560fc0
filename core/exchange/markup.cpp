// Entities and names of problems.
#include "core/exchange/markup.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
    {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};
constexpr std::uint32_t code_point_max = 0x10FFFF;

bool is_character(std::uint32_t code) {
    if (code == '\t' || code == '\n' || code == '\r') return true;
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code >= 0x20 && code <= code_point_max && !surrogate && code != 0xFFFE && code != 0xFFFF;
}

}  // namespace

std::string_view problem_name(MarkupProblem problem) {
    switch (problem) {
    case MarkupProblem::none: return "";
    case MarkupProblem::malformed: return "malformed";
    case MarkupProblem::wrong_nesting: return "wrong_nesting";
    case MarkupProblem::unknown_entity: return "unknown_entity";
    case MarkupProblem::doctype: return "doctype";
    case MarkupProblem::too_deep: return "too_deep";
    case MarkupProblem::too_long: return "too_long";
    case MarkupProblem::truncated: return "truncated";
    }
    assert(false);
    return "";
}

std::string_view Markup::attribute(std::string_view wanted) const {
    const auto found = std::ranges::find(attributes, wanted, &std::pair<std::string, std::string>::first);
    return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
}

bool decode_entity(std::string_view entity, std::string& out) {
    const auto known = std::ranges::find(entities, entity, &std::pair<std::string_view, char>::first);
    if (known != entities.end()) {
        out += known->second;
        return true;
    }
    if (entity.size() < 2 || entity[0] != '#') return false;
    const bool hexadecimal = entity[1] == 'x';
    const std::string_view digits = entity.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (error != std::errc{} || digits.empty() || end != digits.data() + digits.size() || !is_character(code)) {
        return false;
    }
    append_code_point(out, code);
    return true;
}

}  // namespace pupitre
