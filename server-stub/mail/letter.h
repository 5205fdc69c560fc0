// What a mail says, in the recipient's language, as plain text; written when it is sent, so that it tells what is then the
// case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/store/database.h"
#include "server-stub/storage/mail_record.h"

namespace pupitre::host {

struct Letter {
    std::string to_address;
    std::string to_name;
    std::string subject;
    std::string body;  // Lines end in \n.
};

/// Nothing if there is nothing to tell any more, or nobody to tell it to. `public_address` is the desk's, for links;
/// `link` that of an invitation.
std::optional<Letter> letter_for(const Database& db, const MailRecord& mail, const std::string& public_address,
                                 const std::string& link);

}  // namespace pupitre::host
