// The binary form of values, and members of structs as values.
#include "core/schema/value.h"

#include <limits>

#include <doctest/doctest.h>

#include "core/base/bytes.h"
#include "tests/core/support/sample.h"

using namespace pupitre;

namespace {

struct Three {
    int first;
    std::string second;
    std::optional<Date> third;
};
struct None {};
static_assert(member_count<Three>() == 3);
static_assert(member_count<None>() == 0);
static_assert(member_count<Sample>() == 10);

std::vector<Value> values_of_every_kind() {
    constexpr std::int64_t max = std::numeric_limits<std::int64_t>::max();
    return {Value{},
            Value{false},
            Value{true},
            Value{std::int64_t{-1}},
            Value{max},
            Value{std::string("Schœller")},
            Value{std::string("a\0b", 3)},
            Value{Id128{1, ~std::uint64_t{0}}},
            Value{date_min},
            Value{date_max},
            Value{Money{-max, Currency::chf}}};
}

}  // namespace

TEST_CASE("value: every kind comes back from its binary form") {
    for (const Value& value : values_of_every_kind()) {
        CAPTURE(value.index());
        std::string bytes;
        append_value(bytes, value);
        ByteReader reader(bytes);
        CHECK(read_value(reader) == value);
        CHECK(reader.ok());
        CHECK(reader.at_end());
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            ByteReader cut(std::string_view(bytes).substr(0, size));
            read_value(cut);
            CHECK_FALSE(cut.ok());
        }
    }
}

TEST_CASE("value: unknown kinds and currencies, and days outside the calendar, fail") {
    std::string unknown_currency("\x07\x05", 2);
    append_signed(unknown_currency, 100);
    std::string before_year_one("\x06");
    append_signed(before_year_one, date_min.days() - 1);
    std::string far_away("\x06");
    append_signed(far_away, std::int64_t{1} << 40);
    for (const std::string& bytes :
         {std::string("\x08"), std::string("\xFF"), unknown_currency, before_year_one, far_away}) {
        ByteReader reader(bytes);
        CHECK(is_absent(read_value(reader)));
        CHECK_FALSE(reader.ok());
    }
}

TEST_CASE("field: a member's default is an absent value, and an absent value sets the default") {
    const Sample empty;
    Sample full = full_sample(1);
    for (const Field& field : Sample::fields()) {
        CAPTURE(field.key);
        CHECK(is_absent(field.get(&empty)));
        CHECK_FALSE(is_absent(field.get(&full)));
        CHECK(field.set(&full, Value{}));
        CHECK(is_absent(field.get(&full)));
    }
    CHECK(full == empty);
}

TEST_CASE("field: values go in and come out; values of another type are refused") {
    const Sample full = full_sample(1);
    for (const Field& field : Sample::fields()) {
        CAPTURE(field.key);
        Sample copy;
        const Value value = field.get(&full);
        CHECK(field.set(&copy, value));
        CHECK(field.get(&copy) == value);
        for (const Value& other : values_of_every_kind()) {
            if (is_absent(other) || other.index() == value.index()) continue;
            Sample scratch;
            CHECK_FALSE(field.set(&scratch, other));
        }
    }
}

TEST_CASE("field: numbers and choices outside the member's range are refused") {
    Sample sample;
    const EntityInfo& info = entity_info<Sample>();
    const Field& small = *info.find_field("small");
    CHECK(small.set(&sample, Value{std::int64_t{std::numeric_limits<std::int32_t>::min()}}));
    CHECK_FALSE(small.set(&sample, Value{std::int64_t{1} << 31}));
    const Field& shade = *info.find_field("shade");
    CHECK(shade.set(&sample, Value{std::int64_t{2}}));
    CHECK_FALSE(shade.set(&sample, Value{std::int64_t{3}}));
    CHECK_FALSE(shade.set(&sample, Value{std::int64_t{-1}}));
}

TEST_CASE("row: a row of any entity is a value") {
    AnyRow row(entity_info<Sample>());
    const Sample full = full_sample(3);
    AnyRow other(entity_info<Sample>(), &full);
    row = other;
    CHECK(row.as<Sample>() == full);
    AnyRow moved = std::move(row);
    CHECK(moved.as<Sample>() == full);
    row = std::move(moved);
    CHECK(row.id() == full.id.value);
    const AnyRow& itself = row;
    row = itself;
    CHECK(row.as<Sample>() == full);
}

TEST_CASE("schema: tables by name and by type") {
    const Schema& schema = sample_schema();
    CHECK(schema.index_of("part") == schema.index_of<Part>());
    CHECK(schema.index_of("nothing") == schema.table_count());
    CHECK_FALSE(schema.has(""));
    const Part part{PartId{{9, 9}}, SampleId{{7, 1}}, "x"};
    CHECK(scope_of(entity_info<Part>(), &part) == ScopeId{{7, 1}});
    CHECK(scope_of(entity_info<Part>(), AnyRow(entity_info<Part>()).data()) == ScopeId{});
}
