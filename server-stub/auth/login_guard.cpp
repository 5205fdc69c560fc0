// Slows down whoever guesses passwords.
#include "server-stub/auth/login_guard.h"

#include <algorithm>

namespace pupitre::host {
namespace {

constexpr std::size_t keys_kept = 50'000;
constexpr int doublings_max = 20;

std::string pair_key(std::string_view account, std::string_view address) {
    return "both " + std::string(address) + ' ' + std::string(account);
}
std::string account_key(std::string_view account) { return "account " + std::string(account); }
std::string address_key_of(std::string_view address) { return "address " + std::string(address); }

}  // namespace

std::int64_t LoginGuard::wait_of(const std::string& key, std::int64_t at_ms) const {
    const auto found = tries_.find(key);
    return found == tries_.end() ? 0 : std::max<std::int64_t>(0, found->second.locked_until_ms - at_ms);
}

void LoginGuard::count_failure(std::string key, int permitted, std::int64_t at_ms) {
    Tries& tries = tries_[std::move(key)];
    if (at_ms - tries.last_ms > limits_.forgotten_after_ms) tries = {};
    ++tries.count;
    tries.last_ms = at_ms;
    if (tries.count < permitted) return;
    const int doublings = std::min(tries.count - permitted, doublings_max);
    tries.locked_until_ms = at_ms + std::min(limits_.first_wait_ms << doublings, limits_.longest_wait_ms);
}

std::int64_t LoginGuard::attempt(std::string_view account, std::string_view address, std::int64_t at_ms) {
    const std::lock_guard lock(mutex_);
    const std::int64_t wait = std::max({wait_of(pair_key(account, address), at_ms),
                                        wait_of(account_key(account), at_ms), wait_of(address_key_of(address), at_ms)});
    if (wait > 0) return wait;
    if (tries_.size() >= keys_kept) {
        std::erase_if(tries_,
                      [&](const auto& entry) { return at_ms - entry.second.last_ms > limits_.forgotten_after_ms; });
    }
    count_failure(pair_key(account, address), limits_.per_account_and_address, at_ms);
    count_failure(account_key(account), limits_.per_account, at_ms);
    count_failure(address_key_of(address), limits_.per_address, at_ms);
    return 0;
}

void LoginGuard::succeeded(std::string_view account, std::string_view address) {
    const std::lock_guard lock(mutex_);
    tries_.erase(pair_key(account, address));
    tries_.erase(account_key(account));
    const auto found = tries_.find(address_key_of(address));
    if (found == tries_.end()) return;
    Tries& tries = found->second;
    if (--tries.count < limits_.per_address) tries.locked_until_ms = 0;
}

}  // namespace pupitre::host
