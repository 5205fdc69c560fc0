// pupitre verify: does the ledger hold, entry by entry, and does it lead to the rows that are stored?
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/ledger_report.h"
#include "server-stub/cli/orders.h"
#include "server-stub/storage/file_store.h"

namespace pupitre::host {

std::string broken_entry_text(const BrokenEntry& broken, const Database& db, const Texts& texts) {
    std::string scope(texts.label("host.ledger.firm_scope"));
    if (!broken.scope.value.is_nil()) {
        const Client* client = db.find(ClientId{broken.scope.value});
        scope = texts.format("host.ledger.client_scope",
                             {client != nullptr ? client->name : "?", to_text(broken.scope.value)});
    }
    const std::string why(texts.label("host.ledger." + std::string(ledger_fault_name(broken.fault))));
    return texts.format("host.ledger.broken", {std::to_string(broken.seq), scope, why});
}

std::variant<LedgerRead, ExitCode> read_ledger(const std::string& folder, const Texts& texts,
                                               const std::function<void(const WalkedLink&)>& visit) {
    auto storage = open_storage({folder});
    if (!storage) return report(storage.error(), folder, texts);
    // One moment of the database, also while a host writes to it.
    const auto begun = (*storage)->begin_reading();
    if (!begun) return report(begun.error(), folder, texts);
    LedgerRead read{std::make_unique<Database>(domain_schema()), {}};
    auto loaded = (*storage)->load(*read.db, [](std::string_view, Id128) {});  // What is missing shows as a digest.
    auto facts = loaded ? walk_ledger(**storage, *read.db, visit) : Stored<LedgerFacts>{loaded.error()};
    (*storage)->roll_back();
    if (!facts) return report(facts.error(), folder, texts);
    read.facts = *std::move(facts);
    return read;
}

namespace {

/// The ledger names contents by their hashes: are they what is kept?
ExitCode verify_contents(const std::string& folder, const Texts& texts) {
    auto storage = open_storage({folder});
    const auto facts = storage ? read_contents(**storage) : Stored<ContentFacts>{storage.error()};
    if (!facts) return report(facts.error(), folder, texts);
    for (const Id128 content : facts->damaged) print_error(texts.format("host.check.content", {to_text(content)}));
    return facts->damaged.empty() ? ExitCode::done : ExitCode::faults_found;
}

}  // namespace

ExitCode run(const VerifyOrder& order, const Texts& texts) {
    auto done = read_ledger(order.data, texts, nullptr);
    if (const auto* code = std::get_if<ExitCode>(&done)) return *code;
    const auto& [db, facts] = std::get<LedgerRead>(done);
    print_line(texts.format("host.ledger.counts", {std::to_string(facts.entries), std::to_string(facts.links),
                                                   std::to_string(facts.heads.size())}));
    if (facts.broken) {
        print_error(broken_entry_text(*facts.broken, *db, texts));
        print_error(std::string(texts.label("host.ledger.what_to_do")));
        return ExitCode::faults_found;
    }
    print_line(std::string(texts.label("host.ledger.sound")));
    return verify_contents(order.data, texts);
}

}  // namespace pupitre::host
