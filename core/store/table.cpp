// Rows live in chunks of raw memory that never move; a sorted vector finds them by id.
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
    for (const Entry& entry : by_id_) info_->destroy(place_of(entry.slot));
    by_id_.clear();
    chunks_.clear();
    free_slots_.clear();
    slots_used_ = 0;
    for (Index& index : indexes_) index.clear();
    ++revision_;
}

std::size_t Table::lower_bound(Id128 id) const {
    if (by_id_.empty() || by_id_.back().id < id) return by_id_.size();
    const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), id,
                                        [](const Entry& entry, Id128 wanted) { return entry.id < wanted; });
    return static_cast<std::size_t>(found - by_id_.begin());
}

const void* Table::find(Id128 id) const {
    const std::size_t place = lower_bound(id);
    return place < by_id_.size() && by_id_[place].id == id ? place_of(by_id_[place].slot) : nullptr;
}

void* Table::place_of(std::uint32_t slot) const {
    return chunks_[slot / rows_per_chunk].get() + std::size_t{slot % rows_per_chunk} * info_->size;
}

std::uint32_t Table::take_slot() {
    if (!free_slots_.empty()) {
        const std::uint32_t slot = free_slots_.back();
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
    const std::size_t place = lower_bound(id);
    assert(place == by_id_.size() || by_id_[place].id != id);
    const std::uint32_t slot = take_slot();
    info_->copy_construct(place_of(slot), row);
    by_id_.insert(by_id_.begin() + static_cast<std::ptrdiff_t>(place), {id, slot});
    for (FieldIndex field = 0; field < index_of_.size(); ++field) {
        if (index_of_[field] >= 0) index_add(field, info_->fields[field].get(row), id);
    }
    ++revision_;
}

void Table::set(Id128 id, FieldIndex field, const Value& value) {
    const std::size_t place = lower_bound(id);
    assert(place < by_id_.size() && by_id_[place].id == id);
    void* row = place_of(by_id_[place].slot);
    const Field& what = info_->fields[field];
    if (index_of_[field] >= 0) {
        index_remove(field, what.get(row), id);
        index_add(field, value, id);
    }
    const bool fits = what.set(row, value);
    assert(fits);
    static_cast<void>(fits);
    ++revision_;
}

void Table::erase(Id128 id) {
    const std::size_t place = lower_bound(id);
    assert(place < by_id_.size() && by_id_[place].id == id);
    const std::uint32_t slot = by_id_[place].slot;
    void* row = place_of(slot);
    for (FieldIndex field = 0; field < index_of_.size(); ++field) {
        if (index_of_[field] >= 0) index_remove(field, info_->fields[field].get(row), id);
    }
    info_->destroy(row);
    free_slots_.push_back(slot);
    by_id_.erase(by_id_.begin() + static_cast<std::ptrdiff_t>(place));
    ++revision_;
}

void Table::index_add(FieldIndex field, const Value& value, Id128 id) {
    if (is_absent(value)) return;
    std::vector<Id128>& ids = indexes_[static_cast<std::size_t>(index_of_[field])][value];
    ids.insert(std::lower_bound(ids.begin(), ids.end(), id), id);
}

void Table::index_remove(FieldIndex field, const Value& value, Id128 id) {
    if (is_absent(value)) return;
    Index& index = indexes_[static_cast<std::size_t>(index_of_[field])];
    const auto entry = index.find(value);
    assert(entry != index.end());
    std::vector<Id128>& ids = entry->second;
    ids.erase(std::lower_bound(ids.begin(), ids.end(), id));
    if (ids.empty()) index.erase(entry);
}

std::span<const Id128> Table::with(FieldIndex field, const Value& value) const {
    const Index& whole = index(field);
    const auto entry = whole.find(value);
    return entry == whole.end() ? std::span<const Id128>{} : std::span<const Id128>{entry->second};
}

const Table::Index& Table::index(FieldIndex field) const {
    assert(index_of_[field] >= 0);
    return indexes_[static_cast<std::size_t>(index_of_[field])];
}

}  // namespace pupitre
