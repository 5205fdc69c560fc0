// The checks behind the addresses.
#include "core/crm/email.h"

#include <algorithm>
#include <cassert>

#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::size_t address_bytes_max = 254;
constexpr std::size_t name_bytes_max = 64;
constexpr std::size_t label_bytes_max = 63;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Accents in the part before the @ exist on paper and are a slip in practice: most mail servers refuse them.
bool is_name(std::string_view name) {
    if (name.empty() || name.size() > name_bytes_max || name.front() == '.' || name.back() == '.') return false;
    if (name.find("..") != std::string_view::npos) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) ||
               std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
    });
}

// Accents are permitted here: .fr domains may have them.
bool is_label(std::string_view label) {
    if (label.empty() || label.size() > label_bytes_max || label.front() == '-' || label.back() == '-') return false;
    return std::all_of(label.begin(), label.end(),
                       [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || !is_ascii(c); });
}

bool is_domain(std::string_view domain) {
    std::size_t labels = 0;
    for (;;) {
        const std::size_t dot = domain.find('.');
        const std::string_view label = domain.substr(0, dot);
        if (!is_label(label)) return false;
        ++labels;
        if (dot == std::string_view::npos) {
            // A top level without letters is an IP address or a slip; one letter is none.
            return labels >= 2 && label.size() >= 2 && !std::all_of(label.begin(), label.end(), is_ascii_digit);
        }
        domain.remove_prefix(dot + 1);
    }
}

}  // namespace

std::string_view problem_name(EmailProblem problem) {
    switch (problem) {
    case EmailProblem::missing_at: return "missing_at";
    case EmailProblem::several_at: return "several_at";
    case EmailProblem::has_space: return "has_space";
    case EmailProblem::several_addresses: return "several_addresses";
    case EmailProblem::wrong_name: return "wrong_name";
    case EmailProblem::wrong_domain: return "wrong_domain";
    case EmailProblem::too_long: return "too_long";
    }
    assert(false);
    return "";
}

Result<std::string, EmailProblem> read_email(std::string_view typed) {
    const std::string_view text = trimmed(typed);
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) return EmailProblem::missing_at;
    if (text.find_first_of(";,") != std::string_view::npos) return EmailProblem::several_addresses;
    if (text.find('@', at + 1) != std::string_view::npos) return EmailProblem::several_at;
    if (text.find_first_of(" \t\r\n") != std::string_view::npos) return EmailProblem::has_space;
    if (text.size() > address_bytes_max) return EmailProblem::too_long;
    if (!is_name(text.substr(0, at))) return EmailProblem::wrong_name;
    if (!is_domain(text.substr(at + 1))) return EmailProblem::wrong_domain;
    std::string address(text);
    std::transform(address.begin() + static_cast<std::ptrdiff_t>(at), address.end(),
                   address.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return address;
}

}  // namespace pupitre
