// Reading messages from CBOR by way of JSON values: members of an object by name, and what is wrong with the first wrong
// one. For the messages of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/hash.h"
#include "core/schema/json_codec.h"

namespace pupitre {

/// Reads members of an object; the first wrong one is remembered.
class ObjectReader {
public:
    ObjectReader(const Json& json, std::string name) : json_(&json), name_(std::move(name)) {
        if (!json.is_object()) fail(ErrorCode::wrong_type, name_);
    }

    [[nodiscard]] const Json* find(const char* key) const {
        if (!json_->is_object()) return nullptr;
        const auto found = json_->find(key);
        return found == json_->end() || found->is_null() ? nullptr : &*found;
    }
    std::int64_t number(const char* key, std::int64_t otherwise = 0) {
        const Json* member = find(key);
        if (member == nullptr) return otherwise;
        if (!is_whole_number(*member)) return static_cast<std::int64_t>(fail(ErrorCode::wrong_type, key));
        return member->get<std::int64_t>();
    }
    std::int32_t small_number(const char* key, std::int32_t otherwise = 0) {
        const std::int64_t value = number(key, otherwise);
        if (!std::in_range<std::int32_t>(value)) return static_cast<std::int32_t>(fail(ErrorCode::out_of_range, key));
        return static_cast<std::int32_t>(value);
    }
    bool yes(const char* key) {
        const Json* member = find(key);
        if (member == nullptr) return false;
        if (!member->is_boolean()) return fail(ErrorCode::wrong_type, key);
        return member->get<bool>();
    }
    std::string text(const char* key) {
        const Json* member = find(key);
        if (member == nullptr) return {};
        const auto* text = member->get_ptr<const std::string*>();
        if (text == nullptr) {
            fail(ErrorCode::wrong_type, key);
            return {};
        }
        return *text;
    }
    Id128 id(const char* key) {
        const std::string digits = text(key);
        if (digits.empty()) return {};
        const Result<Id128> id = parse_id(digits);
        if (!id) fail(ErrorCode::malformed, key);
        return id ? *id : Id128{};
    }
    Hash128 hash(const char* key) {
        const Id128 bits = id(key);
        return {bits.high, bits.low};
    }
    std::string bytes(const Json& member, const char* key) {
        if (!member.is_binary()) {
            fail(ErrorCode::wrong_type, key);
            return {};
        }
        const auto& binary = member.get_binary();
        return {binary.begin(), binary.end()};
    }
    std::string bytes(const char* key) {
        const Json* member = find(key);
        return member == nullptr ? std::string{} : bytes(*member, key);
    }
    /// The place of a member's text in a list of names.
    std::size_t name_in(const char* key, std::span<const std::string_view> names) {
        const std::string name = text(key);
        for (std::size_t place = 0; place < names.size(); ++place) {
            if (names[place] == name) return place;
        }
        fail(ErrorCode::unknown_name, key);
        return 0;
    }
    const Json& list(const char* key) {
        static const Json none = Json::array();
        const Json* member = find(key);
        if (member == nullptr) return none;
        if (!member->is_array()) fail(ErrorCode::wrong_type, key);
        return member->is_array() ? *member : none;
    }
    bool fail(ErrorCode code, std::string where) {
        if (!error_) error_ = Error{code, std::move(where)};
        return false;
    }
    void take_over(const Error& error) {
        if (!error_) error_ = error;
    }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    const Json* json_;
    std::string name_;
    std::optional<Error> error_;
};

inline Json binary(const std::string& bytes) { return Json::binary({bytes.begin(), bytes.end()}); }
inline Json hash_json(const Hash128& hash) { return to_text(hash); }

std::string cbor(const Json& json);
/// Errors: those of check_cbor; malformed.
Result<Json> from_cbor(std::string_view bytes);

}  // namespace pupitre
