// Client lists for other programs: the same columns that an import reads, so that a list comes back unchanged.
#pragma once

#include <string>
#include <vector>

#include "core/crm/client_bundle.h"
#include "core/exchange/csv.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// Writes a CSV file that Excel opens right in the given language, step by step.
class ClientExport {
public:
    /// The clients in the order in which they shall stand. The database must stay as it is.
    ClientExport(const Database& db, std::vector<ClientId> clients, Language language);

    /// Writes up to this many clients more. False when all are written.
    bool step(std::size_t clients);
    std::size_t rows_done() const { return next_; }
    std::size_t rows_total() const { return clients_.size(); }
    std::string take() { return writer_.take(); }

private:
    void write_titles();
    void write_client(ClientId client);
    std::string shown(SheetColumn column, const std::string& kept) const;

    const Database* db_;
    std::vector<ClientId> clients_;
    Texts texts_;
    CsvWriter writer_;
    std::size_t next_ = 0;
};

/// All clients, in the order in which they were created.
std::vector<ClientId> all_clients(const Database& db);

/// The whole file at once.
std::string export_clients(const Database& db, Language language);

}  // namespace pupitre
