// A look at CBOR before it is parsed. The parser follows nesting by recursion, so a message of nothing but opening
// brackets would overflow the stack of host or browser; and it takes texts as they are, valid UTF-8 or not.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

constexpr std::size_t cbor_depth_max = 64;  // Ours are less than 20 deep.

/// Nothing if the bytes are one well-formed item of the kind that we write ourselves: definite lengths, no tags, texts in
/// UTF-8, nested at most cbor_depth_max deep. Errors: truncated, malformed, too_large (too deep).
std::optional<Error> check_cbor(std::string_view bytes);

}  // namespace pupitre
