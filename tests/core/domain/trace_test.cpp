// The same commands must come to the same end in the browser and on the host: ./test.sh compares the digests that both
// builds print here.
#include "tests/core/domain/trace.h"

#include <cstdio>

#include <doctest/doctest.h>

#include "core/domain/domain.h"

using namespace pupitre;
using namespace pupitre::tests;

namespace {

constexpr std::uint64_t seed = 20'261'121;
constexpr int commands = 10'000;

/// Made once: it is the same for all the tests below.
const Trace& the_trace() {
    static const Trace trace = [] {
        Trace made(domain_registry(), seed);
        made.run(commands);
        return made;
    }();
    return trace;
}

}  // namespace

TEST_CASE("trace: ten thousand generated commands, the same digest in every build") {
    std::printf("trace digest: %s\n", to_text(the_trace().digest()).c_str());
    CHECK(the_trace().digest() != Hash128{});
}

TEST_CASE("trace: it reaches what it is meant to reach") {
    int accepted = 0;
    for (const auto& [name, times] : the_trace().accepted()) accepted += times;
    CHECK(accepted > commands / 2);
    for (const char* name : {"client.create", "client.change", "client.delete", "task.move", "task.delete", "undo"}) {
        CAPTURE(name);
        CHECK(the_trace().accepted().contains(name));
    }
    for (const char* refusal :
         {"row_not_found", "field_required", "invalid_value", "reference_missing", "row_in_use"}) {
        CAPTURE(refusal);
        CHECK(the_trace().refused().contains(refusal));
    }
}

TEST_CASE("trace: the same seed gives the same trace, another seed another") {
    Trace first(domain_registry(), 1);
    Trace again(domain_registry(), 1);
    Trace other(domain_registry(), 2);
    for (Trace* trace : {&first, &again, &other}) trace->run(500);
    CHECK(first.digest() == again.digest());
    CHECK(first.digest() != other.digest());
}

TEST_CASE("trace: the digests kept along the way are those computed from the rows") {
    Database rebuilt(domain_schema());
    for (TableIndex table = 0; table < domain_schema().table_count(); ++table) {
        const Table& rows = the_trace().db().table(table);
        for (std::size_t place = 0; place < rows.size(); ++place) rebuilt.load(table, rows.at(place));
    }
    CHECK(rebuilt.scope_digests() == the_trace().db().scope_digests());
}
