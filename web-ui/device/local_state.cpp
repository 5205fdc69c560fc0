// Opening, the queue of commands, and what is to be made durable. The conversation with the host: local_exchange.cpp.
#include "web-ui/device/local_state.h"

#include <algorithm>
#include <set>

#include "core/base/planted.h"

namespace pupitre::ui {

namespace {

/// The base's own place in the host's history, stored with the segments.
struct BaseMark {
    Id128 epoch;
    std::int64_t seq = -1;
};

std::optional<BaseMark> decode_base_mark(const std::map<std::string, std::string>& meta) {
    const auto text = meta.find("base");
    if (text == meta.end()) return std::nullopt;
    const Json json = Json::parse(text->second, nullptr, false);
    if (!json.is_object() || !json.contains("epoch") || !json["epoch"].is_string()) return std::nullopt;
    if (!json.contains("seq") || !json["seq"].is_number_integer()) return std::nullopt;
    const Result<Id128> epoch = parse_id(json["epoch"].get<std::string>());
    if (!epoch) return std::nullopt;
    return BaseMark{*epoch, json["seq"].get<std::int64_t>()};
}

bool breaks_base(const Damage& damage) {
    return damage.kind == "segment" ||
           (damage.kind == "meta" && (damage.name == "generation" || damage.name == "base"));
}

}  // namespace

LocalState::LocalState(const Schema& schema, const Registry& registry, TeamMemberId actor, std::size_t log_bytes) :
    schema_(&schema),
    registry_(&registry),
    actor_(actor),
    log_bytes_least_(log_bytes),
    replica_(std::make_unique<Replica>(schema, registry, actor)) {}

void LocalState::open(Opened content, Id128 fresh_client) {
    std::vector<QueuedCommand> unsaved;
    for (const auto& [entry, queued] : queue()) {
        const bool open = entry.stage == Stage::unsaved || entry.stage == Stage::saving;
        if (open && !planted(Planted::unsaved_lost_on_reopening)) unsaved.push_back(queued);
    }
    ++replaced_;
    replica_ = std::make_unique<Replica>(*schema_, *registry_, actor_);
    entries_.clear();
    arriving_.reset();
    greeted_ = false;
    role_ = content.role;
    log_through_ = content.log_through;

    std::optional<DeviceRecord> known;
    for (const char* key : {"device", "device.copy"}) {
        const auto text = content.meta.find(key);
        if (!known && text != content.meta.end()) known = decode_device_record(text->second);
    }
    device_ = known.value_or(DeviceRecord{});
    unsettled_.clear();
    for (const ResultRow& row : content.results) {
        if (planted(Planted::results_dropped_on_reload)) break;
        if (auto result = decode_unsettled(row.bytes)) unsettled_.push_back(*std::move(result));
    }
    open_base(content);
    quarantined_ = content.quarantined;
    open_queue(content, std::move(unsaved));

    if (role_ == TabRole::writer && (device_.client.is_nil() || queue_is_broken())) renew_identity(fresh_client, true);
}

/// The host takes commands only in an unbroken sequence. A broken command may have been the last of it, and the host may
/// know its number: then that number must not be given again.
bool LocalState::queue_is_broken() const {
    if (device_.quarantined != static_cast<std::int64_t>(quarantined_.size())) return true;
    std::int64_t mid = device_.last_mid;
    return !std::ranges::all_of(replica_->pending(),
                                [&](const PendingCommand& each) { return each.queued.mid == ++mid; });
}

void LocalState::open_base(const Opened& content) {
    repair_ = std::ranges::any_of(content.damage, breaks_base);
    log_damaged_ = std::ranges::any_of(content.damage, [](const Damage& damage) { return damage.kind == "log"; });
    const std::optional<BaseMark> mark = decode_base_mark(content.meta);
    if (!mark && !content.segments.empty()) repair_ = true;
    if (!mark && !repair_) return;

    std::vector<std::string> blocks;
    segment_bytes_ = 0;
    for (const Segment& segment : content.segments) {
        segment_bytes_ += segment.bytes.size();
        blocks.push_back(segment.bytes);
    }
    // What is left of a damaged base is shown while the whole is fetched anew; it counts as no base.
    const BaseMark place = repair_ ? BaseMark{} : *mark;
    if (!replica_->load_base(place.epoch, place.seq, blocks, std::nullopt, 0)) repair_ = true;
    log_bytes_ = 0;
    for (const LogEntry& entry : content.log) {
        log_bytes_ += entry.bytes.size();
        if (repair_) continue;
        const Result<Patch> patch = decode_patch(entry.bytes);
        if (!patch || !replica_->receive(*patch)) repair_ = true;
    }
}

void LocalState::open_queue(const Opened& content, std::vector<QueuedCommand> unsaved) {
    std::set<std::string> known(content.settled.begin(), content.settled.end());
    std::vector<std::pair<Entry, QueuedCommand>> queue;
    for (const OutboxRow& row : content.outbox) {
        device_.last_order = std::max(device_.last_order, row.order);
        known.insert(row.id);
        auto queued = decode_queued_command(row.bytes);
        if (!queued) {
            quarantined_.push_back(row);
            continue;
        }
        const Entry entry{row.order, queued->command.id, Stage::on_device, queued->mid <= device_.told_mid};
        queue.emplace_back(entry, *std::move(queued));
    }
    for (const OutboxRow& row : content.quarantined) device_.last_order = std::max(device_.last_order, row.order);
    std::int64_t mid = queue.empty() ? device_.last_mid : queue.back().second.mid;
    device_.told_mid = std::min(device_.told_mid, mid);
    for (QueuedCommand& queued : unsaved) {
        if (known.contains(to_text(queued.command.id))) continue;
        queued.mid = ++mid;
        queued.origin.reset();
        const Id128 id = queued.command.id;
        queue.emplace_back(Entry{0, id, Stage::unsaved, false}, std::move(queued));
    }
    replica_->set_next_mid(std::max(device_.last_mid, mid) + 1);
    set_queue(std::move(queue));
}

std::pair<std::int32_t, std::int32_t> LocalState::snapshot_progress() const {
    if (!arriving_) return {0, 0};
    return {static_cast<std::int32_t>(arriving_->blocks.size()), arriving_->parts};
}

std::size_t LocalState::count(Stage stage) const {
    return static_cast<std::size_t>(std::ranges::count(entries_, stage, &Entry::stage));
}

std::uint64_t LocalState::revision() const { return (replaced_ << 40u) + replica_->view().revision(); }

Attempt LocalState::submit(Command command) {
    const Id128 id = command.id;
    Attempt attempt = replica_->submit(std::move(command));
    if (attempt) entries_.push_back({0, id, Stage::unsaved, false});
    return attempt;
}

bool LocalState::take_back(std::size_t count) {
    const std::size_t kept = entries_.size() - count;
    const bool untold =
        std::all_of(entries_.begin() + static_cast<std::ptrdiff_t>(kept), entries_.end(),
                    [](const Entry& entry) { return entry.stage == Stage::unsaved && entry.order == 0; });
    if (!untold) return false;
    replica_->take_back(count);
    entries_.resize(kept);
    return true;
}

void LocalState::take_submission(std::string_view bytes) {
    auto queued = decode_queued_command(bytes);
    if (!queued) return;
    const Id128 id = queued->command.id;
    if (std::ranges::find(entries_, id, &Entry::id) != entries_.end()) return;
    queued->mid = replica_->next_mid();
    queued->origin.reset();
    replica_->restore(*queued);
    entries_.push_back({0, id, Stage::unsaved, false});
}

bool LocalState::follow(const Append& change) {
    for (const std::string& id : change.dismiss) {
        std::erase_if(unsettled_, [&](const Unsettled& each) { return to_text(each.command.id) == id; });
    }
    const auto record = change.meta.find("device");
    if (record != change.meta.end() && record->second) {
        if (const auto known = decode_device_record(*record->second)) device_ = *known;
    }
    if (!change.outbox.empty()) take_stored(change.outbox);
    return true;
}

void LocalState::take_stored(const std::vector<OutboxRow>& rows) {
    std::vector<std::pair<Entry, QueuedCommand>> stored;
    std::vector<std::pair<Entry, QueuedCommand>> unsaved;
    for (auto& item : queue()) {
        (item.first.stage == Stage::unsaved ? unsaved : stored).push_back(std::move(item));
    }
    for (const OutboxRow& row : rows) {
        auto queued = decode_queued_command(row.bytes);
        if (!queued) continue;
        const Entry entry{row.order, queued->command.id, Stage::on_device, true};
        const auto same = [&](const auto& item) { return item.first.id == entry.id; };
        std::erase_if(unsaved, same);
        const auto found = std::ranges::find_if(stored, same);
        if (found != stored.end())
            *found = {entry, *std::move(queued)};
        else
            stored.emplace_back(entry, *std::move(queued));
    }
    std::int64_t mid = stored.empty() ? device_.last_mid : stored.back().second.mid;
    for (auto& item : unsaved) {
        item.second.mid = ++mid;
        stored.push_back(std::move(item));
    }
    // Usually the command is our own and stands where it will stay: then only its stage has changed.
    const auto present = queue();
    const bool same = std::ranges::equal(present, stored, [](const auto& a, const auto& b) {
        return a.first.id == b.first.id && a.second.mid == b.second.mid;
    });
    if (!same) {
        set_queue(std::move(stored));
        return;
    }
    for (std::size_t place = 0; place < entries_.size(); ++place) entries_[place] = stored[place].first;
}

std::vector<OutboxRow> LocalState::unsaved_rows() const {
    std::vector<OutboxRow> rows;
    for (const auto& [entry, queued] : queue()) {
        if (entry.stage == Stage::unsaved) rows.push_back({0, to_text(entry.id), pupitre::encode(queued)});
    }
    return rows;
}

void LocalState::forget_unsaved(std::string_view id) {
    auto kept = queue();
    std::erase_if(kept,
                  [&](const auto& item) { return item.first.stage == Stage::unsaved && to_text(item.first.id) == id; });
    set_queue(std::move(kept));
}

std::optional<Append> LocalState::take_append() {
    Append append;
    for (std::size_t place = 0; place < entries_.size(); ++place) {
        Entry& entry = entries_[place];
        if (entry.stage != Stage::unsaved) continue;
        if (entry.order == 0) entry.order = ++device_.last_order;
        entry.stage = Stage::saving;
        append.outbox.push_back({entry.order, to_text(entry.id), replica_->take_encoded(place)});
        entry.bytes = append.outbox.back().bytes.size();
    }
    // Before the host has said how far it knows this client, nothing new is sent: stored with it, so that after another
    // opening nobody takes these numbers for ones that were.
    const bool untold = !greeted_ && !append.outbox.empty();
    if (identity_changed_ || untold) append.meta = device_meta();
    if (append.outbox.empty() && append.meta.empty()) return std::nullopt;
    return append;
}

void LocalState::appended(bool durable) {
    for (Entry& entry : entries_) {
        const bool kept = durable || planted(Planted::saved_too_early);
        if (entry.stage == Stage::saving) entry.stage = kept ? Stage::on_device : Stage::unsaved;
    }
    if (durable) identity_changed_ = false;
}

void LocalState::renew_identity(Id128 client, bool keep_origins) {
    const Id128 before = device_.client;
    device_.client = client;
    device_.last_mid = 0;
    device_.seen_result_mid = 0;
    device_.told_mid = greeted_ ? told_without_limit : 0;
    device_.quarantined = static_cast<std::int64_t>(quarantined_.size());
    identity_changed_ = true;
    auto renumbered = queue();
    std::int64_t mid = 0;
    for (auto& [entry, queued] : renumbered) {
        const bool may_have_arrived =
            keep_origins && !planted(Planted::identity_renewed_without_origin) && !before.is_nil() && entry.told;
        if (!queued.origin && may_have_arrived) queued.origin = Origin{before, queued.mid};
        queued.mid = ++mid;
        entry.stage = Stage::unsaved;  // To be stored again, under its order, together with the new identity.
        entry.told = false;
    }
    set_queue(std::move(renumbered));
    replica_->set_next_mid(mid + 1);
}

std::vector<std::pair<LocalState::Entry, QueuedCommand>> LocalState::queue() const {
    std::vector<std::pair<Entry, QueuedCommand>> items;
    items.reserve(entries_.size());
    for (std::size_t place = 0; place < entries_.size(); ++place) {
        items.emplace_back(entries_[place], replica_->pending()[place].queued);
    }
    return items;
}

void LocalState::set_queue(std::vector<std::pair<Entry, QueuedCommand>> queue) {
    std::vector<QueuedCommand> commands;
    entries_.clear();
    for (auto& [entry, queued] : queue) {
        entries_.push_back(entry);
        commands.push_back(std::move(queued));
    }
    replica_->set_pending(std::move(commands));
}

Settings LocalState::device_meta() const {
    // Twice, because losing it means sending the queue again under a new name.
    return {{"device", encode(device_)}, {"device.copy", encode(device_)}};
}

void LocalState::dismiss(Id128 command) {
    std::erase_if(unsettled_, [&](const Unsettled& each) { return each.command.id == command; });
}

}  // namespace pupitre::ui
