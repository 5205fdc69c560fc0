// The past from the present: each state that was, found again by taking back what came after it.
#include "core/store/fold_back.h"

#include "tests/core/domain/command_maker.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/sample.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;
using namespace pupitre::tests;

namespace {

struct Moment {
    ChangeSet changes;  // What led to it.
    Hash128 digest;
    std::map<ScopeId, Hash128> scopes;
};

/// Made-up commands and, for each that changed something, the state behind it.
std::vector<Moment> lived_through(TestFirm& firm, std::uint64_t seed, int commands) {
    std::vector<Moment> moments = {{{}, firm.db.digest(), firm.db.scope_digests()}};
    CommandMaker maker(domain_registry(), seed);
    for (int step = 0; step < commands; ++step) {
        const Attempt attempt = firm.give(maker.next(firm.db), firm.anna);
        if (!attempt || attempt->changes.empty()) continue;
        maker.remember(attempt->changes);
        moments.push_back({attempt->changes, firm.db.digest(), firm.db.scope_digests()});
    }
    return moments;
}

}  // namespace

TEST_CASE("fold back: each earlier moment has the digests that the database had then") {
    for (const std::uint64_t seed : {31U, 32U, 33U}) {
        CAPTURE(seed);
        TestFirm firm;
        const std::vector<Moment> moments = lived_through(firm, seed, 600);
        REQUIRE(moments.size() > 200);
        const auto past = copy_of(firm.db);
        CHECK(past->digest() == firm.db.digest());
        for (std::size_t place = moments.size() - 1; place > 0; --place) {
            CAPTURE(place);
            REQUIRE(fold_back(*past, moments[place].changes));
            REQUIRE(past->digest() == moments[place - 1].digest);
            REQUIRE(past->scope_digests() == moments[place - 1].scopes);
        }
        CHECK(equals_rebuild(*past));
        CHECK(firm.db.digest() == moments.back().digest);  // The present is as it was.
    }
}

TEST_CASE("fold back: what is not the newest change-set is not taken back") {
    Database db(sample_schema());
    Changes changes(db);
    changes.put(full_sample(1));
    const ChangeSet made = changes.take();
    changes.erase(SampleId{{7, 1}});
    const ChangeSet gone = changes.take();
    CHECK_FALSE(fold_back(db, made));
    REQUIRE(fold_back(db, gone));
    CHECK(db.get(SampleId{{7, 1}}) == full_sample(1));
    REQUIRE(fold_back(db, made));
    CHECK(db.row_count() == 0);
}

TEST_CASE("fold back: one row alone becomes what it was at each step, from its first day to its last") {
    for (const std::uint64_t seed : {41U, 43U}) {
        CAPTURE(seed);
        TestFirm firm;
        const std::vector<Moment> moments = lived_through(firm, seed, 500);
        const auto past = copy_of(firm.db);
        std::map<std::pair<TableIndex, Id128>, RowFold> folds;
        for (const Moment& moment : moments) {
            for (const RowChange& change : moment.changes.rows) {
                const void* now = firm.db.table(change.table).find(change.row);
                folds.try_emplace({change.table, change.row}, domain_schema().entity(change.table), change.row, now);
            }
        }
        REQUIRE(folds.size() > 50);
        for (std::size_t place = moments.size() - 1; place > 0; --place) {
            REQUIRE(fold_back(*past, moments[place].changes));
            for (auto& [key, fold] : folds) {
                fold.take_back(key.first, moments[place].changes);
                const void* then = past->table(key.first).find(key.second);
                REQUIRE((then != nullptr) == fold.row().has_value());
                if (then == nullptr) continue;
                const EntityInfo& info = domain_schema().entity(key.first);
                REQUIRE(row_hash(info, then) == row_hash(info, fold.row()->data()));
            }
        }
    }
}
