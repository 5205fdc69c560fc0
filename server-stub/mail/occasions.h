// Which mails follow from what was decided. They are queued in the same transaction, so that none is lost or sent for
// something that never happened.
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/database.h"
#include "server-stub/storage/mail_record.h"

namespace pupitre::host {

/// None while the firm sends no mail.
std::vector<MailRecord> mails_for(const Database& db, const ChangeSet& changes, std::int64_t at_ms);

}  // namespace pupitre::host
