// Translation only: nothing is decided here.
#include "web-ui/app/facts.h"

#include <algorithm>

#include "core/text/format.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t listed_max = 200;

std::string storage_problem(StoreFault fault) {
    switch (fault) {
    case StoreFault::lease_lost: return "shell.storage.lease_lost";
    case StoreFault::quota: return "shell.storage.quota";
    case StoreFault::not_saved: return "shell.storage.not_saved";
    case StoreFault::closed: return "shell.storage.closed";
    case StoreFault::newer_format: return "shell.storage.newer_format";
    case StoreFault::unreadable: return "shell.storage.unreadable";
    case StoreFault::unavailable: return "shell.storage.unavailable";
    case StoreFault::failed: return "shell.storage.failed";
    }
    assert(false);
    return {};
}

/// What went out to a host that then fell silent may never have arrived: nobody should take it for sent.
PendingStage pending_stage(Stage stage, bool online) {
    switch (stage) {
    case Stage::unsaved:
    case Stage::saving: return PendingStage::saving;
    case Stage::on_device: return PendingStage::on_device;
    case Stage::sent: return online ? PendingStage::sent : PendingStage::on_device;
    }
    assert(false);
    return PendingStage::saving;
}

}  // namespace

std::string first_storage_problem(StoreFault fault) {
    switch (fault) {
    case StoreFault::quota: return "sign_in.storage.quota";
    case StoreFault::unavailable: return "sign_in.storage.unavailable";
    case StoreFault::failed:
    case StoreFault::unreadable: return "sign_in.storage.failed";
    default: return storage_problem(fault);
    }
}

SyncFacts sync_facts(const Session& session) {
    const Status status = session.status();
    SyncFacts facts;
    facts.online = status.online;
    facts.sending = status.state == SyncState::sending;
    facts.sign_in_needed = status.sign_in_needed;
    facts.upgrade_needed = status.upgrade_needed;
    facts.update_waiting = status.update_waiting;
    facts.must_reload = status.must_reload;
    facts.repairing = status.repairing;
    facts.slow_storage = status.slow_storage;
    facts.unsaved = status.unsaved;
    facts.pending = status.pending;
    facts.to_settle = status.to_settle;
    facts.broken = status.broken;
    facts.confirmed_ms = status.confirmed_ms;
    if (status.storage) facts.storage_problem = storage_problem(status.storage->fault);
    return facts;
}

PendingFacts pending_facts(const Session& session) {
    PendingFacts facts;
    facts.online = session.status().online;
    facts.total = session.pending_count();
    for (std::size_t place = 0; place < std::min(facts.total, listed_max); ++place) {
        const PendingCommand& pending = session.pending(place);
        facts.pending.push_back(
            {pending.queued.command, pending_stage(session.stage(place), facts.online), pending.refusal});
    }
    for (const Unsettled& unsettled : session.to_settle())
        facts.settle.push_back({unsettled.command, unsettled.result});
    facts.broken = session.broken().size();
    return facts;
}

Saved saved_state(const Session& session, const Deeds& deeds, const Texts& texts, std::int32_t utc_offset_minutes) {
    Saved saved;
    if (deeds.last_command().is_nil()) return saved;
    if (session.status().storage) return {SaveStage::not_saved, std::string(texts.label("shell.saved.not_saved"))};
    saved.stage = SaveStage::confirmed;
    for (std::size_t place = session.pending_count(); place-- > 0;) {
        if (session.pending(place).queued.command.id != deeds.last_command()) continue;
        const PendingStage stage = pending_stage(session.stage(place), session.status().online);
        saved.stage = stage == PendingStage::saving      ? SaveStage::saving
                      : stage == PendingStage::on_device ? SaveStage::on_device
                                                         : SaveStage::sent;
        break;
    }
    const std::string time = format_time(deeds.last_at_ms(), utc_offset_minutes);
    switch (saved.stage) {
    case SaveStage::none:
    case SaveStage::not_saved:
    case SaveStage::saving: saved.words = texts.label("shell.saved.saving"); break;
    case SaveStage::on_device: saved.words = texts.format("shell.saved.on_device", {time}); break;
    case SaveStage::sent: saved.words = texts.format("shell.saved.sent", {time}); break;
    case SaveStage::confirmed: saved.words = texts.format("shell.saved.confirmed", {time}); break;
    }
    return saved;
}

std::string sign_in_problem(SignIn outcome, std::int64_t wait_s, const Texts& texts) {
    switch (outcome) {
    case SignIn::done: return {};
    case SignIn::wrong: return std::string(texts.label("sign_in.wrong"));
    case SignIn::offline: return std::string(texts.label("sign_in.offline"));
    case SignIn::failed: return std::string(texts.label("sign_in.failed"));
    case SignIn::locked: {
        const std::string wait = wait_s < 60 ? texts.count("sign_in.seconds", std::max<std::int64_t>(1, wait_s))
                                             : texts.count("sign_in.minutes", (wait_s + 59) / 60);
        return texts.format("sign_in.locked", {wait});
    }
    }
    assert(false);
    return {};
}

std::string export_pending(const Session& session) {
    Json file{{"format", "pupitre-pending"}, {"version", 1}};
    Json& commands = file["pending"] = Json::array();
    for (std::size_t place = 0; place < session.pending_count(); ++place) {
        commands.push_back(to_json(session.pending(place).queued.command));
    }
    Json& settle = file["to_settle"] = Json::array();
    for (const Unsettled& unsettled : session.to_settle()) {
        Json entry{{"command", to_json(unsettled.command)}};
        if (unsettled.result.refusal) entry["refusal"] = to_json(*unsettled.result.refusal);
        for (const Conflict& conflict : unsettled.result.conflicts) entry["conflicts"].push_back(to_json(conflict));
        settle.push_back(std::move(entry));
    }
    Json& broken = file["unreadable"] = Json::array();
    for (const OutboxRow& row : session.broken()) {
        broken.push_back(
            {{"order", row.order}, {"id", row.id}, {"bytes", Json::binary({row.bytes.begin(), row.bytes.end()})}});
    }
    return file.dump(1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pupitre::ui
