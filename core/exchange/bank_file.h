// Files that banks give out: OFX 1 (tags) and 2 (XML), CAMT.053 (XML) and tables (CSV). Bytes in, lines of statements out.
// Knows no client and no account of ours.
//
// A line that cannot be read keeps its place and says why; the others are read all the same. A file that is no such file at all,
// or is damaged in the middle, is refused whole: half a statement would look like a whole one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/money.h"
#include "core/base/result.h"
#include "core/calendar/date.h"
#include "core/exchange/csv.h"
#include "core/exchange/encoding.h"

namespace pupitre {

enum class BankFormat : std::uint8_t { ofx, camt, table };

struct BankFileLimits {
    std::size_t bytes_max = std::size_t{32} << 20;
    std::size_t lines_max = 100'000;
    std::size_t statements_max = 100;
};

/// Why a line cannot be taken: part of message key "books.line.<name>".
enum class LineProblem : std::uint8_t {
    none,
    date_missing,
    date_unreadable,
    amount_missing,
    amount_unreadable,
    amount_too_precise,
    amount_too_large,
    currency_unknown,
};
std::string_view problem_name(LineProblem problem);

struct StatementLine {
    std::uint32_t number = 0;  // Of the line in the file, as an editor or a spreadsheet counts.
    std::optional<Date> booked_on;
    std::optional<Date> value_on;
    std::int64_t minor = 0;            // What leaves the account is negative.
    std::optional<Currency> currency;  // Where the file says so.
    std::string text;
    std::string counterparty;
    std::string reference;  // By which the bank knows the transaction.
    LineProblem problem = LineProblem::none;
    std::string problem_value;  // What stands there.

    bool operator==(const StatementLine&) const = default;
};

/// What a file says of one account.
struct Statement {
    std::string account_number;  // Empty: not said.
    std::optional<Currency> currency;
    std::vector<StatementLine> lines;
};

struct BankFile {
    BankFormat format = BankFormat::table;
    Encoding encoding = Encoding::utf8;
    std::uint32_t replaced_characters = 0;
    std::size_t pending = 0;  // Lines that the bank has not booked yet: left out.
    std::vector<Statement> statements;

    [[nodiscard]] std::size_t line_count() const;
};

/// Why a file cannot be taken: the name is part of message key "books.file.<name>".
struct BankFileError {
    std::string_view name;
    std::uint32_t line = 0;  // 0 if it is about the whole file.
};

/// Reads a whole file.
Result<BankFile, BankFileError> read_bank_file(std::string_view bytes, const BankFileLimits& limits = {});

}  // namespace pupitre
