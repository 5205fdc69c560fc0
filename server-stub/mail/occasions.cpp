// A request that is shared, and what a member is told who wants to know at once.
#include "server-stub/mail/occasions.h"

#include <algorithm>

#include "core/notices/notice.h"

namespace pupitre::host {
namespace {

MailRecord mail_of(MailKind kind, Id128 id, Id128 recipient, Id128 about, std::int64_t at_ms) {
    MailRecord mail;
    mail.id = id;
    mail.kind = kind;
    mail.recipient = recipient;
    mail.about = about;
    mail.made_ms = mail.due_ms = at_ms;
    return mail;
}

bool has_changed(const RowChange& change, FieldIndex field) {
    return std::ranges::find(change.fields, field, &FieldChange::field) != change.fields.end();
}

void add_request(const Database& db, const RowChange& change, std::int64_t at_ms, std::vector<MailRecord>& mails) {
    const ClientRequest* request = db.find(ClientRequestId{change.row});
    if (request == nullptr || request->silent || !awaits_answer(request->state)) return;
    if (!has_changed(change, Database::index_of_member<&ClientRequest::shared_at>())) return;
    db.for_each_with<&PortalAccess::portal>(portal_id(request->client), [&](const PortalAccess& access) {
        const std::string key = "mail:" + std::to_string(request->shared_at) + ':' + to_text(access.id.value);
        if (access.inactive) return;
        mails.push_back(
            mail_of(MailKind::request, derived_id(change.row, key), access.id.value, request->id.value, at_ms));
    });
}

void add_notice(const Database& db, const RowChange& change, std::int64_t at_ms, std::vector<MailRecord>& mails) {
    const Notice* notice = db.find(NoticeId{change.row});
    if (notice == nullptr || notice->read) return;
    if (!has_changed(change, Database::index_of_member<&Notice::at_ms>())) return;
    if (settings_of(db, notice->member).mail != MailChoice::at_once) return;
    const std::string key = "mail:" + std::to_string(notice->at_ms);
    mails.push_back(
        mail_of(MailKind::notice, derived_id(change.row, key), notice->member.value, notice->id.value, at_ms));
}

}  // namespace

std::vector<MailRecord> mails_for(const Database& db, const ChangeSet& changes, std::int64_t at_ms) {
    std::vector<MailRecord> mails;
    const Firm* firm = db.find(the_firm);
    if (firm == nullptr || !firm->sends_mail) return mails;
    const TableIndex requests = db.schema().index_of<ClientRequest>();
    const TableIndex notices = db.schema().index_of<Notice>();
    for (const RowChange& change : changes.rows) {
        if (change.kind == RowChangeKind::erase) continue;
        if (change.table == requests) add_request(db, change, at_ms, mails);
        if (change.table == notices) add_notice(db, change, at_ms, mails);
    }
    return mails;
}

}  // namespace pupitre::host
