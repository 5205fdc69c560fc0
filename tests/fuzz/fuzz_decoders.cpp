// Messages, row blocks and change-sets: no bytes do harm, and what was understood is written and read as the same.
// The first byte chooses the decoder; the second one whether a block gets a right checksum, so that the fuzzer is not
// held up by it.
#include <cstdint>
#include <cstdlib>

#include "core/base/bytes.h"
#include "core/base/hash.h"
#include "core/store/row_block.h"
#include "core/sync/messages.h"
#include "core/sync/past_messages.h"
#include "tests/core/support/sample.h"

using namespace pupitre;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

template <class Read>
void check_stable(std::string_view bytes, Read read) {
    const auto message = read(bytes);
    if (!message.ok()) return;
    const std::string written = encode(*message);
    const auto again = read(written);
    demand(again.ok() && encode(*again) == written);
}

void check_block(std::string_view bytes, bool seal) {
    std::string content(bytes);
    if (seal) append_fixed64(content, checksum(bytes));
    const Result<RowBlock> block = decode_block(sample_schema(), content);
    if (!block.ok()) return;
    std::vector<const void*> rows;
    for (const AnyRow& row : block->rows) rows.push_back(row.data());
    const EntityInfo& info = sample_schema().entity(block->table);
    const std::string written = encode_block(info, rows, block->deleted);
    const Result<RowBlock> again = decode_block(sample_schema(), written);
    demand(again.ok() && again->rows.size() == rows.size() && again->deleted == block->deleted);
}

void check_change_set(std::string_view bytes) {
    const Result<ChangeSet> changes = decode_change_set(sample_schema(), bytes);
    if (!changes.ok()) return;
    const Result<ChangeSet> again = decode_change_set(sample_schema(), encode(sample_schema(), *changes));
    demand(again.ok() && *again == *changes);
    Database db(sample_schema());
    Changes attempt(db);
    static_cast<void>(attempt.apply(*changes));
    attempt.roll_back();
    demand(db.row_count() == 0 && db.digest() == Hash128{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    switch (data[0] % 7) {
    case 0: check_stable(bytes, decode_request); break;
    case 1: check_stable(bytes, decode_response); break;
    case 2: check_stable(bytes, decode_patch); break;
    case 3: check_block(bytes, data[1] % 4 != 0); break;
    case 4: check_stable(bytes, decode_past_question); break;
    case 5: check_stable(bytes, decode_past_answer); break;
    default: check_change_set(bytes); break;
    }
    return 0;
}
