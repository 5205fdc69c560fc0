// Mail: one at a time. It is claimed under the firm's lock before it is sent, and marked as sent behind it. A host that dies
// in between leaves a claimed one, which is sent again when its claim is over, under the same Message-ID.
#include <algorithm>
#include <future>

#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/notices/notice.h"
#include "server-stub/base/clock.h"
#include "server-stub/base/crypto.h"
#include "server-stub/firm/civil_day.h"
#include "server-stub/firm/local_device.h"
#include "server-stub/mail/letter.h"
#include "server-stub/mail/wire.h"
#include "server-stub/service/service.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t attempts_max = 12;  // The last one about sixteen hours after the first.
constexpr std::int64_t retry_ms_max = std::int64_t{4} * 3'600'000;
constexpr std::int64_t claim_retries = 5;  // A claim lasts as long as so many first retries.
constexpr std::int64_t digest_after_ms = std::int64_t{7} * 3'600'000;  // Since midnight where the firm is.
constexpr std::int64_t kept_ms = std::int64_t{30} * 86'400'000;
constexpr std::int64_t invitation_life_ms = std::int64_t{7} * 86'400'000;
constexpr std::int64_t dropped_at_once = 20;
constexpr std::int64_t told_given_up = 20;
constexpr std::size_t token_bytes = 32;

Stored<Done> in_transaction(Storage& storage, const std::function<Stored<Done>()>& write) {
    const auto begun = storage.begin();
    if (!begun) return begun.error();
    auto done = write();
    if (done) done = storage.commit();
    if (!done) storage.roll_back();
    return done;
}

std::int64_t retry_after(std::int64_t attempts, std::int64_t first_ms) {
    std::int64_t wait = first_ms;
    for (std::int64_t attempt = 1; attempt < attempts && wait < retry_ms_max; ++attempt) wait *= 2;
    return std::min(wait, retry_ms_max);
}

}  // namespace

Stored<Done> Service::keep_mail(const MailOptions& mail) {
    mail_ = mail;
    // The storage is the firm's thread's from the beginning on: what other hosts commit is looked at there.
    std::promise<Stored<Done>> said;
    const bool posted = firm_.post([&] { said.set_value(say_whether_mail_is_sent()); });
    return posted ? said.get_future().get() : Stored<Done>{StorageFault{FaultKind::busy, "stopping"}};
}

Stored<Done> Service::say_whether_mail_is_sent() {
    const Firm* firm = authority_->db().find(the_firm);
    if (firm == nullptr || firm->sends_mail == mail_.set_up()) return Done{};
    Firm after = *firm;
    after.sends_mail = mail_.set_up();
    auto begun = Turn::begin(*authority_);
    if (!begun) return begun.error();
    LocalDevice host(**begun);
    host.set_up();
    const EntityInfo& info = entity_info<Firm>();
    const auto told = host.run("firm.change", change_args(info, the_firm.value, edits_between(info, firm, &after)));
    if (!told) return told.error();
    return (*begun)->commit();
}

void Service::tend_mail() {
    if (!mail_.set_up() || mail_busy_.exchange(true)) return;
    const bool posted = firm_.post([this] {
        auto done = queue_digests(now_ms());
        if (done) done = send_next(now_ms());
        if (done) return;
        static_cast<void>(fault_response(done.error()));
        mail_busy_ = false;
    });
    if (!posted) mail_busy_ = false;
}

/// Once a day, from seven in the morning on, for whoever has something unread since the last one.
Stored<Done> Service::queue_digests(std::int64_t at_ms) {
    const Date day = civil_day(at_ms - digest_after_ms);
    if (digest_on_ == day) return Done{};
    const auto followed = authority_->catch_up();
    if (!followed) return followed.error();
    const Database& db = authority_->db();
    Storage& storage = authority_->storage();
    std::vector<TeamMemberId> members;
    db.for_each<TeamMember>([&](const TeamMember& member) {
        if (settings_of(db, member.id).mail == MailChoice::daily) members.push_back(member.id);
    });
    auto done = in_transaction(storage, [&]() -> Stored<Done> {
        for (const TeamMemberId member : members) {
            const auto since = storage.last_mail_ms(MailKind::digest, member.value);
            if (!since) return since.error();
            MailRecord mail;
            mail.id = derived_id(member.value, "digest:" + to_iso(day));
            mail.kind = MailKind::digest;
            mail.recipient = member.value;
            mail.since_ms = *since;
            mail.made_ms = mail.due_ms = at_ms;
            if (!letter_for(db, mail, mail_.public_address, {})) continue;
            const auto queued = storage.queue_mail(mail);
            if (!queued) return queued.error();
        }
        return storage.forget_mails(at_ms - kept_ms);
    });
    if (done) digest_on_ = day;
    return done;
}

/// Of the link of an invitation nothing stands in the database but its hash: it is made when it is sent.
Stored<std::string> Service::invitation_link(const MailRecord& mail, std::int64_t at_ms) {
    if (mail.kind != MailKind::invitation) return std::string{};
    const std::string secret = random_hex(token_bytes);
    const auto stored =
        authority_->storage().put_invitation({mail.recipient, token_hash(secret), at_ms + invitation_life_ms});
    if (!stored) return stored.error();
    return mail_.public_address + "#/invitation/" + secret;
}

Stored<Done> Service::send_next(std::int64_t at_ms) {
    const auto followed = authority_->catch_up();
    if (!followed) return followed.error();
    Storage& storage = authority_->storage();
    // Without the lock first: most of the time there is nothing.
    const auto waiting = storage.mails_due(at_ms, 1);
    if (!waiting) return waiting.error();
    if (waiting->empty()) {
        mail_busy_ = false;
        return Done{};
    }
    std::optional<std::pair<MailRecord, Letter>> claimed;
    auto done = in_transaction(storage, [&]() -> Stored<Done> {
        const auto due = storage.mails_due(at_ms, dropped_at_once);
        if (!due) return due.error();
        for (MailRecord mail : *due) {
            const auto link = invitation_link(mail, at_ms);
            if (!link) return link.error();
            auto letter = letter_for(authority_->db(), mail, mail_.public_address, *link);
            if (letter && !is_plain_address(letter->to_address)) letter.reset();
            mail.state = letter ? MailState::claimed : MailState::dropped;
            mail.due_ms = at_ms + claim_retries * mail_.retry_ms;
            if (letter) {
                ++mail.attempts;
                mail.address = letter->to_address;
            }
            const auto put = storage.put_mail(mail);
            if (!put) return put.error();
            if (!letter) continue;
            claimed = std::pair{mail, *letter};
            break;
        }
        return Done{};
    });
    if (!done) return done;
    if (!claimed) {
        mail_busy_ = false;
        return Done{};
    }
    hand_over(claimed->first, claimed->second, at_ms);
    return Done{};
}

void Service::hand_over(const MailRecord& mail, const Letter& letter, std::int64_t at_ms) {
    const Firm* firm = authority_->db().find(the_firm);
    // An invitation that is sent again holds another link: it must not be taken for the first one.
    std::string id = to_text(mail.id);
    if (mail.kind == MailKind::invitation) id += '.' + std::to_string(mail.attempts);
    const Sender sender{mail_.from, firm != nullptr ? firm->name : std::string{}};
    const std::string wire = to_wire(letter, sender, id, at_ms);
    const bool posted = mails_.post([this, mail, wire, to = letter.to_address] {
        const Delivered delivered = send_mail(mail_.server, mail_.from, to, wire);
        const bool told = firm_.post([this, mail, delivered] { mail_ended(mail, delivered); });
        if (!told) mail_busy_ = false;
    });
    if (!posted) mail_busy_ = false;
}

void Service::mail_ended(MailRecord mail, const Delivered& delivered) {
    const std::int64_t at_ms = now_ms();
    mail.problem = delivered.problem;
    switch (delivered.delivery) {
    case Delivery::accepted: mail.state = MailState::sent; break;
    case Delivery::refused: mail.state = MailState::given_up; break;
    case Delivery::later:
        mail.state = mail.attempts >= attempts_max ? MailState::given_up : MailState::waiting;
        mail.due_ms = at_ms + retry_after(mail.attempts, mail_.retry_ms);
        break;
    }
    if (delivered.delivery != Delivery::accepted) {
        log_.warning("mail.not_sent", {{"id", std::string_view(to_text(mail.id))},
                                       {"attempt", mail.attempts},
                                       {"problem", std::string_view(mail.problem)}});
    }
    Storage& storage = authority_->storage();
    const auto stored = in_transaction(storage, [&] { return storage.put_mail(mail); });
    if (!stored) static_cast<void>(fault_response(stored.error()));
    mail_busy_ = false;
}

/// How mail goes, for whoever manages the firm.
void Service::show_mail(const HttpRequest& request, const Responder& answer) {
    on_firm(answer, [this, answer, token = std::string(request.cookie(session_cookie))] {
        with_session(token, answer, [&](const SessionRecord& session) {
            const Context by = context_for(authority_->db(), TeamMemberId{session.user}, Command{}, Role::authority);
            if (!by.may(Right::manage_firm)) return answer(error_response(403, "not_permitted"));
            Storage& storage = authority_->storage();
            const auto waiting = storage.count_mails(MailState::waiting);
            if (!waiting) return answer(fault_response(waiting.error()));
            const auto count = storage.count_mails(MailState::given_up);
            if (!count) return answer(fault_response(count.error()));
            const auto given_up = storage.mails_given_up(told_given_up);
            if (!given_up) return answer(fault_response(given_up.error()));
            nlohmann::ordered_json json{{"set_up", mail_.set_up()}, {"waiting", *waiting}, {"given_up_count", *count}};
            json["given_up"] = nlohmann::ordered_json::array();
            for (const MailRecord& mail : *given_up) {
                json["given_up"].push_back({{"kind", mail_kind_names[static_cast<std::size_t>(mail.kind)]},
                                            {"address", mail.address},
                                            {"problem", mail.problem},
                                            {"attempts", mail.attempts}});
            }
            answer(json_response(200, json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)));
        });
    });
}

}  // namespace pupitre::host
