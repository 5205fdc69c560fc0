// The readers of the formats, and what they share. For the reading of bank files only.
#pragma once

#include "core/exchange/bank_file.h"

namespace pupitre::bank_file {

using Outcome = std::optional<BankFileError>;

/// Blanks in a row become one; at most what a field holds.
std::string field_text(std::string_view text);
std::optional<Currency> currency_named(std::string_view code);
/// "-12.34", "+12,3", "12": a decimal mark and no groups, as OFX and CAMT write amounts.
LineProblem read_decimal(std::string_view text, std::int64_t& minor);
/// "2026-01-31", "20260131", each with whatever stands behind.
std::optional<Date> read_compact_date(std::string_view text);

/// `first_tag`: where the header ends.
Outcome read_tagged_ofx(std::string_view text, std::size_t first_tag, const BankFileLimits& limits, BankFile& file);
Outcome read_xml_ofx(std::string_view text, const BankFileLimits& limits, BankFile& file);
Outcome read_camt(std::string_view text, const BankFileLimits& limits, BankFile& file);
Outcome read_table(std::string text, const BankFileLimits& limits, BankFile& file);

}  // namespace pupitre::bank_file
