// SHA-256 (FIPS 180-4), by libsodium: for what must resist somebody who wants to deceive, as the ledger's chain must.
// For digests and derived ids there is the faster hash.h.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

struct Hash256 {
    static constexpr std::size_t size = 32;
    std::array<std::uint8_t, size> bytes{};

    [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), size}; }
    auto operator<=>(const Hash256&) const = default;
};

Hash256 sha256(std::string_view content);

/// 64 lower-case hexadecimal digits.
std::string to_text(const Hash256& hash);
/// From its 32 bytes. Errors: malformed (another length).
Result<Hash256> hash256_from_bytes(std::string_view bytes);

}  // namespace pupitre
