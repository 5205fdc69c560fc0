// A row per notice; opening it leads to the record and marks it as read.
#include "web-ui/screens/inbox.h"

#include <algorithm>

#include "core/crm/portal.h"
#include "core/notices/notice_commands.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t shown_more = 50;

std::string person_words(const Database& db, const Texts& texts, TeamMemberId person) {
    if (const TeamMember* member = db.find(person)) return member->full_name();
    if (const PortalAccess* access = db.find(PortalAccessId{person.value})) return access->name;
    return std::string(texts.label("pending.former_member"));
}

ClientId client_about(const Database& db, Id128 about) {
    if (const Task* task = db.find(TaskId{about})) return task->client;
    if (const Project* project = db.find(ProjectId{about})) return project->client;
    const ClientRequest* request = db.find(ClientRequestId{about});
    return request != nullptr ? request->client : ClientId{};
}

Icon icon_of(NoticeKind kind) {
    switch (kind) {
    case NoticeKind::responsible: return Icon::work;
    case NoticeKind::mentioned:
    case NoticeKind::commented: return Icon::message;
    case NoticeKind::answered: return Icon::inbox;
    case NoticeKind::file_received: return Icon::documents;
    case NoticeKind::released: return Icon::check;
    }
    return Icon::bell;
}

Route route_to(const Desk& desk, const Notice& notice) {
    Route route;
    const Id128 about = notice.about.value;
    route.panel = {.table = std::string(subject_table(desk.db, about)), .record = about, .client = {}};
    return route;
}

Give read(std::vector<NoticeId> notices) {
    return Give{{std::string(ReadNotices::name), ReadNotices{std::move(notices)}.to_json()}};
}

ListRow row_of(const Desk& desk, const Notice& notice) {
    const Id128 about = notice.about.value;
    ListRow row;
    row.title = notice_words(desk.db, desk.texts, notice);
    row.icon = icon_of(notice.kind);
    row.faded = notice.read;
    if (const Client* client = desk.db.find(client_about(desk.db, about))) row.detail = client->name;
    if (const Comment* comment = notice.comment.is_nil() ? nullptr : desk.db.find(notice.comment)) {
        std::string words = comment->text;
        std::ranges::replace(words, '\n', ' ');
        row.detail = row.detail.empty() ? words : row.detail + " · " + words;
    }
    // A narrow row has no room for the word: there, what is read is faded.
    if (!notice.read && !frame().narrow)
        row.labels.emplace_back(std::string(desk.texts.label("inbox.new")), Tone::accent);
    row.right = moment_words(desk.texts, notice.at_ms, desk.by.now_ms, desk.utc_offset_minutes);
    return row;
}

}  // namespace

std::int64_t unread_notices(const Database& db, TeamMemberId member) {
    const std::vector<const Notice*> notices = notices_of(db, member);
    return std::ranges::count_if(notices, [](const Notice* notice) { return !notice->read; });
}

std::string notice_words(const Database& db, const Texts& texts, const Notice& notice) {
    const auto place = static_cast<std::size_t>(notice.kind);
    std::string key = "inbox.kind." + std::string(enum_names<NoticeKind>[place]);
    const std::string who = person_words(db, texts, notice.by);
    const std::string title = subject_title(db, notice.about.value);
    if (notice.more == 0) return texts.format(key, {who, title});
    return texts.format("inbox.kind.responsible_more", {who, title, texts.count("inbox.more", notice.more)});
}

void inbox_ui(const Desk& desk, InboxState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const Notice*> notices = notices_of(desk.db, desk.by.actor);
    heading(1, texts.label("inbox.title"));
    if (notices.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::bell;
        static_cast<void>(empty_state("none", texts.label("inbox.none"), texts.label("inbox.none_why"), look));
        return;
    }
    std::vector<NoticeId> unread;
    for (const Notice* notice : notices) {
        if (!notice->read) unread.push_back(notice->id);
    }
    space(10);
    if (!unread.empty()) {
        text(texts.count("inbox.unread", static_cast<std::int64_t>(unread.size())),
             {.color = palette().soft, .line = 34});
        const std::string_view all = texts.label("inbox.read_all");
        if (!frame().narrow) beside_right(button_width(all, Icon::check));
        if (button("read_all", all, {.icon = Icon::check})) out.push_back(read(unread));
        space(10);
    }
    const std::size_t shown = std::min(notices.size(), state.shown);
    {
        const Card card("notices", 0);
        for (std::size_t place = 0; place < shown; ++place) {
            const Notice& notice = *notices[place];
            const IdScope scope(notice.id);
            if (!list_row_ui(row_of(desk, notice), texts.label("list.actions"), place + 1 == shown).opened) continue;
            if (!notice.read) out.push_back(read({notice.id}));
            out.push_back(Go{route_to(desk, notice)});
        }
    }
    if (shown == notices.size()) return;
    space(10);
    if (button("more", texts.label("inbox.show_more"))) state.shown += shown_more;
}

}  // namespace pupitre::ui
