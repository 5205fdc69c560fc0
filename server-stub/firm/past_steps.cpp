// Walks the ledger from its end, in bounded pieces: a page is full, or so much was read that the reader may ask again.
#include "server-stub/firm/past_steps.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/command/undo.h"
#include "core/firm/firm.h"
#include "server-stub/firm/past_scopes.h"
#include "server-stub/firm/sight.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t read_at_once = 16;
constexpr std::int64_t entries_max = 2'000;                       // Looked at for one page.
constexpr std::size_t read_bytes_max = std::size_t{8} << 20U;     // Of the ledger, for one page.
constexpr std::size_t page_bytes_max = std::size_t{512} * 1024U;  // Of changes that are sent.

PastAnswer refusal(PastRefusal code) {
    PastAnswer answer;
    answer.refusal = code;
    return answer;
}

bool manages_firm(const Database& db, TeamMemberId member) {
    return (rights_of(db, member) & static_cast<std::uint32_t>(Right::manage_firm)) != 0;
}

std::int64_t from_newest(std::int64_t before) { return before > 0 ? before : std::numeric_limits<std::int64_t>::max(); }

/// The command of an entry; a name and a batch at least, when the arguments are of another version.
Command command_of(const LedgerEntry& entry) {
    const Json json = Json::from_cbor(entry.command.begin(), entry.command.end(), true, false);
    auto command = command_from_json(json);
    return command ? *std::move(command) : Command{};
}

/// What a member sees of a change: all of it, or of a row that came from or went to a hidden file, that it came or went.
std::optional<RowChange> seen_part(const Sight& sight, const RowChange& change, const ChangeScopes& scopes) {
    const bool before = sight.sees(scopes.before);
    const bool after = sight.sees(scopes.after);
    if (!before && !after) return std::nullopt;
    RowChange seen = change;
    if (before && after) return seen;
    seen.kind = after ? RowChangeKind::insert : RowChangeKind::erase;
    for (FieldChange& field : seen.fields) (after ? field.before : field.after) = Value{};
    std::erase_if(seen.fields,
                  [](const FieldChange& field) { return is_absent(field.before) && is_absent(field.after); });
    return seen;
}

class HistoryReader {
public:
    HistoryReader(const Authority& authority, const HistoryQuestion& question, TeamMemberId reader) :
        storage_(authority.storage()),
        db_(authority.db()),
        question_(question),
        sight_(db_, reader),
        scopes_(storage_, db_) {}

    Stored<HistoryPage> read() {
        HistoryPage page;
        const auto seen = may_be_asked();
        if (!seen) return seen.error();
        if (!*seen) return page;
        std::int64_t before = from_newest(question_.before);
        while (true) {
            const auto entries = next_entries(before);
            if (!entries) return entries.error();
            for (const LedgerEntry& entry : *entries) {
                const auto taken = take(entry, page);
                if (!taken) return taken.error();
                if (!*taken) {
                    page.next = before;
                    return page;
                }
                before = entry.head.seq;
            }
            if (std::ssize(*entries) < read_at_once) return page;
        }
    }

private:
    /// A record or file that the reader does not see is answered as one that never was.
    Stored<bool> may_be_asked() {
        if (question_.of == HistoryOf::file) return sight_.sees(ScopeId{question_.row});
        if (question_.of == HistoryOf::firm) return true;
        const TableIndex table = db_.schema().index_of(question_.table);
        if (table >= db_.schema().table_count()) return false;
        // What members were told has no history that anybody could ask for.
        if (db_.schema().entity(table).consequence) return false;
        if (sight_.every_file()) return true;
        if (const void* row = db_.table(table).find(question_.row)) return sight_.sees_row(table, row);
        // Of a row that is gone, the last change says where it was.
        const auto last = storage_.ledger_of_row(question_.table, question_.row, from_newest(0), 1);
        if (!last) return last.error();
        if (last->empty()) return false;
        const auto changes = decode_change_set(db_.schema(), last->front().changes);
        if (!changes) return false;
        const auto scopes = scopes_.of(last->front().head.seq, *changes);
        if (!scopes) return scopes.error();
        for (std::size_t place = changes->rows.size(); place-- > 0;) {
            const RowChange& change = changes->rows[place];
            if (db_.schema().entity(change.table).consequence) continue;
            if (change.table == table && change.row == question_.row) return sight_.sees((*scopes)[place].after);
        }
        return false;
    }

    Stored<std::vector<LedgerEntry>> next_entries(std::int64_t before) {
        using Kind = LedgerPart::Kind;
        switch (question_.of) {
        case HistoryOf::record: return storage_.ledger_of_row(question_.table, question_.row, before, read_at_once);
        case HistoryOf::file: return storage_.ledger_before({Kind::scope, question_.row}, before, read_at_once);
        case HistoryOf::firm: break;
        }
        const bool one = !question_.member.is_nil();
        return storage_.ledger_before({one ? Kind::member : Kind::whole, question_.member.value}, before, read_at_once);
    }

    /// False when the page is full, and the entry not on it.
    Stored<bool> take(const LedgerEntry& entry, HistoryPage& page) {
        const std::size_t bytes = entry.command.size() + entry.changes.size();
        // One entry is always looked at, however long it is.
        if (looked_at_ > 0 && (looked_at_ >= entries_max || read_bytes_ + bytes > read_bytes_max)) return false;
        ++looked_at_;
        read_bytes_ += bytes;
        if (!question_.member.is_nil() && entry.head.actor != question_.member.value) return true;
        auto rows = wanted_rows(entry);
        if (!rows) return rows.error();
        if (rows->empty()) return true;
        const Command command = command_of(entry);
        const bool same_batch = !page.steps.empty() && !command.batch.is_nil() &&
                                page.steps.back().batch == command.batch &&
                                page.steps.back().actor.value == entry.head.actor;
        if (!same_batch) {
            if (std::ssize(page.steps) == question_.count || sent_bytes_ > page_bytes_max) return false;
            begin_step(entry, command, page);
        }
        add_rows(entry, *std::move(rows), page.steps.back(), same_batch);
        return true;
    }

    /// The changes of an entry that the question is about and that the reader sees.
    Stored<std::vector<RowChange>> wanted_rows(const LedgerEntry& entry) {
        std::vector<RowChange> wanted;
        const auto changes = decode_change_set(db_.schema(), entry.changes);
        if (!changes) return wanted;
        std::vector<ChangeScopes> scopes;
        if (question_.of == HistoryOf::file || !sight_.every_file()) {
            auto found = scopes_.of(entry.head.seq, *changes);
            if (!found) return found.error();
            scopes = *std::move(found);
        }
        for (std::size_t place = 0; place < changes->rows.size(); ++place) {
            const RowChange& change = changes->rows[place];
            if (!is_asked(change, scopes.empty() ? ChangeScopes{} : scopes[place])) continue;
            if (sight_.every_file()) {
                wanted.push_back(change);
            } else if (auto seen = seen_part(sight_, change, scopes[place])) {
                wanted.push_back(*std::move(seen));
            }
        }
        return wanted;
    }

    [[nodiscard]] bool is_asked(const RowChange& change, const ChangeScopes& scopes) const {
        switch (question_.of) {
        case HistoryOf::record:
            return change.row == question_.row && db_.schema().entity(change.table).table == question_.table;
        case HistoryOf::file: return scopes.before.value == question_.row || scopes.after.value == question_.row;
        case HistoryOf::firm: return true;
        }
        return false;
    }

    void begin_step(const LedgerEntry& entry, const Command& command, HistoryPage& page) {
        shown_ = {};
        HistoryStep& step = page.steps.emplace_back();
        step.seq = entry.head.seq;
        step.at_ms = entry.head.at_ms;
        step.given_ms = command.at_ms > 0 ? std::min(command.at_ms, step.at_ms) : step.at_ms;
        step.actor = TeamMemberId{entry.head.actor};
        step.command = command.name;
        step.batch = command.batch;
    }

    void add_rows(const LedgerEntry& entry, std::vector<RowChange> rows, HistoryStep& step, bool further) {
        step.first = entry.head.seq;
        step.rows += std::ssize(rows);
        if (further) ++step.commands;
        if (shown_.rows.size() >= history_rows_max) return;
        sent_bytes_ -= step.changes.size();
        const std::size_t room = history_rows_max - shown_.rows.size();
        if (rows.size() > room) rows.resize(room);
        // An older command of the batch: its changes come first.
        shown_.rows.insert(shown_.rows.begin(), std::make_move_iterator(rows.begin()),
                           std::make_move_iterator(rows.end()));
        step.changes = encode(db_.schema(), shown_);
        sent_bytes_ += step.changes.size();
    }

    Storage& storage_;
    const Database& db_;
    const HistoryQuestion& question_;
    Sight sight_;
    PastScopes scopes_;
    ChangeSet shown_;  // Of the step that is being filled.
    std::int64_t looked_at_ = 0;
    std::size_t read_bytes_ = 0;
    std::size_t sent_bytes_ = 0;
};

/// Takes one command back after the other, the newest first.
class UndoReader {
public:
    UndoReader(const Authority& authority, TeamMemberId reader) :
        storage_(authority.storage()), db_(authority.db()), sight_(db_, reader), scopes_(storage_, db_) {}

    /// False when so much is in the part already that the entry belongs to the next one.
    Stored<bool> take(const LedgerEntry& entry, UndoPart& part) {
        if (!part.args.empty() && bytes_ > page_bytes_max) return false;
        const auto changes = decode_change_set(db_.schema(), entry.changes);
        if (!changes) return StorageFault{FaultKind::corrupt, "an entry of the ledger cannot be read"};
        const auto seen = both_seen(entry.head.seq, *changes);
        if (!seen) return seen.error();
        for (Json& args : undo_args(db_.schema(), *seen)) {
            bytes_ += json_bytes(args);
            part.args.push_back(std::move(args));
        }
        return true;
    }

private:
    /// A row that came from or went to a hidden file is left where it is.
    Stored<ChangeSet> both_seen(std::int64_t seq, const ChangeSet& changes) {
        if (sight_.every_file()) return without_consequences(changes);
        const auto scopes = scopes_.of(seq, changes);
        if (!scopes) return scopes.error();
        ChangeSet seen;
        for (std::size_t place = 0; place < changes.rows.size(); ++place) {
            if (sight_.sees((*scopes)[place].before) && sight_.sees((*scopes)[place].after))
                seen.rows.push_back(changes.rows[place]);
        }
        return seen;
    }

    [[nodiscard]] ChangeSet without_consequences(ChangeSet changes) const {
        std::erase_if(changes.rows,
                      [&](const RowChange& change) { return db_.schema().entity(change.table).consequence; });
        return changes;
    }

    Storage& storage_;
    const Database& db_;
    Sight sight_;
    PastScopes scopes_;
    std::size_t bytes_ = 0;
};

}  // namespace

Stored<PastAnswer> history_for(const Authority& authority, const HistoryQuestion& question, TeamMemberId reader) {
    if (question.of == HistoryOf::firm && !manages_firm(authority.db(), reader))
        return refusal(PastRefusal::not_permitted);
    auto page = HistoryReader(authority, question, reader).read();
    if (!page) return page.error();
    PastAnswer answer;
    answer.history = *std::move(page);
    return answer;
}

Stored<PastAnswer> undo_for(const Authority& authority, const UndoQuestion& question, TeamMemberId reader) {
    Storage& storage = authority.storage();
    const auto asked = storage.ledger_before({}, question.seq + 1, 1);
    if (!asked) return asked.error();
    // What somebody else did is as if it were not there for those who may not take it back.
    if (asked->empty() || asked->front().head.seq != question.seq) return refusal(PastRefusal::not_found);
    const LedgerEntry& entry = asked->front();
    if (entry.head.actor != reader.value && !manages_firm(authority.db(), reader))
        return refusal(PastRefusal::not_found);
    PastAnswer answer;
    answer.undo.emplace();
    UndoReader taker(authority, reader);
    const Id128 batch = command_of(entry).batch;
    if (batch.is_nil()) {
        const auto taken = taker.take(entry, *answer.undo);
        return taken ? Stored<PastAnswer>{std::move(answer)} : taken.error();
    }
    std::int64_t before = question.from > 0 ? question.from + 1 : from_newest(0);
    while (true) {
        const auto entries = storage.ledger_before({LedgerPart::Kind::batch, batch}, before, read_at_once);
        if (!entries) return entries.error();
        for (const LedgerEntry& each : *entries) {
            before = each.head.seq;
            // A device chooses the batch's identity: what another person gave under the same one is another action.
            if (each.head.actor != entry.head.actor) continue;
            const auto taken = taker.take(each, *answer.undo);
            if (!taken) return taken.error();
            if (!*taken) {
                answer.undo->next = each.head.seq;
                return answer;
            }
        }
        if (std::ssize(*entries) < read_at_once) return answer;
    }
}

}  // namespace pupitre::host
