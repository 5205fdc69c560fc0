// Tables, their indexes and digests, and the one door for changes.
#include "core/store/changes.h"

#include <doctest/doctest.h>

#include "tests/core/support/rebuild.h"
#include "tests/core/support/sample.h"

using namespace pupitre;

namespace {

const TableIndex samples = sample_schema().index_of<Sample>();

void fill(Changes& changes, std::uint64_t count) {
    // Neither in id order nor against it.
    for (std::uint64_t i = 0; i < count; ++i) changes.put(full_sample(1 + i * 7 % count));
    for (std::uint64_t i = 0; i < count; ++i) {
        changes.put(Part{PartId{{8, count - i}}, SampleId{{7, 1 + i % 3}}, "part"});
    }
}

}  // namespace

TEST_CASE("table: rows are found by id and walked in id order") {
    Database db(sample_schema());
    Changes changes(db);
    fill(changes, 600);
    CHECK(db.table<Sample>().size() == 600);
    CHECK(db.get(SampleId{{7, 44}}) == full_sample(44));
    CHECK(db.find(SampleId{{7, 601}}) == nullptr);
    CHECK(db.find(SampleId{}) == nullptr);
    std::uint64_t expected = 0;
    db.for_each<Sample>([&](const Sample& sample) { REQUIRE(sample.id == SampleId{{7, ++expected}}); });
    CHECK(expected == 600);
    CHECK(equals_rebuild(db));
}

TEST_CASE("table: a row stays where it is in memory while others come and go") {
    Database db(sample_schema());
    Changes changes(db);
    changes.put(full_sample(500));
    const Sample* row = db.find(SampleId{{7, 500}});
    fill(changes, 400);
    for (std::uint64_t i = 1; i <= 400; ++i) changes.erase(SampleId{{7, i}});
    fill(changes, 300);
    CHECK(db.find(SampleId{{7, 500}}) == row);
    CHECK(*row == full_sample(500));
    CHECK(equals_rebuild(db));
}

TEST_CASE("table: indexes follow every change") {
    Database db(sample_schema());
    Changes changes(db);
    fill(changes, 9);
    CHECK(db.ids_with<&Sample::shade>(Shade::dark).size() == 9);
    Sample fourth = db.get(SampleId{{7, 4}});
    fourth.shade = Shade::light;
    fourth.day = std::nullopt;
    changes.put(fourth);
    CHECK(db.ids_with<&Sample::shade>(Shade::light).size() == 1);
    CHECK(db.ids_with<&Sample::shade>(Shade::dark).size() == 8);
    CHECK(db.ids_with<&Sample::day>(std::optional<Date>{}).empty());
    changes.erase(SampleId{{7, 4}});
    CHECK(db.ids_with<&Sample::shade>(Shade::light).empty());
    std::vector<Id128> owned;
    db.for_each_with<&Part::owner>(SampleId{{7, 1}}, [&](const Part& part) { owned.push_back(part.id.value); });
    CHECK(owned == std::vector<Id128>{{8, 3}, {8, 6}, {8, 9}});
    CHECK(equals_rebuild(db));
}

TEST_CASE("changes: only what differs is recorded, and nothing for no difference") {
    Database db(sample_schema());
    Changes changes(db);
    changes.put(full_sample(1));
    const ChangeSet inserted = changes.take();
    REQUIRE(inserted.rows.size() == 1);
    CHECK(inserted.rows[0].kind == RowChangeKind::insert);
    CHECK(inserted.rows[0].fields.size() == 9);

    changes.put(full_sample(1));
    CHECK(changes.recorded().empty());
    const std::uint64_t revision = db.revision();
    changes.put(full_sample(1));
    CHECK(db.revision() == revision);

    Sample renamed = full_sample(1);
    renamed.name = "Durand";
    changes.put(renamed);
    const ChangeSet updated = changes.take();
    REQUIRE(updated.rows.size() == 1);
    CHECK(updated.rows[0].kind == RowChangeKind::update);
    CHECK(updated.rows[0].fields ==
          std::vector<FieldChange>{{1, Value{full_sample(1).name}, Value{std::string("Durand")}}});
    CHECK(db.revision() > revision);
}

TEST_CASE("changes: the inverse and roll back restore digests, indexes and revisions' meaning exactly") {
    Database db(sample_schema());
    Changes changes(db);
    fill(changes, 20);
    static_cast<void>(changes.take());
    const auto scopes = db.scope_digests();
    const Hash128 before = db.digest();

    const auto do_something = [&] {
        changes.erase(SampleId{{7, 3}});
        Sample moved = full_sample(5);
        moved.name = "x";
        moved.price = std::nullopt;
        changes.put(moved);
        changes.put(Part{PartId{{8, 4}}, SampleId{{7, 9}}, "into another scope"});
        changes.put(full_sample(99));
        changes.erase(SampleId{{7, 99}});
        changes.set_field(samples, {7, 6}, 3, Value{std::int64_t{4}});
    };
    do_something();
    CHECK(equals_rebuild(db));
    CHECK(db.digest() != before);
    const ChangeSet done = changes.take();
    const Hash128 after = db.digest();
    SUBCASE("inverse, there and back twice") {
        REQUIRE(changes.apply(inverse(done)));
        CHECK(db.digest() == before);
        REQUIRE(changes.apply(inverse(changes.take())));
        CHECK(db.digest() == after);
        REQUIRE(changes.apply(inverse(done)));
    }
    SUBCASE("roll back") {
        changes.erase(SampleId{{7, 5}});
        changes.put(full_sample(3));
        changes.put(full_sample(5));
        changes.roll_back();
        CHECK(db.digest() == after);
        CHECK(changes.recorded().empty());
        REQUIRE(changes.apply(inverse(done)));
    }
    SUBCASE("by way of the stored form") {
        const Result<ChangeSet> read = decode_change_set(db.schema(), encode(db.schema(), done));
        REQUIRE(read.ok());
        CHECK(*read == done);
        REQUIRE(changes.apply(inverse(*read)));
    }
    CHECK(db.digest() == before);
    CHECK(db.scope_digests() == scopes);
    CHECK(equals_rebuild(db));
}

TEST_CASE("changes: a change-set that does not fit is refused whole") {
    Database db(sample_schema());
    Changes changes(db);
    changes.put(full_sample(1));
    const ChangeSet insertion = changes.take();
    CHECK_FALSE(changes.apply(insertion));
    changes.erase(SampleId{{7, 1}});
    const ChangeSet removal = changes.take();
    CHECK_FALSE(changes.apply(removal));
    ChangeSet half = insertion;
    half.rows.push_back(removal.rows[0]);
    half.rows.push_back(removal.rows[0]);
    CHECK_FALSE(changes.apply(half));
    CHECK(db.row_count() == 0);
    half.rows.pop_back();
    CHECK(changes.apply(half));
    CHECK(db.row_count() == 0);
}

TEST_CASE("digest: rows count in their scope, an empty scope is none, and order does not matter") {
    Database one(sample_schema());
    Database other(sample_schema());
    Changes first(one);
    Changes second(other);
    for (std::uint64_t i = 1; i <= 5; ++i) first.put(full_sample(i));
    for (std::uint64_t i = 5; i >= 1; --i) second.put(full_sample(i));
    CHECK(one.digest() == other.digest());
    CHECK(one.scope_digests().size() == 5);
    CHECK(one.digest(ScopeId{{7, 2}}) != Hash128{});
    first.erase(SampleId{{7, 2}});
    CHECK(one.digest(ScopeId{{7, 2}}) == Hash128{});
    CHECK(one.scope_digests().size() == 4);
    CHECK(one.digest() != other.digest());
}

TEST_CASE("digest: a single differing field shows") {
    const EntityInfo& info = entity_info<Sample>();
    const Sample full = full_sample(1);
    for (const Field& field : info.fields.subspan(1)) {
        Sample other = full;
        REQUIRE(field.set(&other, Value{}));
        CAPTURE(field.key);
        CHECK(row_hash(info, &other) != row_hash(info, &full));
    }
}

TEST_CASE("change-set: every truncation is refused, and no flipped byte does harm") {
    Database db(sample_schema());
    Changes changes(db);
    fill(changes, 2);
    changes.erase(PartId{{8, 1}});
    const std::string bytes = encode(db.schema(), changes.take());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(decode_change_set(db.schema(), std::string_view(bytes).substr(0, size)).ok());
    }
    CHECK_FALSE(decode_change_set(db.schema(), bytes + '\0').ok());
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        for (const int bit : {0, 3, 7}) {
            std::string flipped = bytes;
            flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit));
            const Result<ChangeSet> read = decode_change_set(db.schema(), flipped);
            if (!read) continue;
            // What can be read can be written and applied or refused.
            CHECK(decode_change_set(db.schema(), encode(db.schema(), *read)).ok());
            Database scratch(sample_schema());
            Changes attempt(scratch);
            static_cast<void>(attempt.apply(*read));
            REQUIRE(equals_rebuild(scratch));
        }
    }
}

TEST_CASE("change-set: identities are not fields, and values must be of their field's type") {
    const Schema& schema = sample_schema();
    ChangeSet changes;
    changes.rows.push_back({RowChangeKind::update, 0, {7, 1}, {{0, Value{Id128{7, 1}}, Value{Id128{7, 2}}}}});
    CHECK(decode_change_set(schema, encode(schema, changes)).error().code == ErrorCode::malformed);
    changes.rows[0].fields = {{1, Value{}, Value{true}}};
    CHECK(decode_change_set(schema, encode(schema, changes)).error().code == ErrorCode::wrong_type);
    changes.rows[0].fields = {{2, Value{false}, Value{true}}};
    CHECK(decode_change_set(schema, encode(schema, changes))->rows[0].fields ==
          std::vector<FieldChange>{{2, Value{}, Value{true}}});
    changes.rows[0].row = {};
    CHECK(decode_change_set(schema, encode(schema, changes)).error().code == ErrorCode::malformed);
}
