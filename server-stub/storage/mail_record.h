// A mail in the firm's database, from the command that it follows from to the mail server. It holds no words: what it says
// is written when it is sent, from what is then the case.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/id.h"

namespace pupitre::host {

/// Stored by their names.
enum class MailKind : std::uint8_t { request, invitation, notice, digest };
constexpr std::array<std::string_view, 4> mail_kind_names = {"request", "invitation", "notice", "digest"};

/// Stored. Claimed means: a host is sending it; if nothing more is heard by its due moment, nobody knows whether it left.
enum class MailState : std::uint8_t { waiting, claimed, sent, given_up, dropped };

struct MailRecord {
    Id128 id;  // Follows from what it tells, so that the same is queued once.
    MailKind kind = MailKind::notice;
    Id128 recipient;            // A team member's, or a portal access's.
    Id128 about;                // A request or a notice.
    std::int64_t since_ms = 0;  // Of a digest: what is newer.
    std::int64_t made_ms = 0;
    std::int64_t due_ms = 0;
    std::int64_t attempts = 0;
    MailState state = MailState::waiting;
    std::string address;  // To which the last attempt went.
    std::string problem;  // Why that failed.
};

}  // namespace pupitre::host
