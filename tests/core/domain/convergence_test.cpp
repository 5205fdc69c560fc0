// However bad the network was: at the end all devices equal the host, nothing was lost and nothing was done twice.
#include <doctest/doctest.h>

#include "tests/core/domain/small_network.h"
#include "tests/core/support/rebuild.h"

using namespace pupitre;
using namespace pupitre::tests;

TEST_CASE("convergence: devices that worked offline over a bad network end up equal to the host") {
    int commands = 0;
    for (std::uint64_t seed = 1; seed <= 7; ++seed) {
        CAPTURE(seed);
        SmallNetwork network(2 + seed % 3, seed);
        for (int step = 0; step < 1'100; ++step) {
            CAPTURE(step);
            network.step();
        }
        REQUIRE(network.settle());
        for (const auto& device : network.devices()) {
            const Replica& replica = device->replica();
            CHECK(replica.pending().empty());
            CHECK(replica.seq() == network.host().seq());
            CHECK(replica.view().scope_digests() == network.host().db().scope_digests());
            CHECK(equals_rebuild(replica.view()));
            // Each command was decided once, and its author was told once.
            for (const auto& [command, times] : device->told()) {
                CAPTURE(to_text(command));
                CHECK(times == 1);
                CHECK(network.host().times_run().at(command) == 1);
                ++commands;
            }
        }
        CHECK(equals_rebuild(network.host().db()));
    }
    CHECK(commands > 1'000);
}
