// What a member is told because it concerns them, and how they want to be told. Each member has a scope of their own for
// it, which nobody else sees. The core makes these rows on the host, as a consequence of what others did; what a notice
// is about it names by identity alone, so that it says nothing to somebody who does not see that record any more.
#pragma once

#include <span>
#include <vector>

#include "core/comments/comment.h"
#include "core/firm/firm.h"

namespace pupitre {

/// The scope of one member's own rows; of no table.
using InboxId = Id<struct Inbox>;
InboxId inbox_of(TeamMemberId member);
constexpr ScopeId scope_of_inbox(InboxId inbox) { return {inbox.value}; }

constexpr std::size_t notices_max = 500;  // Of one member: the newest stay.

/// Why somebody is told. Stored.
enum class NoticeKind : std::uint8_t { responsible, mentioned, commented, answered, file_received, released };
template <>
inline constexpr std::string_view enum_names<NoticeKind>[] = {"responsible", "mentioned",     "commented",
                                                              "answered",    "file_received", "released"};

struct Notice {
    static constexpr std::string_view table = "notice";
    static constexpr std::string_view scope_key = "inbox";
    static constexpr bool consequence = true;

    Id<Notice> id;  // Follows from the record, the reason and the member: told again, it is the same one, unread.
    InboxId inbox;
    TeamMemberId member;
    NoticeKind kind = NoticeKind::responsible;
    Id<struct NoticeSubject> about;  // A task, a project or a request; may be gone by now.
    CommentId comment;               // For what was said.
    TeamMemberId by;                 // A member of the firm, or a person of a portal.
    std::int64_t at_ms = 0;
    std::int32_t more = 0;  // Further records that one command gave to the member.
    bool read = false;

    static std::span<const Field> fields();
    bool operator==(const Notice&) const = default;
};
using NoticeId = Id<Notice>;
NoticeId notice_id(NoticeKind kind, TeamMemberId member, Id128 about, CommentId comment);

/// Whether notices come by mail, too. Stored.
enum class MailChoice : std::uint8_t { none, at_once, daily };
template <>
inline constexpr std::string_view enum_names<MailChoice>[] = {"none", "at_once", "daily"};
/// The language of mails. Stored.
enum class MailLanguage : std::uint8_t { french, english };
template <>
inline constexpr std::string_view enum_names<MailLanguage>[] = {"french", "english"};

/// A member's own choices; without the row, the first of each.
struct MemberSettings {
    static constexpr std::string_view table = "member_settings";
    static constexpr std::string_view scope_key = "inbox";
    static constexpr bool consequence = true;

    Id<MemberSettings> id;  // Follows from the member's.
    InboxId inbox;
    TeamMemberId member;
    MailChoice mail = MailChoice::none;
    MailLanguage language = MailLanguage::french;

    static std::span<const Field> fields();
    bool operator==(const MemberSettings&) const = default;
};
using MemberSettingsId = Id<MemberSettings>;
MemberSettingsId member_settings_id(TeamMemberId member);
/// As stored, or as it is without being stored.
MemberSettings settings_of(const Database& db, TeamMemberId member);

/// The table of a task, project or request; empty if it is not there, or not on this device.
std::string_view subject_table(const Database& db, Id128 about);
/// What it is called; empty if it is not there.
std::string subject_title(const Database& db, Id128 about);
/// Whether its reason still holds: the record and what was said are there, and whoever was given something still has it.
bool is_current(const Database& db, const Notice& notice);
/// A member's notices whose reason still holds, the newest first.
std::vector<const Notice*> notices_of(const Database& db, TeamMemberId member);

EntityRules notice_rules();
EntityRules member_settings_rules();

}  // namespace pupitre
