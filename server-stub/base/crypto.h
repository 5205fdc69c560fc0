// The few cryptographic helpers the host needs, over libsodium: random bytes, hashes for tokens, hexadecimal text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pupitre::host {

/// Must be called once before anything else here; false when the system gives no randomness.
bool crypto_start();

void random_fill(std::span<std::uint8_t> bytes);
/// Random text of the given number of bytes, as hexadecimal digits (twice as long).
std::string random_hex(std::size_t bytes);
/// A password a person can read aloud and copy: no look-alike characters.
std::string random_password();
/// One-way hash of a session token, so that a stolen database opens no session.
std::string token_hash(std::string_view token);
/// Short content hash for ETags.
std::string content_tag(std::string_view content);

}  // namespace pupitre::host
