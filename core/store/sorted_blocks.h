// A sorted sequence in blocks of bounded size: an entry that comes or goes in the middle moves one block and no more,
// however many there are. Walked in order, and reached by its number.
// Knows no order: the caller says where an entry belongs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pupitre {

template <class Entry>
class SortedBlocks {
public:
    static constexpr std::size_t block_entries_max = 512;

    /// Stands at an entry, or behind the last one. Valid until the next insertion or removal.
    struct Place {
        std::uint32_t block = 0;
        std::uint32_t entry = 0;
        bool operator==(const Place&) const = default;
    };

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] Place begin() const { return {}; }
    [[nodiscard]] Place end() const { return {static_cast<std::uint32_t>(blocks_.size()), 0}; }
    [[nodiscard]] const Entry& operator[](Place place) const { return blocks_[place.block].entries[place.entry]; }
    [[nodiscard]] Place next(Place place) const {
        if (++place.entry == blocks_[place.block].entries.size()) place = {place.block + 1, 0};
        return place;
    }
    [[nodiscard]] const Entry& back() const { return blocks_.back().entries.back(); }

    /// The entry with this number, 0 to size() - 1.
    [[nodiscard]] const Entry& at(std::size_t number) const {
        const auto after =
            std::upper_bound(blocks_.begin(), blocks_.end(), number,
                             [](std::size_t wanted, const Block& block) { return wanted < block.start; });
        const Block& block = *(after - 1);
        return block.entries[number - block.start];
    }
    /// The number of the entry at a place; size() behind the last one.
    [[nodiscard]] std::size_t number_of(Place place) const {
        return place.block == blocks_.size() ? size_ : blocks_[place.block].start + place.entry;
    }

    /// The first place whose entry does not come before what is looked for.
    template <class ComesBefore>
    [[nodiscard]] Place lower_bound(ComesBefore comes_before) const {
        const auto block = std::partition_point(blocks_.begin(), blocks_.end(),
                                                [&](const Block& each) { return comes_before(each.entries.back()); });
        if (block == blocks_.end()) return end();
        const auto entry = std::partition_point(block->entries.begin(), block->entries.end(), comes_before);
        return {static_cast<std::uint32_t>(block - blocks_.begin()),
                static_cast<std::uint32_t>(entry - block->entries.begin())};
    }

    /// Puts an entry in before the one at `place`.
    void insert(Place place, const Entry& entry) {
        if (place.block == blocks_.size()) {
            // Behind everything: blocks that are filled in order become full.
            if (blocks_.empty() || blocks_.back().entries.size() == block_entries_max) blocks_.push_back({{}, size_});
            place = {static_cast<std::uint32_t>(blocks_.size() - 1),
                     static_cast<std::uint32_t>(blocks_.back().entries.size())};
        } else if (blocks_[place.block].entries.size() == block_entries_max) {
            place = split(place);
        }
        std::vector<Entry>& entries = blocks_[place.block].entries;
        entries.insert(entries.begin() + offset(place.entry), entry);
        ++size_;
        count_from(place.block);
    }
    /// The new entry must belong at the same place.
    void replace(Place place, const Entry& entry) { blocks_[place.block].entries[place.entry] = entry; }
    void erase(Place place) {
        std::vector<Entry>& entries = blocks_[place.block].entries;
        entries.erase(entries.begin() + offset(place.entry));
        --size_;
        if (entries.empty()) blocks_.erase(blocks_.begin() + offset(place.block));
        count_from(place.block);
    }
    /// Replaces the content by entries that are in order.
    void assign(const std::vector<Entry>& ordered) {
        clear();
        for (std::size_t start = 0; start < ordered.size(); start += block_entries_max) {
            const auto from = ordered.begin() + offset(start);
            const auto count = std::min(block_entries_max, ordered.size() - start);
            blocks_.push_back({{from, from + offset(count)}, start});
        }
        size_ = ordered.size();
    }
    void clear() {
        blocks_.clear();
        size_ = 0;
    }

private:
    struct Block {
        std::vector<Entry> entries;  // Never empty.
        std::size_t start = 0;       // The number of the first one.
    };

    static std::ptrdiff_t offset(std::size_t count) { return static_cast<std::ptrdiff_t>(count); }
    Place split(Place place) {
        std::vector<Entry>& full = blocks_[place.block].entries;
        constexpr std::size_t half = block_entries_max / 2;
        Block second{{full.begin() + offset(half), full.end()}, 0};
        full.resize(half);
        blocks_.insert(blocks_.begin() + offset(place.block) + 1, std::move(second));
        if (place.entry <= half) return place;
        return {place.block + 1, place.entry - static_cast<std::uint32_t>(half)};
    }
    void count_from(std::size_t block) {
        std::size_t start = block == 0 ? 0 : blocks_[block - 1].start + blocks_[block - 1].entries.size();
        for (; block < blocks_.size(); ++block) {
            blocks_[block].start = start;
            start += blocks_[block].entries.size();
        }
    }

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

}  // namespace pupitre
