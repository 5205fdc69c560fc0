// What is looked at before a message is parsed.
#include "core/sync/cbor_check.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pupitre;

namespace {

std::optional<ErrorCode> code_of(std::string_view bytes) {
    const auto error = check_cbor(bytes);
    return error ? std::optional{error->code} : std::nullopt;
}

std::string nested(char opening, std::size_t depth) { return std::string(depth, opening) + '\x80'; }

}  // namespace

TEST_CASE("cbor: what our own writer makes passes, and no truncation of it does") {
    const nlohmann::json json{{"text", "Schœller"},
                              {"numbers", {0, 23, 24, 255, 65536, -1, -70000, std::int64_t{1} << 40, 0.5, 1e300}},
                              {"nothing", nullptr},
                              {"yes", true},
                              {"bytes", nlohmann::json::binary(std::vector<std::uint8_t>(300, 0xFF))},
                              {"long", std::string(70'000, 'x')},
                              {"empty", {nlohmann::json::array(), nlohmann::json::object(), ""}}};
    std::string bytes;
    nlohmann::json::to_cbor(json, bytes);
    CHECK(code_of(bytes) == std::nullopt);
    for (std::size_t size = 0; size < 400; ++size) {
        CAPTURE(size);
        CHECK(code_of(std::string_view(bytes).substr(0, size)) == ErrorCode::truncated);
    }
    CHECK(code_of(bytes + '\0') == ErrorCode::malformed);
}

TEST_CASE("cbor: nesting is bounded, in arrays and in objects") {
    CHECK(code_of(nested('\x81', cbor_depth_max - 1)) == std::nullopt);
    CHECK(code_of(nested('\x81', cbor_depth_max)) == ErrorCode::too_large);
    CHECK(code_of(nested('\x81', 1'000'000)) == ErrorCode::too_large);
    std::string objects;
    for (int i = 0; i < 200'000; ++i) objects += "\xA1\x61x";
    CHECK(code_of(objects + "\xA0") == ErrorCode::too_large);
    // Many neighbours are no nesting.
    CHECK(code_of(std::string("\x99\xFF\xFF", 3) + std::string(0xFFFF, '\x80')) == std::nullopt);
}

TEST_CASE("cbor: other kinds of items are not ours") {
    for (const std::string_view bytes :
         {std::string_view("\xC0\x00", 2), std::string_view("\x9F\xFF"), std::string_view("\xBF\xFF"),
          std::string_view("\x7F\x61x\xFF"), std::string_view("\x5F\x41x\xFF"), std::string_view("\x1C"),
          std::string_view("\xFF"), std::string_view("\x62\xC3\x28"), std::string_view("\x61\xFF")}) {
        CHECK(code_of(bytes) == ErrorCode::malformed);
    }
    CHECK(code_of("") == ErrorCode::truncated);
    CHECK(code_of(std::string_view("\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9)) == ErrorCode::truncated);
    CHECK(code_of(std::string_view("\xBB\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9)) == ErrorCode::truncated);
    CHECK(code_of(std::string_view("\x7B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9)) == ErrorCode::truncated);
}
