// All rows of one entity: found by id, walked in id order, found by indexed field. Rows never move in memory.
// Only Database changes a table, so that digests, revisions and change-sets never miss a change.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/schema/entity.h"

namespace pupitre {

class Table {
public:
    /// From a field's value to the ids of the rows that have it, in id order. Absent values are not indexed.
    using Index = std::map<Value, std::vector<Id128>>;

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
    [[nodiscard]] const void* at(std::size_t place) const { return place_of(by_id_[place].slot); }

    /// Ids of the rows whose indexed field has this value, in id order.
    [[nodiscard]] std::span<const Id128> with(FieldIndex field, const Value& value) const;
    /// The whole index of an indexed field, in value order.
    [[nodiscard]] const Index& index(FieldIndex field) const;
    /// Grows with every change of this table; equal numbers mean nothing changed.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

private:
    friend class Database;

    struct Entry {
        Id128 id;
        std::uint32_t slot;
    };

    void insert(const void* row);
    void set(Id128 id, FieldIndex field, const Value& value);
    void erase(Id128 id);
    void clear();

    [[nodiscard]] std::size_t lower_bound(Id128 id) const;
    [[nodiscard]] void* place_of(std::uint32_t slot) const;
    std::uint32_t take_slot();
    void index_add(FieldIndex field, const Value& value, Id128 id);
    void index_remove(FieldIndex field, const Value& value, Id128 id);

    const EntityInfo* info_;
    std::vector<Entry> by_id_;  // Sorted by id. New ids are mostly the largest, so inserting is mostly appending.
    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    std::vector<std::uint32_t> free_slots_;
    std::uint32_t slots_used_ = 0;
    std::vector<Index> indexes_;          // One for each indexed field …
    std::vector<std::int16_t> index_of_;  // … and which one, by field; -1 if the field has none.
    std::uint64_t revision_ = 0;
};

}  // namespace pupitre
