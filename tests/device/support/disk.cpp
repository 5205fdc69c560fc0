// The writes of web-ui/device/js/store.mjs and journal.mjs, on maps.
#include "tests/device/support/disk.h"

#include <algorithm>

namespace pupitre::test {

using namespace pupitre::ui;

namespace {

void apply_settings(std::map<std::string, std::string>& to, const Settings& settings) {
    for (const auto& [key, value] : settings) {
        if (value)
            to[key] = *value;
        else
            to.erase(key);
    }
}

void prune(Disk& disk, const std::vector<OutboxRow>& rows) {
    for (const OutboxRow& row : rows) {
        disk.outbox.erase(row.order);
        disk.settled.push_back(row.id);
    }
}

}  // namespace

Opened Disk::content(TabRole role) const {
    Opened opened;
    opened.role = role;
    opened.segments = segments;
    for (const auto& [n, entry] : log) opened.log.push_back(entry);
    opened.log_through = log_through;
    for (const auto& [order, row] : outbox) opened.outbox.push_back(row);
    opened.quarantined = quarantined;
    for (const auto& [id, bytes] : results) opened.results.push_back({id, bytes});
    opened.settled = settled;
    opened.meta = meta;
    opened.drafts = drafts;
    opened.damage = damage;
    return opened;
}

bool Disk::knows(const std::string& id) const {
    return std::ranges::any_of(outbox, [&](const auto& each) { return each.second.id == id; }) ||
           std::ranges::find(settled, id) != settled.end();
}

void Disk::apply(const Append& change) {
    for (const OutboxRow& row : change.outbox) outbox[row.order] = row;
    for (const std::string& id : change.dismiss) results.erase(id);
    apply_settings(meta, change.meta);
    apply_settings(drafts, change.drafts);
}

void Disk::apply(const Commit& change, std::int64_t first_n) {
    std::int64_t n = first_n;
    for (const LogEntry& entry : change.patches) log[n++] = entry;
    log_through = std::max(log_through, n - 1);
    prune(*this, change.prune);
    for (const ResultRow& row : change.results) results[row.id] = row.bytes;
    apply_settings(meta, change.meta);
}

void Disk::apply(const Base& base, std::vector<Segment> staged) {
    segments = std::move(staged);
    std::erase_if(log, [&](const auto& each) { return each.first <= base.log_through; });
    damage.clear();
    prune(*this, base.prune);
    for (const ResultRow& row : base.results) results[row.id] = row.bytes;
    apply_settings(meta, base.meta);
}

}  // namespace pupitre::test
