// Reads digits strictly: one way to write each thing.
#include "server-stub/files/file_wire.h"

#include <charconv>

namespace pupitre::host {
namespace {

/// Without signs and leading zeros.
std::optional<std::int64_t> number_in(std::string_view text) {
    if (text.empty() || text.front() == '-' || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<std::uint8_t> digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    return std::nullopt;
}

}  // namespace

std::optional<Id128> document_id(std::string_view text) {
    const Result<Id128> id = parse_id(text);
    return id && !id->is_nil() ? std::optional(*id) : std::nullopt;
}

std::optional<ChunkPlace> chunk_place(std::string_view document, std::string_view number) {
    const auto id = document_id(document);
    const auto place = number_in(number);
    if (!id || !place) return std::nullopt;
    return ChunkPlace{*id, *place};
}

std::optional<ChunkPlace> chunk_path(std::string_view path) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    return chunk_place(path.substr(0, slash), path.substr(slash + 1));
}

std::optional<Hash256> content_hash(std::string_view text) {
    if (text.size() != 2 * Hash256::size) return std::nullopt;
    Hash256 hash;
    for (std::size_t place = 0; place < Hash256::size; ++place) {
        const auto high = digit(text[2 * place]);
        const auto low = digit(text[2 * place + 1]);
        if (!high || !low) return std::nullopt;
        hash.bytes[place] = static_cast<std::uint8_t>(*high * 16 + *low);
    }
    return hash;
}

}  // namespace pupitre::host
