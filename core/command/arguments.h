// Reading one argument of a command at a time. Errors: malformed, with the argument's name.
#pragma once

#include "core/base/id.h"
#include "core/calendar/date.h"
#include "core/schema/json_codec.h"

namespace pupitre {

/// A text that is an identity, not nil.
Result<Id128> id_argument(const Json& args, const char* key);
/// The same, nil if it is left out or null.
Result<Id128> optional_id_argument(const Json& args, const char* key);
/// "2026-11-24"
Result<Date> date_argument(const Json& args, const char* key);

}  // namespace pupitre
