// Variable-length integers and their reader.
#include "core/base/bytes.h"

#include <array>

namespace pupitre {

namespace {

constexpr int varint_bytes_max = 10;  // 64 bits in groups of seven.

void write_big_endian(char* out, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) *out++ = static_cast<char>((number >> shift) & 0xff);
}

}  // namespace

// Small pieces are put together beside the text and added at once: one check of its room instead of one for each byte.
void append_varint(std::string& out, std::uint64_t number) {
    std::array<char, varint_bytes_max> bytes;
    std::size_t size = 0;
    while (number >= 0x80) {
        bytes[size++] = static_cast<char>((number & 0x7f) | 0x80);
        number >>= 7;
    }
    bytes[size++] = static_cast<char>(number);
    out.append(bytes.data(), size);
}

void append_signed(std::string& out, std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    append_varint(out, (bits << 1) ^ (number < 0 ? ~std::uint64_t{0} : 0));
}

void append_id(std::string& out, Id128 id) {
    std::array<char, 16> bytes;
    write_big_endian(bytes.data(), id.high);
    write_big_endian(bytes.data() + 8, id.low);
    out.append(bytes.data(), bytes.size());
}

void append_text(std::string& out, std::string_view text) {
    append_varint(out, text.size());
    out.append(text);
}

void append_fixed64(std::string& out, std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) out.push_back(static_cast<char>((number >> shift) & 0xff));
}

std::uint8_t ByteReader::byte() {
    if (at_ >= bytes_.size()) return static_cast<std::uint8_t>(fail());
    return static_cast<std::uint8_t>(bytes_[at_++]);
}

std::uint64_t ByteReader::varint() {
    std::uint64_t number = 0;
    for (int i = 0; i < varint_bytes_max; ++i) {
        const std::uint8_t part = byte();
        if (!ok_) return 0;
        number |= static_cast<std::uint64_t>(part & 0x7f) << (7 * i);
        if ((part & 0x80) == 0) return number;
    }
    return fail();
}

std::int64_t ByteReader::signed_number() {
    const std::uint64_t bits = varint();
    return static_cast<std::int64_t>((bits >> 1) ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
}

Id128 ByteReader::id() {
    const std::string_view sixteen = raw(16);
    if (sixteen.size() != 16) return {};
    Id128 id;
    for (std::size_t i = 0; i < 8; ++i) id.high = (id.high << 8) | static_cast<std::uint8_t>(sixteen[i]);
    for (std::size_t i = 8; i < 16; ++i) id.low = (id.low << 8) | static_cast<std::uint8_t>(sixteen[i]);
    return id;
}

std::string_view ByteReader::text() {
    const std::uint64_t size = varint();
    if (size > left()) {
        fail();
        return {};
    }
    return raw(static_cast<std::size_t>(size));
}

std::string_view ByteReader::raw(std::size_t size) {
    if (size > left()) {
        fail();
        return {};
    }
    const std::string_view part = bytes_.substr(at_, size);
    at_ += size;
    return part;
}

std::uint64_t ByteReader::fixed64() {
    const std::string_view eight = raw(8);
    if (eight.size() != 8) return 0;
    std::uint64_t number = 0;
    for (std::size_t i = 8; i > 0; --i) number = (number << 8) | static_cast<std::uint8_t>(eight[i - 1]);
    return number;
}

}  // namespace pupitre
