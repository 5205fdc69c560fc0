// Brings a device's base up to date: the rows that changed since its cursor, or the complete state in parts.
#include <algorithm>
#include <cassert>

#include "core/base/planted.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"
#include "server-stub/firm/sync_host.h"

namespace pupitre::host {
namespace {

constexpr std::size_t snapshots_kept = 64;
constexpr std::int64_t snapshot_kept_ms = 5 * 60'000;

/// The rows of one table from a list in table order: as they are now, and the ids of those that are gone.
/// To somebody who does not see it where it is now, a row is gone.
std::string encode_rows(const Database& db, const Sight& sight, std::span<const ChangedRow> changed) {
    assert(!changed.empty());
    const TableIndex table = changed.front().table;
    std::vector<const void*> rows;
    std::vector<Id128> deleted;
    for (const ChangedRow& place : changed) {
        const void* row = db.table(table).find(place.row);
        if (row != nullptr && (sight.sees_row(table, row) || planted(Planted::hidden_rows_sent))) {
            rows.push_back(row);
        } else if (!planted(Planted::deletion_not_sent)) {
            deleted.push_back(place.row);
        }
    }
    return encode_block(db.schema().entity(table), rows, deleted);
}

SnapshotPart part_of(const auto& snapshot, std::int32_t place) {
    SnapshotPart part;
    part.epoch = snapshot.epoch;
    part.seq = snapshot.seq;
    part.last_mid = snapshot.last_mid;
    part.part = place;
    part.parts = std::max(1, static_cast<std::int32_t>(snapshot.blocks->size()));
    if (static_cast<std::size_t>(place) < snapshot.blocks->size()) {
        part.block = (*snapshot.blocks)[static_cast<std::size_t>(place)];
    }
    part.digest = snapshot.digest;
    return part;
}

}  // namespace

Stored<Done> SyncHost::bring_up_to_date(const SyncRequest& request, const DeviceRecord& device, std::int64_t at_ms,
                                        SyncResponse& response) {
    const Hello& hello = request.hello;
    const Sight sight(authority_.db(), TeamMemberId{device.user});
    if (request.snapshot && continue_snapshot(*request.snapshot, device, sight, at_ms, response)) return Done{};
    const bool same_epoch = hello.epoch == authority_.epoch() || planted(Planted::epoch_ignored);
    const bool has_base = hello.seq >= 0 && !hello.repair && same_epoch;
    if (has_base && !request.snapshot) {
        if (hello.seq == authority_.seq()) return Done{};
        const auto patched = make_patch(hello.seq, device, sight, response);
        if (!patched) return patched.error();
        if (*patched) return Done{};
    }
    make_snapshot(device, sight, at_ms, response);
    return Done{};
}

/// False when so many rows changed that the complete state is the shorter way, or when it is the only one.
Stored<bool> SyncHost::make_patch(std::int64_t from, const DeviceRecord& device, const Sight& sight,
                                  SyncResponse& response) const {
    const auto found = authority_.storage().changed_after(from, static_cast<std::int64_t>(patch_rows_max) + 1);
    if (!found) return found.error();
    if (found->size() > patch_rows_max) return false;
    const SeenChanges seen = changes_seen(authority_.db(), sight, TeamMemberId{device.user}, *found);
    const std::vector<ChangedRow>& changed = seen.rows;
    if (seen.lost_some || changed.size() > patch_rows_max) return false;
    auto links =
        authority_.storage().links_after(LinkPlace::behind(from), static_cast<std::int64_t>(patch_links_max) + 1);
    if (!links) return links.error();
    if (links->size() > patch_links_max) return false;
    std::erase_if(*links, [&](const Link& link) { return !sight.sees(link.scope); });
    Patch patch;
    patch.epoch = authority_.epoch();
    patch.from = from;
    patch.to = authority_.seq();
    patch.last_mid = device.lmid;
    patch.digest = sight.digest();
    patch.links = links_by_scope(*links);
    for (auto begin = changed.begin(); begin != changed.end();) {
        const auto end = std::ranges::find_if(begin, changed.end(),
                                              [&](const ChangedRow& row) { return row.table != begin->table; });
        patch.blocks.push_back(encode_rows(authority_.db(), sight, std::span(begin, end)));
        begin = end;
    }
    response.patch = std::move(patch);
    return true;
}

/// The blocks of the present state, made once for all devices of one sight.
std::shared_ptr<const std::vector<std::string>> SyncHost::present_blocks(const Sight& sight) {
    const std::uint64_t revision = authority_.db().revision();
    const bool same = blocks_sight_ && blocks_sight_->same_as(sight);
    if (blocks_ == nullptr || blocks_revision_ != revision || !same) {
        blocks_ = std::make_shared<const std::vector<std::string>>(sight.blocks(authority_.heads()));
        blocks_revision_ = revision;
        blocks_sight_ = sight;
    }
    return blocks_;
}

SyncHost::Snapshot& SyncHost::keep_snapshot(const DeviceRecord& device, const Sight& sight, std::int64_t at_ms) {
    forget_old_snapshots(at_ms);
    Snapshot snapshot{
        present_blocks(sight), authority_.epoch(), authority_.seq(), device.lmid, sight.digest(), sight, at_ms};
    return snapshots_.insert_or_assign(device.client, std::move(snapshot)).first->second;
}

void SyncHost::make_snapshot(const DeviceRecord& device, const Sight& sight, std::int64_t at_ms,
                             SyncResponse& response) {
    response.snapshot = part_of(keep_snapshot(device, sight, at_ms), 0);
}

/// False when that snapshot is not kept any more: the device then starts with the first part of the present one.
bool SyncHost::continue_snapshot(const SnapshotRequest& request, const DeviceRecord& device, const Sight& sight,
                                 std::int64_t at_ms, SyncResponse& response) {
    auto found = snapshots_.find(device.client);
    if (found == snapshots_.end() || found->second.seq != request.seq) {
        // Begun by another host of this firm. The same state makes the same parts; a number alone can come again after a
        // restore.
        const bool same = request.epoch == authority_.epoch() || planted(Planted::snapshot_continued_by_number_alone);
        if (request.seq != authority_.seq() || !same) return false;
        keep_snapshot(device, sight, at_ms);
        found = snapshots_.find(device.client);
    }
    Snapshot& snapshot = found->second;
    // Of what was withdrawn meanwhile, nothing more is sent.
    if (!snapshot.sight.same_as(sight)) return false;
    if (snapshot.epoch != authority_.epoch() || request.part < 0 ||
        std::cmp_greater_equal(request.part, snapshot.blocks->size())) {
        return false;
    }
    snapshot.used_ms = at_ms;
    if (planted(Planted::snapshot_mixed_with_later_rows)) snapshot.blocks = present_blocks(sight);
    response.snapshot = part_of(snapshot, request.part);
    return true;
}

void SyncHost::forget_old_snapshots(std::int64_t at_ms) {
    std::erase_if(snapshots_, [&](const auto& entry) { return at_ms - entry.second.used_ms > snapshot_kept_ms; });
    while (snapshots_.size() >= snapshots_kept) {
        snapshots_.erase(
            std::ranges::min_element(snapshots_, {}, [](const auto& entry) { return entry.second.used_ms; }));
    }
    // The shared blocks of a state that has passed are of use to nobody new.
    if (blocks_revision_ != authority_.db().revision()) blocks_.reset();
}

}  // namespace pupitre::host
