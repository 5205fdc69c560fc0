// The simulator's program: runs seeds, reports the first history that breaks a promise, and makes it short.
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <sys/wait.h>
#include <unistd.h>

#include "core/domain/domain.h"
#include "tests/simulation/defects.h"
#include "tests/simulation/shrink.h"
#include "tests/simulation/world.h"

namespace {

using namespace pupitre;
using namespace pupitre::simulation;

constexpr int shrinking_runs = 400;
constexpr std::uint64_t repeated_every = 50;  // Each such seed runs twice and must leave the same trace.

struct Options {
    std::vector<std::uint64_t> seeds;
    std::uint64_t from = 0;
    std::uint64_t most = ~std::uint64_t{0};
    std::int64_t seconds = 0;
    std::string defect;
    std::string commit = "unknown";
    bool brief = false;
};

struct Totals {
    std::uint64_t seeds = 0;
    std::uint64_t commands = 0;
    std::uint64_t decided = 0;
    std::uint64_t events = 0;
    std::uint64_t checks = 0;
    std::map<std::string, std::uint64_t> accepted;
};

// Only for the handler below, which can be handed nothing.
volatile std::sig_atomic_t seed_high = 0;
volatile std::sig_atomic_t seed_low = 0;

extern "C" void stopped(int) {
    std::array<char, 96> line{};
    const int length = std::snprintf(
        line.data(), line.size(), "seed %llu: stopped by an assertion\n",
        (static_cast<unsigned long long>(static_cast<unsigned>(seed_high)) << 32U) | static_cast<unsigned>(seed_low));
    static_cast<void>(!write(STDOUT_FILENO, line.data(), static_cast<std::size_t>(length)));
    _exit(1);
}

void remember_seed(std::uint64_t seed) {
    seed_high = static_cast<std::sig_atomic_t>(seed >> 32U);
    seed_low = static_cast<std::sig_atomic_t>(seed & 0xFFFFFFFFU);
}

Ending run(const Plan& plan, const FaultyDisk::Image& image) {
    remember_seed(plan.seed);
    World world(plan, image);
    return world.run();
}

/// In a process of its own, since an assertion ends it.
int judge(const Plan& plan, const FaultyDisk::Image& image) {
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        std::fclose(stdout);
        signal(SIGABRT, SIG_DFL);
        const Ending outcome = run(plan, image);
        _exit(outcome.violation ? 100 + outcome.violation->invariant : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status)) return -1;
    return WEXITSTATUS(status) >= 100 ? WEXITSTATUS(status) - 100 : 0;
}

void report(const Options& options, std::uint64_t seed, const FaultyDisk::Image& image) {
    const Plan whole = make_plan(seed);
    const Plan plan = shrink(whole, [&](const Plan& each) { return judge(each, image); }, shrinking_runs);
    std::printf("  commit %s, seed %llu: %zu of %zu steps are enough\n", options.commit.c_str(),
                static_cast<unsigned long long>(seed), plan.steps.size(), whole.steps.size());
    std::printf("  %d devices, %d hosts\n", plan.devices, plan.hosts);
    for (const Step& step : plan.steps) std::printf("  %s\n", describe(step).c_str());
    if (judge(plan, image) > 0) {
        const Ending outcome = run(plan, image);
        if (outcome.violation) {
            std::printf("  then at %.3f s: invariant %d: %s\n", static_cast<double>(outcome.violation->at_ms) / 1000.0,
                        outcome.violation->invariant, outcome.violation->what.c_str());
        }
    }
    std::printf("  again: build/native-release/tests/simulation/simulation --seed %llu%s%s\n",
                static_cast<unsigned long long>(seed), options.defect.empty() ? "" : " --plant ",
                options.defect.c_str());
}

bool run_seed(std::uint64_t seed, const FaultyDisk::Image& image, Totals& totals) {
    const Plan plan = make_plan(seed);
    Ending outcome = run(plan, image);
    if (!outcome.violation && seed % repeated_every == 0) {
        const Ending again = run(plan, image);
        if (again.trace != outcome.trace) outcome.violation = Violation{17, "the same seed left another trace", 0};
    }
    ++totals.seeds;
    totals.commands += outcome.commands;
    totals.decided += outcome.decided;
    totals.events += outcome.events;
    totals.checks += outcome.checks;
    for (const auto& [name, count] : outcome.accepted) totals.accepted[name] += count;
    if (!outcome.violation) return true;
    std::printf("seed %llu: invariant %d does not hold at %.3f s: %s\n", static_cast<unsigned long long>(seed),
                outcome.violation->invariant, static_cast<double>(outcome.violation->at_ms) / 1000.0,
                outcome.violation->what.c_str());
    return false;
}

double seconds_since(std::chrono::steady_clock::time_point begun) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void sum_up(const Totals& totals, double seconds) {
    std::printf("%llu seeds, %llu commands given, %llu decided, %llu events, %llu checks in %.1f s\n",
                static_cast<unsigned long long>(totals.seeds), static_cast<unsigned long long>(totals.commands),
                static_cast<unsigned long long>(totals.decided), static_cast<unsigned long long>(totals.events),
                static_cast<unsigned long long>(totals.checks), seconds);
    std::printf("figure: simulated commands per second %.0f\n", static_cast<double>(totals.commands) / seconds);
    std::string never;
    for (const auto& [name, type] : domain_registry().commands()) {
        if (!totals.accepted.contains(name)) never += " " + name;
    }
    std::printf("commands never accepted:%s\n", never.empty() ? " none" : never.c_str());
}

int search(const Options& options) {
    const FaultyDisk::Image image = first_image(team());
    const auto begun = std::chrono::steady_clock::now();
    Totals totals;
    std::uint64_t failed = 0;
    const auto one = [&](std::uint64_t seed) {
        if (run_seed(seed, image, totals)) return true;
        ++failed;
        if (!options.brief) report(options, seed, image);
        return false;
    };
    for (const std::uint64_t seed : options.seeds) one(seed);
    if (options.seconds > 0 || options.seeds.empty()) {
        for (std::uint64_t seed = options.from; seed - options.from < options.most; ++seed) {
            if (options.seconds > 0 && seconds_since(begun) > static_cast<double>(options.seconds)) break;
            if (!one(seed)) break;
        }
    }
    if (!options.brief) sum_up(totals, seconds_since(begun));
    std::printf("%llu passed, %llu failed\n", static_cast<unsigned long long>(totals.seeds - failed),
                static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}

/// The first word of each line that is not a remark.
std::vector<std::uint64_t> seeds_in(const std::string& file) {
    std::vector<std::uint64_t> seeds;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line[0] != '#') seeds.push_back(std::strtoull(line.c_str(), nullptr, 10));
    }
    return seeds;
}

std::optional<Options> read_options(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t place = 0; place < words.size(); ++place) {
        const std::string& word = words[place];
        if (word == "--brief") {
            options.brief = true;
            continue;
        }
        if (place + 1 == words.size()) return std::nullopt;
        const std::string& value = words[++place];
        const std::uint64_t number = std::strtoull(value.c_str(), nullptr, 10);
        if (word == "--seed")
            options.seeds.push_back(number);
        else if (word == "--seeds-of")
            options.seeds = seeds_in(value);
        else if (word == "--from")
            options.from = number;
        else if (word == "--most")
            options.most = number;
        else if (word == "--seconds")
            options.seconds = static_cast<std::int64_t>(number);
        else if (word == "--commit")
            options.commit = value;
        else if (word == "--plant")
            options.defect = value;
        else
            return std::nullopt;
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    setenv("TZ", "UTC", 1);
    signal(SIGABRT, stopped);
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words == std::vector<std::string>{"--defects"}) {
        for (const std::string_view name : defect_names()) std::printf("%s\n", std::string(name).c_str());
        return 0;
    }
    const auto options = read_options(words);
    if (!options || (!options->defect.empty() && !plant_by_name(options->defect))) {
        std::printf(
            "Usage: simulation [--seed N]... [--seeds-of FILE] [--from N] [--most N] [--seconds N]\n"
            "                  [--plant DEFECT] [--commit HASH] [--brief]   or: simulation --defects\n");
        return 2;
    }
    return search(*options);
}
