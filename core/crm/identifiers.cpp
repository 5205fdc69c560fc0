// Keys and shapes: Luhn, the two generations of French VAT keys, and a table of the other countries' forms.
#include "core/crm/identifiers.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <optional>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::size_t siren_size = 9;
constexpr std::size_t siret_size = 14;
constexpr std::string_view la_poste_siren = "356000000";

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// People group the figures with spaces of every kind, dots and dashes; folding makes the spaces and dashes plain.
std::string without_grouping(std::string_view typed) {
    std::string plain;
    for (const char c : fold(typed)) {
        if (c == ' ' || c == '.' || c == '-' || c == '/') continue;
        plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return plain;
}

int digit_sum(std::string_view digits, bool doubling) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const bool doubled = doubling && (digits.size() - i) % 2 == 0;
        const int value = (digits[i] - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum;
}

bool luhn_holds(std::string_view digits) { return digit_sum(digits, true) % 10 == 0; }

std::optional<IdentifierProblem> digits_problem(std::string_view plain, std::size_t size) {
    if (!all_ascii_digits(plain)) return IdentifierProblem::wrong_characters;
    if (plain.size() != size) return IdentifierProblem::wrong_length;
    return std::nullopt;
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    for (const char c : digits) number = number * 10 + (c - '0');
    return number;
}

// The older French keys are two digits computed from the SIREN; newer ones contain a letter (never I or O).
bool french_key_holds(std::string_view key, std::string_view siren) {
    if (all_ascii_digits(key)) return number_of(key) == (12 + 3 * (number_of(siren) % 97)) % 97;
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const std::size_t first = alphabet.find(key[0]);
    const std::size_t second = alphabet.find(key[1]);
    if (first == std::string_view::npos || second == std::string_view::npos) return false;
    const std::int64_t value = is_ascii_digit(key[0]) ? static_cast<std::int64_t>(first * 24 + second) - 10
                                                      : static_cast<std::int64_t>(first * 34 + second) - 100;
    return value >= 0 && (number_of(siren) + 1 + value / 11) % 11 == value % 11;
}

std::optional<IdentifierProblem> french_vat_problem(std::string_view body) {
    if (body.size() != 2 + siren_size) return IdentifierProblem::wrong_length;
    const std::string_view key = body.substr(0, 2);
    const std::string_view siren = body.substr(2);
    if (!all_ascii_digits(siren)) return IdentifierProblem::wrong_characters;
    // Monaco's companies have French VAT numbers, without a SIREN behind them.
    const bool monaco = siren.starts_with("000");
    if (!monaco && !luhn_holds(siren)) return IdentifierProblem::wrong_key;
    if (!french_key_holds(key, siren)) return IdentifierProblem::wrong_key;
    return std::nullopt;
}

// 9 = a digit, A = a letter, * = a digit or a letter; everything else stands for itself. One country, several shapes.
struct VatShape {
    std::string_view country;
    std::string_view body;
};

constexpr VatShape vat_shapes[] = {
    {"AT", "U99999999"},    {"BE", "9999999999"},    {"BG", "999999999"},      {"BG", "9999999999"},
    {"CHE", "999999999"},   {"CHE", "999999999TVA"}, {"CHE", "999999999MWST"}, {"CHE", "999999999IVA"},
    {"CY", "99999999A"},    {"CZ", "99999999"},      {"CZ", "999999999"},      {"CZ", "9999999999"},
    {"DE", "999999999"},    {"DK", "99999999"},      {"EE", "999999999"},      {"EL", "999999999"},
    {"ES", "*9999999*"},    {"FI", "99999999"},      {"GB", "999999999"},      {"GB", "999999999999"},
    {"GB", "GD999"},        {"GB", "HA999"},         {"HR", "99999999999"},    {"HU", "99999999"},
    {"IE", "9*99999A"},     {"IE", "9*99999AA"},     {"IT", "99999999999"},    {"LT", "999999999"},
    {"LT", "999999999999"}, {"LU", "99999999"},      {"LV", "99999999999"},    {"MT", "99999999"},
    {"NL", "999999999B99"}, {"PL", "9999999999"},    {"PT", "999999999"},      {"RO", "99"},
    {"RO", "999"},          {"RO", "9999"},          {"RO", "99999"},          {"RO", "999999"},
    {"RO", "9999999"},      {"RO", "99999999"},      {"RO", "999999999"},      {"RO", "9999999999"},
    {"SE", "999999999999"}, {"SI", "99999999"},      {"SK", "9999999999"},     {"XI", "999999999"},
    {"XI", "999999999999"}, {"XI", "GD999"},         {"XI", "HA999"},
};

bool has_shape(std::string_view text, std::string_view shape) {
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char expected) {
        switch (expected) {
        case '9': return is_ascii_digit(c);
        case 'A': return is_capital(c);
        case '*': return is_ascii_digit(c) || is_capital(c);
        default: return c == expected;
        }
    });
}

std::optional<IdentifierProblem> foreign_vat_problem(std::string_view plain) {
    bool country_known = false;
    for (const VatShape& shape : vat_shapes) {
        if (!plain.starts_with(shape.country)) continue;
        country_known = true;
        if (has_shape(plain.substr(shape.country.size()), shape.body)) return std::nullopt;
    }
    return country_known ? IdentifierProblem::wrong_shape : IdentifierProblem::unknown_country;
}

}  // namespace

std::string_view problem_name(IdentifierProblem problem) {
    switch (problem) {
    case IdentifierProblem::wrong_characters: return "wrong_characters";
    case IdentifierProblem::wrong_length: return "wrong_length";
    case IdentifierProblem::wrong_key: return "wrong_key";
    case IdentifierProblem::unknown_country: return "unknown_country";
    case IdentifierProblem::wrong_shape: return "wrong_shape";
    }
    assert(false);
    return "";
}

Result<std::string, IdentifierProblem> read_siren(std::string_view typed) {
    std::string plain = without_grouping(typed);
    if (const auto problem = digits_problem(plain, siren_size)) return *problem;
    if (!luhn_holds(plain)) return IdentifierProblem::wrong_key;
    return plain;
}

Result<std::string, IdentifierProblem> read_siret(std::string_view typed) {
    std::string plain = without_grouping(typed);
    if (const auto problem = digits_problem(plain, siret_size)) return *problem;
    // La Poste has more offices than Luhn keys; a sum divisible by five is their rule.
    const bool la_poste = plain.starts_with(la_poste_siren) && digit_sum(plain, false) % 5 == 0;
    if (!la_poste && !(luhn_holds(plain) && luhn_holds(std::string_view(plain).substr(0, siren_size)))) {
        return IdentifierProblem::wrong_key;
    }
    return plain;
}

Result<std::string, IdentifierProblem> read_vat_number(std::string_view typed) {
    std::string plain = without_grouping(typed);
    if (plain.size() < 3 || !is_capital(plain[0]) || !is_capital(plain[1])) return IdentifierProblem::unknown_country;
    if (plain.starts_with("GR")) plain.replace(0, 2, "EL");  // Greece's prefix is not its country code.
    const auto problem =
        plain.starts_with("FR") ? french_vat_problem(std::string_view(plain).substr(2)) : foreign_vat_problem(plain);
    if (problem.has_value()) return *problem;
    return plain;
}

std::string vat_number_of_siren(std::string_view siren) {
    assert(siren.size() == siren_size && all_ascii_digits(siren));
    const std::int64_t key = (12 + 3 * (number_of(siren) % 97)) % 97;
    std::string vat = "FR";
    vat.push_back(static_cast<char>('0' + key / 10));
    vat.push_back(static_cast<char>('0' + key % 10));
    return vat.append(siren);
}

std::string format_siren(std::string_view siren) {
    if (siren.size() != siren_size || !all_ascii_digits(siren)) return std::string(siren);
    return std::string(siren.substr(0, 3)) + ' ' + std::string(siren.substr(3, 3)) + ' ' + std::string(siren.substr(6));
}

std::string format_siret(std::string_view siret) {
    if (siret.size() != siret_size || !all_ascii_digits(siret)) return std::string(siret);
    return format_siren(siret.substr(0, siren_size)) + ' ' + std::string(siret.substr(siren_size));
}

}  // namespace pupitre
