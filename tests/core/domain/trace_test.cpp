// The same commands must come to the same end in the browser and on the host: ./test.sh compares the digests that both
// builds print here.
#include "tests/core/domain/trace.h"

#include <cstdio>

#include <doctest/doctest.h>

#include "core/domain/domain.h"

using namespace pupitre;
using namespace pupitre::tests;

TEST_CASE("trace: ten thousand generated commands, the same digest in every build") {
    Trace trace(domain_registry(), 20'261'121);
    trace.run(10'000);
    std::printf("trace digest: %s\n", to_text(trace.digest()).c_str());

    SUBCASE("the trace reaches what it is meant to reach") {
        int accepted = 0;
        for (const auto& [name, times] : trace.accepted()) accepted += times;
        CHECK(accepted > 5'000);
        for (const char* name :
             {"client.create", "client.change", "client.delete", "task.move", "task.delete", "undo"}) {
            CAPTURE(name);
            CHECK(trace.accepted().contains(name));
        }
        for (const char* refusal : {"row_not_found", "field_required", "invalid_value", "reference_missing"}) {
            CAPTURE(refusal);
            CHECK(trace.refused().contains(refusal));
        }
    }
    SUBCASE("the same seed gives the same trace, another seed another") {
        Trace again(domain_registry(), 20'261'121);
        again.run(10'000);
        CHECK(again.digest() == trace.digest());
        Trace other(domain_registry(), 20'261'122);
        other.run(1'000);
        CHECK(other.digest() != trace.digest());
    }
    SUBCASE("the digest kept along the way is the one computed from the rows") {
        Database rebuilt(domain_schema());
        for (TableIndex table = 0; table < domain_schema().table_count(); ++table) {
            const Table& rows = trace.db().table(table);
            for (std::size_t place = 0; place < rows.size(); ++place) rebuilt.load(table, rows.at(place));
        }
        CHECK(rebuilt.scope_digests() == trace.db().scope_digests());
    }
}
