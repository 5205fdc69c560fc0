// Writes tables for spreadsheet programs.
// The protection of cells (docs/decisions/0020-csv-cells.md): an apostrophe in front. A value that would look protected
// although it is not gets one apostrophe more, so that reading always gives back what was written.
#include <algorithm>
#include <array>

#include "core/exchange/csv.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::size_t exact_digits_max = 11;  // Excel shows, and saves, longer numbers as 1,23E+12.

// Full-width forms run as formulas as well, under Asian settings.
constexpr std::array<std::string_view, 4> wide_formula_starts = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool starts_formula(std::string_view value) {
    if (value.empty()) return false;
    if (std::string_view("=+-@\t\r\n").find(value.front()) != std::string_view::npos) return true;
    return std::any_of(wide_formula_starts.begin(), wide_formula_starts.end(),
                       [value](std::string_view start) { return value.starts_with(start); });
}

// A code of digits that a spreadsheet would shorten (00123) or round (a SIRET).
bool loses_digits(std::string_view value) {
    if (value.size() < 2 || !is_ascii_digit(value.front())) return false;
    std::size_t digits = 0;
    for (const char c : value) {
        if (c == ' ') continue;
        if (!is_ascii_digit(c)) return false;
        ++digits;
    }
    return digits > exact_digits_max || (value.front() == '0' && digits > 1);
}

bool looks_protected(std::string_view value) {
    const std::size_t apostrophes = std::min(value.find_first_not_of('\''), value.size());
    const std::string_view rest = value.substr(apostrophes);
    return apostrophes > 0 && !rest.empty() && (starts_formula(rest) || is_ascii_digit(rest.front()));
}

}  // namespace

std::string_view strip_cell_protection(std::string_view cell) { return looks_protected(cell) ? cell.substr(1) : cell; }

CsvWriter::CsvWriter(char separator) : out_("\xEF\xBB\xBF"), separator_(separator) {}

void CsvWriter::cell(std::string_view value, CsvCell kind) {
    if (row_started_) out_.push_back(separator_);
    row_started_ = true;
    const bool formula = starts_formula(value);
    const bool protect = looks_protected(value) || (kind == CsvCell::text && (formula || loses_digits(value)));
    // "sep=" at the start of a file would be taken for a declaration of the separator.
    const bool quote = value.find_first_of("\"\r\n") != std::string_view::npos ||
                       value.find(separator_) != std::string_view::npos || value.starts_with("sep=") ||
                       (!value.empty() && (value.front() == ' ' || value.back() == ' '));
    if (quote) out_.push_back('"');
    if (protect) out_.push_back('\'');
    for (const char c : value) {
        if (c == '"') out_.push_back('"');
        out_.push_back(c);
    }
    if (quote) out_.push_back('"');
}

void CsvWriter::end_row() {
    out_.append("\r\n");
    row_started_ = false;
}

}  // namespace pupitre
