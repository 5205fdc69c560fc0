// Arguments come from outside: each is asked for its kind before it is read.
#include "core/command/arguments.h"

namespace pupitre {

Result<Id128> id_argument(const Json& args, const char* key) {
    const Result<Id128> id = optional_id_argument(args, key);
    return id && !id->is_nil() ? id : Error{ErrorCode::malformed, key};
}

Result<Id128> optional_id_argument(const Json& args, const char* key) {
    if (!args.is_object()) return Error{ErrorCode::malformed, key};
    const auto found = args.find(key);
    if (found == args.end() || found->is_null()) return Id128{};
    if (!found->is_string()) return Error{ErrorCode::malformed, key};
    const Result<Id128> id = parse_id(*found->get_ptr<const std::string*>());
    return id ? id : Error{ErrorCode::malformed, key};
}

Result<Date> date_argument(const Json& args, const char* key) {
    if (!args.is_object()) return Error{ErrorCode::malformed, key};
    const auto found = args.find(key);
    if (found == args.end() || !found->is_string()) return Error{ErrorCode::malformed, key};
    const Result<Date> date = parse_iso_date(*found->get_ptr<const std::string*>());
    return date ? date : Error{ErrorCode::malformed, key};
}

}  // namespace pupitre
