// Opens the firm in a data folder, and words what can go wrong with it.
#include "server-stub/cli/firm_folder.h"

#include <cstdio>

#include "core/base/text_fold.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "server-stub/storage/postgres_storage.h"
#include "server-stub/storage/sqlite_storage.h"

namespace pupitre::host {
namespace {

ExitCode exit_code(FaultKind kind) {
    switch (kind) {
    case FaultKind::busy: return ExitCode::database_busy;
    case FaultKind::full:
    case FaultKind::io: return ExitCode::storage_failed;
    case FaultKind::denied:
    case FaultKind::missing:
    case FaultKind::unreachable:
    case FaultKind::corrupt: return ExitCode::database_unusable;
    case FaultKind::newer: return ExitCode::database_newer;
    case FaultKind::internal: return ExitCode::internal;
    }
    return ExitCode::internal;
}

}  // namespace

void print_line(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

void print_error(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

std::string shown_place(const std::string& place) { return is_postgres(place) ? shown_postgres(place) : place; }

ExitCode report(const StorageFault& fault, const std::string& folder, const Texts& texts) {
    std::string key = "host.fault." + std::string(fault_name(fault.kind));
    if (is_postgres(folder) && fault.kind == FaultKind::missing) key = "host.fault.missing_database";
    if (is_postgres(folder) && fault.kind == FaultKind::denied) key = "host.fault.denied_database";
    print_error(texts.format(key, {fault.kind == FaultKind::io ? fault.detail : shown_place(folder), fault.detail}));
    return exit_code(fault.kind);
}

Stored<std::unique_ptr<Storage>> open_storage(const FirmFolder& folder) {
    if (is_postgres(folder.path)) return open_postgres(folder.path, domain_schema(), {folder.create});
    return open_sqlite(folder.path, domain_schema(), {folder.create, folder.pages_max});
}

std::variant<std::unique_ptr<Authority>, ExitCode> open_firm(const FirmFolder& folder, const Texts& texts, Log& log) {
    auto storage = open_storage(folder);
    if (!storage) return report(storage.error(), folder.path, texts);
    auto firm = Authority::open(std::move(*storage), domain_registry(), log);
    if (!firm) return report(firm.error(), folder.path, texts);
    return std::move(*firm);
}

bool is_empty(const Authority& firm) { return firm.seq() == 0 && firm.db().row_count() == 0; }

const TeamMember* find_actor(const Database& db, const std::string& email) {
    const std::string wanted = fold(email);
    const TeamMember* found = nullptr;
    db.for_each<TeamMember>([&](const TeamMember& member) {
        if (found != nullptr || member.inactive) return;
        const bool fits = wanted.empty() ? member.role == TeamRole::administrator : fold(member.email) == wanted;
        if (fits) found = &member;
    });
    return found;
}

std::string refusal_text(const Refusal& refusal, const Texts& texts) {
    std::string text(texts.label("refusal." + std::string(refusal_name(refusal.code))));
    if (refusal.table.empty() || refusal.field.empty()) return text;
    return text + " (" + std::string(texts.label(refusal.table + '.' + refusal.field)) + ')';
}

}  // namespace pupitre::host
