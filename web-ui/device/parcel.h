// The form in which calls and events cross between the program and js/bridge.mjs: one JSON text and one block of bytes.
// In the JSON each member "bytes" is the place of its byte string; "sizes" has their lengths.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/schema/json_codec.h"
#include "web-ui/device/store.h"

namespace pupitre::ui {

/// A call that is being put together.
class ParcelWriter {
public:
    Json body = Json::object();

    /// The value for a member "bytes".
    Json bytes(const std::string& content);
    [[nodiscard]] std::string header() const;
    [[nodiscard]] const std::string& block() const { return block_; }

private:
    std::vector<std::size_t> sizes_;
    std::string block_;
};

/// An event as it arrived. Missing members read as empty: the other side is ours, of the same build.
class ParcelReader {
public:
    ParcelReader(std::string_view header, std::string_view block);

    [[nodiscard]] const Json& body() const { return body_; }
    [[nodiscard]] std::string bytes(const Json& item) const;

private:
    Json body_;
    std::vector<std::string_view> parts_;
};

std::string text_of(const Json& json, const char* key);
std::int64_t number_of(const Json& json, const char* key);
bool flag_of(const Json& json, const char* key);

Json write(ParcelWriter& parcel, const Append& change);
Json write(ParcelWriter& parcel, const Commit& change);
Json write(ParcelWriter& parcel, const Base& base);
Append read_append(const ParcelReader& parcel, const Json& json);
Commit read_commit(const ParcelReader& parcel, const Json& json);
Opened read_opened(const ParcelReader& parcel);
StoreFailure read_failure(const Json& json);

}  // namespace pupitre::ui
