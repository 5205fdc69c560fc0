// Token buckets per key.
#include "server-stub/http/rate_limiter.h"

#include <algorithm>

namespace pupitre::host {

// Above this many keys the full buckets are dropped: they say nothing that a new one would not.
static constexpr std::size_t buckets_kept = 10'000;

double RateLimiter::refilled(const Bucket& bucket, std::int64_t at_ms) const {
    const double seconds = static_cast<double>(std::max<std::int64_t>(0, at_ms - bucket.at_ms)) / 1000.0;
    return std::min(burst_, bucket.tokens + seconds * per_second_);
}

void RateLimiter::forget_full(std::int64_t at_ms) {
    std::erase_if(buckets_, [&](const auto& entry) { return refilled(entry.second, at_ms) >= burst_; });
}

bool RateLimiter::take(std::string_view key, std::int64_t at_ms) {
    if (buckets_.size() >= buckets_kept) forget_full(at_ms);
    auto found = buckets_.find(key);
    if (found == buckets_.end()) found = buckets_.emplace(std::string(key), Bucket{burst_, at_ms}).first;
    Bucket& bucket = found->second;
    bucket.tokens = refilled(bucket, at_ms);
    bucket.at_ms = at_ms;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

}  // namespace pupitre::host
