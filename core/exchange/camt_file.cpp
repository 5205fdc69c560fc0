// CAMT.053, the account statement of ISO 20022, in whichever of its versions. One line per entry (Ntry), as the bank booked it.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/exchange/bank_file_parts.h"
#include "core/exchange/xml_reader.h"

namespace pupitre::bank_file {

namespace {

class CamtStatements {
public:
    CamtStatements(const BankFileLimits& limits, BankFile& file) : limits_(&limits), file_(&file) {}

    std::string_view take(const Markup& piece, std::uint32_t line) {
        switch (piece.kind) {
        case Markup::Kind::open: return open(piece, line);
        case Markup::Kind::text: read_value(piece.text); return {};
        case Markup::Kind::close: close(piece.name); return {};
        case Markup::Kind::end: return {};
        }
        return {};
    }

private:
    std::string_view open(const Markup& piece, std::uint32_t line) {
        path_.push_back(piece.name);
        // Reports of the day (052) and single notifications (054) have the same entries, but are no statements.
        if (path_.size() == 1 && piece.name != "Document") return "not_a_statement";
        if (path_.size() == 2 && piece.name != "BkToCstmrStmt") return "not_a_statement";
        if (path_.size() == 3 && piece.name == "Stmt") {
            if (file_->statements.size() >= limits_->statements_max) return "too_many_statements";
            file_->statements.emplace_back();
        }
        if (path_.size() == entry_depth && piece.name == "Ntry" && path_[2] == "Stmt") {
            if (++lines_ > limits_->lines_max) return "too_many_lines";
            entry_ = {};
            entry_.line.number = line;
            in_entry_ = true;
        }
        if (in_entry_ && is_at({"Amt"})) entry_.currency = piece.attribute("Ccy");
        if (in_entry_ && is_at({"NtryDtls", "TxDtls"})) ++entry_.parts;
        return {};
    }

    void close(const std::string& name) {
        const bool ends = in_entry_ && path_.size() == entry_depth && name == "Ntry";
        path_.pop_back();
        if (!ends) return;
        in_entry_ = false;
        finish_entry();
    }

    /// Whether the path, from the entry on, is exactly this.
    [[nodiscard]] bool is_at(std::initializer_list<std::string_view> names) const {
        return path_.size() == entry_depth + names.size() &&
               std::equal(names.begin(), names.end(), path_.begin() + entry_depth);
    }

    void read_value(const std::string& text) {
        if (in_entry_) return read_entry_value(text);
        if (path_.size() < 5 || path_[2] != "Stmt" || path_[3] != "Acct") return;
        Statement& statement = file_->statements.back();
        const std::string& name = path_.back();
        const bool number = path_[4] == "Id" && (name == "IBAN" || (name == "Id" && path_.size() == 7));
        if (number) statement.account_number = field_text(text);
        if (name == "Ccy" && path_.size() == 5) statement.currency = currency_named(text);
    }

    void read_entry_value(const std::string& text) {
        if (is_at({"Amt"})) entry_.amount = text;
        if (is_at({"CdtDbtInd"})) entry_.direction = text;
        if (is_at({"Sts"}) || is_at({"Sts", "Cd"})) entry_.pending = text == "PDNG" || text == "INFO" || text == "FUTR";
        if (is_at({"BookgDt", "Dt"}) || is_at({"BookgDt", "DtTm"})) entry_.booked_on = text;
        if (is_at({"ValDt", "Dt"}) || is_at({"ValDt", "DtTm"})) entry_.line.value_on = read_compact_date(text);
        if (is_at({"AcctSvcrRef"})) entry_.line.reference = field_text(text);
        if (is_at({"NtryRef"})) entry_.own_reference = field_text(text);
        if (is_at({"AddtlNtryInf"})) entry_.more = field_text(text);
        read_detail(text);
    }

    void read_detail(const std::string& text) {
        const std::initializer_list<std::string_view> debtor = {"NtryDtls", "TxDtls", "RltdPties", "Dbtr", "Nm"};
        const std::initializer_list<std::string_view> creditor = {"NtryDtls", "TxDtls", "RltdPties", "Cdtr", "Nm"};
        if (is_at(debtor) || is_at({"NtryDtls", "TxDtls", "RltdPties", "Dbtr", "Pty", "Nm"})) entry_.debtor = text;
        if (is_at(creditor) || is_at({"NtryDtls", "TxDtls", "RltdPties", "Cdtr", "Pty", "Nm"})) entry_.creditor = text;
        if (is_at({"NtryDtls", "TxDtls", "Refs", "AcctSvcrRef"})) entry_.part_reference = field_text(text);
        if (is_at({"NtryDtls", "TxDtls", "RmtInf", "Ustrd"}) && entry_.words.size() < words_bytes_max) {
            if (!entry_.words.empty()) entry_.words += ' ';
            entry_.words += text;
        }
    }

    void note(LineProblem problem, std::string_view value) {
        StatementLine& line = entry_.line;
        if (problem == LineProblem::none || line.problem != LineProblem::none) return;
        line.problem = problem;
        line.problem_value = field_text(value);
    }

    void finish_entry() {
        if (entry_.pending) {
            ++file_->pending;
            return;
        }
        StatementLine& line = entry_.line;
        line.booked_on = read_compact_date(entry_.booked_on);
        if (!line.booked_on) {
            note(entry_.booked_on.empty() ? LineProblem::date_missing : LineProblem::date_unreadable, entry_.booked_on);
        }
        note(read_decimal(entry_.amount, line.minor), entry_.amount);
        const bool debit = entry_.direction == "DBIT";
        if (!debit && entry_.direction != "CRDT") note(LineProblem::amount_unreadable, entry_.direction);
        if (debit) line.minor = -line.minor;
        line.currency = currency_named(entry_.currency);
        if (!line.currency && !entry_.currency.empty()) note(LineProblem::currency_unknown, entry_.currency);
        // An entry of many payments has no one counterparty and no reference but its own.
        if (entry_.parts <= 1) line.counterparty = field_text(debit ? entry_.creditor : entry_.debtor);
        if (line.reference.empty() && entry_.parts <= 1) line.reference = entry_.part_reference;
        if (line.reference.empty()) line.reference = entry_.own_reference;
        line.text = field_text(entry_.words);
        if (line.text.empty()) line.text = entry_.more;
        file_->statements.back().lines.push_back(std::move(line));
    }

    static constexpr std::size_t entry_depth = 4;  // Document, BkToCstmrStmt, Stmt, Ntry.
    static constexpr std::size_t words_bytes_max = 2'000;

    struct Entry {
        StatementLine line;
        std::string amount, currency, direction, booked_on, own_reference, part_reference, more, debtor, creditor,
            words;
        bool pending = false;
        std::size_t parts = 0;
    };

    const BankFileLimits* limits_;
    BankFile* file_;
    std::vector<std::string> path_;
    Entry entry_;
    bool in_entry_ = false;
    std::size_t lines_ = 0;
};

}  // namespace

Outcome read_camt(std::string_view text, const BankFileLimits& limits, BankFile& file) {
    XmlReader reader(text);
    CamtStatements statements(limits, file);
    Markup piece;
    while (reader.next(piece)) {
        const std::string_view problem = statements.take(piece, reader.line());
        if (!problem.empty()) return BankFileError{problem, reader.line()};
    }
    if (reader.problem() == MarkupProblem::none) return std::nullopt;
    return BankFileError{problem_name(reader.problem()), reader.line()};
}

}  // namespace pupitre::bank_file
