// Field tables of notices and of members' own settings. Nobody writes them by row commands.
#include "core/notices/notice.h"

#include <algorithm>
#include <tuple>

namespace pupitre {

std::span<const Field> Notice::fields() {
    static constexpr Field rows[] = {
        field<&Notice::id>("id"),
        field<&Notice::inbox>("inbox").with_index(),
        field<&Notice::member>("member", Edit::hidden, Need::required).with_index(),
        field<&Notice::kind>("kind", Edit::choice),
        field<&Notice::about>("about").with_index(),
        field<&Notice::comment>("comment").with_index(),
        field<&Notice::by>("by"),
        instant_field<&Notice::at_ms>("at_ms"),
        field<&Notice::more>("more"),
        field<&Notice::read>("read"),
    };
    static_assert(std::size(rows) == member_count<Notice>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> MemberSettings::fields() {
    static constexpr Field rows[] = {
        field<&MemberSettings::id>("id"),
        field<&MemberSettings::inbox>("inbox").with_index(),
        field<&MemberSettings::member>("member", Edit::hidden, Need::required),
        field<&MemberSettings::mail>("mail", Edit::choice),
        field<&MemberSettings::language>("language", Edit::choice),
    };
    static_assert(std::size(rows) == member_count<MemberSettings>(), "Every member needs a row.");
    return rows;
}

InboxId inbox_of(TeamMemberId member) { return {derived_id(member.value, "inbox")}; }

NoticeId notice_id(NoticeKind kind, TeamMemberId member, Id128 about, CommentId comment) {
    const auto place = static_cast<std::size_t>(kind);
    std::string key = "notice:" + std::string(enum_names<NoticeKind>[place]) + ':' + to_text(member.value);
    if (!comment.is_nil()) key += ':' + to_text(comment.value);
    return {derived_id(about, key)};
}

MemberSettingsId member_settings_id(TeamMemberId member) { return {derived_id(member.value, "settings")}; }

MemberSettings settings_of(const Database& db, TeamMemberId member) {
    if (const MemberSettings* found = db.find(member_settings_id(member))) return *found;
    MemberSettings settings;
    settings.id = member_settings_id(member);
    settings.inbox = inbox_of(member);
    settings.member = member;
    return settings;
}

std::string_view subject_table(const Database& db, Id128 about) {
    if (db.find(TaskId{about}) != nullptr) return Task::table;
    if (db.find(ProjectId{about}) != nullptr) return Project::table;
    if (db.find(ClientRequestId{about}) != nullptr) return ClientRequest::table;
    return {};
}

std::string subject_title(const Database& db, Id128 about) {
    if (const Task* task = db.find(TaskId{about})) return task->title;
    if (const Project* project = db.find(ProjectId{about})) return project->title;
    const ClientRequest* request = db.find(ClientRequestId{about});
    return request != nullptr ? request->title : std::string{};
}

bool is_current(const Database& db, const Notice& notice) {
    const Id128 about = notice.about.value;
    if (subject_table(db, about).empty()) return false;
    if (!notice.comment.is_nil() && db.find(notice.comment) == nullptr) return false;
    const auto mentioned = [&] { return db.find(comment_mention_id(notice.comment, notice.member)) != nullptr; };
    switch (notice.kind) {
    case NoticeKind::responsible: return notice.read || responsible_for(db, about) == notice.member;
    case NoticeKind::mentioned: return mentioned();
    case NoticeKind::commented: return !mentioned();  // Who is mentioned need not be told twice.
    case NoticeKind::answered: {
        const ClientRequest* request = db.find(ClientRequestId{about});
        return request != nullptr && is_on_portal(request->state) && request->answered_at != 0;
    }
    case NoticeKind::file_received: return true;
    case NoticeKind::released: {
        const Task* task = db.find(TaskId{about});
        return task != nullptr && task->status != WorkStatus::blocked;
    }
    }
    assert(false);
    return false;
}

std::vector<const Notice*> notices_of(const Database& db, TeamMemberId member) {
    std::vector<const Notice*> notices;
    db.for_each_with<&Notice::member>(member, [&](const Notice& notice) {
        if (is_current(db, notice)) notices.push_back(&notice);
    });
    const auto rank = [](const Notice& notice) { return std::tuple{-notice.at_ms, notice.id}; };
    std::ranges::sort(notices, [&](const Notice* a, const Notice* b) { return rank(*a) < rank(*b); });
    return notices;
}

EntityRules notice_rules() {
    EntityRules rules;
    rules.info = &entity_info<Notice>();
    rules.write = rules.remove = Right::nobody;
    return rules;
}

EntityRules member_settings_rules() {
    EntityRules rules;
    rules.info = &entity_info<MemberSettings>();
    rules.write = rules.remove = Right::nobody;
    return rules;
}

}  // namespace pupitre
