// Tabs come and go, and a disk suffers.
#include "tests/simulation/device.h"

#include <algorithm>

#include "core/domain/domain.h"
#include "core/store/row_block.h"

namespace pupitre::simulation {

Device::Device(Surroundings with, int of_number, std::uint64_t seed) :
    around(with),
    number(of_number),
    dice(seed),
    workload(seed ^ 0xABCDU),
    newer(Dice(seed).one_in(8)),
    from_ms_(with.timeline->now_ms()),
    since_ms_(with.timeline->now_ms()) {}

Device::~Device() = default;

Tab* Device::open_tab() {
    tabs_.push_back(std::make_unique<Tab>(*this, ++tab_numbers_));
    Tab* tab = tabs_.back().get();
    tab->start();
    return tab;
}

void Device::close_tab(std::size_t place) {
    if (tabs_.empty()) return;
    place %= tabs_.size();
    const std::unique_ptr<Tab> gone = std::move(tabs_[place]);
    tabs_.erase(tabs_.begin() + static_cast<std::ptrdiff_t>(place));
    gone->let_go_of_lock();
}

void Device::close_all() {
    // Nobody is elected by the end of another: all end at once.
    for (auto& [name, store] : stores_) {
        store.holder = nullptr;
        store.queue.clear();
    }
    tabs_.clear();
}

void Device::cut_power() {
    close_all();
    for (auto& [name, store] : stores_) {
        // The journal is written strictly; the segments are the file system's affair.
        if (store.disk.segments.empty() || !dice.one_in(3)) continue;
        store.disk.damage.push_back({"segment", store.disk.segments.back().name});
        store.disk.segments.pop_back();
        store.tainted = true;
    }
}

StoreOnDisk* Device::store() {
    for (const auto& tab : tabs_) {
        if (tab->store() != nullptr) return tab->store();
    }
    return stores_.empty() ? nullptr : &stores_.begin()->second;
}

void Device::excuse_all(StoreOnDisk& store) {
    for (const auto& [order, row] : store.disk.outbox) around.oracle->excuse(row.id);
    for (const ui::OutboxRow& row : store.disk.quarantined) around.oracle->excuse(row.id);
}

std::set<std::string> Device::waiting() const {
    std::set<std::string> ids;
    for (const auto& [name, store] : stores_) {
        for (const auto& [order, row] : store.disk.outbox) ids.insert(row.id);
    }
    return ids;
}

void Device::lose_store() {
    close_all();
    for (auto& [name, store] : stores_) excuse_all(store);
    around.oracle->excuse_refusals(number);
    stores_.clear();
}

void Device::keep_copy() { copy_ = stores_; }

void Device::restore_copy() {
    if (copy_.empty()) return;
    close_all();
    for (auto& [name, store] : stores_) excuse_all(store);
    // What was said to this device since the copy was made is forgotten with it.
    around.oracle->excuse_device(number);
    stores_ = copy_;
    // The host may know more of this client than the copy: then its numbers are no proof, and what waits is sent again.
    for (const std::string& id : waiting()) around.oracle->allow_repetition(id);
    for (auto& [name, store] : stores_) {
        store.holder = nullptr;
        store.queue.clear();
        store.faults = 0;
    }
}

/// The last entries of the log cannot be read any more.
void Device::damage_log() {
    StoreOnDisk* kept = store();
    if (kept == nullptr || kept->disk.log.empty()) return;
    close_all();
    const std::int64_t last = kept->disk.log.rbegin()->first;
    kept->disk.log.erase(last);
    kept->disk.damage.push_back({"log", "firm"});
    kept->tainted = true;
}

void Device::damage_segment() {
    StoreOnDisk* kept = store();
    if (kept == nullptr || kept->disk.segments.empty()) return;
    close_all();
    const std::size_t place = dice.below(kept->disk.segments.size());
    kept->disk.damage.push_back({"segment", kept->disk.segments[place].name});
    kept->disk.segments.erase(kept->disk.segments.begin() + static_cast<std::ptrdiff_t>(place));
    kept->tainted = true;
}

/// One of the two copies of the device's record, or both.
void Device::damage_record() {
    StoreOnDisk* kept = store();
    if (kept == nullptr) return;
    close_all();
    kept->disk.meta.erase("device");
    kept->disk.damage.push_back({"meta", "device"});
    if (!dice.one_in(3)) return;
    kept->disk.meta.erase("device.copy");
    kept->disk.damage.push_back({"meta", "device.copy"});
    // Without its name the device cannot say what it had sent: the same command may be decided again.
    around.oracle->excuse_device(number);
    for (const std::string& id : waiting()) around.oracle->allow_repetition(id);
}

/// A text in the base changes without anybody noticing: the checksum fits.
void Device::rot_row() {
    StoreOnDisk* kept = store();
    if (kept == nullptr || kept->disk.segments.empty()) return;
    close_all();
    for (ui::Segment& segment : kept->disk.segments) {
        auto block = decode_block(domain_schema(), segment.bytes);
        if (!block || block->rows.empty()) continue;
        const EntityInfo& info = domain_schema().entity(block->table);
        const Field* text = info.find_field("name");
        if (text == nullptr) continue;
        text->set(block->rows[0].data(), Value{std::string("pourri")});
        std::vector<const void*> rows;
        for (const AnyRow& row : block->rows) rows.push_back(row.data());
        segment.bytes = encode_block(info, rows, {});
        kept->tainted = true;
        return;
    }
}

/// A pending command's bytes are broken: it is shown, never sent.
void Device::damage_command() {
    StoreOnDisk* kept = store();
    if (kept == nullptr || kept->disk.outbox.empty()) return;
    close_all();
    auto row = kept->disk.outbox.begin();
    std::advance(row, static_cast<std::ptrdiff_t>(dice.below(kept->disk.outbox.size())));
    around.oracle->excuse(row->second.id);
    kept->disk.quarantined.push_back(row->second);
    kept->disk.outbox.erase(row);
}

void Device::jump_clock(std::int64_t ms, std::int64_t drift_ppm) {
    from_ms_ = clock_ms() + ms;
    since_ms_ = around.timeline->now_ms();
    drift_ppm_ = drift_ppm;
}

void Device::suspend(std::int64_t ms) {
    suspended_until_ms = std::max(suspended_until_ms, around.timeline->now_ms() + ms);
}

void Device::hint(const std::string& text) {
    for (const auto& tab : tabs_) {
        if (tab->listens()) tab->later(5, [to = tab.get(), text] { to->session().hint(text); });
    }
}

}  // namespace pupitre::simulation
