// The binary writer and its reader.
#include "core/base/bytes.h"

#include <limits>

#include <doctest/doctest.h>

using namespace pupitre;

TEST_CASE("bytes: numbers of every size come back") {
    for (int shift = 0; shift < 64; ++shift) {
        for (const std::uint64_t number : {std::uint64_t{1} << shift, (std::uint64_t{1} << shift) - 1}) {
            std::string bytes;
            append_varint(bytes, number);
            append_signed(bytes, static_cast<std::int64_t>(number));
            append_signed(bytes, -static_cast<std::int64_t>(number >> 1));
            append_fixed64(bytes, number);
            ByteReader reader(bytes);
            CHECK(reader.varint() == number);
            CHECK(reader.signed_number() == static_cast<std::int64_t>(number));
            CHECK(reader.signed_number() == -static_cast<std::int64_t>(number >> 1));
            CHECK(reader.fixed64() == number);
            CHECK(reader.ok());
            CHECK(reader.at_end());
        }
    }
}

TEST_CASE("bytes: the ends of the range") {
    std::string bytes;
    append_signed(bytes, std::numeric_limits<std::int64_t>::min());
    append_signed(bytes, std::numeric_limits<std::int64_t>::max());
    append_varint(bytes, std::numeric_limits<std::uint64_t>::max());
    ByteReader reader(bytes);
    CHECK(reader.signed_number() == std::numeric_limits<std::int64_t>::min());
    CHECK(reader.signed_number() == std::numeric_limits<std::int64_t>::max());
    CHECK(reader.varint() == std::numeric_limits<std::uint64_t>::max());
    CHECK(reader.ok());
}

TEST_CASE("bytes: whatever is cut off, the reader says so and gives nothing") {
    std::string bytes;
    append_id(bytes, {1, 2});
    append_text(bytes, "Schœller");
    append_varint(bytes, 300);
    append_fixed64(bytes, 9);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        ByteReader reader(std::string_view(bytes).substr(0, size));
        reader.id();
        reader.text();
        reader.varint();
        reader.fixed64();
        CHECK_FALSE(reader.ok());
        CHECK(reader.varint() == 0);
        CHECK(reader.text().empty());
        CHECK(reader.id().is_nil());
        CHECK(reader.byte() == 0);
        CHECK(reader.left() == 0);
    }
}

TEST_CASE("bytes: a length that promises more than there is fails") {
    std::string bytes;
    append_varint(bytes, std::numeric_limits<std::uint64_t>::max());
    bytes += "abc";
    ByteReader reader(bytes);
    CHECK(reader.text().empty());
    CHECK_FALSE(reader.ok());
}

TEST_CASE("bytes: a number of more than ten bytes fails") {
    const std::string endless(11, '\x80');
    ByteReader reader(endless);
    CHECK(reader.varint() == 0);
    CHECK_FALSE(reader.ok());
}
