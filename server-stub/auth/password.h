// Passwords as argon2id hashes. Costs are bounded: see password_memory_bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pupitre::host {

/// Memory that one hash needs. With `password_threads` at a time, log-ins never take more than 128 MiB together.
constexpr std::size_t password_memory_bytes = std::size_t{64} * 1024 * 1024;
constexpr std::size_t password_threads = 2;
constexpr std::size_t password_queue_max = 64;

constexpr std::size_t password_length_min = 10;    // Characters, when a password is set.
constexpr std::size_t password_length_max = 1024;  // Bytes, or hashing would be a way to keep us busy.

/// Empty when memory is short.
std::string hash_password(std::string_view password);
/// Takes as long for an empty hash (an unknown user) as for a real one, and is then false.
bool verify_password(std::string_view hash, std::string_view password);

}  // namespace pupitre::host
