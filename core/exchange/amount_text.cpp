// amount = [ "(" ] [ sign ] [ currency ] digits with separators [ currency ] [ sign ] [ ")" ]
#include "core/exchange/amount_text.h"

#include <array>
#include <cassert>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::size_t whole_digits_max = 15;
constexpr std::int64_t minor_per_unit = 100;

// Folded spellings; longer ones first, so that "eur" does not leave "os" behind.
constexpr std::array<std::string_view, 13> currencies = {"euros",  "euro", "eur", "chf", "cad",    "usd", "gbp",
                                                         "\u20AC", "$ca",  "$us", "$",   "\u00A3", "fr."};

struct Stripped {
    std::string_view digits;
    bool negative = false;
};

bool remove_at_front(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what)) return false;
    text = trimmed(text.substr(what.size()));
    return true;
}

bool remove_at_back(std::string_view& text, std::string_view what) {
    if (!text.ends_with(what)) return false;
    text = trimmed(text.substr(0, text.size() - what.size()));
    return true;
}

bool remove_currency(std::string_view& text) {
    for (const std::string_view currency : currencies) {
        if (remove_at_front(text, currency) || remove_at_back(text, currency)) return true;
    }
    return false;
}

bool remove_minus(std::string_view& text) {
    for (const std::string_view minus : {std::string_view("-"), std::string_view("\u2212")}) {
        if (remove_at_front(text, minus) || remove_at_back(text, minus)) return true;
    }
    return false;
}

// Sign and currency can stand on both sides and in both orders: at most one of each is taken away.
Stripped strip(std::string_view folded) {
    Stripped stripped{.digits = trimmed(folded)};
    const bool currency = remove_currency(stripped.digits);
    const bool parentheses = stripped.digits.starts_with('(') && stripped.digits.ends_with(')');
    if (parentheses) stripped.digits = trimmed(stripped.digits.substr(1, stripped.digits.size() - 2));
    const bool minus = remove_minus(stripped.digits);
    if (!minus) remove_at_front(stripped.digits, "+");
    if (!currency) remove_currency(stripped.digits);
    stripped.negative = minus || parentheses;
    if (minus && parentheses) stripped.digits = {};  // Minus a loss: nobody means a profit by it.
    return stripped;
}

std::size_t count_of(std::string_view text, char c) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

// Where the decimals start; npos if there are none.
Result<std::size_t, AmountProblem> decimal_place(std::string_view digits, NumberStyle style) {
    const std::size_t comma = digits.rfind(',');
    const std::size_t point = digits.rfind('.');
    const bool both = comma != std::string_view::npos && point != std::string_view::npos;
    if (both) return std::max(comma, point);
    const std::size_t last = comma != std::string_view::npos ? comma : point;
    if (last == std::string_view::npos) return last;
    const char mark = digits[last];
    if (count_of(digits, mark) > 1) return std::string_view::npos;  // 1,234,567: they group.
    // A space or an apostrophe that groups says that this mark does not.
    const bool grouped_otherwise = digits.find_first_of(" '") != std::string_view::npos;
    const bool three_behind = digits.size() - last == 4;
    const bool could_group = three_behind && !grouped_otherwise && last >= 1 && last <= 3 && digits[0] != '0';
    if (!could_group) return last;
    const bool groups_in_english = style == NumberStyle::english && mark == ',';
    if (groups_in_english) return std::string_view::npos;
    return AmountProblem::ambiguous;
}

// The digits before the decimals, with the groups checked: one kind of mark, three digits behind each.
Result<std::int64_t, AmountProblem> whole_part(std::string_view text) {
    char mark = '\0';
    std::size_t run = 0;
    std::size_t digits = 0;
    std::int64_t whole = 0;
    for (const char c : text) {
        if (is_ascii_digit(c)) {
            if (++digits > whole_digits_max) return AmountProblem::out_of_range;
            ++run;
            whole = whole * 10 + (c - '0');
            continue;
        }
        if (std::string_view(" '.,").find(c) == std::string_view::npos) return AmountProblem::not_an_amount;
        const bool first = mark == '\0';
        const bool right_run = first ? run >= 1 && run <= 3 : run == 3 && c == mark;
        if (!right_run) return AmountProblem::not_an_amount;
        mark = c;
        run = 0;
    }
    if (mark != '\0' && run != 3) return AmountProblem::not_an_amount;
    return whole;
}

Result<std::int64_t, AmountProblem> decimal_part(std::string_view text) {
    if (!all_ascii_digits(text)) return AmountProblem::not_an_amount;
    std::int64_t minor = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i >= 2 && text[i] != '0') return AmountProblem::too_precise;
        if (i == 0) minor += 10 * (text[i] - '0');
        if (i == 1) minor += text[i] - '0';
    }
    return minor;
}

}  // namespace

std::string_view problem_name(AmountProblem problem) {
    switch (problem) {
    case AmountProblem::not_an_amount: return "not_an_amount";
    case AmountProblem::ambiguous: return "ambiguous";
    case AmountProblem::too_precise: return "too_precise";
    case AmountProblem::out_of_range: return "out_of_range";
    }
    assert(false);
    return "";
}

Result<std::int64_t, AmountProblem> read_amount(std::string_view text, NumberStyle style) {
    const std::string folded = fold(text);
    const auto [digits, negative] = strip(folded);
    if (digits.empty() || std::none_of(digits.begin(), digits.end(), is_ascii_digit))
        return AmountProblem::not_an_amount;
    const auto place = decimal_place(digits, style);
    if (!place.ok()) return place.error();
    const std::string_view before = digits.substr(0, *place);
    const std::string_view behind = *place == std::string_view::npos ? std::string_view() : digits.substr(*place + 1);
    const auto whole = whole_part(before);
    if (!whole.ok()) return whole.error();
    const auto minor = decimal_part(behind);
    if (!minor.ok()) return minor.error();
    const std::int64_t amount = *whole * minor_per_unit + *minor;
    return negative ? -amount : amount;
}

std::string write_amount(std::int64_t minor, NumberStyle style) {
    const bool negative = minor < 0;
    // Also right for the smallest number, which has no positive counterpart.
    const std::uint64_t size = negative ? 0U - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    std::string text = std::to_string(size / 100);
    text.push_back(style == NumberStyle::french ? ',' : '.');
    text.push_back(static_cast<char>('0' + size % 100 / 10));
    text.push_back(static_cast<char>('0' + size % 10));
    return negative ? "-" + text : text;
}

}  // namespace pupitre
