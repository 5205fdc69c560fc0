// Token buckets per key (an address): so many requests at once, so many per second over time. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pupitre::host {

class RateLimiter {
public:
    RateLimiter(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

    /// True when one more request of this key is within its rate.
    bool take(std::string_view key, std::int64_t at_ms);

private:
    struct Bucket {
        double tokens = 0;
        std::int64_t at_ms = 0;
    };
    void forget_full(std::int64_t at_ms);
    double refilled(const Bucket& bucket, std::int64_t at_ms) const;

    double per_second_;
    double burst_;
    std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace pupitre::host
