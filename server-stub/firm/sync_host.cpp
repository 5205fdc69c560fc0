// Decides pushed commands. The bringing up to date stands in pull.cpp.
#include "server-stub/firm/sync_host.h"

#include "core/domain/domain.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t retry_ms = 5'000;
constexpr std::int64_t retry_newer_ms = 60'000;

Refuse refusal(RefuseCode code, std::string detail, std::int64_t retry = 0) { return {code, retry, std::move(detail)}; }

/// Why this device, with this memory of its past, cannot go on as it is.
std::optional<Refuse> examine_device(const Hello& hello, const std::optional<Push>& push, const Authority& authority,
                                     const std::optional<DeviceRecord>& known, TeamMemberId actor) {
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
    auto done = turn.storage().forget_results(hello.client, hello.seen_result_mid);
    if (done) done = turn.storage().put_device(device);
    const bool changed = turn.seq() != authority_.seq();
    if (done) done = turn.commit();
    if (done) answer.changed = changed;
    return done;
}

/// Commands in their order: those already decided are skipped, a gap ends the work. The device sees from last_mid what to
/// send next.
Stored<Done> SyncHost::decide_pushed(Turn& turn, const Push& push, TeamMemberId actor, DeviceRecord& device) {
    for (const QueuedCommand& queued : push.commands) {
        if (queued.mid <= device.lmid) continue;
        if (queued.mid != device.lmid + 1) break;
        const auto result = decide_one(turn, queued, actor, device.client);
        if (!result) return result.error();
        const auto stored = turn.storage().put_result(device.client, {queued.mid, encode(*result)});
        if (!stored) return stored.error();
        device.lmid = queued.mid;
    }
    return Done{};
}

Stored<CommandResult> SyncHost::decide_one(Turn& turn, const QueuedCommand& queued, TeamMemberId actor, Id128 client) {
    CommandResult result;
    result.mid = queued.mid;
    result.kind = ResultKind::nothing_changed;
    if (queued.origin) {
        const auto before = decided_before(*queued.origin);
        if (!before) return before.error();
        if (*before) {
            result.seq = turn.seq();
            return result;
        }
        const auto noted = turn.storage().put_origin(queued.origin->client, queued.origin->mid);
        if (!noted) return noted.error();
    } else {
        // A message under a former identity may arrive after the device sent the same command under its new one.
        const auto before = authority_.storage().has_origin(client, queued.mid);
        if (!before) return before.error();
        if (*before) {
            result.seq = turn.seq();
            return result;
        }
    }
    auto attempt = turn.run({client, queued.mid, actor}, queued.command);
    if (!attempt) return attempt.error();
    if (!*attempt) {
        result.kind = ResultKind::refused;
        result.refusal = attempt->error();
        return result;
    }
    Outcome& outcome = **attempt;
    if (!outcome.changes.empty()) result.kind = ResultKind::ok;
    result.seq = turn.seq();
    result.conflicts = std::move(outcome.conflicts);
    return result;
}

/// A command that comes again under a new identity of its device.
Stored<bool> SyncHost::decided_before(const Origin& origin) const {
    const auto device = authority_.storage().device(origin.client);
    if (!device) return device.error();
    if (*device && (*device)->lmid >= origin.mid) return true;
    return authority_.storage().has_origin(origin.client, origin.mid);
}

}  // namespace pupitre::host
