// pupitre move: the firm out of one database into another, empty one, of whichever kind each is.
#include "core/domain/domain.h"
#include "core/text/format.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/orders.h"
#include "server-stub/cli/serving_lock.h"
#include "server-stub/firm/local_device.h"
#include "server-stub/storage/copy.h"
#include "server-stub/storage/postgres_storage.h"

namespace pupitre::host {
namespace {

using Claim = std::unique_ptr<ServingLock>;

/// Sees to it that no host serves the place. Of PostgreSQL there is nothing to hold: a host that starts now waits for the
/// move's transaction.
Stored<Claim> claim(const std::string& place) {
    if (!is_postgres(place)) return ServingLock::take(place);
    const auto served = is_served(place);
    if (!served) return served.error();
    if (*served) return StorageFault{FaultKind::busy, "a host serves it"};
    return Claim{};
}

ExitCode report_claim(const StorageFault& fault, const std::string& place, const Texts& texts) {
    if (fault.kind != FaultKind::busy) return report(fault, place, texts);
    print_error(texts.format("host.move.served", {shown_place(place)}));
    return ExitCode::database_busy;
}

/// What was copied; the source is then another database, so that no device can take the one for the other.
Stored<CopyFacts> move_all(Storage& from, Storage& to) {
    auto done = from.begin();
    if (done) done = to.begin();
    auto facts = done ? copy_all(from, to, domain_schema()) : Stored<CopyFacts>{done.error()};
    done = facts ? to.commit() : Stored<Done>{facts.error()};
    if (done) done = from.set_epoch(new_id());
    if (done) done = from.commit();
    from.roll_back();
    to.roll_back();
    if (!done) return done.error();
    return facts;
}

void tell(const CopyFacts& facts, const MoveOrder& order, const Texts& texts) {
    const Language language = texts.language();
    print_line(texts.format("host.move.done", {shown_place(order.from), shown_place(order.to)}));
    print_line(texts.format("host.move.facts", {format_number(facts.rows, language), format_number(facts.seq, language),
                                                format_number(facts.records, language), to_text(facts.digest)}));
    for (const std::string& column : facts.left) print_error(texts.format("host.move.left", {column}));
    print_line(texts.format("host.move.source", {shown_place(order.from)}));
}

}  // namespace

ExitCode run(const MoveOrder& order, const Texts& texts) {
    if (order.from == order.to) {
        print_error(std::string(texts.label("host.move.same")));
        return ExitCode::refused;
    }
    const auto from = open_storage({order.from});
    if (!from) return report(from.error(), order.from, texts);
    const auto to = open_storage({order.to, true});
    if (!to) return report(to.error(), order.to, texts);
    const auto from_claim = claim(order.from);
    if (!from_claim) return report_claim(from_claim.error(), order.from, texts);
    const auto to_claim = claim(order.to);
    if (!to_claim) return report_claim(to_claim.error(), order.to, texts);
    const auto vacant = is_vacant(**to);
    if (!vacant) return report(vacant.error(), order.to, texts);
    if (!*vacant) {
        print_error(texts.format("host.move.not_empty", {shown_place(order.to)}));
        return ExitCode::refused;
    }
    const auto facts = move_all(**from, **to);
    if (!facts) return report(facts.error(), order.from, texts);
    tell(*facts, order, texts);
    return ExitCode::done;
}

}  // namespace pupitre::host
