// Encodings: whatever the bytes are, the result is a named problem or clean UTF-8.
#include <cstdint>
#include <cstdlib>

#include "core/base/text_fold.h"
#include "core/exchange/encoding.h"

using namespace pupitre;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto decoded = decode_text(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!decoded.ok()) return 0;
    if (decoded->text.empty() || !is_valid_text(decoded->text)) std::abort();
    // Clean UTF-8 stays as it is.
    const auto again = decode_text(decoded->text);
    const bool marked_again = decoded->text.starts_with("\xEF\xBB\xBF");
    if (!marked_again && again.ok() && again->text != decoded->text) std::abort();
    return 0;
}
