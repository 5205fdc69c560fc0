// Following the ledger, and comparing what was promised with what is.
#include "tests/simulation/oracle.h"

#include "core/command/execute.h"
#include "core/firm/firm.h"
#include "core/store/row_block.h"
#include "server-stub/firm/civil_day.h"
#include "server-stub/firm/sight.h"

namespace pupitre::simulation {

namespace {

constexpr std::int64_t read_at_once = 1'000;

/// As the authority made it when it decided: its moment is the ledger's.
Context context_of(const Database& db, const host::LedgerEntry& entry, const Command& command) {
    Context by = context_for(db, TeamMemberId{entry.head.actor}, command, Role::authority);
    by.now_ms = std::clamp<std::int64_t>(by.now_ms, 0, entry.head.at_ms);
    by.today = std::min(by.today, host::civil_day(entry.head.at_ms).plus_days(1));
    if (entry.head.actor.is_nil()) by.rights = ~std::uint32_t{0};
    return by;
}

Id128 id_of_text(const std::string& text) {
    const auto id = parse_id(text);
    return id ? *id : Id128{};
}

}  // namespace

Oracle::Oracle(const Registry& registry, Verdict& verdict) :
    registry_(&registry), verdict_(&verdict), shadow_(std::make_unique<Database>(registry.schema())) {}

void Oracle::given(Id128 command, int device, const std::string& name, std::weak_ptr<bool> sitting) {
    Given made{device, name};
    made.sitting = std::move(sitting);
    const bool fresh = given_.emplace(command, std::move(made)).second;
    verdict_->require(fresh, 2, "two commands have one id: " + to_text(command));
}

void Oracle::saved(const std::string& command) {
    const auto found = given_.find(id_of_text(command));
    if (found != given_.end()) found->second.saved = true;
}

void Oracle::dismissed(Id128 command) {
    const auto found = given_.find(command);
    if (found != given_.end()) found->second.dismissed = true;
}

void Oracle::excuse(const std::string& command) {
    const auto found = given_.find(id_of_text(command));
    if (found != given_.end()) found->second.excused = true;
}

void Oracle::excuse_device(int device) {
    for (auto& [id, command] : given_) {
        if (command.device == device) command.excused = true;
    }
}

void Oracle::excuse_refusals(int device) {
    for (auto& [id, command] : given_) {
        if (command.device == device && command.answered) command.dismissed = true;
    }
}

void Oracle::allow_repetition(const std::string& command) {
    const auto found = given_.find(id_of_text(command));
    if (found != given_.end()) found->second.may_repeat = true;
}

const Given* Oracle::find(Id128 command) const {
    const auto found = given_.find(command);
    return found == given_.end() ? nullptr : &found->second;
}

bool Oracle::was_state(std::int64_t seq, TeamMemberId member, const Hash128& digest) const {
    const auto found = states_.find(seq);
    if (found == states_.end()) return false;
    return std::ranges::any_of(found->second, [&](const State& state) {
        const auto seen = state.seen.find(member);
        return (seen != state.seen.end() ? seen->second : Hash128{}) == digest;
    });
}

Oracle::State Oracle::present() const {
    State state;
    shadow_->for_each<TeamMember>(
        [&](const TeamMember& member) { state.seen[member.id] = host::Sight(*shadow_, member.id).digest(); });
    return state;
}

void Oracle::follow(host::Storage& storage) {
    for (;;) {
        const auto entries = storage.ledger_after(seq_, read_at_once);
        if (!entries || entries->empty()) return;
        for (const host::LedgerEntry& entry : *entries) take(entry);
    }
}

void Oracle::start_over(host::Storage& storage, const std::set<std::string>& waiting) {
    shadow_ = std::make_unique<Database>(registry_->schema());
    seq_ = 0;
    effects_.clear();
    last_effect_.clear();
    by_command_.clear();
    acknowledged_.clear();
    std::set<Id128> accepted_before;
    for (auto& [id, command] : given_) {
        if (std::exchange(command.seq, 0) != 0) accepted_before.insert(id);
    }
    follow(storage);
    const auto meta = storage.meta();
    if (meta) epoch_ = meta->epoch;
    for (auto& [id, command] : given_) {
        if (!command.answered || command.seq != 0) continue;
        // What the former past had decided is gone with it, unless its device still has it to send: then it is decided anew.
        if (waiting.contains(to_text(id))) {
            // Refusals may be older than the backup: it then knows them, and does not decide again.
            command.refused = false;
            if (accepted_before.contains(id)) {
                command.answered = false;
                command.before_restore = true;
            }
        } else {
            command.excused = true;
        }
    }
}

void Oracle::take(const host::LedgerEntry& entry) {
    verdict_->require(entry.head.seq == seq_ + 1, 3, "the ledger has a gap after " + std::to_string(seq_));
    seq_ = entry.head.seq;
    const Json json = Json::from_cbor(entry.command, true, false);
    const auto command = command_from_json(json);
    verdict_->require(command.ok(), 4, "the ledger's entry " + std::to_string(seq_) + " cannot be read");
    if (!command) return;
    const Attempt attempt = execute(*shadow_, *registry_, context_of(*shadow_, entry, *command), *command);
    verdict_->require(attempt.ok(), 11, "replay refuses " + command->name + " at " + std::to_string(seq_));
    if (attempt) {
        verdict_->require(encode(registry_->schema(), attempt->changes) == entry.changes, 4,
                          "replay of " + command->name + " at " + std::to_string(seq_) + " changes something else");
    }
    states_[seq_].push_back(present());
    ++accepted_[command->name];
    verdict_->require(effects_.emplace(Name{entry.head.client, entry.head.mid}, seq_).second, 2,
                      "two effects under one number of one device");
    const auto known = given_.find(command->id);
    const bool may_repeat = known != given_.end() && known->second.may_repeat;
    verdict_->require(by_command_.emplace(command->id, seq_).second || may_repeat, 2,
                      command->name + " took effect twice, the second time at " + std::to_string(seq_));
    std::int64_t& last = last_effect_[entry.head.client];
    verdict_->require(entry.head.mid > last, 3, "commands of a device were carried out in another order");
    last = entry.head.mid;
    if (known == given_.end()) return;
    known->second.seq = seq_;
    known->second.answered = true;
}

void Oracle::take_result(Id128 client, const CommandResult& result) {
    const auto sent = sent_.find({client, result.mid});
    if (sent == sent_.end()) return;
    const auto known = given_.find(sent->second);
    if (known == given_.end()) return;
    known->second.answered = true;
    if (result.refusal || !result.conflicts.empty()) known->second.refused = true;
    if (result.kind == ResultKind::ok) {
        verdict_->require(known->second.seq > 0, 1, known->second.name + " is called done and is not in the ledger");
    }
}

void Oracle::answered(const SyncRequest& request, const SyncResponse& response) {
    const Id128 client = request.hello.client;
    if (request.push) {
        for (const QueuedCommand& queued : request.push->commands) sent_[{client, queued.mid}] = queued.command.id;
    }
    if (!response.welcome) return;
    std::int64_t& acknowledged = acknowledged_[client];
    const std::int64_t last_mid = response.welcome->last_mid;
    verdict_->require(last_mid >= acknowledged, 3, "a device's cursor goes back");
    decided_ += static_cast<std::uint64_t>(std::max<std::int64_t>(0, last_mid - acknowledged));
    acknowledged = std::max(acknowledged, last_mid);
    if (request.push) {
        const std::int64_t first = request.push->commands.front().mid;
        const std::int64_t last = request.push->commands.back().mid;
        // A command that fails does not hold up the next one: the whole push is decided at once.
        verdict_->require(last_mid >= last || first > last_mid + 1, 14, "a push was decided in part only");
    }
    // An answer is made of the state that the ledger has led to.
    const TeamMemberId reader = response.welcome->actor;
    if (response.welcome->seq == seq_) {
        if (response.patch) check_seen(reader, *response.patch, "in a patch");
        if (response.snapshot && response.snapshot->seq == seq_ && !response.snapshot->block.empty()) {
            check_seen(reader, response.snapshot->block, "in a complete state");
        }
    }
    for (const CommandResult& result : response.results) take_result(client, result);
    for (std::int64_t mid = last_mid; mid > 0; --mid) {
        const auto sent = sent_.find({client, mid});
        if (sent == sent_.end()) break;
        const auto known = given_.find(sent->second);
        if (known == given_.end() || known->second.answered) break;
        const bool told = std::ranges::any_of(response.results, [&](const auto& each) { return each.mid == mid; });
        verdict_->require(told, 13, known->second.name + " was decided and its result is not told");
        known->second.answered = true;
    }
}

void Oracle::check_seen(TeamMemberId reader, std::string_view block, const std::string& where) const {
    if (shadow_->find(reader) == nullptr || is_heads_block(block)) return;
    const host::Sight sight(*shadow_, reader);
    const Result<RowBlock> rows = decode_block(registry_->schema(), block);
    verdict_->require(rows.ok(), 10, "a block " + where + " cannot be read");
    if (!rows) return;
    for (const AnyRow& row : rows->rows) {
        const ScopeId scope = scope_of(row.info(), row.data());
        verdict_->require(sight.sees(scope), 10,
                          std::string(row.info().table) + " of a file that is not entrusted to its reader " + where);
    }
}

void Oracle::check_seen(TeamMemberId reader, const Patch& patch, const std::string& where) const {
    for (const std::string& block : patch.blocks) check_seen(reader, block, where);
    if (shadow_->find(reader) == nullptr || !patch.links) return;
    const host::Sight sight(*shadow_, reader);
    for (const ScopeLinks& links : *patch.links) {
        verdict_->require(sight.sees(links.scope), 10, "the chain of a file not entrusted " + where);
    }
}

void Oracle::reopened(host::Storage& storage) {
    const auto meta = storage.meta();
    verdict_->require(meta.ok() && meta->seq >= seq_, 8, "the ledger is shorter after a crash");
    for (const auto& [client, mid] : acknowledged_) {
        const auto device = storage.device(client);
        if (!device || mid == 0) continue;
        verdict_->require(device->has_value() && (*device)->lmid >= mid, 8,
                          "a restarted host does not know a command that it had acknowledged");
    }
}

void Oracle::check_end(const std::function<bool(int device, Id128 command)>& is_shown) {
    for (const auto& [id, command] : given_) {
        if (command.excused) continue;
        if (!command.sitting.expired()) {
            verdict_->require(command.answered, 1, command.name + " was given and got lost: " + to_text(id));
        }
        if (command.saved) {
            verdict_->require(command.answered, 1, command.name + " was saved and never decided: " + to_text(id));
        }
        if (command.saved && command.refused && !command.dismissed) {
            verdict_->require(is_shown(command.device, id), 13,
                              "what stands against " + command.name + " is not shown: " + to_text(id));
        }
    }
}

}  // namespace pupitre::simulation
