// The host's clocks. The core never sees them: it is handed the time as an argument.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace pupitre::host {

/// Milliseconds since 1970 (UTC), for what is stored or shown.
std::int64_t now_ms();
/// Something that tells the time as now_ms() does; a simulation has its own.
using Clock = std::function<std::int64_t()>;
/// Milliseconds of a clock that never jumps, for time-outs and rates.
std::int64_t steady_ms();
/// "2026-11-21T22:18:00.123Z"
std::string utc_text(std::int64_t at_ms);
/// "Sat, 21 Nov 2026 22:18:00 GMT", as HTTP writes it.
std::string http_date(std::int64_t at_ms);

}  // namespace pupitre::host
