// What crosses between the program and the page arrives as it was sent, whatever bytes it holds.
#include "web-ui/device/parcel.h"

#include <doctest/doctest.h>

using namespace pupitre;
using namespace pupitre::ui;

namespace {

const std::string odd_bytes{"\0\xff\x80\"\\\n", 6};

}  // namespace

TEST_CASE("parcel: an append comes back as it was, with any bytes in its rows") {
    Append change;
    change.outbox = {{1, "a", odd_bytes}, {2, "b", ""}, {3, "c", "tail"}};
    change.dismiss = {"x", "y"};
    change.meta = {{"device", "{\"client\":\"é\"}"}, {"gone", std::nullopt}};
    change.drafts = {{"note/7", "à suivre \"demain\""}};
    ParcelWriter parcel;
    parcel.body = write(parcel, change);
    const std::string header = parcel.header();
    const ParcelReader reader(header, parcel.block());
    const Append read = read_append(reader, reader.body());
    CHECK(read.outbox == change.outbox);
    CHECK(read.dismiss == change.dismiss);
    CHECK(read.meta == change.meta);
    CHECK(read.drafts == change.drafts);
}

TEST_CASE("parcel: a commit comes back as it was") {
    Commit change;
    change.patches = {{"firm", odd_bytes}, {"firm", "second"}};
    change.prune = {{7, "id", ""}};
    change.results = {{"id", odd_bytes}};
    change.meta = {{"device", "1"}};
    ParcelWriter parcel;
    parcel.body = write(parcel, change);
    const std::string header = parcel.header();
    const ParcelReader reader(header, parcel.block());
    const Commit read = read_commit(reader, reader.body());
    REQUIRE(read.patches.size() == 2);
    CHECK(read.patches[0].bytes == odd_bytes);
    CHECK(read.patches[1].bytes == "second");
    CHECK(read.prune == change.prune);
    REQUIRE(read.results.size() == 1);
    CHECK(read.results[0].bytes == odd_bytes);
    CHECK(read.meta == change.meta);
}

TEST_CASE("parcel: what is missing or cut reads as empty") {
    const ParcelReader cut(R"({"sizes":[5,90],"body":{"bytes":1}})", "12345678");
    CHECK(cut.bytes(cut.body()) == "678");
    const ParcelReader nonsense("no json", "");
    CHECK(read_append(nonsense, Json::object()).outbox.empty());
    CHECK(read_failure(Json{{"code", "quota"}, {"detail", "full"}}).fault == StoreFault::quota);
    CHECK(read_failure(Json{{"code", "something newer"}}).fault == StoreFault::failed);
}
