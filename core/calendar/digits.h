// Numbers inside the stored forms of dates. Only core/calendar reads this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pupitre {

/// The number with zeros in front up to this many digits. Not negative.
inline std::string padded_digits(std::int32_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

/// At most nine digits and nothing else; nothing for anything else.
inline std::optional<std::int32_t> digits_value(std::string_view digits) {
    if (digits.empty() || digits.size() > 9) return std::nullopt;
    std::int32_t value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace pupitre
