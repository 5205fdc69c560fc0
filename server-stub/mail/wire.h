// A letter in the form of RFC 5322: headers that nothing in a name or title can break out of (RFC 2047), the words as
// UTF-8 in base64.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server-stub/mail/letter.h"

namespace pupitre::host {

struct Sender {
    std::string address;
    std::string name;
};

/// "<id>" becomes the Message-ID, so that a letter that comes twice can be recognised. Lines end in CRLF.
std::string to_wire(const Letter& letter, const Sender& sender, std::string_view id, std::int64_t at_ms);
/// Whether it can stand between angle brackets as it is.
bool is_plain_address(std::string_view address);

}  // namespace pupitre::host
