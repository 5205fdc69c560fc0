// One function per kind of mail.
#include "server-stub/mail/letter.h"

#include "core/crm/portal.h"
#include "core/notices/notice.h"
#include "core/text/catalogue.h"
#include "core/text/format.h"

namespace pupitre::host {
namespace {

constexpr std::size_t digest_lines_max = 50;

std::string firm_name(const Database& db) {
    const Firm* firm = db.find(the_firm);
    return firm != nullptr ? firm->name : std::string{};
}

/// Of a client's people, no language is known: they are written to in that of the firm's country.
Language language_of_clients(const Database& db) {
    const Firm* firm = db.find(the_firm);
    const std::string country = firm != nullptr ? firm->country : std::string{};
    return country == "GB" || country == "IE" || country == "US" ? Language::english : Language::french;
}

std::string paragraphs(std::initializer_list<std::string> parts) {
    std::string body;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!body.empty()) body += "\n\n";
        body += part;
    }
    return body + '\n';
}

/// A person of a portal who may still enter, with an address.
const Person* person_of(const Database& db, Id128 recipient) {
    const PortalAccess* access = db.find(PortalAccessId{recipient});
    if (access == nullptr || access->inactive) return nullptr;
    const Person* person = db.find(access->person);
    return person != nullptr && !person->email.empty() ? person : nullptr;
}

std::optional<Letter> request_letter(const Database& db, const MailRecord& mail, const std::string& address) {
    const Person* person = person_of(db, mail.recipient);
    const ClientRequest* request = db.find(ClientRequestId{mail.about});
    if (person == nullptr || request == nullptr || !awaits_answer(request->state)) return std::nullopt;
    const Texts texts(language_of_clients(db));
    const std::string due = request->due_on
                                ? texts.format("letter.request.due", {format_date(*request->due_on, texts.language())})
                                : std::string{};
    Letter letter{person->email, person->full_name(), {}, {}};
    letter.subject = texts.format("letter.request.subject", {firm_name(db), request->title});
    letter.body =
        paragraphs({texts.format("letter.hello", {person->full_name()}),
                    texts.format("letter.request.words", {firm_name(db), request->title}), request->message, due,
                    texts.format("letter.request.link", {address}), texts.format("letter.signed", {firm_name(db)})});
    return letter;
}

std::optional<Letter> invitation_letter(const Database& db, const MailRecord& mail, const std::string& link) {
    const Person* person = person_of(db, mail.recipient);
    if (person == nullptr) return std::nullopt;
    const Texts texts(language_of_clients(db));
    Letter letter{person->email, person->full_name(), {}, {}};
    letter.subject = texts.format("letter.invitation.subject", {firm_name(db)});
    letter.body = paragraphs(
        {texts.format("letter.hello", {person->full_name()}), texts.format("letter.invitation.words", {firm_name(db)}),
         link, std::string(texts.label("letter.invitation.once")), texts.format("letter.signed", {firm_name(db)})});
    return letter;
}

std::string author_of(const Database& db, const Texts& texts, TeamMemberId author) {
    if (const TeamMember* member = db.find(author)) return member->full_name();
    if (const PortalAccess* access = db.find(PortalAccessId{author.value})) return access->name;
    return std::string(texts.label("pending.former_member"));
}

std::string line_of(const Database& db, const Texts& texts, const Notice& notice) {
    const auto place = static_cast<std::size_t>(notice.kind);
    const std::string key = "inbox.kind." + std::string(enum_names<NoticeKind>[place]);
    const std::string who = author_of(db, texts, notice.by);
    const std::string title = subject_title(db, notice.about.value);
    if (notice.more == 0) return texts.format(key, {who, title});
    return texts.format("inbox.kind.responsible_more", {who, title, texts.count("inbox.more", notice.more)});
}

Texts texts_of(const Database& db, TeamMemberId member) {
    const bool english = settings_of(db, member).language == MailLanguage::english;
    return Texts(english ? Language::english : Language::french);
}

const TeamMember* member_of(const Database& db, Id128 recipient) {
    const TeamMember* member = db.find(TeamMemberId{recipient});
    return member != nullptr && !member->inactive ? member : nullptr;
}

std::optional<Letter> notice_letter(const Database& db, const MailRecord& mail, const std::string& address) {
    const TeamMember* member = member_of(db, mail.recipient);
    const Notice* notice = db.find(NoticeId{mail.about});
    if (member == nullptr || notice == nullptr || notice->read || !is_current(db, *notice)) return std::nullopt;
    const Texts texts = texts_of(db, member->id);
    const Comment* comment = notice->comment.is_nil() ? nullptr : db.find(notice->comment);
    const Id128 about = notice->about.value;
    const std::string link =
        address + "#/work?panel=" + std::string(subject_table(db, about)) + "&record=" + to_text(about);
    Letter letter{member->email, member->full_name(), line_of(db, texts, *notice), {}};
    letter.body = paragraphs({line_of(db, texts, *notice), comment != nullptr ? comment->text : std::string{}, link,
                              std::string(texts.label("letter.choices"))});
    return letter;
}

std::optional<Letter> digest_letter(const Database& db, const MailRecord& mail, const std::string& address) {
    const TeamMember* member = member_of(db, mail.recipient);
    if (member == nullptr) return std::nullopt;
    const Texts texts = texts_of(db, member->id);
    std::string lines;
    std::size_t count = 0;
    for (const Notice* notice : notices_of(db, member->id)) {
        if (notice->read || notice->at_ms <= mail.since_ms) continue;
        if (++count <= digest_lines_max) lines += (lines.empty() ? "- " : "\n- ") + line_of(db, texts, *notice);
    }
    if (count == 0) return std::nullopt;
    Letter letter{member->email, member->full_name(), {}, {}};
    letter.subject = texts.count("letter.digest.subject", static_cast<std::int64_t>(count));
    letter.body = paragraphs({lines, address + "#/inbox", std::string(texts.label("letter.choices"))});
    return letter;
}

}  // namespace

std::optional<Letter> letter_for(const Database& db, const MailRecord& mail, const std::string& public_address,
                                 const std::string& link) {
    switch (mail.kind) {
    case MailKind::request: return request_letter(db, mail, public_address);
    case MailKind::invitation: return invitation_letter(db, mail, link);
    case MailKind::notice: return notice_letter(db, mail, public_address);
    case MailKind::digest: return digest_letter(db, mail, public_address);
    }
    return std::nullopt;
}

}  // namespace pupitre::host
