// Rows, words and actions of requests.
#include "web-ui/screens/requests.h"

#include "core/documents/file_kind.h"
#include "core/exchange/plain_text.h"
#include "core/firm/firm.h"
#include "core/requests/request_commands.h"
#include "core/text/format.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/documents.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

std::string moment_words(const Desk& desk, std::int64_t at_ms) {
    return format_date(date_of_instant(at_ms, desk.utc_offset_minutes), desk.texts.language()) + ' ' +
           format_time(at_ms, desk.utc_offset_minutes);
}

/// A member of the firm, or somebody of the portal; on the portal, the firm's people are the firm.
std::string author_words(const Desk& desk, TeamMemberId author) {
    if (const TeamMember* member = desk.db.find(author)) return member->full_name();
    if (const PortalAccess* access = desk.db.find(PortalAccessId{author.value})) return access->name;
    const PortalAccess* own = access_of(desk.db, desk.by.actor);
    const Portal* portal = own != nullptr ? desk.db.find(own->portal) : nullptr;
    return portal != nullptr ? portal->firm_name : std::string{};
}

std::string joined(const std::vector<std::string>& parts) {
    std::string words;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!words.empty()) words += " · ";
        words += part;
    }
    return words;
}

std::vector<Option> file_actions(const Desk& desk, const SharedDocument& document, const FileFact& fact) {
    std::vector<Option> actions;
    const auto add = [&](std::string key, std::string_view label, Icon icon) {
        actions.push_back({.key = std::move(key), .label = std::string(desk.texts.label(label)), .icon = icon});
    };
    using State = FileFact::State;
    if (is_shown_in_browser(document.name)) add("open", "documents.open", Icon::external_link);
    add("save", "documents.save", Icon::download);
    if (fact.state == State::fetching) add("stop", "documents.stop", Icon::circle_close);
    const bool under_way = fact.state == State::waiting || fact.state == State::sending;
    if (fact.ours && (under_way || fact.state == State::refused)) add("retry", "documents.retry", Icon::refresh);
    return actions;
}

void act_on_file(const SharedDocument& document, const std::string& action, Intents& out) {
    const Id128 id = document.id.value;
    if (action == "open") out.push_back(FetchFile{id, FetchFile::How::open});
    if (action == "save") out.push_back(FetchFile{id, FetchFile::How::save});
    if (action == "stop") out.push_back(StopFetching{id});
    if (action == "retry") out.push_back(RetryFile{id});
}

template <class Typed>
Do one(const Typed& command, std::string_view title) {
    return {{{std::string(Typed::name), command.to_json()}}, std::string(title)};
}

/// A button at its place in a line of several.
bool step_button(bool& first, std::string_view id, std::string_view words, ButtonKind kind) {
    if (!first) beside(8);
    first = false;
    return button(id, words, {.kind = kind});
}

void steps_ui(const Desk& desk, const ClientRequest& request, Intents& out) {
    const Texts& texts = desk.texts;
    bool first = true;
    const bool plain = !is_on_portal(request.state);
    if (plain && step_button(first, "share", texts.label("requests.share"), ButtonKind::primary)) {
        out.push_back(one(ShareRequest{request.id}, texts.format("requests.shared", {request.title})));
    }
    const bool answered = request.state == RequestState::answered;
    if (answered && step_button(first, "accept", texts.label("requests.accept"), ButtonKind::primary)) {
        out.push_back(one(AcceptRequest{request.id}, texts.format("requests.accepted", {request.title})));
    }
    const bool may_withdraw = is_on_portal(request.state) && request.state != RequestState::accepted;
    if (may_withdraw && step_button(first, "withdraw", texts.label("requests.withdraw"), ButtonKind::secondary)) {
        out.push_back(one(WithdrawRequest{request.id}, texts.format("requests.withdrawn", {request.title})));
    }
}

/// The word with which an answer goes back.
void send_back_ui(const Desk& desk, const ClientRequest& request, std::string& word, Intents& out) {
    const Texts& texts = desk.texts;
    space(12);
    long_text("word", texts.label("requests.send_back_word"), word, 2);
    space(8);
    ButtonOptions look;
    look.enabled = !trimmed(word).empty();
    look.why_disabled = texts.label("requests.word_needed");
    if (!button("send_back", texts.label("requests.send_back"), look)) return;
    const SendBackRequest command{request.id, RequestMessageId{desk.new_id()}, std::string(trimmed(word))};
    out.push_back(one(command, texts.format("requests.sent_back", {request.title})));
    word.clear();
}

/// Who is responsible, for choosing; a request that has nobody yet gets its tracking with the first choice.
void choose_responsible_ui(const Desk& desk, const ClientRequest& request, const RequestTracking* tracking,
                           Intents& out) {
    std::vector<Option> members;
    desk.db.for_each<TeamMember>([&](const TeamMember& member) {
        if (member.inactive && (tracking == nullptr || tracking->responsible != member.id)) return;
        members.push_back({.key = to_text(member.id.value), .label = member.full_name(), .person = true});
    });
    const bool known = tracking != nullptr && !tracking->responsible.is_nil();
    std::string key = known ? to_text(tracking->responsible.value) : std::string{};
    if (!choice("responsible", desk.texts.label("request_tracking.responsible"), key, members)) return;
    const Result<Id128> chosen = parse_id(key);
    if (!chosen) return;
    const EntityInfo& info = entity_info<RequestTracking>();
    RequestTracking after = tracking_of(request);
    if (tracking != nullptr) after = *tracking;
    after.responsible = TeamMemberId{*chosen};
    Do chosen_one;
    chosen_one.title = desk.texts.format("panel.changed", {desk.texts.label("request_tracking.responsible")});
    if (tracking == nullptr) {
        chosen_one.acts.push_back({"request_tracking.create", create_args(info, &after)});
    } else {
        chosen_one.acts.push_back(
            {"request_tracking.change", change_args(info, after.id.value, edits_between(info, tracking, &after))});
    }
    out.push_back(std::move(chosen_one));
}

void responsible_ui(const Desk& desk, const ClientRequest& request, Intents& out) {
    const RequestTracking* tracking = desk.db.find(request_tracking_id(request.id));
    const TeamMember* responsible = tracking != nullptr ? desk.db.find(tracking->responsible) : nullptr;
    if (desk.by.may(Right::edit)) {
        choose_responsible_ui(desk, request, tracking, out);
        space(8);
    } else if (responsible != nullptr) {
        labelled(desk.texts.label("request_tracking.responsible"), responsible->full_name());
        space(8);
    }
    if (tracking == nullptr) return;
    const TeamMember* sharer = desk.db.find(tracking->shared_by);
    if (sharer == nullptr || request.shared_at == 0) return;
    labelled(desk.texts.label("client_request.shared_at"),
             moment_words(desk, request.shared_at) + " · " + sharer->full_name());
    space(8);
}

}  // namespace

std::string request_state_words(const ClientRequest& request, const Texts& texts) {
    const auto place = static_cast<std::size_t>(request.state);
    return std::string(texts.label("choice.client_request.state." + std::string(enum_names<RequestState>[place])));
}

Tone request_tone(RequestState state) {
    switch (state) {
    case RequestState::draft:
    case RequestState::planned:
    case RequestState::cancelled: return Tone::neutral;
    case RequestState::shared:
    case RequestState::seen: return Tone::accent;
    case RequestState::answered: return Tone::violet;
    case RequestState::accepted: return Tone::ok;
    case RequestState::sent_back: return Tone::warn;
    }
    return Tone::neutral;
}

std::string request_due_words(const ClientRequest& request, const Texts& texts) {
    if (!request.due_on) return {};
    return texts.format("requests.due", {format_date(*request.due_on, texts.language())});
}

void shared_rows_ui(const Desk& desk, const std::vector<const SharedDocument*>& documents, bool with_request,
                    Intents& out) {
    for (std::size_t place = 0; place < documents.size(); ++place) {
        const SharedDocument& document = *documents[place];
        const IdScope scope(document.id);
        const FileFact fact = desk.files != nullptr ? desk.files->of(document.id.value) : FileFact{};
        const ClientRequest* request = with_request ? desk.db.find(document.request) : nullptr;
        ListRow row;
        row.title = document.name;
        row.icon = file_icon(document.name);
        row.detail =
            joined({fact.why, file_size_words(document.size_bytes, desk.texts), author_words(desk, document.author),
                    moment_words(desk, document.added_at), request != nullptr ? request->title : std::string{}});
        add_file_state(fact, desk.texts, row);
        row.actions = file_actions(desk, document, fact);
        const ListRowResult result = list_row_ui(row, desk.texts.label("list.actions"), place + 1 == documents.size());
        if (result.opened) act_on_file(document, is_shown_in_browser(document.name) ? "open" : "save", out);
        act_on_file(document, result.action, out);
    }
}

void request_words_ui(const Desk& desk, const ClientRequest& request) {
    for (const RequestMessage* message : messages_of(desk.db, request.id)) {
        const IdScope scope(message->id);
        const Card card("message", 14);
        const auto kind = static_cast<std::size_t>(message->kind);
        const std::string_view what =
            desk.texts.label("choice.request_message.kind." + std::string(enum_names<RequestMessageKind>[kind]));
        text(joined({std::string(what), author_words(desk, message->author), moment_words(desk, message->at_ms)}),
             {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
        if (!message->text.empty()) {
            space(4);
            paragraph(message->text);
        }
    }
}

void requests_tab_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_edit = desk.by.may(Right::edit);
    const std::vector<const ClientRequest*> requests = requests_of(desk.db, client.id);
    if (requests.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::message;
        if (may_edit) look.action = texts.label("requests.create");
        if (empty_state("none", texts.label("requests.none"), texts.label("requests.none_why"), look).acted) {
            open_record(desk, ClientRequest::table, {}, client.id, out);
        }
        return;
    }
    if (may_edit) {
        if (button("add", texts.label("requests.create"), {.kind = ButtonKind::primary, .icon = Icon::plus})) {
            open_record(desk, ClientRequest::table, {}, client.id, out);
        }
        space(12);
    }
    const Card card("requests", 0);
    for (std::size_t place = 0; place < requests.size(); ++place) {
        const ClientRequest& request = *requests[place];
        const IdScope scope(request.id);
        const RequestTracking* tracking = desk.db.find(request_tracking_id(request.id));
        const TeamMember* responsible = tracking != nullptr ? desk.db.find(tracking->responsible) : nullptr;
        const bool overdue = is_overdue(request, desk.by.today);
        ListRow row;
        row.title = request.title;
        row.icon = Icon::message;
        row.detail = responsible != nullptr ? responsible->full_name() : std::string{};
        row.labels.emplace_back(request_state_words(request, texts), request_tone(request.state));
        row.right = request_due_words(request, texts);
        if (overdue) row.right += " · " + std::string(texts.label("requests.overdue"));
        row.right_tone = overdue ? Tone::bad : Tone::neutral;
        row.faded = request.state == RequestState::accepted || request.state == RequestState::cancelled;
        if (list_row_ui(row, texts.label("list.actions"), place + 1 == requests.size()).opened) {
            open_record(desk, ClientRequest::table, request.id.value, client.id, out);
        }
    }
}

void shared_tab_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const SharedDocument*> documents = documents_of(desk.db, portal_id(client.id));
    file_problems_ui(desk, out);
    if (documents.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::documents;
        static_cast<void>(empty_state("none", texts.label("shared.none"), texts.label("shared.none_why"), look));
        return;
    }
    const Card card("documents", 0);
    shared_rows_ui(desk, documents, true, out);
}

void request_part_ui(const Desk& desk, const ClientRequest& request, std::string& word, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_edit = desk.by.may(Right::edit);
    badge(request_state_words(request, texts), request_tone(request.state));
    if (is_overdue(request, desk.by.today)) {
        beside(6);
        badge(texts.label("requests.overdue"), Tone::bad);
    }
    space(12);
    responsible_ui(desk, request, out);
    if (may_edit && !is_on_portal(request.state) && !request.silent) {
        const Firm* firm = desk.db.find(the_firm);
        const bool mails = firm != nullptr && firm->sends_mail;
        paragraph(texts.label(mails ? "mail.request_told" : "mail.request_not_set_up"),
                  {.style = TextStyle::small, .color = palette().soft});
        space(8);
    }
    if (may_edit) steps_ui(desk, request, out);
    space(16);
    const Group group("files", mirror::Role::group, texts.label("documents.attachments"));
    text(texts.label("documents.attachments"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    file_problems_ui(desk, out);
    const std::vector<const SharedDocument*> documents = documents_of(desk.db, request.id);
    if (!documents.empty()) {
        const Card card("documents", 0);
        shared_rows_ui(desk, documents, false, out);
    }
    if (may_edit) {
        space(8);
        if (button("attach", texts.label("documents.attach"), {.icon = Icon::paperclip})) {
            out.push_back(AddFiles{request.client.value, {}, false, request.id.value, {}});
        }
    }
    space(16);
    request_words_ui(desk, request);
    if (may_edit && request.state == RequestState::answered) send_back_ui(desk, request, word, out);
}

void portal_access_ui(const Desk& desk, const Person& person, const InvitationLink& invitation, Intents& out) {
    const Texts& texts = desk.texts;
    const PortalAccessId id = portal_access_id(person.id);
    const PortalAccess* access = desk.db.find(id);
    const bool open = access != nullptr && !access->inactive;
    const Card card("portal", 14);
    text(texts.label("portal"), {.style = TextStyle::body_strong});
    space(4);
    paragraph(texts.label(open ? "portal.access_open" : "portal.access_none"),
              {.style = TextStyle::small, .color = palette().soft});
    if (!desk.by.may(Right::edit)) return;
    space(10);
    if (!open) {
        ButtonOptions look;
        look.enabled = !person.email.empty();
        look.why_disabled = texts.label("portal.email_needed");
        if (!button("give", texts.label("portal.give"), look)) return;
        Do given;
        given.title = texts.format("portal.given", {person.full_name()});
        const Portal portal{portal_id(person.client), person.client, {}, {}};
        if (desk.db.find(portal.id) == nullptr) {
            given.acts.push_back({"portal.create", create_args(entity_info<Portal>(), &portal)});
        }
        PortalAccess after{id, portal.id, person.id, {}, false};
        if (access == nullptr) {
            given.acts.push_back({"portal_access.create", create_args(entity_info<PortalAccess>(), &after)});
        } else {
            after = *access;
            after.inactive = false;
            given.acts.push_back(
                {"portal_access.change", change_args(entity_info<PortalAccess>(), id.value,
                                                     edits_between(entity_info<PortalAccess>(), access, &after))});
        }
        out.push_back(std::move(given));
        return;
    }
    // Below each other: the panel has no room for both in a line.
    if (button("invite", texts.label("portal.invite"), {.icon = Icon::link})) out.push_back(InviteToPortal{id.value});
    space(8);
    const Firm* firm = desk.db.find(the_firm);
    ButtonOptions by_mail;
    by_mail.icon = Icon::mail;
    by_mail.enabled = firm != nullptr && firm->sends_mail;
    by_mail.why_disabled = texts.label("mail.not_set_up");
    if (button("invite_by_mail", texts.label("mail.invite"), by_mail)) out.push_back(InviteToPortal{id.value, true});
    space(8);
    if (button("withdraw", texts.label("portal.withdraw"), {.kind = ButtonKind::danger})) {
        PortalAccess after = *access;
        after.inactive = true;
        out.push_back(
            Do{{{"portal_access.change", change_args(entity_info<PortalAccess>(), id.value,
                                                     edits_between(entity_info<PortalAccess>(), access, &after))}},
               texts.format("portal.withdrawn", {person.full_name()})});
    }
    if (invitation.access != id.value) return;
    space(10);
    if (!invitation.problem.empty()) {
        paragraph(invitation.problem, {.color = palette().bad});
        return;
    }
    if (invitation.mailed) {
        paragraph(texts.format("mail.invited", {person.email}), {.style = TextStyle::small, .color = palette().ok});
        return;
    }
    paragraph(texts.label("portal.link_words"), {.style = TextStyle::small, .color = palette().soft});
    space(4);
    paragraph(invitation.link, {.style = TextStyle::small});
    space(8);
    if (button("copy", texts.label("portal.copy"), {.icon = Icon::copy})) out.push_back(CopyText{invitation.link});
}

}  // namespace pupitre::ui
