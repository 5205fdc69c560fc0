// A fast 128-bit hash (XXH3) with the same result on every machine. For digests and derived ids, not for secrets:
// it does not resist somebody who wants two inputs with one hash.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/id.h"

namespace pupitre {

/// A hash value. Sums of hashes (mod 2^128) make digests that do not depend on order.
struct Hash128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    Hash128& operator+=(const Hash128& other);
    Hash128& operator-=(const Hash128& other);
    auto operator<=>(const Hash128&) const = default;
};

/// 32 lower-case hexadecimal digits.
std::string to_text(const Hash128& hash);

Hash128 hash_bytes(std::string_view bytes);
/// The 64-bit form, used as a checksum of stored blocks.
std::uint64_t checksum(std::string_view bytes);

/// Collects parts, each with its length, so that ("ab","c") and ("a","bc") differ.
class Hasher {
public:
    void add_text(std::string_view text);
    void add_number(std::int64_t number);
    void add_id(Id128 id);
    [[nodiscard]] Hash128 finish() const { return hash_bytes(buffer_); }
    void clear() { buffer_.clear(); }

private:
    std::string buffer_;
};

}  // namespace pupitre
