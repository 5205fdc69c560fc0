// From the bytes of a file that somebody chose to a table, with one list of reasons why not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/exchange/csv.h"
#include "core/exchange/encoding.h"

namespace pupitre {

/// Why a file can't be taken as a table: the name is part of message key "import.file.<name>".
struct TableFileError {
    std::string_view name;
    std::uint32_t row = 0;  // As Excel counts; 0 if it is about the whole file.
};

/// A file on its way to a table. Decoding happens at once, reading in steps.
class TableFile {
public:
    static Result<TableFile, TableFileError> open(std::string_view bytes, std::size_t bytes_max = text_bytes_max);

    /// Reads up to this many rows more. False when there is nothing left to do.
    bool step(std::size_t rows) { return reader_.step(rows); }
    std::size_t bytes_read() const { return reader_.bytes_read(); }
    std::size_t bytes_total() const { return reader_.bytes_total(); }

    Encoding encoding() const { return encoding_; }
    std::uint32_t replaced_characters() const { return replaced_characters_; }

    /// Reads what is left and hands the table over.
    Result<CsvTable, TableFileError> finish();

private:
    explicit TableFile(DecodedText text);

    Encoding encoding_;
    std::uint32_t replaced_characters_;
    CsvReader reader_;
};

}  // namespace pupitre
