// Text form and derivation of identities.
#include "core/base/id.h"

#include "core/base/hash.h"

namespace pupitre {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string to_text(Id128 id) {
    std::string text(32, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        text[15 - i] = hex_digits[(id.high >> (4 * i)) & 15];
        text[31 - i] = hex_digits[(id.low >> (4 * i)) & 15];
    }
    return text;
}

Result<Id128> parse_id(std::string_view text) {
    if (text.size() != 32) return Error{ErrorCode::malformed, "id", 0};
    Id128 id;
    for (std::size_t i = 0; i < 32; ++i) {
        const int digit = hex_value(text[i]);
        if (digit < 0) return Error{ErrorCode::malformed, "id", static_cast<std::int64_t>(i)};
        std::uint64_t& half = i < 16 ? id.high : id.low;
        half = (half << 4) | static_cast<std::uint64_t>(digit);
    }
    return id;
}

Id128 time_ordered_id(std::int64_t now_ms, std::uint16_t random_high, std::uint64_t random_low) {
    return {(static_cast<std::uint64_t>(now_ms) << 16) | random_high, random_low};
}

Id128 derived_id(Id128 cause, std::string_view key) {
    Hasher hasher;
    hasher.add_id(cause);
    hasher.add_text(key);
    const Hash128 hash = hasher.finish();
    return {hash.high, hash.low};
}

}  // namespace pupitre
