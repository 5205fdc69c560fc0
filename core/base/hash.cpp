// The hash is XXH3 of the xxHash library, compiled into this file.
#include "core/base/hash.h"

#include "core/base/bytes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace pupitre {

Hash128& Hash128::operator+=(const Hash128& other) {
    const std::uint64_t sum = low + other.low;
    high += other.high + (sum < low ? 1 : 0);
    low = sum;
    return *this;
}

Hash128& Hash128::operator-=(const Hash128& other) {
    const std::uint64_t borrow = low < other.low ? 1 : 0;
    low -= other.low;
    high -= other.high + borrow;
    return *this;
}

std::string to_text(const Hash128& hash) { return to_text(Id128{hash.high, hash.low}); }

Hash128 hash_bytes(std::string_view bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.high64, hash.low64};
}

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

void Hasher::add_text(std::string_view text) {
    append_varint(buffer_, text.size());
    buffer_.append(text);
}

void Hasher::add_number(std::int64_t number) { append_signed(buffer_, number); }

void Hasher::add_id(Id128 id) { append_id(buffer_, id); }

}  // namespace pupitre
