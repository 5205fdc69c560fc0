// Digits first, then the question which country they belong to.
#include "core/crm/phone.h"

#include <algorithm>
#include <optional>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::size_t french_digits = 9;              // Without the leading 0: 4 97 56 63 70.
constexpr std::size_t international_digits_min = 8;   // Country code included; Saint Helena's are the shortest.
constexpr std::size_t international_digits_max = 15;  // ITU E.164.

// The digits, with a + in front if one was typed; nothing if there are letters or the like.
std::optional<std::string> digits_of(std::string_view typed) {
    std::string digits;
    for (const char c : fold(typed)) {
        if (is_ascii_digit(c)) {
            digits.push_back(c);
        } else if (c == '+' && digits.empty()) {
            digits.push_back(c);
        } else if (std::string_view(" .-/()").find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return digits;
}

// The national part of a French number, "497566370"; "(0)4…" and "04…" carry the 0 that is dialled inside France.
std::optional<std::string> french_national(std::string_view digits) {
    if (digits.starts_with('0')) digits.remove_prefix(1);
    if (digits.size() != french_digits || digits.front() == '0') return std::nullopt;
    return std::string(digits);
}

std::optional<std::string> international(std::string digits) {
    if (digits.starts_with("00")) digits.replace(0, 2, "+");
    if (digits.starts_with("+33")) {
        const auto national = french_national(std::string_view(digits).substr(3));
        if (!national.has_value()) return std::nullopt;
        return "+33" + *national;
    }
    if (digits.starts_with('+')) {
        const std::size_t count = digits.size() - 1;
        const bool plausible =
            count >= international_digits_min && count <= international_digits_max && digits[1] != '0';
        return plausible ? std::optional(digits) : std::nullopt;
    }
    // "33477550228": a spreadsheet took +33… for a number and dropped the sign.
    if (digits.size() == 2 + french_digits && digits.starts_with("33") && digits[2] != '0') return "+" + digits;
    if (const auto national = french_national(digits)) return "+33" + *national;
    return std::nullopt;
}

}  // namespace

ReadPhone read_phone(std::string_view typed) {
    const auto digits = digits_of(typed);
    if (digits.has_value()) {
        if (const auto number = international(*digits)) return {.number = *number, .understood = true};
    }
    return {.number = std::string(typed), .understood = false};
}

std::string format_phone(std::string_view number) {
    const bool all_digits = number.size() > 1 && std::all_of(number.begin() + 1, number.end(), is_ascii_digit);
    if (!number.starts_with("+33") || number.size() != 3 + french_digits || !all_digits) return std::string(number);
    std::string text = "0";
    text.push_back(number[3]);
    for (std::size_t at = 4; at < number.size(); at += 2) {
        text.push_back(' ');
        text.append(number.substr(at, 2));
    }
    return text;
}

}  // namespace pupitre
