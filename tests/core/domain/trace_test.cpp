// The same commands must come to the same end in the browser and on the host: ./test.sh compares the digests that both
// builds print here.
#include "tests/core/domain/trace.h"

#include <cstdio>

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "tests/core/support/rebuild.h"

using namespace pupitre;
using namespace pupitre::tests;

TEST_CASE("trace: ten thousand generated commands, the same digests in every build") {
    Trace trace(domain_registry(), 20'261'121);
    Hash128 early;
    for (int thousands = 1; thousands <= 10; ++thousands) {
        trace.run(1'000);
        if (thousands == 1) early = trace.digest();
        std::printf("trace digest: %2d000 %s\n", thousands, to_text(trace.digest()).c_str());
    }

    int accepted = 0;
    for (const auto& [name, times] : trace.accepted()) accepted += times;
    CHECK(accepted > 4'000);
    for (const char* name : {"client.create", "client.change", "client.delete", "task.move", "task.delete",
                             "task.complete", "task.reopen", "undo"}) {
        CAPTURE(name);
        CHECK(trace.accepted().contains(name));
    }
    for (const char* refusal : {"not_permitted", "malformed_arguments", "row_not_found", "row_exists", "field_required",
                                "invalid_value", "value_taken", "reference_missing", "row_in_use", "date_order"}) {
        CAPTURE(refusal);
        CHECK(trace.refused().contains(refusal));
    }
    CHECK(equals_rebuild(trace.db()));

    Trace again(domain_registry(), 20'261'121);
    again.run(1'000);
    CHECK(again.digest() == early);
    Trace other(domain_registry(), 20'261'122);
    other.run(1'000);
    CHECK(other.digest() != early);
}
