// Reads one row of somebody's table as a client record and says what is wrong with its cells. Knows no database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/crm/client_bundle.h"
#include "core/crm/client_sheet.h"
#include "core/exchange/amount_text.h"
#include "core/exchange/date_text.h"

namespace pupitre {

/// Something about one cell that its author should see: message key "import.problem.<reason>".
struct CellProblem {
    SheetColumn column = SheetColumn::name;
    std::string_view reason;
    std::string value;      // As it stands in the file.
    bool is_error = false;  // The cell can't be taken; otherwise it was taken with a doubt, or left aside.
};

struct ReadingOptions {
    NumberStyle numbers = NumberStyle::french;
    DateReading dates;
    std::string home_country = "FR";  // For addresses that name none.
};

/// The cell's text without protection and blanks at the ends; line breaks as one character.
std::string cell_content(const CsvTable& table, std::size_t row, std::size_t column);

/// Fills `record` from the mapped cells. A cell with an error stays empty. Problems are added to the list.
void read_record(const CsvTable& table, std::size_t row, const ColumnMapping& mapping, const ReadingOptions& options,
                 ClientRecord& record, std::vector<CellProblem>& problems);

/// Takes over from `current` each column whose cell is exactly what we would write for it, so that a list that comes
/// back unchanged changes nothing, whatever its texts are.
void keep_unchanged_cells(const CsvTable& table, std::size_t row, const ColumnMapping& mapping,
                          const ClientRecord& current, ClientRecord& record);

/// "RH,PDG" into {"PDG", "RH"}: sorted by name, none twice.
std::vector<std::string> split_tags(std::string_view text);

}  // namespace pupitre
