// The icons by name. Their order is the order of assets/icons/icons.def, from which the icon font is made.
#pragma once

#include <array>
#include <cstdint>

namespace pupitre::ui {

enum class Icon : std::uint16_t {
    none,
#define PUPITRE_ICON(name, source) name,
#include "assets/icons/icons.def"
#undef PUPITRE_ICON
    count
};

/// The icon as UTF-8 text in the icon font, ended by a zero.
struct IconText {
    std::array<char, 4> bytes{};
};
constexpr IconText icon_text(Icon icon) {
    const std::uint32_t code = 0xE000U + static_cast<std::uint32_t>(icon) - 1U;
    return {{static_cast<char>(0xE0U | (code >> 12U)), static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
             static_cast<char>(0x80U | (code & 0x3FU)), '\0'}};
}

}  // namespace pupitre::ui
