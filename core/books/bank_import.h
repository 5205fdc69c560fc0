// Importing the lines of a bank's file into an account: what each line would do, and the commands that do it.
//
//   bank_transaction.import { account: id,
//                             rows: [ {booked_on, minor, value_on?, text?, counterparty?, reference?, place?} ] }
//
// The identity of a transaction follows from the account and from what the bank says of it. So a file that comes twice, or on two
// devices that do not know of each other, adds nothing twice: what is there already is passed over.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/books/bank_transaction.h"
#include "core/command/registry.h"
#include "core/exchange/bank_file.h"

namespace pupitre {

constexpr std::size_t bank_rows_per_command = 250;
constexpr std::size_t bank_bytes_per_command = 120 * 1024;  // Of texts.

/// By the bank's reference, otherwise by all that the line says; each with day and amount, since some banks begin to count anew.
/// `place`: how many equal ones stand before it in the file (two coffees on one day).
BankTransactionId bank_transaction_id(BankAccountId account, const StatementLine& line, std::int64_t place);

/// What a line does. The name is part of message key "books.verdict.<name>".
enum class LineVerdict : std::uint8_t {
    fresh,
    known,    // There already.
    similar,  // Day and amount of a transaction that came from elsewhere: by hand, or from a file of another kind.
    error,
};
constexpr std::array<std::string_view, 4> line_verdict_names = {"fresh", "known", "similar", "error"};

struct LinePlan {
    LineVerdict verdict = LineVerdict::error;
    BankTransactionId id;
    std::int64_t place = 0;
};

struct LineCounts {
    std::size_t fresh = 0;
    std::size_t known = 0;
    std::size_t similar = 0;
    std::size_t error = 0;

    bool operator==(const LineCounts&) const = default;
};

/// Plans line by line, so that a browser can draw in between. The database must stay as it is.
class BankImport {
public:
    /// `unique_references`: in this format a reference that comes twice is one transaction.
    BankImport(const Database& db, BankAccountId account, std::vector<StatementLine> lines, bool unique_references);

    /// Plans up to this many lines more. False when the plan is complete.
    bool step(std::size_t lines);
    [[nodiscard]] bool is_complete() const { return compared_ == lines_.size(); }
    /// Each line is visited twice.
    [[nodiscard]] std::size_t work_done() const { return identified_ + compared_; }
    [[nodiscard]] std::size_t work_total() const { return 2 * lines_.size(); }

    [[nodiscard]] BankAccountId account() const { return account_; }
    [[nodiscard]] const std::vector<StatementLine>& lines() const { return lines_; }
    [[nodiscard]] const std::vector<LinePlan>& plans() const { return plans_; }
    [[nodiscard]] LineCounts counts() const;

private:
    using DayAndAmount = std::pair<Date, std::int64_t>;

    void identify(std::size_t line);
    void find_others();
    void compare(std::size_t line);

    const Database* db_;
    BankAccountId account_;
    Currency currency_ = Currency::eur;
    bool unique_references_;
    std::vector<StatementLine> lines_;
    std::vector<LinePlan> plans_;
    std::size_t identified_ = 0;
    std::size_t compared_ = 0;
    bool others_known_ = false;
    std::map<BankTransactionId, std::int64_t> equal_lines_;  // By the identity of the first: how many so far.
    std::set<BankTransactionId> named_;                      // All identities in the file.
    std::map<DayAndAmount, std::size_t> others_;             // Transactions that no line of the file names.
};

/// Turns a complete plan into arguments of commands, in the order in which they must be given.
class BankImportCommands {
public:
    /// `with_similar`: lines that look like a transaction from elsewhere are imported too. The plan must outlive this.
    BankImportCommands(const BankImport& plan, bool with_similar) : plan_(&plan), with_similar_(with_similar) {}

    /// Nothing when all is given.
    std::optional<Json> next();
    [[nodiscard]] std::size_t lines_done() const { return next_; }

private:
    const BankImport* plan_;
    bool with_similar_;
    std::size_t next_ = 0;
};

CommandType bank_import_command(const Registry& registry);

}  // namespace pupitre
