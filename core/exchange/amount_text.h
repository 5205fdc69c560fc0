// Numbers and amounts as people and spreadsheets write them, into whole minor units. No floating point.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

/// Why a text is no amount. The names are stored in import reports.
enum class AmountProblem { not_an_amount, ambiguous, too_precise, out_of_range };

std::string_view problem_name(AmountProblem problem);

/// What a lone comma or point means when the text itself does not say.
enum class NumberStyle { french, english };

/// "25 000,50", "10 351,85 €" (with every kind of space), "-135,87 €", "(135,87)", "1,234.56", "1.234,56", "CHF 1'234.50"
/// into hundredths. "1,234" and "1.234" can be a thousand or one: refused as ambiguous, except where the style decides.
Result<std::int64_t, AmountProblem> read_amount(std::string_view text, NumberStyle style = NumberStyle::french);

/// "10351,85" or "10351.85": what a spreadsheet in that language takes for a number. No grouping.
std::string write_amount(std::int64_t minor, NumberStyle style = NumberStyle::french);

}  // namespace pupitre
