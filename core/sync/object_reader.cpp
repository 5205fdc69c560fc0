// CBOR and back.
#include "core/sync/object_reader.h"

#include "core/sync/cbor_check.h"

namespace pupitre {

std::string cbor(const Json& json) {
    std::string out;
    Json::to_cbor(json, out);
    return out;
}

Result<Json> from_cbor(std::string_view bytes) {
    if (auto error = check_cbor(bytes)) return *std::move(error);
    Json json = Json::from_cbor(bytes.begin(), bytes.end(), true, false);
    if (json.is_discarded()) return Error{ErrorCode::malformed, "cbor"};
    return json;
}

}  // namespace pupitre
