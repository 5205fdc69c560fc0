// Results, identities and amounts.
#include <limits>

#include <doctest/doctest.h>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"

using namespace pupitre;

namespace {

struct Apple;
struct Pear;

template <class A, class B>
concept Comparable = requires(A a, B b) { a == b; };
static_assert(!Comparable<Id<Apple>, Id<Pear>>, "Ids of different entities do not mix.");
static_assert(!std::is_convertible_v<Id<Apple>, Id<Pear>>, "Ids of different entities do not mix.");

}  // namespace

TEST_CASE("result: holds a value or the reason why there is none") {
    const Result<int> good = 7;
    CHECK(good.ok());
    CHECK(*good == 7);
    const Result<int> bad = Error{ErrorCode::truncated, "name", 12};
    CHECK_FALSE(bad.ok());
    CHECK(bad.error() == Error{ErrorCode::truncated, "name", 12});
}

TEST_CASE("result: a value of the error's own type is still a value") {
    Result<std::string, int> text = std::string("4");
    CHECK(text.ok());
    const std::string moved = *std::move(text);
    CHECK(moved == "4");
}

TEST_CASE("result: the names of errors are stored and stay") {
    const char* const expected[] = {"malformed",       "truncated",    "checksum",   "too_large",
                                    "unknown_version", "unknown_name", "wrong_type", "out_of_range"};
    for (std::size_t place = 0; place < std::size(expected); ++place) {
        CHECK(error_name(static_cast<ErrorCode>(place)) == std::string(expected[place]));
    }
}

TEST_CASE("id: text form and back") {
    const Id128 id{0x0123456789abcdef, 0xfedcba9876543210};
    CHECK(to_text(id) == "0123456789abcdeffedcba9876543210");
    CHECK(*parse_id(to_text(id)) == id);
    CHECK(*parse_id("0123456789ABCDEFFEDCBA9876543210") == id);
    CHECK(parse_id("00000000000000000000000000000000")->is_nil());
}

TEST_CASE("id: what is no identity is refused") {
    for (const char* text : {"", "0123", "0123456789abcdeffedcba987654321", "0123456789abcdeffedcba98765432100",
                             "0123456789abcdeffedcba987654321g", "0123456789abcdef-edcba9876543210"}) {
        CAPTURE(text);
        CHECK(parse_id(text).error().code == ErrorCode::malformed);
    }
    CHECK(parse_id("0123456789abcdeffedcba98765432é").error().position == 30);
}

TEST_CASE("id: a later moment gives a larger identity, whatever the randomness") {
    const Id128 early = time_ordered_id(1'795'257'600'000, 0xFFFF, ~std::uint64_t{0});
    const Id128 late = time_ordered_id(1'795'257'600'001, 0, 0);
    CHECK(early < late);
    CHECK(time_ordered_id(5, 1, 2) == Id128{(5ull << 16) | 1, 2});
}

TEST_CASE("id: derived from a cause, the same everywhere and different for other causes") {
    const Id128 cause{1, 2};
    CHECK(derived_id(cause, "2026-11") == derived_id(cause, "2026-11"));
    CHECK(derived_id(cause, "2026-11") != derived_id(cause, "2026-12"));
    CHECK(derived_id(cause, "2026-11") != derived_id({1, 3}, "2026-11"));
    // Written down once: a change of the hash or of its input would give every derived row a new identity.
    CHECK(to_text(derived_id(cause, "2026-11")) == "a4d7455b25bc2a83a4354287d3ad2aed");
}

TEST_CASE("money: sums of one currency, nothing otherwise") {
    CHECK(add({123456, Currency::eur}, {-56, Currency::eur}) == Money{123400, Currency::eur});
    CHECK(add({1, Currency::eur}, {1, Currency::cad}) == std::nullopt);
}

TEST_CASE("money: a sum that does not fit is nothing, never a wrong amount") {
    constexpr std::int64_t max = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t min = std::numeric_limits<std::int64_t>::min();
    CHECK(add({max, Currency::eur}, {1, Currency::eur}) == std::nullopt);
    CHECK(add({min, Currency::eur}, {-1, Currency::eur}) == std::nullopt);
    CHECK(add({max, Currency::eur}, {min, Currency::eur}) == Money{-1, Currency::eur});
}

TEST_CASE("money: a half rounds away from zero") {
    struct Row {
        std::int64_t numerator, denominator, expected;
    };
    for (const Row& row :
         {Row{5, 2, 3}, Row{-5, 2, -3}, Row{7, 3, 2}, Row{8, 3, 3}, Row{-7, 3, -2}, Row{-8, 3, -3}, Row{0, 7, 0},
          Row{1, 2, 1}, Row{-1, 2, -1}, Row{49, 100, 0}, Row{50, 100, 1}, Row{10, 5, 2}, Row{1, 3, 0}, Row{2, 3, 1}}) {
        CAPTURE(row.numerator);
        CAPTURE(row.denominator);
        CHECK(round_half_up(row.numerator, row.denominator) == row.expected);
    }
    constexpr std::int64_t max = std::numeric_limits<std::int64_t>::max();
    CHECK(round_half_up(max, 2) == max / 2 + 1);
    CHECK(round_half_up(max - 1, max) == 1);
}
