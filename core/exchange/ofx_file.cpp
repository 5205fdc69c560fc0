// OFX: bank and card statements. The elements are the same in both versions; what differs is how they are written.
#include <algorithm>
#include <utility>

#include "core/exchange/bank_file_parts.h"
#include "core/exchange/tag_reader.h"
#include "core/exchange/xml_reader.h"

namespace pupitre::bank_file {

namespace {

class OfxStatements {
public:
    OfxStatements(const BankFileLimits& limits, BankFile& file) : limits_(&limits), file_(&file) {}

    /// The name of a problem; empty if there is none.
    std::string_view take(const Markup& piece, std::uint32_t line) {
        switch (piece.kind) {
        case Markup::Kind::open: return open(piece.name, line);
        case Markup::Kind::text: read_value(piece.text); return {};
        case Markup::Kind::close: return close(piece.name);
        case Markup::Kind::end: return {};
        }
        return {};
    }
    [[nodiscard]] bool saw_ofx() const { return saw_ofx_; }

private:
    std::string_view open(const std::string& name, std::uint32_t line) {
        if (name == "OFX") saw_ofx_ = true;
        path_.push_back(name);
        if (name == "STMTRS" || name == "CCSTMTRS") {
            if (file_->statements.size() >= limits_->statements_max) return "too_many_statements";
            file_->statements.emplace_back();
        }
        if (name != "STMTTRN") return {};
        if (in_line_) return "wrong_nesting";
        if (file_->statements.empty()) file_->statements.emplace_back();
        if (++lines_ > limits_->lines_max) return "too_many_lines";
        in_line_ = true;
        line_ = {};
        line_.number = line;
        amount_.clear();
        return {};
    }

    std::string_view close(const std::string& name) {
        if (!path_.empty()) path_.pop_back();
        if (name != "STMTTRN" || !in_line_) return {};
        in_line_ = false;
        finish_line();
        file_->statements.back().lines.push_back(std::move(line_));
        return {};
    }

    [[nodiscard]] bool inside(std::string_view name) const {
        for (const std::string& one : path_) {
            if (one == name) return true;
        }
        return false;
    }

    void read_value(const std::string& text) {
        if (path_.empty()) return;
        if (in_line_) return read_line_value(path_.back(), text);
        if (file_->statements.empty()) return;
        Statement& statement = file_->statements.back();
        if (path_.back() == "CURDEF") statement.currency = currency_named(text);
        const bool own = inside("BANKACCTFROM") || inside("CCACCTFROM");
        if (path_.back() == "ACCTID" && own) statement.account_number = field_text(text);
    }

    void read_line_value(const std::string& name, const std::string& text) {
        if (name == "DTPOSTED") read_date(text, line_.booked_on);
        if (name == "DTAVAIL") line_.value_on = read_compact_date(text);
        if (name == "TRNAMT") amount_ = text;
        if (name == "FITID") line_.reference = field_text(text);
        if (name == "NAME") line_.counterparty = field_text(text);
        if (name == "MEMO") line_.text = field_text(text);
        if (name == "CHECKNUM") check_ = field_text(text);
        if (name == "CURSYM" && inside("CURRENCY")) {
            line_.currency = currency_named(text);
            if (!line_.currency) note(LineProblem::currency_unknown, text);
        }
    }

    void read_date(const std::string& text, std::optional<Date>& date) {
        date = read_compact_date(text);
        if (!date) note(LineProblem::date_unreadable, text);
    }

    void note(LineProblem problem, const std::string& value) {
        if (problem == LineProblem::none || line_.problem != LineProblem::none) return;
        line_.problem = problem;
        line_.problem_value = field_text(value);
    }

    void finish_line() {
        if (!line_.booked_on) note(LineProblem::date_missing, {});
        note(read_decimal(amount_, line_.minor), amount_);
        if (line_.text.empty()) line_.text = check_;
        check_.clear();
    }

    const BankFileLimits* limits_;
    BankFile* file_;
    std::vector<std::string> path_;
    bool saw_ofx_ = false;
    bool in_line_ = false;
    std::size_t lines_ = 0;
    StatementLine line_;
    std::string amount_;
    std::string check_;
};

template <class Reader>
Outcome read_ofx(Reader reader, const BankFileLimits& limits, BankFile& file) {
    OfxStatements statements(limits, file);
    Markup piece;
    while (reader.next(piece)) {
        const std::string_view problem = statements.take(piece, reader.line());
        if (!problem.empty()) return BankFileError{problem, reader.line()};
    }
    if (reader.problem() != MarkupProblem::none) return BankFileError{problem_name(reader.problem()), reader.line()};
    if (!statements.saw_ofx()) return BankFileError{"not_a_statement"};
    return std::nullopt;
}

}  // namespace

Outcome read_tagged_ofx(std::string_view text, std::size_t first_tag, const BankFileLimits& limits, BankFile& file) {
    const auto lines = std::ranges::count(text.substr(0, first_tag), '\n');
    return read_ofx(TagReader(text.substr(first_tag), {}, static_cast<std::uint32_t>(lines) + 1), limits, file);
}

Outcome read_xml_ofx(std::string_view text, const BankFileLimits& limits, BankFile& file) {
    return read_ofx(XmlReader(text), limits, file);
}

}  // namespace pupitre::bank_file
