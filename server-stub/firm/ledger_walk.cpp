// Entry by entry, link by link.
#include "server-stub/firm/ledger_walk.h"

#include <array>

namespace pupitre::host {
namespace {

constexpr std::int64_t read_at_once = 1'000;

constexpr std::array<std::string_view, 8> fault_names = {"missing", "unreadable", "no_link", "altered",
                                                         "chain",   "rows",       "head",    "state"};

/// Links in their order, a handful at a time.
class LinkReader {
public:
    explicit LinkReader(Storage& storage) : storage_(storage) {}

    /// The links of a command; those of earlier ones must have been taken.
    Stored<std::vector<Link>> take(std::int64_t seq) {
        std::vector<Link> taken;
        while (true) {
            if (next_ == links_.size() && !ended_) {
                auto read = storage_.links_after(place_, read_at_once);
                if (!read) return read.error();
                links_ = *std::move(read);
                next_ = 0;
                ended_ = links_.empty();
                if (!ended_) place_ = LinkPlace::of(links_.back());
            }
            if (next_ == links_.size() || links_[next_].seq > seq) return taken;
            taken.push_back(links_[next_++]);
        }
    }

private:
    Storage& storage_;
    std::vector<Link> links_;
    std::size_t next_ = 0;
    LinkPlace place_;
    bool ended_ = false;
};

class Walk {
public:
    Walk(Storage& storage, const Database& stored, const std::function<void(const WalkedLink&)>& visit) :
        storage_(storage), stored_(stored), visit_(visit), db_(stored.schema()), changes_(db_), links_(storage) {}

    Stored<LedgerFacts> run() {
        const auto meta = storage_.meta();
        if (!meta) return meta.error();
        auto done = Stored<Done>{Done{}};
        while (done && !facts_.broken && !ended_) done = take_some();
        if (!done) return done.error();
        if (!facts_.broken && facts_.entries != meta->seq) broken(LedgerFault::missing, facts_.entries + 1, {});
        if (!facts_.broken) done = check_end(*meta);
        if (!done) return done.error();
        return std::move(facts_);
    }

private:
    void broken(LedgerFault fault, std::int64_t seq, ScopeId scope) { facts_.broken = BrokenEntry{fault, seq, scope}; }

    Stored<Done> take_some() {
        const auto entries = storage_.ledger_after(facts_.entries, read_at_once);
        if (!entries) return entries.error();
        ended_ = entries->empty();
        for (const LedgerEntry& entry : *entries) {
            const auto done = take(entry);
            if (!done || facts_.broken) return done;
        }
        return Done{};
    }

    Stored<Done> take(const LedgerEntry& entry) {
        const std::int64_t seq = facts_.entries + 1;
        if (entry.head.seq != seq) {
            broken(LedgerFault::missing, seq, {});
            return Done{};
        }
        auto decoded = decode_change_set(db_.schema(), entry.changes);
        if (!decoded || !changes_.apply(*decoded)) {
            broken(LedgerFault::unreadable, seq, {});
            return Done{};
        }
        static_cast<void>(changes_.take());
        facts_.entries = seq;
        const auto links = links_.take(seq);
        if (!links) return links.error();
        compare({entry.head, entry.command, *std::move(decoded), entry.salt}, *links);
        return Done{};
    }

    void compare(const AcceptedCommand& accepted, const std::vector<Link>& recorded) {
        const std::vector<ScopePart> parts = parts_by_scope(db_, accepted.changes);
        const std::vector<Link> made = links_of(facts_.heads, db_, accepted);
        for (std::size_t place = 0; place < std::max(made.size(), recorded.size()); ++place) {
            const bool both = place < made.size() && place < recorded.size();
            if (!both || made[place].scope != recorded[place].scope || made[place].seq != recorded[place].seq) {
                const Link& odd = place < made.size() ? made[place] : recorded[place];
                return broken(LedgerFault::no_link, accepted.head.seq, odd.scope);
            }
            if (const auto fault = difference(made[place], recorded[place])) {
                return broken(*fault, accepted.head.seq, made[place].scope);
            }
            facts_.heads.set(made[place].scope, {made[place].number, link_hash(made[place])});
            ++facts_.links;
            if (visit_) visit_({accepted, parts[place], recorded[place]});
        }
    }

    static std::optional<LedgerFault> difference(const Link& made, const Link& recorded) {
        if (made.content != recorded.content) return LedgerFault::altered;
        if (made.digest != recorded.digest) return LedgerFault::rows;
        if (made.number != recorded.number || made.before != recorded.before) return LedgerFault::chain;
        return std::nullopt;
    }

    Stored<Done> check_end(const FirmMeta& meta) {
        const auto heads = storage_.heads();
        if (!heads) return heads.error();
        facts_.heads.for_each([&](ScopeId scope, const ChainHead& head) {
            const ChainHead* stored = heads->find(scope);
            if (!facts_.broken && (stored == nullptr || *stored != head)) broken(LedgerFault::head, meta.seq, scope);
        });
        if (!facts_.broken && heads->size() != facts_.heads.size()) broken(LedgerFault::head, meta.seq, {});
        for (const auto& [scope, digest] : db_.scope_digests()) {
            if (!facts_.broken && stored_.digest(scope) != digest) broken(LedgerFault::state, meta.seq, scope);
        }
        if (!facts_.broken && stored_.digest() != db_.digest()) broken(LedgerFault::state, meta.seq, {});
        return Done{};
    }

    Storage& storage_;
    const Database& stored_;
    const std::function<void(const WalkedLink&)>& visit_;
    Database db_;
    Changes changes_;
    LinkReader links_;
    LedgerFacts facts_;
    bool ended_ = false;
};

}  // namespace

std::string_view ledger_fault_name(LedgerFault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

Stored<LedgerFacts> walk_ledger(Storage& storage, const Database& stored,
                                const std::function<void(const WalkedLink&)>& visit) {
    Walk walk(storage, stored, visit);
    return walk.run();
}

}  // namespace pupitre::host
