// Queries of lists as they come from addresses and from saved views: whatever is read is written so that it reads the same.
#include <cstdlib>
#include <string_view>

#include "core/query/list_query.h"

using namespace pupitre;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const Result<ListQuery> query = list_query_from_parameters(text)) {
        const Result<ListQuery> again = list_query_from_parameters(to_parameters(*query));
        if (!again || *again != *query) std::abort();
    }
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return 0;
    if (const Result<ListQuery> query = list_query_from_json(json)) {
        const Result<ListQuery> again = list_query_from_json(Json::parse(to_text(*query), nullptr, false));
        if (!again || *again != *query) std::abort();
        const Result<ListQuery> address = list_query_from_parameters(to_parameters(*query));
        if (!address || *address != *query) std::abort();
    }
    return 0;
}
