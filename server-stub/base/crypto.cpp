// Cryptographic helpers over libsodium.
#include "server-stub/base/crypto.h"

#include <sodium.h>

namespace pupitre::host {
namespace {

std::string hex(std::span<const std::uint8_t> bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

std::string generic_hash(std::string_view content, std::size_t bytes) {
    std::array<std::uint8_t, 32> digest{};
    crypto_generichash(digest.data(), bytes, reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                       nullptr, 0);
    return hex(std::span(digest).first(bytes));
}

}  // namespace

bool crypto_start() { return sodium_init() >= 0; }

void random_fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

std::string random_hex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    return hex(std::span(reinterpret_cast<const std::uint8_t*>(raw.data()), raw.size()));
}

std::string random_password() {
    // 30 symbols, 16 of them: about 78 bits.
    static constexpr std::string_view symbols = "abcdefghjkmnpqrstuvwxyz2345678";
    static constexpr int groups = 4;
    static constexpr int group_length = 4;
    std::string password;
    for (int group = 0; group < groups; ++group) {
        if (group > 0) password.push_back('-');
        for (int index = 0; index < group_length; ++index) {
            password.push_back(symbols[randombytes_uniform(static_cast<std::uint32_t>(symbols.size()))]);
        }
    }
    return password;
}

std::string token_hash(std::string_view token) { return generic_hash(token, 32); }

std::string content_tag(std::string_view content) { return generic_hash(content, 16); }

}  // namespace pupitre::host
