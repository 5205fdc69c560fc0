// All rows of one entity: found by id, walked in id order, found by indexed field. Rows never move in memory.
// Only Database changes a table, so that digests, revisions and change-sets never miss a change.
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <vector>

#include "core/schema/entity.h"
#include "core/store/sorted_blocks.h"

namespace pupitre {

class Table {
public:
    class Matches;

    explicit Table(const EntityInfo& info);
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;
    Table(Table&&) = delete;
    Table& operator=(Table&&) = delete;
    ~Table();

    [[nodiscard]] const EntityInfo& info() const { return *info_; }
    [[nodiscard]] std::size_t size() const { return by_id_.size(); }
    /// Nothing if there is no such row.
    [[nodiscard]] const void* find(Id128 id) const;
    /// The row at a place in id order, 0 to size() - 1.
    [[nodiscard]] const void* at(std::size_t place) const { return place_of(by_id_.at(place).slot); }

    /// The place in id order of the first row whose id is not smaller; size() if there is none.
    [[nodiscard]] std::size_t place_from(Id128 id) const { return by_id_.number_of(lower_bound(id)); }
    /// Calls visit(const void* row) for each row in id order; none may come or go meanwhile.
    template <class Visit>
    void for_each(Visit visit) const {
        for (auto place = by_id_.begin(); place != by_id_.end(); place = by_id_.next(place)) {
            visit(static_cast<const void*>(place_of(by_id_[place].slot)));
        }
    }

    /// The rows whose indexed field has this value, in id order. Absent values are not indexed. Valid until one of them,
    /// or another row's field, changes.
    [[nodiscard]] Matches with(FieldIndex field, const Value& value) const;
    /// All rows whose indexed field is present, in the order of its values.
    [[nodiscard]] Matches by(FieldIndex field) const;
    /// Grows with every change of this table; equal numbers mean nothing changed.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

private:
    friend class Database;

    using Slot = std::uint32_t;
    struct Entry {
        Id128 id;
        Slot slot;
    };
    /// The slots of the rows in which a field is present, by its value, then by id. It is sorted when it is first asked
    /// for: a state that is opened, and a field that nobody looks up, cost nothing.
    struct Index {
        SortedBlocks<Slot> slots;
        bool sorted = false;
    };

    void insert(const void* row);
    void set(Id128 id, FieldIndex field, const Value& value);
    void erase(Id128 id);
    void clear();

    [[nodiscard]] SortedBlocks<Entry>::Place lower_bound(Id128 id) const;
    [[nodiscard]] Slot slot_of(Id128 id) const;
    [[nodiscard]] void* place_of(Slot slot) const;
    Slot take_slot();
    [[nodiscard]] const Index& sorted_index(FieldIndex field) const;
    [[nodiscard]] SortedBlocks<Slot>::Place place_in_index(FieldIndex field, const Index& index, Slot slot) const;
    void index_add(FieldIndex field, Slot slot);
    void index_remove(FieldIndex field, Slot slot);

    const EntityInfo* info_;
    SortedBlocks<Entry> by_id_;
    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    std::vector<Slot> free_slots_;
    Slot slots_used_ = 0;
    mutable std::vector<Index> indexes_;  // One for each indexed field …
    std::vector<std::int16_t> index_of_;  // … and which one, by field; -1 if the field has none.
    std::uint64_t revision_ = 0;
};

/// Rows found by an index: their ids in order, and the rows themselves.
class Table::Matches {
public:
    class Iterator {
    public:
        using value_type = Id128;
        using difference_type = std::ptrdiff_t;
        using reference = Id128;
        using pointer = const Id128*;
        using iterator_category = std::input_iterator_tag;

        Iterator() = default;
        Id128 operator*() const { return id_of(row()); }
        [[nodiscard]] const void* row() const { return table_->place_of((*slots_)[place_]); }
        Iterator& operator++() {
            place_ = slots_->next(place_);
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return place_ == other.place_; }

    private:
        friend class Matches;
        Iterator(const Table& table, const SortedBlocks<Slot>& slots, SortedBlocks<Slot>::Place place) :
            table_(&table), slots_(&slots), place_(place) {}

        const Table* table_ = nullptr;
        const SortedBlocks<Slot>* slots_ = nullptr;
        SortedBlocks<Slot>::Place place_;
    };

    [[nodiscard]] Iterator begin() const { return begin_; }
    [[nodiscard]] Iterator end() const { return end_; }
    [[nodiscard]] bool empty() const { return begin_ == end_; }
    [[nodiscard]] std::size_t size() const {
        return begin_.slots_->number_of(end_.place_) - begin_.slots_->number_of(begin_.place_);
    }
    [[nodiscard]] Id128 front() const { return *begin_; }

private:
    friend class Table;
    using Place = SortedBlocks<Slot>::Place;
    Matches(const Table& table, const SortedBlocks<Slot>& slots, Place begin, Place end) :
        begin_(table, slots, begin), end_(table, slots, end) {}

    Iterator begin_;
    Iterator end_;
};

}  // namespace pupitre
