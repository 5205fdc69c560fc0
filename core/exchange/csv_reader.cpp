// Cuts a text into records and cells. The cells stay in the text; only doubled quotes are undoubled, in place.
#include <array>
#include <cassert>

#include "core/exchange/csv.h"

namespace pupitre {
namespace {

constexpr std::array<char, 4> known_separators = {';', '\t', ',', '|'};
constexpr std::size_t sample_bytes_max = 65'536;
constexpr std::size_t sample_rows_max = 50;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// Excel's own way to name the separator: a first line that says "sep=;".
std::optional<char> declared_separator(std::string_view text) {
    if (text.size() < 5 || !text.starts_with("sep=") || is_line_end(text[4])) return std::nullopt;
    if (text.size() > 5 && !is_line_end(text[5])) return std::nullopt;
    return text[4];
}

// How many cells each of the first rows has with this separator.
std::vector<std::size_t> sample_widths(std::string_view text, char separator) {
    enum class Place { cell_start, plain, quoted, closing_quote };
    std::vector<std::size_t> widths;
    std::size_t width = 1;
    Place place = Place::cell_start;
    for (const char c : text.substr(0, sample_bytes_max)) {
        if (c == '"' && place != Place::plain) {
            place = place == Place::quoted ? Place::closing_quote : Place::quoted;
        } else if (place == Place::quoted) {
            continue;
        } else if (is_line_end(c)) {
            if (width > 1 || place != Place::cell_start) widths.push_back(width);
            if (widths.size() == sample_rows_max) return widths;
            width = 1;
            place = Place::cell_start;
        } else if (c == separator) {
            ++width;
            place = Place::cell_start;
        } else {
            place = Place::plain;
        }
    }
    // A last row that the sample cuts off would count too few cells.
    const bool last_is_whole = text.size() <= sample_bytes_max && (width > 1 || place != Place::cell_start);
    if (last_is_whole || widths.empty()) widths.push_back(width);
    return widths;
}

}  // namespace

char detect_separator(std::string_view text) {
    char best = known_separators.front();
    std::size_t best_even = 0;
    std::size_t best_width = 1;
    for (const char candidate : known_separators) {
        const std::vector<std::size_t> widths = sample_widths(text, candidate);
        if (widths.empty() || widths.front() < 2) continue;
        // The heading says how many columns there are; rows of the same width speak for the candidate.
        std::size_t even = 0;
        for (const std::size_t width : widths) even += width == widths.front() ? 1U : 0U;
        const std::size_t per_thousand = even * 1000 / widths.size();
        if (per_thousand > best_even || (per_thousand == best_even && widths.front() > best_width)) {
            best = candidate;
            best_even = per_thousand;
            best_width = widths.front();
        }
    }
    return best;
}

std::size_t CsvTable::column_count(std::size_t row) const {
    const std::size_t end = row + 1 < rows_.size() ? rows_[row + 1].first_cell : cells_.size();
    return end - rows_[row].first_cell;
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
    if (column >= column_count(row)) return {};
    const Cell& cell = cells_[rows_[row].first_cell + column];
    return std::string_view(text_).substr(cell.begin, cell.size);
}

CsvReader::CsvReader(std::string text, std::optional<char> separator, CsvLimits limits) : limits_(limits) {
    assert(text.size() <= UINT32_MAX);
    table_.text_ = std::move(text);
    const std::optional<char> declared = declared_separator(table_.text_);
    if (declared.has_value()) {
        at_ = 5;
        skip_line_end();
        ++number_;
    }
    table_.separator_ = separator.value_or(declared.value_or('\0'));
    if (table_.separator_ == '\0') table_.separator_ = detect_separator(table_.text_);
}

bool CsvReader::step(std::size_t rows) {
    while (rows > 0 && !problem_.has_value() && at_ < table_.text_.size()) {
        read_record();
        --rows;
    }
    return !problem_.has_value() && at_ < table_.text_.size();
}

CsvTable CsvReader::take() {
    CsvTable taken = std::move(table_);
    table_ = CsvTable{};
    at_ = 0;
    return taken;
}

void CsvReader::read_record() {
    ++number_;
    const std::size_t first_cell = table_.cells_.size();
    row_cells_ = 0;
    const std::string& text = table_.text_;
    bool more = true;
    while (more && !problem_.has_value()) {
        if (at_ >= text.size() || text[at_] != '"' || !read_quoted_cell()) read_plain_cell();
        more = at_ < text.size() && text[at_] == table_.separator_;
        if (more) ++at_;
    }
    skip_line_end();
    const bool empty_line = row_cells_ == 1 && table_.cells_.back().size == 0;
    if (empty_line || problem_.has_value()) {
        table_.cells_.resize(first_cell);
        return;
    }
    if (table_.rows_.size() == limits_.rows_max) {
        table_.cells_.resize(first_cell);
        problem_ = CsvProblem::too_many_rows;
        return;
    }
    table_.rows_.push_back({.first_cell = static_cast<std::uint32_t>(first_cell), .number = number_});
}

bool CsvReader::at_cell_end(std::size_t at) const {
    const std::string& text = table_.text_;
    return at >= text.size() || text[at] == table_.separator_ || is_line_end(text[at]);
}

void CsvReader::read_plain_cell() {
    const std::size_t begin = at_;
    while (!at_cell_end(at_)) ++at_;
    end_cell(begin, at_);
}

// A quote closes the cell only where a cell can end; any other lone quote is text. Doubled quotes are undoubled in
// place: the result is never longer than its source.
bool CsvReader::read_quoted_cell() {
    std::string& text = table_.text_;
    const std::size_t open = at_;
    std::size_t at = open + 1;
    std::size_t doubled = 0;
    for (;; ++at) {
        // A quote that closes nowhere near is a letter like any other (an inch sign, a slip of the finger).
        if (at >= text.size() || at - open > limits_.cell_bytes_max) {
            if (++stray_quotes_ > limits_.stray_quotes_max) problem_ = CsvProblem::too_many_stray_quotes;
            return false;
        }
        if (text[at] != '"') continue;
        if (at + 1 < text.size() && text[at + 1] == '"') {
            ++doubled;
            ++at;
            continue;
        }
        if (at_cell_end(at + 1)) break;
    }
    const std::size_t close = at;
    at_ = close + 1;
    if (doubled == 0) {
        end_cell(open + 1, close);
        return true;
    }
    std::size_t to = open + 1;
    for (std::size_t from = open + 1; from < close; ++from) {
        text[to++] = text[from];
        if (text[from] == '"' && from + 1 < close && text[from + 1] == '"') ++from;
    }
    end_cell(open + 1, to);
    return true;
}

void CsvReader::end_cell(std::size_t begin, std::size_t end) {
    if (end - begin > limits_.cell_bytes_max) {
        problem_ = CsvProblem::cell_too_long;
        return;
    }
    if (++row_cells_ > limits_.columns_max) {
        problem_ = CsvProblem::too_many_columns;
        return;
    }
    table_.cells_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)});
}

void CsvReader::skip_line_end() {
    const std::string& text = table_.text_;
    if (at_ < text.size() && text[at_] == '\r') ++at_;
    if (at_ < text.size() && text[at_] == '\n') ++at_;
}

}  // namespace pupitre
