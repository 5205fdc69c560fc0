// Carrying out an import: the command `client.import`, and the commands that a plan comes to.
//
//   client.import { groups: [row], tags: [row],
//                   create: [ {client: row, person: row?, address: row?, notes: [row]?, person_tags: [row]?} ],
//                   change: [ {command: name, args: {…}} ] }
//
// A command is carried out whole or not at all. A large file is several commands of one batch.
#pragma once

#include <optional>
#include <vector>

#include "core/command/registry.h"
#include "core/crm/client_import.h"

namespace pupitre {

constexpr std::size_t import_rows_per_command = 100;
constexpr std::size_t import_bytes_per_command = 120 * 1024;  // Of texts; leaves room for keys and escapes.

/// Turns a complete plan into arguments of `client.import` commands, in the order in which they must be given.
class ClientImportCommands {
public:
    explicit ClientImportCommands(const ClientImport& plan);

    /// The next command's arguments; nothing when the plan is carried out.
    std::optional<Json> next();
    std::size_t rows_done() const { return next_row_ + next_link_; }
    std::size_t rows_total() const { return 2 * plan_->rows().size(); }

private:
    struct Chunk {
        Json args = Json::object();
        std::size_t rows = 0;
        std::size_t bytes = 0;
    };

    void add_new_client(Chunk& chunk, const RowPlan& row);
    void add_changes(Chunk& chunk, const RowPlan& row);
    void add_link(Chunk& chunk, const RowPlan& row) const;
    BundleTargets targets_of(const ClientRecord& record) const;

    const ClientImport* plan_;
    Id128 next_id_;
    std::size_t next_row_ = 0;
    std::size_t next_link_ = 0;
    bool names_given_ = false;
};

/// The command itself, for the registry.
CommandType client_import_command(const Registry& registry);

}  // namespace pupitre
