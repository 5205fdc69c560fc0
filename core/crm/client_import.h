// The plan of an import of clients: what each row of a table would do to the firm's clients, with the reason where it
// does nothing. Reads the database, changes nothing; the commands that carry it out come from client_import_command.h.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/crm/client_matching.h"
#include "core/crm/client_reading.h"

namespace pupitre {

/// What a row does. In this order in reports.
enum class RowVerdict : std::uint8_t { fresh, changed, unchanged, duplicate, error };

/// "new", "changed", "unchanged", "duplicate", "error".
std::string_view verdict_name(RowVerdict verdict);

/// What happens to a row in which a cell can't be taken.
enum class FaultyRows : std::uint8_t {
    reject,          // The row is an error: corrected, it can be imported again.
    leave_cell_out,  // The rest of the row is taken; a note keeps the text of the cell.
};

struct ClientImportOptions {
    ReadingOptions reading;
    FaultyRows faulty_rows = FaultyRows::reject;
    std::string correction_note;  // Starts the note that keeps cells left out, for example "À corriger :".
    Currency currency = Currency::eur;
    bool may_create_groups = true;  // Otherwise an unknown group is a doubt and the default group is taken.
    Id128 first_id;                 // New rows get this id and the following ones.
};

/// One value that would change.
struct ColumnDifference {
    SheetColumn column = SheetColumn::name;
    std::string before;  // As in a ClientRecord.
    std::string after;
};

struct RowPlan {
    std::uint32_t row = 0;     // In the table.
    std::uint32_t number = 0;  // As Excel shows it.
    RowVerdict verdict = RowVerdict::error;
    ClientId client;            // The new client, the one that is changed, or the one that this row repeats.
    std::uint32_t repeats = 0;  // Number of the earlier row that this one repeats; 0 if it repeats none of the file.
    ClientId parent;            // Meant by the parent column; nil if there is none.
    std::vector<CellProblem> problems;
    std::vector<ColumnDifference> differences;
};

struct ImportCounts {
    std::uint32_t fresh = 0;
    std::uint32_t changed = 0;
    std::uint32_t unchanged = 0;
    std::uint32_t duplicate = 0;
    std::uint32_t error = 0;

    bool operator==(const ImportCounts&) const = default;
};

/// Plans row by row, so that a browser can draw in between. The database and the table must stay as they are.
class ClientImport {
public:
    ClientImport(const Database& db, const CsvTable& table, ColumnMapping mapping, ClientImportOptions options);

    /// Plans up to this many rows more. False when the plan is complete.
    bool step(std::size_t rows);
    bool is_complete() const { return next_link_ == plans_.size() && next_row_ == table_->row_count(); }
    /// Planned and to plan: each row is visited twice, the second time for its parent.
    std::size_t work_done() const { return next_row_ + next_link_; }
    std::size_t work_total() const { return 2 * table_->row_count(); }

    const std::vector<RowPlan>& rows() const { return plans_; }
    ImportCounts counts() const;

    const Database& db() const { return *db_; }
    const ClientImportOptions& options() const { return options_; }
    /// The row's record as planned, read anew. For rows that are new or changed.
    ClientRecord record(const RowPlan& plan) const;
    /// The group and the tags of a record; new ones are in the lists below.
    ClientGroupId group_named(const std::string& name) const;
    TagId tag_named(const std::string& name) const;
    const std::vector<ClientGroup>& new_groups() const { return new_groups_; }
    const std::vector<Tag>& new_tags() const { return new_tags_; }
    /// The first id that the plan has not given away.
    Id128 next_id() const { return next_id_; }

private:
    void plan_row(std::size_t row);
    void plan_link(RowPlan& plan);
    ClientRecord read(std::size_t row, std::vector<CellProblem>& problems) const;
    void settle(ClientRecord& record, const ClientRecord* current, std::size_t row) const;
    void leave_out_misplaced(ClientRecord& record, bool person_known, std::vector<CellProblem>& problems) const;
    void compare(RowPlan& plan, const ClientRecord& current, const ClientRecord& record) const;
    void know_group_and_tags(ClientRecord& record, std::vector<CellProblem>& problems);
    bool closes_a_circle(ClientId client, ClientId parent) const;
    ClientId planned_parent(ClientId client) const;
    Id128 take_id();

    const Database* db_;
    const CsvTable* table_;
    ColumnMapping mapping_;
    ClientImportOptions options_;
    Id128 next_id_;

    ClientMatcher matcher_;
    std::map<std::string, ClientGroupId> groups_;  // By folded name, new ones included.
    std::map<std::string, TagId> tags_;
    std::vector<ClientGroup> new_groups_;
    std::vector<Tag> new_tags_;

    std::vector<RowPlan> plans_;
    std::size_t next_row_ = 0;
    std::size_t next_link_ = 0;
};

}  // namespace pupitre
