// Slows down whoever guesses passwords: after some wrong ones a growing wait, per account from one address, per account
// from anywhere, and per address for any account. Kept in memory only. Safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace pupitre::host {

struct LoginLimits {
    int per_account_and_address = 5;
    int per_account = 25;                    // Higher, so that a stranger can hardly lock somebody out.
    int per_address = 30;                    // A whole office may share one.
    std::int64_t first_wait_ms = 30'000;     // Doubles with each further wrong password …
    std::int64_t longest_wait_ms = 900'000;  // … up to this.
    std::int64_t forgotten_after_ms = 3'600'000;
};

class LoginGuard {
public:
    explicit LoginGuard(LoginLimits limits) : limits_(limits) {}

    /// How long this log-in must still wait; 0 when it may be tried. A try counts as wrong until it has succeeded, so that
    /// many at once gain nothing.
    std::int64_t attempt(std::string_view account, std::string_view address, std::int64_t at_ms);
    void succeeded(std::string_view account, std::string_view address);

private:
    struct Tries {
        int count = 0;
        std::int64_t last_ms = 0;
        std::int64_t locked_until_ms = 0;
    };
    void count_failure(std::string key, int permitted, std::int64_t at_ms);
    std::int64_t wait_of(const std::string& key, std::int64_t at_ms) const;

    LoginLimits limits_;
    std::mutex mutex_;
    std::map<std::string, Tries> tries_;
};

}  // namespace pupitre::host
