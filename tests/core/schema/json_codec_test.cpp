// Rows and values as JSON.
#include "core/schema/json_codec.h"

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "tests/core/support/sample.h"

using namespace pupitre;

namespace {

const EntityInfo& info() { return entity_info<Sample>(); }

Result<Value> read(const char* key, const Json& json) { return value_from_json(*info().find_field(key), json); }

}  // namespace

TEST_CASE("json: a row with every field comes back, also by way of text and CBOR") {
    const Sample full = full_sample(1);
    const Json json = row_to_json(info(), &full);
    CHECK(row_from_json(info(), json)->as<Sample>() == full);
    CHECK(row_from_json(info(), Json::parse(json.dump()))->as<Sample>() == full);
    CHECK(row_from_json(info(), Json::from_cbor(Json::to_cbor(json)))->as<Sample>() == full);
    CHECK(json["shade"] == "dark");
    CHECK(json["day"] == "2026-11-24");
    CHECK(json["price"] == Json{{"minor", -123456}, {"currency", "cad"}});
    CHECK(json["id"] == to_text(full.id.value));
}

TEST_CASE("json: absent values are left out, and an empty object is an empty row") {
    const Sample empty;
    CHECK(row_to_json(info(), &empty) == Json::object());
    CHECK(row_from_json(info(), Json::object())->as<Sample>() == empty);
    CHECK(row_from_json(info(), Json{{"name", nullptr}, {"open", false}, {"large", 0}, {"shade", "plain"}})
              ->as<Sample>() == empty);
}

TEST_CASE("json: every entity of the product survives the way there and back") {
    for (TableIndex table = 0; table < domain_schema().table_count(); ++table) {
        const EntityInfo& entity = domain_schema().entity(table);
        CAPTURE(entity.table);
        AnyRow row(entity);
        for (const Field& field : entity.fields) {
            switch (field.type) {
            case FieldType::text: REQUIRE(field.set(row.data(), Value{"« " + std::string(field.key) + " »"})); break;
            case FieldType::boolean: REQUIRE(field.set(row.data(), Value{true})); break;
            case FieldType::number:
            case FieldType::instant: REQUIRE(field.set(row.data(), Value{std::int64_t{12}})); break;
            case FieldType::choice: REQUIRE(field.set(row.data(), Value{std::ssize(field.choices) - 1})); break;
            case FieldType::reference: REQUIRE(field.set(row.data(), Value{Id128{4, 2}})); break;
            case FieldType::date: REQUIRE(field.set(row.data(), Value{date_max})); break;
            case FieldType::money: REQUIRE(field.set(row.data(), Value{Money{-1, Currency::gbp}})); break;
            }
        }
        const Result<AnyRow> back = row_from_json(entity, row_to_json(entity, row.data()));
        REQUIRE(back.ok());
        for (const Field& field : entity.fields) CHECK(field.get(back->data()) == field.get(row.data()));
    }
}

TEST_CASE("json: what does not belong there is refused, and the field is named") {
    struct Row {
        const char* key;
        Json json;
        ErrorCode expected;
    };
    const Row rows[] = {
        {"name", 7, ErrorCode::wrong_type},
        {"name", Json::array({"a"}), ErrorCode::wrong_type},
        {"name", "\xFF", ErrorCode::malformed},
        {"name", std::string("a\0b", 3), ErrorCode::malformed},
        {"open", 1, ErrorCode::wrong_type},
        {"open", "true", ErrorCode::wrong_type},
        {"large", 1.5, ErrorCode::wrong_type},
        {"large", "12", ErrorCode::wrong_type},
        {"large", std::uint64_t{1} << 63, ErrorCode::wrong_type},
        {"seen_at", true, ErrorCode::wrong_type},
        {"shade", "black", ErrorCode::unknown_name},
        {"shade", 1, ErrorCode::wrong_type},
        {"next", 4, ErrorCode::wrong_type},
        {"next", "4", ErrorCode::malformed},
        {"day", 20261124, ErrorCode::wrong_type},
        {"day", "24/11/2026", ErrorCode::malformed},
        {"day", "2026-02-30", ErrorCode::out_of_range},
        {"price", 12, ErrorCode::wrong_type},
        {"price", Json::object(), ErrorCode::malformed},
        {"price", Json{{"minor", 1.5}, {"currency", "eur"}}, ErrorCode::malformed},
        {"price", Json{{"minor", 1}, {"currency", 0}}, ErrorCode::malformed},
        {"price", Json{{"minor", 1}, {"currency", "xyz"}}, ErrorCode::unknown_name},
    };
    for (const Row& row : rows) {
        CAPTURE(row.key);
        const std::string shown = row.json.dump(-1, ' ', false, Json::error_handler_t::replace);
        CAPTURE(shown);
        const Result<Value> value = read(row.key, row.json);
        REQUIRE_FALSE(value.ok());
        CHECK(value.error().code == row.expected);
        CHECK(value.error().where == row.key);
    }
}

TEST_CASE("json: a row with an unknown field, a number that does not fit, or no object at all is refused") {
    CHECK(row_from_json(info(), Json{{"colour", 1}}).error() == Error{ErrorCode::unknown_name, "colour", -1});
    CHECK(row_from_json(info(), Json{{"small", std::int64_t{1} << 40}}).error().code == ErrorCode::out_of_range);
    CHECK(row_from_json(info(), Json::array()).error().code == ErrorCode::wrong_type);
    CHECK(row_from_json(info(), nullptr).error().code == ErrorCode::wrong_type);
}
