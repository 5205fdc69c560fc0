// The chart from which categories are chosen: a short one that comes with the program, and what a firm adds, renames or
// leaves out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/crm/client.h"
#include "core/text/usual_chart.h"

namespace pupitre {

/// A line of the firm's own chart. One with the code of a line that comes with the program stands in its place.
struct LedgerAccount {
    static constexpr std::string_view table = "ledger_account";
    static constexpr std::string_view scope_key = "";

    Id<LedgerAccount> id;
    std::string code;  // "606100"
    std::string label;
    bool hidden = false;  // Not offered.

    static std::span<const Field> fields();
    bool operator==(const LedgerAccount&) const = default;
};
using LedgerAccountId = Id<LedgerAccount>;

/// Follows from the code: two devices that add the same account make one row.
LedgerAccountId ledger_account_id(std::string_view code);
/// Two to twelve digits and letters.
bool is_ledger_code(std::string_view code);

/// What is offered, in the order of codes.
std::vector<ChartLine> chart_of(const Database& db);
/// The lines that begin with the typed code or hold all typed words, codes first.
std::vector<ChartLine> find_in_chart(std::span<const ChartLine> chart, std::string_view typed);

/// "606100 Fournitures", as a transaction keeps it; and its two parts.
std::string category_text(const ChartLine& line);
std::string_view category_code(std::string_view category);

EntityRules ledger_account_rules();

}  // namespace pupitre
