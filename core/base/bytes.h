// Compact binary writing and reading: variable-length integers (LEB128, signed ones zigzag), lengths before texts,
// ids as 16 bytes with the high half first. Knows no entity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/id.h"

namespace pupitre {

void append_varint(std::string& out, std::uint64_t number);
void append_signed(std::string& out, std::int64_t number);
void append_id(std::string& out, Id128 id);
void append_text(std::string& out, std::string_view text);
/// Eight bytes, the lowest first.
void append_fixed64(std::string& out, std::uint64_t number);

/// Reads from a view. After the first failure everything reads as zero or empty and `ok()` is false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t varint();
    std::int64_t signed_number();
    Id128 id();
    std::string_view text();
    std::string_view raw(std::size_t size);
    std::uint8_t byte();
    std::uint64_t fixed64();

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }
    [[nodiscard]] std::size_t position() const { return at_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

private:
    std::uint64_t fail() {
        ok_ = false;
        at_ = bytes_.size();
        return 0;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

}  // namespace pupitre
