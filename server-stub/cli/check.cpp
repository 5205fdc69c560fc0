// pupitre check: is everything that is stored whole, readable and consistent?
#include "core/command/row_rules.h"
#include "core/domain/domain.h"
#include "core/requests/content.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/ledger_report.h"
#include "server-stub/cli/orders.h"
#include "server-stub/storage/file_store.h"
#include "server-stub/storage/postgres_storage.h"
#include "server-stub/storage/sqlite_storage.h"

namespace pupitre::host {
namespace {

class Check {
public:
    Check(Storage& storage, const Texts& texts) : storage_(storage), texts_(texts), db_(domain_schema()) {}

    Stored<Done> run();
    std::int64_t faults() const { return faults_; }

private:
    void fault(std::string_view key, std::initializer_list<std::string_view> values) {
        ++faults_;
        print_error(texts_.format(key, values));
    }
    Stored<Done> check_file();
    Stored<Done> check_rows();
    void check_fields();
    Stored<Done> check_ledger();
    Stored<Done> check_contents();
    void print_counts() const;

    Storage& storage_;
    const Texts& texts_;
    Database db_;
    FirmMeta meta_;
    std::int64_t faults_ = 0;
};

Stored<Done> Check::run() {
    const auto meta = storage_.meta();
    if (!meta) return meta.error();
    meta_ = *meta;
    auto done = check_file();
    if (done) done = check_rows();
    if (!done) return done;
    check_fields();
    done = check_ledger();
    print_counts();
    return done ? check_contents() : done;
}

Stored<Done> Check::check_file() {
    const auto problems = storage_.integrity_problems();
    if (!problems) return problems.error();
    for (const std::string& problem : *problems) fault("host.check.file", {problem});
    return Done{};
}

Stored<Done> Check::check_rows() {
    const auto loaded =
        storage_.load(db_, [&](std::string_view table, Id128 row) { fault("host.check.row", {table, to_text(row)}); });
    if (!loaded) return loaded.error();
    if (db_.digest() != meta_.digest) fault("host.check.digest", {to_text(meta_.digest), to_text(db_.digest())});
    return Done{};
}

/// Every field against its own rules, references among them.
void Check::check_fields() {
    for (TableIndex table = 0; table < db_.schema().table_count(); ++table) {
        const EntityInfo& info = db_.schema().entity(table);
        for (std::size_t place = 0; place < db_.table(table).size(); ++place) {
            const void* row = db_.table(table).at(place);
            for (const Field& field : info.fields) {
                const auto refusal = check_field(db_, info, row, field);
                if (!refusal) continue;
                const bool dangling = refusal->code == RefusalCode::reference_missing;
                fault(dangling ? "host.check.reference" : "host.check.invalid",
                      {info.table, to_text(id_of(row)), field.key});
            }
        }
    }
}

/// The recorded changes, carried out on nothing, must give the same data, and their chains must hold.
Stored<Done> Check::check_ledger() {
    const auto facts = walk_ledger(storage_, db_);
    if (!facts) return facts.error();
    if (facts->broken) {
        ++faults_;
        print_error(broken_entry_text(*facts->broken, db_, texts_));
    }
    return Done{};
}

/// Every content that is here against its hash. A document whose content is still awaited is no fault: it is counted.
Stored<Done> Check::check_contents() {
    const auto facts = read_contents(storage_);
    if (!facts) return facts.error();
    for (const Id128 content : facts->damaged) fault("host.check.content", {to_text(content)});
    const auto here = documents_here(storage_);
    if (!here) return here.error();
    std::int64_t awaited = 0;
    for_each_content(db_, [&](Id128 document, const std::string&) { awaited += here->contains(document) ? 0 : 1; });
    print_line(texts_.format("host.check.contents",
                             {std::to_string(facts->whole), std::to_string(facts->bytes), std::to_string(awaited)}));
    return Done{};
}

void Check::print_counts() const {
    for (TableIndex table = 0; table < db_.schema().table_count(); ++table) {
        const std::string_view name = db_.schema().entity(table).table;
        print_line(texts_.format("host.check.counts", {texts_.label(name), std::to_string(db_.table(table).size())}));
    }
    print_line(texts_.format("host.check.commands", {std::to_string(meta_.seq)}));
    print_line(texts_.format("host.check.digest_is", {to_text(db_.digest())}));
}

}  // namespace

namespace {

/// Of a damaged file at least what SQLite says about it.
ExitCode report_fault(const StorageFault& fault, const std::string& folder, const Texts& texts) {
    if (fault.kind != FaultKind::corrupt) return report(fault, folder, texts);
    if (is_postgres(folder)) return report(fault, folder, texts);
    for (const std::string& problem : problems_of_file(folder)) print_error(texts.format("host.check.file", {problem}));
    print_error(texts.format("host.check.damaged", {folder}));
    return ExitCode::database_unusable;
}

}  // namespace

ExitCode run(const CheckOrder& order, const Texts& texts) {
    auto storage = open_storage({order.data});
    if (!storage) return report_fault(storage.error(), order.data, texts);
    // One moment of the database, also while a host writes to it.
    const auto begun = (*storage)->begin_reading();
    if (!begun) return report(begun.error(), order.data, texts);
    Check check(**storage, texts);
    const auto done = check.run();
    (*storage)->roll_back();
    if (!done) return report_fault(done.error(), order.data, texts);
    if (check.faults() > 0) {
        print_error(texts.format("host.check.faulty", {std::to_string(check.faults())}));
        return ExitCode::faults_found;
    }
    print_line(std::string(texts.label("host.check.sound")));
    return ExitCode::done;
}

}  // namespace pupitre::host
