// A host in memory that follows the protocol: what a session under test talks to.
#include "tests/device/support/small_host.h"

#include <algorithm>
#include <iterator>

#include "core/command/execute.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"

namespace pupitre::test {

SmallHost::SmallHost() : db_(std::make_unique<Database>(domain_schema())) {
    Changes changes(*db_);
    Firm firm;
    firm.id = the_firm;
    firm.name = "Cabinet Essai";
    changes.put(firm);
    TeamMember member;
    member.id = anna;
    member.first_name = "Anna";
    member.last_name = "Essai";
    member.email = "anna@essai.fr";
    member.role = TeamRole::administrator;
    changes.put(member);
    record(changes.take(), {});
}

void SmallHost::record(const ChangeSet& changes, const Command& command) {
    ++seq_;
    for (const RowChange& row : changes.rows) changed_[seq_].insert({row.table, row.row});
    AcceptedCommand accepted;
    accepted.head.seq = seq_;
    accepted.command = to_json(command).dump();
    accepted.changes = changes;
    for (const Link& link : links_of(heads_, *db_, accepted)) {
        heads_.set(link.scope, {link.number, link_hash(link)});
        links_.push_back(link);
    }
}

void SmallHost::rewrite_past(ScopeId scope) {
    ChainHead head = *heads_.find(scope);
    head.hash.bytes[0] ^= 1U;
    heads_.set(scope, head);
}

bool SmallHost::run(const Command& command, CommandResult& result) {
    const Attempt attempt =
        execute(*db_, domain_registry(), context_for(*db_, signed_in, command, Role::authority), command);
    if (!attempt) {
        result.kind = ResultKind::refused;
        result.refusal = attempt.error();
        return false;
    }
    ++carried_out_[command.id];
    record(attempt->changes, command);
    result.seq = seq_;
    result.conflicts = attempt->conflicts;
    return true;
}

CommandResult SmallHost::decide(const QueuedCommand& queued, Id128 client) {
    CommandResult result;
    result.mid = queued.mid;
    if (queued.origin) {
        const auto device = devices_.find(queued.origin->client);
        const bool decided = device != devices_.end() && device->second.last_mid >= queued.origin->mid;
        if (decided || !origins_.insert({queued.origin->client, queued.origin->mid}).second) {
            result.kind = ResultKind::nothing_changed;
            const auto said = said_.find({queued.origin->client, queued.origin->mid});
            if (said != said_.end()) result = said->second;
            result.mid = queued.mid;
            return result;
        }
    }
    run(queued.command, result);
    const Origin first = queued.origin.value_or(Origin{client, queued.mid});
    said_[{first.client, first.mid}] = result;
    return result;
}

void SmallHost::give(const std::string& name, const Json& args) {
    Command command;
    command.id = {99, static_cast<std::uint64_t>(++next_)};
    command.name = name;
    command.args = args;
    CommandResult result;
    const bool accepted = run(command, result);
    assert(accepted);
    static_cast<void>(accepted);
}

SyncResponse SmallHost::answer(const SyncRequest& request) {
    SyncResponse response;
    const Hello& hello = request.hello;
    if (!hello.user.is_nil() && hello.user != signed_in) {
        response.refuse = Refuse{RefuseCode::auth, 0, "other_user"};
        return response;
    }
    const auto known = devices_.find(hello.client);
    const std::int64_t first = request.push && !request.push->commands.empty() ? request.push->commands.front().mid : 1;
    if (known == devices_.end() && (hello.seen_result_mid > 0 || first > 1)) {
        response.refuse = Refuse{RefuseCode::client_unknown, 0, {}};
        return response;
    }
    if (known != devices_.end() && hello.seen_result_mid > known->second.last_mid) {
        response.refuse = Refuse{RefuseCode::client_ahead, 0, {}};
        return response;
    }
    Device& device = devices_[hello.client];
    std::erase_if(device.results, [&](const CommandResult& each) { return each.mid <= hello.seen_result_mid; });
    if (request.push) {
        for (const QueuedCommand& queued : request.push->commands) {
            if (queued.mid <= device.last_mid) continue;
            if (queued.mid != device.last_mid + 1) break;
            device.results.push_back(decide(queued, hello.client));
            device.last_mid = queued.mid;
        }
    }
    response.results = device.results;
    Welcome welcome;
    welcome.epoch = epoch;
    welcome.seq = seq_;
    welcome.last_mid = device.last_mid;
    welcome.actor = signed_in;
    response.welcome = welcome;

    const bool has_base = hello.seq >= 0 && !hello.repair && hello.epoch == epoch && !request.snapshot;
    if (has_base && hello.seq == seq_) return response;
    if (has_base) {
        Patch patch{epoch, hello.seq, seq_, device.last_mid, {}, db_->digest()};
        std::set<std::pair<TableIndex, Id128>> rows;
        for (auto each = changed_.upper_bound(hello.seq); each != changed_.end(); ++each) {
            rows.insert(each->second.begin(), each->second.end());
        }
        for (const auto& [table, id] : rows) {
            const void* row = db_->table(table).find(id);
            const std::vector<const void*> present(row != nullptr ? 1 : 0, row);
            const std::vector<Id128> gone(row != nullptr ? 0 : 1, id);
            patch.blocks.push_back(encode_block(db_->schema().entity(table), present, gone));
        }
        std::vector<Link> links;
        std::ranges::copy_if(links_, std::back_inserter(links), [&](const Link& link) { return link.seq > hello.seq; });
        patch.links = links_by_scope(links);
        response.patch = std::move(patch);
        return response;
    }
    std::vector<std::string> blocks = encode_snapshot(*db_);
    std::ranges::copy(encode_heads(heads_), std::back_inserter(blocks));
    std::int32_t part = 0;
    if (request.snapshot && request.snapshot->seq == seq_) part = request.snapshot->part;
    response.snapshot = SnapshotPart{epoch,
                                     seq_,
                                     device.last_mid,
                                     part,
                                     static_cast<std::int32_t>(blocks.size()),
                                     blocks[static_cast<std::size_t>(part)],
                                     db_->digest()};
    return response;
}

SmallHost::Backup SmallHost::backup() const {
    Backup backup{encode_snapshot(*db_), seq_, links_, heads_, {}};
    for (const auto& [client, device] : devices_) backup.devices[client] = {device.last_mid, device.results};
    return backup;
}

void SmallHost::restore(const Backup& backup, Id128 new_epoch) {
    db_ = std::make_unique<Database>(domain_schema());
    for (const std::string& block : backup.blocks) {
        const auto loaded = load_block(*db_, block);
        assert(loaded.ok());
        static_cast<void>(loaded);
    }
    seq_ = backup.seq;
    links_ = backup.links;
    heads_ = backup.heads;
    epoch = new_epoch;
    changed_.erase(changed_.upper_bound(seq_), changed_.end());
    devices_.clear();
    for (const auto& [client, kept] : backup.devices) devices_[client] = {kept.first, kept.second};
}

}  // namespace pupitre::test
