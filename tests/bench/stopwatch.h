// Time that this program itself computes for, so that a busy machine distorts no figure. On a quiet one it is the time
// that passes, since everything measured here runs on one thread.
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <ctime>
#endif

namespace pupitre::bench {

#ifdef __EMSCRIPTEN__
constexpr const char* build = "wasm";
#else
constexpr const char* build = "native";
#endif

/// Milliseconds of computing since the program began.
inline double computed_ms() {
#ifdef __EMSCRIPTEN__
    return EM_ASM_DOUBLE({
        const used = process.cpuUsage();
        return (used.user + used.system) / 1000;
    });
#else
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
#endif
}

class Stopwatch {
public:
    [[nodiscard]] double ms() const { return computed_ms() - start_; }

private:
    double start_ = computed_ms();
};

/// "figure: core wasm   what …  1.234 ms"
inline void figure(const char* group, const std::string& what, double value, const std::string& unit) {
    std::printf("figure: %-6s %-6s %-62s %10.3f %s\n", group, build, what.c_str(), value, unit.c_str());
}

/// The sample below which this part of all samples lies; part 0 to 1.
inline double percentile(std::vector<double> samples, double part) {
    std::sort(samples.begin(), samples.end());
    return samples[static_cast<std::size_t>(part * static_cast<double>(samples.size() - 1))];
}

}  // namespace pupitre::bench
