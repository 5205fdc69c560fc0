// Decides pushed commands. The bringing up to date stands in pull.cpp.
#include "server-stub/firm/sync_host.h"

#include "core/base/planted.h"
#include "core/domain/domain.h"
#include "server-stub/firm/history.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t retry_ms = 5'000;
constexpr std::int64_t retry_newer_ms = 60'000;

Refuse refusal(RefuseCode code, std::string detail, std::int64_t retry = 0) { return {code, retry, std::move(detail)}; }

/// Why this device, with this memory of its past, cannot go on as it is.
std::optional<Refuse> examine_device(const Hello& hello, const std::optional<Push>& push, const Authority& authority,
                                     const std::optional<DeviceRecord>& known, TeamMemberId actor) {
    // Somebody else has signed in in that browser since: nothing may be decided, or a new device noted, in their name.
    if (!hello.user.is_nil() && hello.user != actor) return refusal(RefuseCode::auth, "other_user");
    const bool same_epoch = hello.epoch == authority.epoch();
    const std::int64_t first_mid = push && !push->commands.empty() ? push->commands.front().mid : 1;
    if (!known) {
        // A new device starts with its first command; another one had been decided somewhere that we do not know.
        if (hello.seen_result_mid > 0 || first_mid > 1) return refusal(RefuseCode::client_unknown, {});
        return std::nullopt;
    }
    if (known->user != actor.value) return refusal(RefuseCode::auth, "other_user");
    const bool knows_later_results = hello.seen_result_mid > known->lmid;
    const bool knows_later_state = same_epoch && hello.seq > authority.seq();
    const bool gap_of_another_past = !same_epoch && !hello.epoch.is_nil() && first_mid > known->lmid + 1;
    if (knows_later_results || knows_later_state || gap_of_another_past) return refusal(RefuseCode::client_ahead, {});
    return std::nullopt;
}

}  // namespace

SyncAnswer SyncHost::answer(const SyncRequest& request, TeamMemberId actor, std::int64_t at_ms) {
    SyncAnswer answer;
    if (const auto refused = examine(request.hello)) {
        answer.response.refuse = *refused;
        return answer;
    }
    DeviceRecord device;
    auto done = decide(request, actor, at_ms, device, answer);
    if (done && !answer.response.refuse) {
        Welcome welcome;
        welcome.core_min = core_oldest;
        welcome.epoch = authority_.epoch();
        welcome.seq = authority_.seq();
        welcome.last_mid = device.lmid;
        welcome.now_ms = at_ms;
        welcome.actor = actor;
        answer.response.welcome = welcome;
        done = bring_up_to_date(request, device, at_ms, answer.response);
    }
    if (!done) {
        // What was committed stays committed: the device hears of it when it asks again.
        answer.fault = done.error();
        answer.response = {};
        answer.response.refuse = refusal(RefuseCode::overloaded, std::string(fault_name(done.error().kind)), retry_ms);
    }
    return answer;
}

/// Versions: an old program is told to reload itself; a newer one waits until this host is renewed.
std::optional<Refuse> SyncHost::examine(const Hello& hello) const {
    if (hello.protocol < protocol_version) return refusal(RefuseCode::upgrade, "protocol");
    if (hello.core < core_oldest) return refusal(RefuseCode::upgrade, "core");
    if (hello.protocol > protocol_version || hello.core > core_version) {
        return refusal(RefuseCode::overloaded, "host_older", retry_newer_ms);
    }
    return std::nullopt;
}

Stored<Done> SyncHost::decide(const SyncRequest& request, TeamMemberId actor, std::int64_t at_ms, DeviceRecord& device,
                              SyncAnswer& answer) {
    auto begun = Turn::begin(authority_);
    if (!begun) return begun.error();
    Turn& turn = **begun;
    const Hello& hello = request.hello;
    const auto known = turn.storage().device(hello.client);
    if (!known) return known.error();
    answer.response.refuse = examine_device(hello, request.push, authority_, *known, actor);
    if (answer.response.refuse) return Done{};

    device = known->value_or(DeviceRecord{hello.client, actor.value, 0, at_ms, at_ms});
    const std::int64_t lmid_before = device.lmid;
    bool write = !*known;
    if (request.push) {
        const auto decided = decide_pushed(turn, *request.push, actor, device);
        if (!decided) return decided.error();
    }
    const auto results = turn.storage().results(hello.client);
    if (!results) return results.error();
    for (const ResultRecord& stored : *results) {
        if (stored.mid <= hello.seen_result_mid) {
            write = true;
            continue;
        }
        auto result = decode_result(stored.outcome);
        if (!result) return StorageFault{FaultKind::corrupt, "a stored result cannot be read"};
        answer.response.results.push_back(std::move(*result));
    }
    // A device that only asks whether there is something new costs no write.
    if (!write && device.lmid == lmid_before) return Done{};
    device.seen_ms = at_ms;
    const bool forget_all = planted(Planted::results_forgotten_unseen);
    auto done = turn.storage().forget_results(hello.client, forget_all ? device.lmid : hello.seen_result_mid);
    if (done) done = turn.storage().put_device(device);
    const bool changed = turn.seq() != authority_.seq();
    if (done) done = turn.commit();
    if (planted(Planted::ack_without_commit)) done = Done{};
    if (done) answer.changed = changed;
    return done;
}

/// Commands in their order: those already decided are skipped, a gap ends the work. The device sees from last_mid what to
/// send next.
Stored<Done> SyncHost::decide_pushed(Turn& turn, const Push& push, TeamMemberId actor, DeviceRecord& device) {
    for (const QueuedCommand& queued : push.commands) {
        if (queued.mid <= device.lmid && !planted(Planted::command_decided_twice)) continue;
        if (queued.mid > device.lmid + 1) break;
        const auto result = decide_one(turn, queued, actor, device.client);
        if (!result && planted(Planted::lmid_past_a_fault)) {
            device.lmid = queued.mid;
            continue;
        }
        if (!result) return result.error();
        const auto stored = turn.storage().put_result(device.client, {queued.mid, encode(*result)});
        if (!stored) return stored.error();
        device.lmid = queued.mid;
    }
    return Done{};
}

Stored<CommandResult> SyncHost::decide_one(Turn& turn, const QueuedCommand& queued, TeamMemberId actor, Id128 client) {
    auto before = planted(Planted::origin_not_deduped) ? Stored<std::optional<CommandResult>>{std::nullopt}
                                                       : decided_before(queued, actor, client);
    if (!before) return before.error();
    if (*before) {
        (*before)->mid = queued.mid;
        return **before;
    }
    CommandResult result;
    result.mid = queued.mid;
    if (queued.origin) {
        const Origin& origin = *queued.origin;
        const auto noted = turn.storage().put_origin({origin.client, origin.mid}, {client, queued.mid});
        if (!noted) return noted.error();
    }
    auto attempt = turn.run({client, queued.mid, actor}, queued.command);
    if (!attempt) return attempt.error();
    if (*attempt) {
        Outcome& outcome = **attempt;
        result.kind = outcome.changes.empty() ? ResultKind::nothing_changed : ResultKind::ok;
        result.seq = turn.seq();
        result.conflicts = std::move(outcome.conflicts);
    } else {
        result.kind = ResultKind::refused;
        result.refusal = attempt->error();
    }
    const auto named = name_causes(turn, actor, result);
    if (!named) return named.error();
    return result;
}

/// Who stands behind what the command met with.
Stored<Done> SyncHost::name_causes(Turn& turn, TeamMemberId actor, CommandResult& result) const {
    const Told told{turn.storage(), authority_.db(), Sight(authority_.db(), actor)};
    auto done = Stored<Done>{Done{}};
    if (result.refusal) done = name_cause(told, *result.refusal);
    for (Conflict& conflict : result.conflicts) {
        if (done) done = name_cause(told, conflict);
    }
    return done;
}

/// The answer to a command that was decided under another name: it comes again under a new identity of its device, or
/// late under a former one.
Stored<std::optional<CommandResult>> SyncHost::decided_before(const QueuedCommand& queued, TeamMemberId actor,
                                                              Id128 client) const {
    Storage& storage = authority_.storage();
    const CommandKey first =
        queued.origin ? CommandKey{queued.origin->client, queued.origin->mid} : CommandKey{client, queued.mid};
    const auto renamed = storage.decided_as(first);
    if (!renamed) return renamed.error();
    if (*renamed) return stored_result(**renamed, actor);
    if (!queued.origin) return std::optional<CommandResult>{};
    const auto device = storage.device(first.client);
    if (!device) return device.error();
    if (*device && (*device)->lmid >= first.mid) return stored_result(first, actor);
    return std::optional<CommandResult>{};
}

/// A result that the device has seen is not kept: what it said then is not said again. Nor is it said to somebody else.
Stored<std::optional<CommandResult>> SyncHost::stored_result(const CommandKey& command, TeamMemberId actor) const {
    const auto device = authority_.storage().device(command.client);
    if (!device) return device.error();
    const bool own = *device && (*device)->user == actor.value;
    const auto stored = own ? authority_.storage().result(command) : std::optional<ResultRecord>{};
    if (!stored) return stored.error();
    CommandResult result;
    result.kind = ResultKind::nothing_changed;
    result.seq = authority_.seq();
    if (!*stored) return std::optional(std::move(result));
    auto decoded = decode_result((*stored)->outcome);
    if (!decoded) return StorageFault{FaultKind::corrupt, "a stored result cannot be read"};
    return std::optional(*std::move(decoded));
}

}  // namespace pupitre::host
