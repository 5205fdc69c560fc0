// Figures of the host: a device pushes a command over a real socket on loopback, the host writes it to a real database and
// confirms it. Prints "figure: …" lines. Here the time that passes counts, waiting for the disk included.
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/bench/stopwatch.h"
#include "tests/host/support/postgres_cluster.h"
#include "tests/host/support/test_host.h"

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

using namespace pupitre;

static void measure(const std::string& over, host::TestHostOptions options) {
    options.limits.requests_per_second = 1e6;  // One device asks for hundreds.
    host::TestHost served(options);
    host::TestDevice device = served.device();
    REQUIRE(device.sync_fully());
    std::vector<double> rounds;
    for (int number = 0; number < 500; ++number) {
        REQUIRE(device.create_client("C" + std::to_string(number), "Boulangerie Guérin " + std::to_string(number)));
        const auto start = Clock::now();
        while (!device.replica().pending().empty()) REQUIRE(device.sync());
        rounds.push_back(ms_since(start));
    }
    bench::figure("host", "push and confirmation" + over + ", p50", bench::percentile(rounds, 0.5), "ms");
    bench::figure("host", "push and confirmation" + over + ", p95", bench::percentile(rounds, 0.95), "ms");

    constexpr int batch = 200;
    for (int number = 0; number < batch; ++number) {
        REQUIRE(device.create_client("B" + std::to_string(number), "Garage Moreau " + std::to_string(number)));
    }
    const auto start = Clock::now();
    REQUIRE(device.sync_fully());
    bench::figure("host", "commands per second" + over + ", 200 in a push", batch / (ms_since(start) / 1000),
                  "commands/s");
}

TEST_CASE("host: push and confirmation") { measure(" on loopback", {}); }

TEST_CASE("host: push and confirmation over PostgreSQL") {
    host::PostgresCluster cluster(host::CommitWaits::yes);
    host::TestHostOptions options;
    options.place = cluster.new_database();
    measure(" on loopback over PostgreSQL", options);
}
