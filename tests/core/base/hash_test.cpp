// Hashes, digests and the parts they are made of.
#include "core/base/hash.h"

#include <doctest/doctest.h>

using namespace pupitre;

TEST_CASE("hash: sums do not depend on the order, and subtraction takes a part out again") {
    const Hash128 a = hash_bytes("a");
    const Hash128 b = hash_bytes("b");
    const Hash128 c = hash_bytes("c");
    Hash128 forward;
    forward += a;
    forward += b;
    forward += c;
    Hash128 backward;
    backward += c;
    backward += b;
    backward += a;
    CHECK(forward == backward);
    forward -= b;
    Hash128 without;
    without += a;
    without += c;
    CHECK(forward == without);
}

TEST_CASE("hash: carries and borrows between the halves") {
    Hash128 sum{0, ~std::uint64_t{0}};
    sum += Hash128{0, 1};
    CHECK(sum == Hash128{1, 0});
    sum -= Hash128{0, 1};
    CHECK(sum == Hash128{0, ~std::uint64_t{0}});
    Hash128 round{~std::uint64_t{0}, ~std::uint64_t{0}};
    round += Hash128{0, 1};
    CHECK(round == Hash128{});
    round -= Hash128{0, 1};
    CHECK(round == Hash128{~std::uint64_t{0}, ~std::uint64_t{0}});
}

TEST_CASE("hash: parts are kept apart") {
    const auto of = [](std::string_view first, std::string_view second) {
        Hasher hasher;
        hasher.add_text(first);
        hasher.add_text(second);
        return hasher.finish();
    };
    CHECK(of("ab", "c") != of("a", "bc"));
    CHECK(of("ab", "c") == of("ab", "c"));
    Hasher hasher;
    hasher.add_number(-1);
    hasher.add_id({1, 2});
    const Hash128 with_parts = hasher.finish();
    hasher.clear();
    CHECK(hasher.finish() != with_parts);
    CHECK(hasher.finish() == Hasher{}.finish());
}

TEST_CASE("hash: written down once, the same on every machine") {
    CHECK(to_text(hash_bytes("")) == "99aa06d3014798d86001c324468d497f");
    CHECK(to_text(hash_bytes("Pupitre")) == "b5d403e1a009ad437b6da279f4bf5f1c");
    CHECK(checksum("Pupitre") == 11233801034896343168u);
}
