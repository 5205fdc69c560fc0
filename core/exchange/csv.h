// Reads and writes tables as text: RFC 4180 with the liberties Excel takes. Knows nothing of clients or dates;
// a cell is a piece of text here.
//
//   file   = [ "sep=" separator line-end ] record *( line-end record ) [ line-end ]
//   record = cell *( separator cell )
//   cell   = plain / DQUOTE *( any / 2DQUOTE ) DQUOTE
//
// What people's files really hold is taken as well: a quote inside a plain cell, text after a closing quote, a quote
// that never closes, rows that are too short or too long. Every such row can be asked for and shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pupitre {

struct CsvLimits {
    std::size_t rows_max = 200'000;
    std::size_t columns_max = 500;
    std::size_t cell_bytes_max = 131'072;  // Excel's 32,767 characters, up to four bytes each.
    std::size_t stray_quotes_max = 1'000;  // Quotes that open a cell and never close it.
};

/// Why a text is not a table.
enum class CsvProblem { too_many_rows, too_many_columns, cell_too_long, too_many_stray_quotes };

/// A table of text cells. The cells point into the one text that was read.
class CsvTable {
public:
    std::size_t row_count() const { return rows_.size(); }
    std::size_t column_count(std::size_t row) const;
    /// Empty where the row is too short.
    std::string_view cell(std::size_t row, std::size_t column) const;
    /// Where Excel shows this row: lines that are quite empty count, line breaks inside a cell do not.
    std::uint32_t row_number(std::size_t row) const { return rows_[row].number; }
    char separator() const { return separator_; }

private:
    friend class CsvReader;

    struct Cell {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };
    struct Row {
        std::uint32_t first_cell = 0;
        std::uint32_t number = 0;
    };

    std::string text_;
    std::vector<Cell> cells_;
    std::vector<Row> rows_;
    char separator_ = ';';
};

/// Reads a text of at most 4 GiB step by step, so that a browser can draw in between.
class CsvReader {
public:
    /// Without a separator, the one that cuts the first rows most evenly is taken.
    explicit CsvReader(std::string text, std::optional<char> separator = std::nullopt, CsvLimits limits = {});

    /// Reads up to this many rows more. False when there is nothing left to do: the end, or a problem.
    bool step(std::size_t rows);

    std::optional<CsvProblem> problem() const { return problem_; }
    /// The row, as Excel counts, in which reading stopped.
    std::uint32_t problem_row() const { return number_; }
    std::size_t bytes_read() const { return at_; }
    std::size_t bytes_total() const { return table_.text_.size(); }

    /// What was read. Empties the reader.
    CsvTable take();

private:
    void read_record();
    void read_plain_cell();
    bool read_quoted_cell();
    void end_cell(std::size_t begin, std::size_t end);
    void skip_line_end();
    bool at_cell_end(std::size_t at) const;

    CsvTable table_;
    CsvLimits limits_;
    std::optional<CsvProblem> problem_;
    std::size_t at_ = 0;
    std::size_t row_cells_ = 0;
    std::size_t stray_quotes_ = 0;
    std::uint32_t number_ = 0;
};

/// The separator among `;` `,` tab and `|` that cuts the first rows most evenly; `;` when none does.
char detect_separator(std::string_view text);

/// What a written cell is, as far as a spreadsheet program cares.
enum class CsvCell {
    text,   // Must be shown as it stands: protected when the program would calculate or round it.
    figure  // An amount, a date, a postcode: the program may treat it as a number.
};

/// Undoes the writer's protection of text cells; leaves every other cell as it is.
std::string_view strip_cell_protection(std::string_view cell);

/// Builds the file that Excel opens by a double click: mark, separator, CRLF, quotes where needed.
class CsvWriter {
public:
    /// `;` is what Excel expects in French, `,` in English.
    explicit CsvWriter(char separator = ';');

    void cell(std::string_view value, CsvCell kind = CsvCell::text);
    void end_row();
    std::string take() { return std::move(out_); }

private:
    std::string out_;
    char separator_;
    bool row_started_ = false;
};

}  // namespace pupitre
