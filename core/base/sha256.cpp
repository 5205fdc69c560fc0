// SHA-256 by libsodium's portable implementation.
#include "core/base/sha256.h"

#include <algorithm>

#include <sodium/crypto_hash_sha256.h>

namespace pupitre {

static_assert(crypto_hash_sha256_BYTES == Hash256::size);

Hash256 sha256(std::string_view content) {
    Hash256 hash;
    crypto_hash_sha256(hash.bytes.data(), reinterpret_cast<const unsigned char*>(content.data()), content.size());
    return hash;
}

std::string to_text(const Hash256& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * Hash256::size);
    for (const std::uint8_t byte : hash.bytes) {
        text.push_back(digits[byte >> 4u]);
        text.push_back(digits[byte & 15u]);
    }
    return text;
}

Result<Hash256> hash256_from_bytes(std::string_view bytes) {
    if (bytes.size() != Hash256::size) return Error{ErrorCode::malformed, "sha256"};
    Hash256 hash;
    std::ranges::copy(bytes, hash.bytes.begin());
    return hash;
}

}  // namespace pupitre
