// Passwords as argon2id hashes, by libsodium.
#include "server-stub/auth/password.h"

#include <array>
#include <cstring>

#include <sodium.h>

namespace pupitre::host {
namespace {

constexpr unsigned long long passes = 2;
using HashText = std::array<char, crypto_pwhash_STRBYTES>;

// The hash of a password that nobody knows, so that an unknown user costs the same time as a known one.
const std::string& unknown_user_hash() {
    static const std::string hash = [] {
        std::array<unsigned char, 32> secret{};
        randombytes_buf(secret.data(), secret.size());
        return hash_password(std::string_view(reinterpret_cast<const char*>(secret.data()), secret.size()));
    }();
    return hash;
}

}  // namespace

std::string hash_password(std::string_view password) {
    HashText text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, password_memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return {};
    }
    return text.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
    const std::string& tried =
        hash.empty() || hash.size() >= crypto_pwhash_STRBYTES ? unknown_user_hash() : std::string(hash);
    HashText text{};
    std::memcpy(text.data(), tried.data(), tried.size());
    const bool fits = crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
    return fits && !hash.empty();
}

}  // namespace pupitre::host
