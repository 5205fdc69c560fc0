// Rows live in chunks of raw memory that never move; sorted blocks of their places find them by id and by value.
#include "core/store/table.h"

#include <algorithm>

namespace pupitre {

namespace {

constexpr std::uint32_t rows_per_chunk = 256;

}  // namespace

Table::Table(const EntityInfo& info) : info_(&info), index_of_(info.fields.size(), -1) {
    assert(info.alignment <= alignof(std::max_align_t));
    std::int16_t next = 0;
    for (std::size_t field = 0; field < info.fields.size(); ++field) {
        if (info.fields[field].indexed) index_of_[field] = next++;
    }
    indexes_.resize(static_cast<std::size_t>(next));
}

Table::~Table() { clear(); }

void Table::clear() {
    for (auto place = by_id_.begin(); place != by_id_.end(); place = by_id_.next(place)) {
        info_->destroy(place_of(by_id_[place].slot));
    }
    by_id_.clear();
    chunks_.clear();
    free_slots_.clear();
    slots_used_ = 0;
    for (Index& index : indexes_) index = {};
    ++revision_;
}

SortedBlocks<Table::Entry>::Place Table::lower_bound(Id128 id) const {
    if (by_id_.empty() || by_id_.back().id < id) return by_id_.end();  // New ids are mostly the largest.
    return by_id_.lower_bound([id](const Entry& entry) { return entry.id < id; });
}

const void* Table::find(Id128 id) const {
    const auto place = lower_bound(id);
    return place != by_id_.end() && by_id_[place].id == id ? place_of(by_id_[place].slot) : nullptr;
}

Table::Slot Table::slot_of(Id128 id) const {
    const auto place = lower_bound(id);
    assert(place != by_id_.end() && by_id_[place].id == id);
    return by_id_[place].slot;
}

void* Table::place_of(Slot slot) const {
    return chunks_[slot / rows_per_chunk].get() + std::size_t{slot % rows_per_chunk} * info_->size;
}

Table::Slot Table::take_slot() {
    if (!free_slots_.empty()) {
        const Slot slot = free_slots_.back();
        free_slots_.pop_back();
        return slot;
    }
    if (slots_used_ == chunks_.size() * rows_per_chunk) {
        chunks_.push_back(std::make_unique<std::byte[]>(rows_per_chunk * info_->size));
    }
    return slots_used_++;
}

void Table::insert(const void* row) {
    const Id128 id = id_of(row);
    const auto place = lower_bound(id);
    assert(place == by_id_.end() || by_id_[place].id != id);
    const Slot slot = take_slot();
    info_->copy_construct(place_of(slot), row);
    by_id_.insert(place, {id, slot});
    for (FieldIndex field = 0; field < index_of_.size(); ++field) index_add(field, slot);
    ++revision_;
}

void Table::set(Id128 id, FieldIndex field, const Value& value) {
    const Slot slot = slot_of(id);
    index_remove(field, slot);
    const bool fits = info_->fields[field].set(place_of(slot), value);
    assert(fits);
    static_cast<void>(fits);
    index_add(field, slot);
    ++revision_;
}

void Table::erase(Id128 id) {
    const auto place = lower_bound(id);
    assert(place != by_id_.end() && by_id_[place].id == id);
    const Slot slot = by_id_[place].slot;
    for (FieldIndex field = 0; field < index_of_.size(); ++field) index_remove(field, slot);
    info_->destroy(place_of(slot));
    free_slots_.push_back(slot);
    by_id_.erase(place);
    ++revision_;
}

SortedBlocks<Table::Slot>::Place Table::place_in_index(FieldIndex field, const Index& index, Slot slot) const {
    const Field& what = info_->fields[field];
    const void* row = place_of(slot);
    return index.slots.lower_bound([&](Slot other) {
        const void* other_row = place_of(other);
        const std::strong_ordering order = what.order(other_row, row);
        return order < 0 || (order == 0 && id_of(other_row) < id_of(row));
    });
}

void Table::index_add(FieldIndex field, Slot slot) {
    if (index_of_[field] < 0) return;
    Index& index = indexes_[static_cast<std::size_t>(index_of_[field])];
    if (!index.sorted || !info_->fields[field].is_present(place_of(slot))) return;
    index.slots.insert(place_in_index(field, index, slot), slot);
}

void Table::index_remove(FieldIndex field, Slot slot) {
    if (index_of_[field] < 0) return;
    Index& index = indexes_[static_cast<std::size_t>(index_of_[field])];
    if (!index.sorted || !info_->fields[field].is_present(place_of(slot))) return;
    const auto place = place_in_index(field, index, slot);
    assert(place != index.slots.end() && index.slots[place] == slot);
    index.slots.erase(place);
}

const Table::Index& Table::sorted_index(FieldIndex field) const {
    assert(index_of_[field] >= 0);
    Index& index = indexes_[static_cast<std::size_t>(index_of_[field])];
    if (index.sorted) return index;
    const Field& what = info_->fields[field];
    std::vector<Slot> present;
    for (auto place = by_id_.begin(); place != by_id_.end(); place = by_id_.next(place)) {
        if (what.is_present(place_of(by_id_[place].slot))) present.push_back(by_id_[place].slot);
    }
    // They stand in id order, and rows of one value keep it.
    std::stable_sort(present.begin(), present.end(),
                     [&](Slot a, Slot b) { return what.order(place_of(a), place_of(b)) < 0; });
    index.slots.assign(present);
    index.sorted = true;
    return index;
}

Table::Matches Table::with(FieldIndex field, const Value& value) const {
    const Index& index = sorted_index(field);
    if (is_absent(value)) return {*this, index.slots, index.slots.end(), index.slots.end()};
    const Field& what = info_->fields[field];
    const auto first = index.slots.lower_bound([&](Slot slot) { return what.order_to(place_of(slot), value) < 0; });
    const auto after = index.slots.lower_bound([&](Slot slot) { return what.order_to(place_of(slot), value) <= 0; });
    return {*this, index.slots, first, after};
}

Table::Matches Table::by(FieldIndex field) const {
    const Index& index = sorted_index(field);
    return {*this, index.slots, index.slots.begin(), index.slots.end()};
}

}  // namespace pupitre
