// What device and host say to each other: there and back, and everything that could be wrong with it.
#include "core/sync/messages.h"

#include <doctest/doctest.h>

#include "tests/core/domain/command_maker.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

QueuedCommand queued(std::int64_t mid) {
    TestFirm firm;
    QueuedCommand made;
    made.mid = mid;
    made.command = firm.command("client.create", Json{{"id", to_text(Id128{9, 1})}, {"name", "Schœller"}});
    return made;
}

SyncRequest full_request() {
    SyncRequest request;
    request.hello = {protocol_version, 1, {1, 2}, {3, 4}, 17, 5, 4, true, TeamMemberId{{6, 6}}};
    request.push = Push{{queued(5), queued(6)}};
    request.push->commands[1].origin = Origin{{7, 8}, 3};
    request.push->commands[1].command.batch = {5, 5};
    request.snapshot = SnapshotRequest{17, 2, Id128{4, 9}};
    return request;
}

SyncResponse full_response() {
    SyncResponse response;
    response.refuse = Refuse{RefuseCode::overloaded, 1500, "later"};
    response.welcome = Welcome{protocol_version, 1, {3, 4}, 18, 6, test_ms, TeamMemberId{{1, 1}}};
    response.results = {
        {5, ResultKind::ok, 18, std::nullopt, {{"client", {9, 1}, "name", "a", "b", nullptr}}},
        {6, ResultKind::refused, 0, Refusal{RefusalCode::value_taken, "client", {9, 1}, "reference", "C"}, {}},
        {7, ResultKind::nothing_changed, 18, std::nullopt, {}}};
    response.patch = Patch{{3, 4}, 17, 18, 6, {std::string("\0block\xFF", 7), ""}, {1, 2}};
    response.snapshot = SnapshotPart{{3, 4}, 18, 6, 1, 3, std::string("\xFF\0", 2), {9, 8}};
    return response;
}

Json as_json(const std::string& bytes) { return Json::from_cbor(bytes, true, false); }
std::string as_bytes(const Json& json) {
    std::string bytes;
    Json::to_cbor(json, bytes);
    return bytes;
}

}  // namespace

TEST_CASE("messages: a request is written as Json would write it, however many commands there are") {
    SyncRequest request = full_request();
    for (const std::size_t count : {1U, 23U, 24U, 256U}) {
        while (request.push->commands.size() < count) request.push->commands.push_back(queued(7));
        request.push->commands.resize(count);
        const std::string bytes = encode(request);
        CHECK(as_bytes(as_json(bytes)) == bytes);
        CHECK(as_json(bytes)["push"]["commands"].size() == count);
    }
}

TEST_CASE("messages: a request comes back as it went") {
    const SyncRequest request = full_request();
    const Result<SyncRequest> read = decode_request(encode(request));
    REQUIRE(read.ok());
    CHECK(encode(*read) == encode(request));
    CHECK(read->push->commands == request.push->commands);
    CHECK(read->hello.client == request.hello.client);
    CHECK(read->hello.seq == 17);
    CHECK(read->hello.repair);
    CHECK(read->hello.user == TeamMemberId{{6, 6}});
    CHECK(read->snapshot->part == 2);
    CHECK(read->snapshot->epoch == Id128{4, 9});
    SyncRequest small;
    small.hello.client = {1, 2};
    const Result<SyncRequest> again = decode_request(encode(small));
    REQUIRE(again.ok());
    CHECK_FALSE(again->push.has_value());
    CHECK(again->hello.seq == -1);
}

TEST_CASE("messages: an answer comes back as it went") {
    const SyncResponse response = full_response();
    const Result<SyncResponse> read = decode_response(encode(response));
    REQUIRE(read.ok());
    CHECK(encode(*read) == encode(response));
    CHECK(read->results == response.results);
    CHECK(read->patch->blocks == response.patch->blocks);
    CHECK(read->snapshot->block == response.snapshot->block);
    CHECK(decode_response(encode(SyncResponse{})).ok());
}

TEST_CASE("messages: what a device stores comes back as it went") {
    const Patch patch = *full_response().patch;
    CHECK(encode(*decode_patch(encode(patch))) == encode(patch));
    const QueuedCommand command = full_request().push->commands[1];
    CHECK(*decode_queued_command(encode(command)) == command);
    for (const CommandResult& result : full_response().results) CHECK(*decode_result(encode(result)) == result);
}

TEST_CASE("messages: fields of a later version are skipped") {
    Json json = as_json(encode(full_request()));
    json["hello"]["colour"] = {{"of", "later"}};
    json["weather"] = 7;
    CHECK(encode(*decode_request(as_bytes(json))) == encode(full_request()));
}

TEST_CASE("messages: no truncation is taken for a message, and no flipped byte does harm") {
    const std::string request = encode(full_request());
    const std::string response = encode(full_response());
    for (std::size_t size = 0; size < request.size(); ++size) {
        REQUIRE_FALSE(decode_request(std::string_view(request).substr(0, size)).ok());
    }
    for (std::size_t size = 0; size < response.size(); ++size) {
        REQUIRE_FALSE(decode_response(std::string_view(response).substr(0, size)).ok());
    }
    for (std::size_t place = 0; place < request.size(); ++place) {
        for (const int bit : {0, 5, 7}) {
            std::string flipped = request;
            flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit));
            if (const auto read = decode_request(flipped)) REQUIRE(decode_request(encode(*read)).ok());
        }
    }
    for (std::size_t place = 0; place < response.size(); ++place) {
        for (const int bit : {0, 5, 7}) {
            std::string flipped = response;
            flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit));
            if (const auto read = decode_response(flipped)) REQUIRE(decode_response(encode(*read)).ok());
        }
    }
}

TEST_CASE("messages: a request that breaks a limit or a rule is refused, and it says where") {
    struct Row {
        const char* when;
        Json patch;
        Error expected;
    };
    const Row rows[] = {
        {"no hello", {{"hello", nullptr}}, {ErrorCode::malformed, "hello", -1}},
        {"hello is a list", {{"hello", Json::array()}}, {ErrorCode::wrong_type, "hello", -1}},
        {"no client", {{"hello", {{"client", nullptr}}}}, {ErrorCode::malformed, "client", -1}},
        {"client of another form", {{"hello", {{"client", "x"}}}}, {ErrorCode::malformed, "client", -1}},
        {"seq is a text", {{"hello", {{"seq", "1"}}}}, {ErrorCode::wrong_type, "seq", -1}},
        {"seq does not fit", {{"hello", {{"seq", ~std::uint64_t{0}}}}}, {ErrorCode::wrong_type, "seq", -1}},
        {"protocol does not fit",
         {{"hello", {{"protocol", std::int64_t{1} << 40}}}},
         {ErrorCode::out_of_range, "protocol", -1}},
        {"repair is a number", {{"hello", {{"repair", 1}}}}, {ErrorCode::wrong_type, "repair", -1}},
        {"commands are no list", {{"push", {{"commands", 1}}}}, {ErrorCode::wrong_type, "commands", -1}},
        {"no command", {{"push", {{"commands", {{{"mid", 1}}}}}}}, {ErrorCode::malformed, "command", -1}},
        {"push is a number", {{"push", 1}}, {ErrorCode::wrong_type, "push", -1}},
        {"part is a text", {{"snapshot", {{"part", "1"}}}}, {ErrorCode::wrong_type, "part", -1}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.when);
        Json json = as_json(encode(full_request()));
        json.merge_patch(row.patch);
        const Result<SyncRequest> read = decode_request(as_bytes(json));
        REQUIRE_FALSE(read.ok());
        CHECK(read.error() == row.expected);
    }
}

TEST_CASE("messages: pushed commands are numbered without gaps, from one on") {
    SyncRequest request = full_request();
    request.push->commands[1].mid = 7;
    CHECK(decode_request(encode(request)).error() == Error{ErrorCode::malformed, "mid", -1});
    request.push->commands[1].mid = 5;
    CHECK_FALSE(decode_request(encode(request)).ok());
    request.push->commands = {queued(0)};
    CHECK(decode_request(encode(request)).error() == Error{ErrorCode::out_of_range, "mid", -1});
}

TEST_CASE("messages: a push of too many or too large commands is too large") {
    SyncRequest request;
    request.hello.client = {1, 2};
    request.push = Push{};
    for (std::size_t i = 0; i < push_commands_max; ++i) {
        request.push->commands.push_back(queued(static_cast<std::int64_t>(i + 1)));
    }
    CHECK(decode_request(encode(request)).ok());
    request.push->commands.push_back(queued(static_cast<std::int64_t>(push_commands_max + 1)));
    CHECK(decode_request(encode(request)).error() == Error{ErrorCode::too_large, "push", -1});
    request.push->commands = {queued(1)};
    request.push->commands[0].command.args["name"] = std::string(command_bytes_max, 'x');
    CHECK(decode_request(encode(request)).error() == Error{ErrorCode::too_large, "args", -1});
    request.push->commands[0].command.args["name"] = std::string(request_bytes_max, 'x');
    CHECK(decode_request(encode(request)).error() == Error{ErrorCode::too_large, "request", -1});
}

TEST_CASE("messages: deep nesting is refused before it can overflow a stack") {
    const std::string deep(request_bytes_max - 1, '\x81');
    CHECK(decode_request(deep).error().code == ErrorCode::too_large);
    CHECK(decode_response(deep).error().code == ErrorCode::too_large);
    CHECK(decode_patch(deep).error().code == ErrorCode::too_large);
    CHECK(decode_result(deep).error().code == ErrorCode::too_large);
    CHECK(decode_queued_command(deep).error().code == ErrorCode::too_large);
    Json args;
    for (int depth = 0; depth < 100; ++depth) args = Json{{"a", std::move(args)}};
    SyncRequest request = full_request();
    request.push->commands[0].command.args = args;
    CHECK(decode_request(encode(request)).error().code == ErrorCode::too_large);
}

TEST_CASE("messages: texts that are no UTF-8 are refused") {
    SyncRequest request = full_request();
    request.push->commands[0].command.name = "client\xFF";
    CHECK(decode_request(encode(request)).error().code == ErrorCode::malformed);
    request.push->commands[0].command.name = "client.create";
    request.push->commands[0].command.args["\xC3"] = 1;
    CHECK(decode_request(encode(request)).error().code == ErrorCode::malformed);
}

TEST_CASE("messages: an answer with something unknown in it is refused whole") {
    struct Row {
        const char* when;
        Json patch;
        ErrorCode expected;
    };
    const Row rows[] = {
        {"unknown refusal", {{"refuse", {{"code", "vacation"}}}}, ErrorCode::unknown_name},
        {"results are no list", {{"results", {{"mid", 1}}}}, ErrorCode::wrong_type},
        {"a result that is none", {{"results", {1}}}, ErrorCode::wrong_type},
        {"unknown kind", {{"results", {{{"mid", 1}, {"kind", "perhaps"}}}}}, ErrorCode::unknown_name},
        {"a block that is a text", {{"patch", {{"blocks", {"x"}}}}}, ErrorCode::wrong_type},
        {"a digest that is none", {{"patch", {{"digest", "x"}}}}, ErrorCode::malformed},
        {"a snapshot without bytes", {{"snapshot", {{"block", "x"}}}}, ErrorCode::wrong_type},
        {"welcome is a list", {{"welcome", Json::array()}}, ErrorCode::wrong_type},
    };
    for (const Row& row : rows) {
        CAPTURE(row.when);
        Json json = as_json(encode(full_response()));
        json.merge_patch(row.patch);
        const Result<SyncResponse> read = decode_response(as_bytes(json));
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().code == row.expected);
    }
}

TEST_CASE("messages: why a host does not talk to a device, by stored names") {
    const char* const expected[] = {"upgrade", "auth", "client_unknown", "client_ahead", "overloaded", "malformed"};
    for (std::size_t place = 0; place < std::size(expected); ++place) {
        CHECK(refuse_code_name(static_cast<RefuseCode>(place)) == expected[place]);
    }
}

TEST_CASE("messages: made-up bytes do no harm") {
    tests::Dice dice(41);
    for (int round = 0; round < 3'000; ++round) {
        std::string bytes;
        for (std::uint64_t size = dice.below(60); size > 0; --size) bytes.push_back(static_cast<char>(dice.below(256)));
        static_cast<void>(decode_request(bytes));
        static_cast<void>(decode_response(bytes));
        static_cast<void>(decode_patch(bytes));
    }
}
