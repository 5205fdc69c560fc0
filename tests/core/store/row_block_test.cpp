// Row blocks and snapshots made of them.
#include "core/store/row_block.h"

#include <doctest/doctest.h>

#include "core/base/bytes.h"
#include "core/base/hash.h"
#include "core/store/snapshot.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/sample.h"

using namespace pupitre;

namespace {

std::string block_of(const std::vector<Sample>& samples, const std::vector<Id128>& deleted) {
    std::vector<const void*> rows;
    rows.reserve(samples.size());
    for (const Sample& sample : samples) rows.push_back(&sample);
    return encode_block(entity_info<Sample>(), rows, deleted);
}

Sample named(std::uint64_t number, std::string name) {
    Sample sample;
    sample.id = {{7, number}};
    sample.name = std::move(name);
    return sample;
}

std::string sealed(std::string content) {
    append_fixed64(content, checksum(content));
    return content;
}

/// The start of a block of the table up to the columns.
std::string block_head(std::string_view table) {
    std::string out("PUPB\x01");
    append_text(out, table);
    return out;
}

ErrorCode error_of(const std::string& bytes) {
    const Result<RowBlock> block = decode_block(sample_schema(), bytes);
    REQUIRE_FALSE(block.ok());
    return block.error().code;
}

}  // namespace

TEST_CASE("block: rows and deletions come back") {
    const std::string bytes = block_of({full_sample(1), named(2, "x")}, {{7, 9}, {7, 8}});
    const Result<RowBlock> block = decode_block(sample_schema(), bytes);
    REQUIRE(block.ok());
    REQUIRE(block->rows.size() == 2);
    CHECK(block->rows[0].as<Sample>() == full_sample(1));
    CHECK(block->rows[1].as<Sample>() == named(2, "x"));
    CHECK(block->deleted == std::vector<Id128>{{7, 9}, {7, 8}});
}

TEST_CASE("block: every truncation and every flipped bit is refused") {
    const std::string bytes = block_of({full_sample(1), full_sample(2)}, {{7, 9}});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(decode_block(sample_schema(), std::string_view(bytes).substr(0, size)).ok());
    }
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = bytes;
            flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit));
            CAPTURE(place);
            CHECK(error_of(flipped) == ErrorCode::checksum);
        }
    }
}

TEST_CASE("block: a right checksum does not make wrong content right") {
    const std::string whole = block_of({full_sample(1), full_sample(2)}, {{7, 9}});
    const std::string content = whole.substr(0, whole.size() - 8);
    for (std::size_t size = 0; size < content.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(decode_block(sample_schema(), sealed(content.substr(0, size))).ok());
    }
    for (std::size_t place = 0; place < content.size(); ++place) {
        std::string flipped = content;
        flipped[place] = static_cast<char>(~flipped[place]);
        // May be another valid block; must not be harmful.
        static_cast<void>(decode_block(sample_schema(), sealed(flipped)));
    }
    CHECK(error_of(sealed(content + '\0')) == ErrorCode::malformed);
    CHECK(error_of(sealed("XUPB" + content.substr(4))) == ErrorCode::malformed);
    CHECK(error_of(sealed("PUPB\x02" + content.substr(5))) == ErrorCode::unknown_version);
}

TEST_CASE("block: unknown columns are skipped, missing ones are empty") {
    std::string content = block_head("sample");
    append_varint(content, 2);
    append_text(content, "colour_of_a_later_version");
    content.push_back(static_cast<char>(FieldType::money));
    append_text(content, "name");
    content.push_back(static_cast<char>(FieldType::text));
    append_varint(content, 1);
    append_id(content, {7, 1});
    append_value(content, Value{Money{1, Currency::eur}});
    append_value(content, Value{std::string("Durand")});
    append_varint(content, 0);
    const Result<RowBlock> block = decode_block(sample_schema(), sealed(content));
    REQUIRE(block.ok());
    CHECK(block->rows[0].as<Sample>() == named(1, "Durand"));
}

TEST_CASE("block: what a block may not hold") {
    CHECK(error_of(sealed(block_head("nothing"))) == ErrorCode::unknown_name);
    const auto column = [](std::string_view key, FieldType type, const Value& value, Id128 id) {
        std::string content = block_head("sample");
        append_varint(content, 1);
        append_text(content, key);
        content.push_back(static_cast<char>(type));
        append_varint(content, 1);
        append_id(content, id);
        append_value(content, value);
        append_varint(content, 0);
        return sealed(content);
    };
    CHECK(decode_block(sample_schema(), column("name", FieldType::text, Value{std::string("x")}, {7, 1})).ok());
    CHECK(error_of(column("name", FieldType::number, Value{std::int64_t{1}}, {7, 1})) == ErrorCode::wrong_type);
    CHECK(error_of(column("name", FieldType::text, Value{true}, {7, 1})) == ErrorCode::wrong_type);
    CHECK(error_of(column("shade", FieldType::choice, Value{std::int64_t{9}}, {7, 1})) == ErrorCode::wrong_type);
    CHECK(error_of(column("name", FieldType::text, Value{}, {})) == ErrorCode::malformed);
    CHECK(error_of(column("id", FieldType::reference, Value{Id128{7, 2}}, {7, 1})) == ErrorCode::malformed);

    std::string promises = block_head("sample");
    append_varint(promises, 0);
    append_varint(promises, 2'000'000'000);
    CHECK(error_of(sealed(promises)) == ErrorCode::too_large);
    std::string columns = block_head("sample");
    append_varint(columns, ~std::uint64_t{0});
    CHECK(error_of(sealed(columns)) == ErrorCode::truncated);
}

TEST_CASE("snapshot: a database comes back with the same rows, indexes and digests") {
    Database db(sample_schema());
    Changes changes(db);
    for (std::uint64_t i = 1; i <= snapshot_block_rows + 5; ++i) {
        changes.put(Part{PartId{{8, i}}, SampleId{{7, i % 5}}, "part"});
    }
    for (std::uint64_t i = 1; i <= 5; ++i) changes.put(full_sample(i));
    const std::vector<std::string> blocks = encode_snapshot(db);
    CHECK(blocks.size() == 3);
    Database other(sample_schema());
    std::size_t rows = 0;
    for (const std::string& block : blocks) rows += *load_block(other, block);
    CHECK(rows == db.row_count());
    CHECK(other.digest() == db.digest());
    CHECK(other.scope_digests() == db.scope_digests());
    CHECK(equals_rebuild(other));
    // A block that is there already is refused and changes nothing.
    CHECK(load_block(other, blocks[0]).error().code == ErrorCode::malformed);
    CHECK(other.digest() == db.digest());
}

TEST_CASE("snapshot: rows out of order, rows twice and deletions are no snapshot") {
    Database db(sample_schema());
    CHECK_FALSE(load_block(db, block_of({full_sample(2), full_sample(1)}, {})).ok());
    CHECK_FALSE(load_block(db, block_of({full_sample(1), full_sample(1)}, {})).ok());
    CHECK_FALSE(load_block(db, block_of({full_sample(1)}, {{7, 5}})).ok());
    CHECK(db.row_count() == 0);
    CHECK(encode_snapshot(db).empty());
}

TEST_CASE("snapshot: made in slices while rows come, change and go, it is the database as it is at the end") {
    Database db(sample_schema());
    Changes changes(db);
    constexpr std::uint64_t count = 3 * snapshot_block_rows + 100;
    for (std::uint64_t i = 0; i < count; ++i) changes.put(named(10 + 3 * i, "x" + std::to_string(i)));
    SnapshotSlices slices(db);
    std::uint64_t round = 0;
    while (slices.step()) {
        if (++round > 12) continue;
        changes.put(named(11 + 3 * round, "between " + std::to_string(round)));
        changes.put(named(10 + 3 * (count - round), "other " + std::to_string(round)));
        changes.erase(SampleId{{7, 10 + 3 * round * 200}});
        // As many as no view follows one by one.
        for (std::uint64_t i = 0; round == 5 && i < noted_changes_max + 10; ++i) {
            changes.put(named(10 + 3 * (count + 50 + i), "late " + std::to_string(i)));
        }
    }
    const std::vector<std::string> blocks = slices.take();
    Database copy(sample_schema());
    for (const std::string& block : blocks) REQUIRE(load_block(copy, block).ok());
    CHECK(copy.digest() == db.digest());
    CHECK(copy.row_count() == db.row_count());
    CHECK(equals_rebuild(copy));
}
