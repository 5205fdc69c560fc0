// Bank files: reading never fails badly, keeps within its limits, and what it gives fits the fields it goes to.
#include <cstdint>
#include <cstdlib>

#include "core/base/text_fold.h"
#include "core/exchange/bank_file.h"
#include "core/exchange/tag_reader.h"
#include "core/exchange/xml_reader.h"
#include "core/schema/field.h"

using namespace pupitre;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

void demand_field(const std::string& text) {
    demand(is_utf8(text));
    demand(code_points(text) <= static_cast<std::size_t>(short_text_max));
    demand(text.find('\n') == std::string::npos);
}

template <class Reader>
void demand_balanced(std::string_view text) {
    const MarkupLimits limits{.depth_max = 8, .name_bytes_max = 20, .text_bytes_max = 200, .attributes_max = 4};
    Reader reader(text, limits);
    Markup piece;
    std::vector<std::string> open;
    while (reader.next(piece)) {
        if (piece.kind == Markup::Kind::open) open.push_back(piece.name);
        if (piece.kind == Markup::Kind::close) {
            demand(!open.empty() && open.back() == piece.name);
            open.pop_back();
        }
        demand(open.size() <= limits.depth_max + 1);
        demand(piece.text.size() <= limits.text_bytes_max + 4);
    }
    demand(reader.problem() != MarkupProblem::none || open.empty());
    demand(reader.line() >= 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    demand_balanced<XmlReader>(bytes);
    demand_balanced<TagReader>(bytes);
    const BankFileLimits limits{.bytes_max = 1'000'000, .lines_max = 50, .statements_max = 5};
    const auto file = read_bank_file(bytes, limits);
    if (!file.ok()) {
        demand(!file.error().name.empty());
        return 0;
    }
    demand(file->line_count() > 0);
    for (const Statement& statement : file->statements) {
        demand_field(statement.account_number);
        for (const StatementLine& line : statement.lines) {
            demand_field(line.text);
            demand_field(line.counterparty);
            demand_field(line.reference);
            demand_field(line.problem_value);
            if (line.problem != LineProblem::none) continue;
            demand(line.booked_on.has_value());
            demand(line.minor <= number_max && line.minor >= -number_max);
        }
    }
    return 0;
}
