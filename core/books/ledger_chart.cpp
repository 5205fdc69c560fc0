// The usual accounts, and the firm's own among them.
#include "core/books/ledger_chart.h"

#include <algorithm>
#include <map>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {

namespace {

constexpr std::size_t code_min = 2;
constexpr std::size_t code_max = 12;
constexpr Id128 chart_cause{0x6c65646765720000, 1};

std::optional<Refusal> check_ledger_account(const Database&, const Context&, const void* row) {
    const auto& account = *static_cast<const LedgerAccount*>(row);
    if (account.id == ledger_account_id(account.code)) return std::nullopt;
    return Refusal{RefusalCode::invalid_value, std::string(LedgerAccount::table), account.id.value, "code", {}};
}

}  // namespace

std::span<const Field> LedgerAccount::fields() {
    static constexpr Field rows[] = {
        field<&LedgerAccount::id>("id"),
        field<&LedgerAccount::code>("code", Edit::text, Need::required).with_check(is_ledger_code),
        field<&LedgerAccount::label>("label", Edit::text, Need::required),
        field<&LedgerAccount::hidden>("hidden", Edit::yes_no),
    };
    static_assert(std::size(rows) == member_count<LedgerAccount>(), "Every member needs a row.");
    return rows;
}

LedgerAccountId ledger_account_id(std::string_view code) {
    return {derived_id(chart_cause, "ledger_account:" + std::string(code))};
}

bool is_ledger_code(std::string_view code) {
    return code.size() >= code_min && code.size() <= code_max &&
           std::ranges::all_of(code, [](char c) { return is_ascii_digit(c) || is_ascii_letter(c); });
}

std::vector<ChartLine> chart_of(const Database& db) {
    std::map<std::string, std::string> lines;
    for (const ChartLine& line : usual_chart()) lines[line.code] = line.label;
    db.for_each<LedgerAccount>([&](const LedgerAccount& account) {
        if (account.hidden) {
            lines.erase(account.code);
        } else {
            lines[account.code] = account.label;
        }
    });
    std::vector<ChartLine> chart;
    chart.reserve(lines.size());
    for (const auto& [code, label] : lines) chart.push_back({code, label});
    return chart;
}

std::vector<ChartLine> find_in_chart(std::span<const ChartLine> chart, std::string_view typed) {
    const std::string wanted = fold(typed);
    std::vector<ChartLine> found;
    std::vector<ChartLine> by_words;
    for (const ChartLine& line : chart) {
        if (fold(line.code).starts_with(wanted)) {
            found.push_back(line);
        } else if (matches_folded(fold(category_text(line)), wanted)) {
            by_words.push_back(line);
        }
    }
    std::ranges::move(by_words, std::back_inserter(found));
    return found;
}

std::string category_text(const ChartLine& line) { return line.code + ' ' + line.label; }

std::string_view category_code(std::string_view category) { return category.substr(0, category.find(' ')); }

EntityRules ledger_account_rules() {
    EntityRules rules;
    rules.info = &entity_info<LedgerAccount>();
    rules.check = check_ledger_account;
    return rules;
}

}  // namespace pupitre
