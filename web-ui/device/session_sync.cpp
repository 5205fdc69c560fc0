// Asking the host: one question at a time, again at once while there is more, and later, with patience and a grain of
// chance, when it does not answer. A question that is asked twice does no harm.
#include <algorithm>

#include "core/base/planted.h"
#include "web-ui/device/session.h"

namespace pupitre::ui {

namespace {

constexpr std::int64_t poll_live_ms = 5 * 60'000;  // Hints come by the live channel; this is for lost ones.
constexpr std::int64_t poll_ms = 20'000;
constexpr std::int64_t poll_hidden_ms = 5 * 60'000;
constexpr std::int64_t pause_least_ms = 1'000;
constexpr std::int64_t pause_most_ms = 60'000;
constexpr std::int32_t idle_rounds_most = 3;
constexpr std::size_t hidden_push_bytes = 48 * 1024;
constexpr std::size_t keepalive_bytes_max = 60 * 1024;  // Browsers refuse more than 64 KiB.

}  // namespace

void Session::sync_now() {
    if (!is_writer() || !account_ || upgrade_needed_ || must_reload_) return;
    if (exchanging_ || writing_ || held_) {
        again_ = true;
        return;
    }
    if (sign_in_needed_) return;
    again_ = false;
    exchanging_ = true;
    HttpRequest request;
    request.path = "/api/sync";
    request.has_body = true;
    request.type = "application/cbor";
    // A hidden page may be closed at any moment: what it asks should be able to outlive it, if it is small enough.
    request.body = local_->request(visible_ ? push_bytes_max : hidden_push_bytes);
    request.keepalive = !visible_ && request.body.size() <= keepalive_bytes_max;
    world_->ask(std::move(request),
                [this, alive = alive_, round = opened_count_, sign_in = sign_ins_](const HttpAnswer& answer) {
                    if (!*alive || round != opened_count_ || local_ == nullptr) return;
                    exchanging_ = false;
                    if (answer.status == 401 && sign_in != sign_ins_)
                        sync_now();
                    else
                        take_answer(answer);
                    changed();
                });
    changed();
}

void Session::hold(bool hold) {
    if (held_ == hold) return;
    held_ = hold;
    if (hold || local_ == nullptr) return;
    hand_over();
    if (again_) sync_now();
}

void Session::take_answer(const HttpAnswer& answer) {
    answered_ = answer.status != 0;
    const Result<SyncResponse> response = decode_response(answer.body);
    // A body that was cut is like no answer: the same question brings the same results.
    if (answer.status == 0 || answer.body.empty() || !response || (answer.status != 200 && !response->refuse)) {
        if (answer.status == 401)
            sign_in_needed_ = true;
        else
            back_off(answer.retry_after_s * 1'000);
        return;
    }
    const bool refused_as_other =
        response->refuse && response->refuse->code == RefuseCode::auth && response->refuse->detail == "other_user";
    if (refused_as_other || (response->welcome && response->welcome->actor != account_->member)) {
        ask_who();  // Somebody else has signed in in this browser.
        return;
    }
    contact_ms_ = world_->now_ms();
    Reaction reaction = local_->receive(*response, contact_ms_, new_id());
    if (reaction.refuse) {
        switch (reaction.refuse->code) {
        case RefuseCode::auth: sign_in_needed_ = true; break;
        case RefuseCode::upgrade: upgrade_needed_ = true; break;
        case RefuseCode::client_unknown:
        case RefuseCode::client_ahead: save(); break;  // The new identity first; the question follows it.
        case RefuseCode::overloaded:
        case RefuseCode::malformed: back_off(reaction.refuse->retry_ms); break;
        }
        return;
    }
    failures_ = 0;
    const bool progress = reaction.base || (reaction.commit && !reaction.commit->patches.empty()) ||
                          (reaction.commit && !reaction.commit->prune.empty()) ||
                          local_->snapshot_progress().second > 0;
    idle_rounds_ = progress ? 0 : idle_rounds_ + 1;
    // An answer that wants another question each time and brings nothing would keep both sides busy for ever.
    if (reaction.again && idle_rounds_ > idle_rounds_most)
        back_off(0);
    else if (reaction.again)
        again_ = true;

    if (reaction.base)
        write_base(*std::move(reaction.base));
    else if (reaction.commit)
        write_commit(*std::move(reaction.commit));
    else
        after_write();
    if (!again_ && !planted(Planted::poke_taken_for_everything))
        schedule(!visible_ ? poll_hidden_ms : live_ ? poll_live_ms : poll_ms);
}

void Session::back_off(std::int64_t least_ms) {
    if (planted(Planted::back_off_never_ends) && failures_ > 2) return;
    const std::int64_t doubled = pause_least_ms << std::min(failures_, 10);
    ++failures_;
    const std::int64_t pause = std::max(least_ms, std::min(doubled, pause_most_ms));
    // Between half and the whole, so that a firm's devices do not all come back in the same second.
    schedule(pause / 2 + static_cast<std::int64_t>(world_->random() % static_cast<std::uint64_t>(pause / 2 + 1)));
}

void Session::schedule(std::int64_t delay_ms) {
    const std::uint64_t mine = ++timer_;
    world_->call_after(static_cast<std::int32_t>(delay_ms), [this, alive = alive_, mine] {
        if (!*alive || mine != timer_) return;
        if (account_ && opened_)
            sync_now();
        else
            ask_who();
    });
}

void Session::hint(const std::string& text) {
    // Only a hint: what it says is believed no further than that asking may be worth while.
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_object()) sync_now();
}

void Session::live_changed(bool open) {
    const bool broke = live_ && !open;
    live_ = open;
    if (open) sync_now();  // Hints may have been missed.
    // A host that has gone is noticed by asking it, within a second and not by all devices at once.
    if (broke) back_off(0);
}

void Session::online_changed(bool online) {
    failures_ = 0;
    if (online && !opened_) ask_who();
    if (online)
        sync_now();
    else
        answered_ = false;
    changed();
}

void Session::visibility_changed(bool visible) {
    visible_ = visible;
    if (visible) {
        sync_now();
        return;
    }
    if (on_hidden) on_hidden();
    if (local_ != nullptr && opened_ && local_->count(Stage::on_device) > 0) sync_now();
}

void Session::update_waiting() {
    update_waiting_ = true;
    changed();
}

}  // namespace pupitre::ui
