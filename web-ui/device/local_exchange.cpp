// The conversation with the host: what to say, and what an answer changes here.
#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/planted.h"
#include "core/domain/domain.h"
#include "core/store/row_block.h"
#include "web-ui/device/local_state.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t log_bytes_most = 4 * 1024 * 1024;
constexpr const char* scope = "firm";

/// The table of a row block, for the name of its file.
std::string table_of(std::string_view block) {
    ByteReader in(block);
    in.raw(4);
    in.byte();
    const std::string_view table = in.text();
    return std::string(in.ok() && !table.empty() ? table : "rows");
}

}  // namespace

bool LocalState::has_news_for_host() const {
    if (identity_changed_) return false;
    return !has_base() || repair_ || count(Stage::on_device) + count(Stage::sent) > 0;
}

std::string LocalState::request(std::size_t push_bytes) {
    SyncRequest request;
    request.hello.core = core_version;
    request.hello.client = device_.client;
    request.hello.user = actor_;
    request.hello.epoch = replica_->epoch();
    request.hello.seq = repair_ ? -1 : replica_->seq();
    request.hello.next_mid = replica_->next_mid();
    request.hello.seen_result_mid = planted(Planted::result_seen_too_early) ? told_mid() : device_.seen_result_mid;
    request.hello.repair = repair_;
    if (arriving_) {
        request.snapshot =
            SnapshotRequest{arriving_->seq, static_cast<std::int32_t>(arriving_->blocks.size()), arriving_->epoch};
    }
    std::vector<std::string> commands;
    std::size_t bytes = 0;
    for (std::size_t place = 0; place < entries_.size() && commands.size() < push_commands_max; ++place) {
        // Only what is durable: a number that the host knows must never be given to another command after a crash.
        Entry& entry = entries_[place];
        const bool durable = entry.stage == Stage::on_device || entry.stage == Stage::sent;
        if (!durable && !planted(Planted::sent_before_durable)) break;
        // Before the host has said how far it knows this client, a new number could be one that a copy of this profile
        // has used already.
        if (!entry.told && !greeted_) break;
        if (!commands.empty() && bytes + entry.bytes > push_bytes) break;
        std::string encoded = pupitre::encode(replica_->pending()[place].queued);
        entry.bytes = encoded.size();
        bytes += entry.bytes;
        if (!commands.empty() && bytes > push_bytes) break;
        commands.push_back(std::move(encoded));
        entry.stage = Stage::sent;
        entry.told = true;
    }
    return pupitre::encode(request, commands);
}

Reaction LocalState::receive(const SyncResponse& response, std::int64_t now_ms, Id128 fresh_client) {
    Reaction reaction;
    if (response.refuse) {
        const RefuseCode code = response.refuse->code;
        if (code == RefuseCode::client_unknown || code == RefuseCode::client_ahead) renew_identity(fresh_client, true);
        reaction.refuse = response.refuse;
        return reaction;
    }
    if (!response.welcome) {
        reaction.refuse = Refuse{RefuseCode::malformed, 0, "welcome"};
        return reaction;
    }
    const Welcome& welcome = *response.welcome;
    const bool ahead = welcome.last_mid > told_mid() && !planted(Planted::copied_profile_not_noticed);
    const bool behind = !entries_.empty() && welcome.last_mid + 1 < replica_->pending().front().queued.mid;
    if (ahead || behind) {
        // The host has decided commands of this client that we never gave, or has forgotten some: a copied profile or a
        // restored host. In the first case our numbers are another's, so they are no proof of what has arrived.
        renew_identity(fresh_client, !ahead);
        reaction.again = true;
        return reaction;
    }
    greeted_ = true;
    // From now on what is stored may be sent; on the disk before it is.
    const bool may_tell = std::exchange(device_.told_mid, told_without_limit) != told_without_limit;
    const bool new_epoch = !replica_->epoch().is_nil() && welcome.epoch != replica_->epoch();

    Commit commit;
    take_results(response, commit);
    if (response.patch) {
        // A host of this time always says how its chains went on.
        if (response.patch->links && replica_->receive(*response.patch)) {
            commit.patches.push_back({scope, pupitre::encode(*response.patch)});
            commit.prune = drop_decided(response.patch->last_mid);
        } else {
            repair_ = true;
            reaction.again = true;
        }
    } else if (response.snapshot) {
        take_snapshot(*response.snapshot, reaction, commit);
        if (planted(Planted::outbox_pruned_early)) commit.prune = drop_decided(welcome.last_mid);
    } else if (welcome.seq == replica_->seq()) {
        // Nothing new, but commands that were refused or changed nothing are decided as well.
        commit.prune = drop_decided(welcome.last_mid);
    }
    const bool content = !commit.patches.empty() || !commit.results.empty() || !commit.prune.empty();
    // Without content, the moment of contact alone is worth a write only now and then.
    const bool write = content || may_tell || now_ms - device_.contact_ms > 60'000;
    if (write) device_.contact_ms = now_ms;
    if (reaction.base) {
        reaction.base->meta.merge(device_meta());
        // Stored with the renumbered commands, in one write after this one.
        if (new_epoch) renew_identity(fresh_client, true);
    } else if (write) {
        commit.meta = device_meta();
        reaction.commit = std::move(commit);
    }
    reaction.again = reaction.again || arriving_.has_value() || count(Stage::on_device) > 0 ||
                     (!repair_ && !arriving_ && has_base() && welcome.seq > replica_->seq());
    return reaction;
}

void LocalState::take_results(const SyncResponse& response, Commit& commit) {
    for (const CommandResult& result : response.results) {
        if (result.mid <= device_.seen_result_mid) continue;
        device_.seen_result_mid = result.mid;
        const bool conflict = !result.conflicts.empty() && !planted(Planted::conflict_dropped);
        const bool refusal = result.refusal.has_value() && !planted(Planted::refusal_not_shown);
        if (!refusal && !conflict) continue;
        const auto pending = std::ranges::find(replica_->pending(), result.mid,
                                               [](const PendingCommand& each) { return each.queued.mid; });
        if (pending == replica_->pending().end()) continue;
        Unsettled unsettled{pending->queued.command, result};
        // The host says again under a new identity what it had said under the former one.
        dismiss(unsettled.command.id);
        commit.results.push_back({to_text(unsettled.command.id), encode(unsettled)});
        unsettled_.push_back(std::move(unsettled));
    }
}

/// With the last part the base is replaced.
void LocalState::take_snapshot(const SnapshotPart& part, Reaction& reaction, Commit& commit) {
    const bool begins = part.part == 0;
    const bool continues = arriving_ && arriving_->seq == part.seq && arriving_->epoch == part.epoch &&
                           part.part == static_cast<std::int32_t>(arriving_->blocks.size());
    if (!continues) arriving_.reset();
    if (!continues && !begins) {
        repair_ = true;  // The host goes on with a state whose beginning we do not have.
        reaction.again = true;
        return;
    }
    if (!arriving_) arriving_ = Arriving{part.epoch, part.seq, part.last_mid, part.parts, {}, part.digest};
    arriving_->blocks.push_back(part.block);
    if (static_cast<std::int32_t>(arriving_->blocks.size()) < arriving_->parts) return;

    Arriving whole = *std::move(arriving_);
    arriving_.reset();
    std::erase_if(whole.blocks, [](const std::string& block) { return block.empty(); });
    if (!replica_->load_base(whole.epoch, whole.seq, whole.blocks, whole.digest, whole.last_mid)) {
        repair_ = true;
        return;
    }
    ++replaced_;
    repair_ = false;
    std::erase_if(whole.blocks, [](const std::string& block) { return is_heads_block(block); });
    reaction.base = base_of(std::move(whole.blocks));
    reaction.base->replaces = true;
    reaction.base->prune = drop_decided(whole.last_mid);
    reaction.base->results = std::move(commit.results);
}

/// The number of the last command that the host can know.
std::int64_t LocalState::told_mid() const {
    std::int64_t mid = device_.last_mid;
    for (std::size_t place = 0; place < entries_.size(); ++place) {
        if (entries_[place].told) mid = replica_->pending()[place].queued.mid;
    }
    return mid;
}

std::vector<OutboxRow> LocalState::drop_decided(std::int64_t last_mid) {
    device_.last_mid = std::max(device_.last_mid, last_mid);
    std::vector<OutboxRow> dropped;
    const auto& pending = replica_->pending();
    // The replica drops what a patch contains by itself; the entries beside it follow.
    const std::size_t gone = entries_.size() - pending.size();
    auto decided = static_cast<std::size_t>(
        std::ranges::count_if(pending, [&](const PendingCommand& each) { return each.queued.mid <= last_mid; }));
    dropped.reserve(gone + decided);
    for (std::size_t place = 0; place < gone + decided; ++place) {
        dropped.push_back({entries_[place].order, to_text(entries_[place].id), {}});
    }
    if (decided > 0) {
        auto kept = std::vector<QueuedCommand>();
        for (const PendingCommand& each : pending) {
            if (each.queued.mid > last_mid) kept.push_back(each.queued);
        }
        replica_->set_pending(std::move(kept));
    }
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(gone + decided));
    return dropped;
}

bool LocalState::follow(const Commit& change) {
    // Without a base there is nothing to change; the writer's new one is read when it is there.
    if (!has_base()) return true;
    for (const LogEntry& entry : change.patches) {
        const Result<Patch> patch = decode_patch(entry.bytes);
        if (!patch || !replica_->receive(*patch)) return false;
        drop_decided(patch->last_mid);
    }
    const auto record = change.meta.find("device");
    if (record != change.meta.end() && record->second) {
        if (const auto known = decode_device_record(*record->second)) device_ = *known;
    }
    drop_decided(device_.last_mid);
    for (const ResultRow& row : change.results) {
        if (auto result = decode_unsettled(row.bytes)) unsettled_.push_back(*std::move(result));
    }
    return true;
}

void LocalState::committed(const Commit& commit, const Written& written) {
    log_through_ = written.log_through;
    for (const LogEntry& entry : commit.patches) log_bytes_ += entry.bytes.size();
}

void LocalState::based(const Base& base) {
    segment_bytes_ = 0;
    for (const Segment& segment : base.segments) segment_bytes_ += segment.bytes.size();
    log_bytes_ -= log_bytes_in_base_;
    log_damaged_ = false;
}

bool LocalState::compaction_due() const {
    if (role_ != TabRole::writer || repair_ || arriving_ || !has_base()) return false;
    const std::size_t limit = std::clamp(segment_bytes_ / 4, log_bytes_least_, log_bytes_most);
    // After a damaged entry nothing that is appended would be read again: start a new log at once.
    return log_damaged_ || log_bytes_ > limit;
}

Base LocalState::base_of(std::vector<std::string> blocks) {
    Base base;
    std::map<std::string, int> numbers;
    const auto add = [&](const std::string& kind, std::string block) {
        base.segments.push_back({kind + "-" + std::to_string(numbers[kind]++), std::move(block)});
    };
    for (std::string& block : blocks) {
        const std::string table = table_of(block);
        add(table, std::move(block));
    }
    for (std::string& block : encode_heads(replica_->heads())) add("chain", std::move(block));
    // A store replaces its base by what it is handed. Whoever may see nothing any more must have nothing left, so that there is
    // always something to hand over: here a block without rows.
    if (base.segments.empty()) add("nothing", encode_block(domain_schema().entity(0), {}, {}));
    base.log_through = log_through_ + (planted(Planted::base_takes_later_log) ? 1 : 0);
    log_bytes_in_base_ = log_bytes_;
    base.meta["base"] = Json{{"epoch", to_text(replica_->epoch())}, {"seq", replica_->seq()}}.dump();
    return base;
}

}  // namespace pupitre::ui
