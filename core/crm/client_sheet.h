// The columns of client lists that come from and go to other programs, and how their titles are recognised.
// Knows no rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/exchange/csv.h"

namespace pupitre {

/// What a column of a client list says. In the order in which we write them.
enum class SheetColumn : std::uint8_t {
    reference,
    name,
    siren,
    group,
    street,
    complement,
    postcode,
    city,
    country,
    phone,
    email,
    civility,
    first_name,
    last_name,
    job_title,
    tags,
    client_since,
    credit_limit,
    balance,
    active,
    parent,
    remark,
    // Not in every list:
    siret,
    vat_number,
    subdivision,
    mobile,
    website,
    prospect,
    supplier,
    flag_text,
    account_number,
    year_end_month,
    // The client's own, where its main person has one too.
    own_phone,
    own_email,
};

constexpr std::size_t sheet_column_count = 34;
using SheetColumns = std::array<SheetColumn, sheet_column_count>;

/// All columns, in order.
const SheetColumns& sheet_columns();

/// "client_since": the end of the title's message key "sheet.client_since", and the name in reports.
std::string_view column_key(SheetColumn column);

/// For each column of a file: what it says, or nothing if it is left aside.
using ColumnMapping = std::vector<std::optional<SheetColumn>>;

/// What a title says, in French or English, whatever the case, accents and punctuation; nothing if it is unknown.
std::optional<SheetColumn> recognise_column(std::string_view title);

/// Proposes a mapping from the first row. No column is given twice: the first title that fits has it.
ColumnMapping propose_mapping(const CsvTable& table);

/// Gives a file column another meaning; whoever had that meaning loses it.
void remap(ColumnMapping& mapping, std::size_t file_column, std::optional<SheetColumn> meaning);

}  // namespace pupitre
