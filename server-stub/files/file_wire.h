// How chunks and hashes are written in addresses and headers. What is not well formed is nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/id.h"
#include "core/base/sha256.h"

namespace pupitre::host {

struct ChunkPlace {
    Id128 document;
    std::int64_t number = 0;
};

std::optional<Id128> document_id(std::string_view text);
std::optional<ChunkPlace> chunk_place(std::string_view document, std::string_view number);
/// "<document>/<number>"
std::optional<ChunkPlace> chunk_path(std::string_view path);
/// 64 lower-case hexadecimal digits.
std::optional<Hash256> content_hash(std::string_view text);

}  // namespace pupitre::host
