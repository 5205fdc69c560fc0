// Commands, refusals and conflicts as JSON.
#include "core/command/command.h"

#include <doctest/doctest.h>

#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Json good_command() {
    TestFirm firm;
    Command command = firm.command("client.create", Json{{"name", "Schœller"}});
    command.batch = {5, 5};
    return to_json(command);
}

}  // namespace

TEST_CASE("command: comes back from its JSON form") {
    const Result<Command> command = command_from_json(good_command());
    REQUIRE(command.ok());
    CHECK(to_json(*command) == good_command());
    CHECK(command->batch == Id128{5, 5});
    Json single = good_command();
    single.erase("batch");
    CHECK(command_from_json(single)->batch.is_nil());
}

TEST_CASE("command: what is missing or wrong is named") {
    struct Row {
        const char* key;
        Json value;
        ErrorCode expected;
    };
    const Row rows[] = {
        {"id", nullptr, ErrorCode::malformed},
        {"id", "12", ErrorCode::malformed},
        {"id", "00000000000000000000000000000000", ErrorCode::malformed},
        {"name", "", ErrorCode::malformed},
        {"name", 4, ErrorCode::malformed},
        {"version", 0, ErrorCode::malformed},
        {"version", (std::int64_t{1} << 32) + 1, ErrorCode::malformed},
        {"version", "1", ErrorCode::malformed},
        {"args", nullptr, ErrorCode::malformed},
        {"args", Json::array(), ErrorCode::malformed},
        {"at_ms", -1, ErrorCode::out_of_range},
        {"at_ms", instant_max + 1, ErrorCode::out_of_range},
        {"today", nullptr, ErrorCode::malformed},
        {"today", "21/11/2026", ErrorCode::malformed},
        {"batch", "x", ErrorCode::malformed},
    };
    for (const Row& row : rows) {
        CAPTURE(row.key);
        CAPTURE(row.value.dump());
        Json json = good_command();
        json[row.key] = row.value;
        const Result<Command> command = command_from_json(json);
        REQUIRE_FALSE(command.ok());
        CHECK(command.error() == Error{row.expected, row.key, -1});
    }
    CHECK(command_from_json(Json::array()).error().code == ErrorCode::wrong_type);
}

TEST_CASE("command: arguments over the limit are too large") {
    Json json = good_command();
    json["args"] = {{"text", std::string(command_bytes_max - 100, 'x')}};
    CHECK(command_from_json(json).ok());
    json["args"] = {{"text", std::string(command_bytes_max, 'x')}};
    CHECK(command_from_json(json).error() == Error{ErrorCode::too_large, "args", -1});
    // Counted as they are written out: a control character takes six places.
    json["args"] = {{"text", std::string(command_bytes_max / 4, '\x01')}};
    CHECK(command_from_json(json).error().code == ErrorCode::too_large);
}

TEST_CASE("refusal: the stored names are for ever") {
    const char* const expected[] = {"not_permitted",    "unknown_command",   "malformed_arguments", "row_not_found",
                                    "row_exists",       "field_required",    "text_too_long",       "invalid_value",
                                    "value_taken",      "reference_missing", "reference_cycle",     "row_in_use",
                                    "date_order",       "changed_since",     "last_administrator",  "never_open",
                                    "request_moved_on", "internal"};
    for (std::size_t place = 0; place < std::size(expected); ++place) {
        const auto code = static_cast<RefusalCode>(place);
        CHECK(refusal_name(code) == expected[place]);
        CHECK(refusal_from_name(expected[place]) == code);
    }
    CHECK(refusal_from_name("sold_out") == std::nullopt);
}

TEST_CASE("refusal: comes back from its JSON form, and a code of a later version is a fault") {
    const Refusal refusal{RefusalCode::value_taken, "client", {1, 2}, "reference", "C-012"};
    CHECK(*refusal_from_json(to_json(refusal)) == refusal);
    CHECK(*refusal_from_json(to_json(Refusal{})) == Refusal{});
    Refusal caused = refusal;
    caused.cause = {"client", {1, 3}, "reference", "Durand", TeamMemberId{{1, 1}}, 1'795'257'600'000};
    CHECK(*refusal_from_json(to_json(caused)) == caused);
    // An answer of an earlier host says no cause; one that can't be read does not hide the answer.
    CHECK(refusal_from_json(Json{{"code", "row_in_use"}})->cause == Cause{});
    CHECK(refusal_from_json(Json{{"code", "row_in_use"}, {"cause", {{"by", 7}, {"at_ms", "x"}}}})->cause == Cause{});
    CHECK(refusal_from_json(Json{{"code", "row_in_use"}, {"cause", 7}})->code == RefusalCode::row_in_use);
    CHECK(refusal_from_json(Json{{"code", "sold_out"}})->code == RefusalCode::internal);
    CHECK(refusal_from_json(Json{{"code", 7}, {"row", 7}})->code == RefusalCode::internal);
    CHECK_FALSE(refusal_from_json("not_permitted").ok());
}

TEST_CASE("conflict: comes back from its JSON form") {
    const Conflict conflict{"client", {1, 2}, "name", "a", nullptr, Json{{"minor", 1}, {"currency", "eur"}}};
    CHECK(*conflict_from_json(to_json(conflict)) == conflict);
    Conflict caused = conflict;
    caused.cause.by = TeamMemberId{{1, 1}};
    caused.cause.at_ms = 1'795'257'600'000;
    CHECK(*conflict_from_json(to_json(caused)) == caused);
    CHECK_FALSE(conflict_from_json(Json::object()).ok());
    CHECK_FALSE(conflict_from_json(3).ok());
}

TEST_CASE("command: the size of a value is counted as it would be written") {
    const Json values[] = {
        nullptr,
        true,
        -12,
        3.25,
        "",
        "Schœller \"& Fils\"\n\t\\ \x01\x1f",
        Json::array(),
        Json::object(),
        Json{1, "a", Json::array({Json::object(), nullptr})},
        Json{{"a", 1}, {"b \"x\"", {{"c", {1, 2, 3}}, {"d", false}}}},
        good_command(),
    };
    for (const Json& value : values) {
        CAPTURE(value.dump());
        CHECK(json_bytes(value) == value.dump().size());
    }
}
