// The sorted sequence behind tables and indexes, compared with a plain sorted vector.
#include "core/store/sorted_blocks.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

using Blocks = SortedBlocks<std::uint32_t>;

Blocks::Place place_of(const Blocks& blocks, std::uint32_t number) {
    return blocks.lower_bound([number](std::uint32_t each) { return each < number; });
}

bool equal(const Blocks& blocks, const std::vector<std::uint32_t>& plain) {
    if (blocks.size() != plain.size()) return false;
    std::size_t number = 0;
    for (auto place = blocks.begin(); place != blocks.end(); place = blocks.next(place), ++number) {
        if (blocks[place] != plain[number] || blocks.at(number) != plain[number]) return false;
        if (blocks.number_of(place) != number) return false;
    }
    return number == plain.size() && blocks.number_of(blocks.end()) == plain.size();
}

}  // namespace

TEST_CASE("sorted blocks: the same as a sorted vector, whatever comes and goes") {
    Blocks blocks;
    std::vector<std::uint32_t> plain;
    std::uint32_t chance = 12345;
    for (int round = 0; round < 20'000; ++round) {
        chance = chance * 1664525u + 1013904223u;
        const std::uint32_t number = (chance >> 8u) % 6'000;
        const auto found = std::lower_bound(plain.begin(), plain.end(), number);
        const auto place = place_of(blocks, number);
        REQUIRE(blocks.number_of(place) == static_cast<std::size_t>(found - plain.begin()));
        if (found != plain.end() && *found == number) {
            blocks.erase(place);
            plain.erase(found);
        } else {
            blocks.insert(place, number);
            plain.insert(found, number);
        }
        if (round % 500 == 0) REQUIRE(equal(blocks, plain));
    }
    REQUIRE(equal(blocks, plain));
    while (!plain.empty()) {
        blocks.erase(place_of(blocks, plain[plain.size() / 2]));
        plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(plain.size() / 2));
    }
    CHECK(equal(blocks, plain));
    CHECK(blocks.empty());
}

TEST_CASE("sorted blocks: filled in order, and all at once") {
    Blocks one_by_one;
    std::vector<std::uint32_t> plain;
    for (std::uint32_t number = 0; number < 3'000; ++number) {
        one_by_one.insert(one_by_one.end(), number);
        plain.push_back(number);
    }
    Blocks at_once;
    at_once.assign(plain);
    CHECK(equal(one_by_one, plain));
    CHECK(equal(at_once, plain));
    CHECK(at_once.back() == 2'999);
    at_once.assign({});
    CHECK(equal(at_once, {}));
}
