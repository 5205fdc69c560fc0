// Making things durable, and what the store and the other tabs tell.
#include <string_view>

#include "core/base/planted.h"
#include "web-ui/device/parcel.h"
#include "web-ui/device/session.h"

namespace pupitre::ui {

namespace {

constexpr std::int32_t retry_write_ms = 5'000;
constexpr std::int64_t compact_pause_ms = 60'000;  // After a compaction that failed.
constexpr std::string_view setting_prefix = "setting.";

}  // namespace

void Session::opened(Opened content) {
    if (local_ == nullptr) return;
    settings_.clear();
    for (const auto& [key, value] : content.meta) {
        if (key.starts_with(setting_prefix)) settings_[key.substr(setting_prefix.size())] = value;
    }
    drafts_ = content.drafts;
    storage_.reset();
    slow_storage_ = false;
    append_failed_ = false;
    saving_ = false;
    writing_ = false;
    exchanging_ = false;
    compact_asked_ = base_writing_ = false;
    stop_compacting();
    opened_ = true;
    ++opened_count_;
    local_->open(std::move(content), new_id());
    world_->listen(is_writer() && account_.has_value());
    if (is_writer()) {
        save();
        after_write();
        sync_now();
    } else {
        store_->tell("status?");
        hand_over();
    }
    changed();
}

/// One write at a time; what comes in meanwhile goes into the next one.
void Session::save() {
    if (saving_ || held_ || !is_writer()) return;
    std::optional<Append> append = local_->take_append();
    if (!append) append.emplace();
    append->dismiss.swap(waiting_.dismiss);
    append->meta.merge(std::exchange(waiting_.meta, {}));
    append->drafts.swap(waiting_.drafts);
    if (append->outbox.empty() && append->dismiss.empty() && append->meta.empty() && append->drafts.empty()) return;
    saving_ = true;
    // What would have to be put back; the commands stay in the queue, and they can be long.
    const auto kept = std::make_shared<Append>();
    kept->dismiss = append->dismiss;
    kept->meta = append->meta;
    kept->drafts = append->drafts;
    store_->append(*std::move(append), [this, alive = alive_, round = opened_count_, kept](const auto& done) {
        if (!*alive || round != opened_count_ || local_ == nullptr) return;
        saving_ = false;
        slow_storage_ = false;
        local_->appended(done.ok());
        if (done.ok()) {
            storage_.reset();
            append_failed_ = false;
            save();
            sync_now();
        } else {
            // What came in meanwhile is newer than what is put back.
            waiting_.dismiss.insert(waiting_.dismiss.begin(), kept->dismiss.begin(), kept->dismiss.end());
            for (const auto& [key, value] : kept->meta) {
                if (key.starts_with(setting_prefix)) waiting_.meta.try_emplace(key, value);
            }
            waiting_.drafts.merge(kept->drafts);
            append_failed_ = true;
            write_failed(done.error(), [this] { save(); });
        }
        changed();
    });
}

void Session::write_commit(Commit commit) {
    writing_ = true;
    const auto kept = std::make_shared<Commit>(std::move(commit));
    store_->commit(*kept, [this, alive = alive_, round = opened_count_, kept](const auto& done) {
        if (!*alive || round != opened_count_ || local_ == nullptr) return;
        writing_ = false;
        if (done.ok()) {
            storage_.reset();
            local_->committed(*kept, *done);
            after_write();
        } else {
            // The base in memory is ahead of the disk: the same write comes before anything else from the host.
            writing_ = true;
            write_failed(done.error(), [this, kept] { write_commit(*kept); });
        }
        changed();
    });
}

/// A new base goes to the disk piece by piece and is then made live. A base that the host sent comes before anything
/// else from the host; one that only shortens the log lets the work go on beside it.
void Session::write_base(Base base) {
    stop_compacting();
    if (base.replaces) writing_ = true;
    ++base_write_;
    base_writing_ = true;
    stage_on(std::make_shared<const Base>(std::move(base)), 0);
}

void Session::stage_on(std::shared_ptr<const Base> base, std::size_t place) {
    const auto answered = [this, alive = alive_, round = opened_count_, mine = base_write_, base,
                           place](const auto& done) {
        if (!*alive || round != opened_count_ || mine != base_write_ || local_ == nullptr) return;
        if (!done.ok())
            base_written(base, done.error());
        else if (place < base->segments.size())
            stage_on(base, place + 1);
        else
            base_written(base, std::nullopt);
    };
    if (place < base->segments.size()) {
        store_->stage(base->segments[place], place == 0, answered);
        return;
    }
    Base whole;
    whole.log_through = base->log_through;
    whole.replaces = base->replaces;
    whole.prune = base->prune;
    whole.results = base->results;
    whole.meta = base->meta;
    store_->compact(std::move(whole), answered);
}

void Session::base_written(const std::shared_ptr<const Base>& base, const std::optional<StoreFailure>& failure) {
    base_writing_ = false;
    if (failure && base->replaces) {
        write_failed(*failure, [this, base] { write_base(*base); });
        changed();
        return;
    }
    if (base->replaces) writing_ = false;
    if (failure) {
        // The old base and its log are still there: it can wait.
        compact_not_before_ms_ = world_->now_ms() + compact_pause_ms;
    } else {
        storage_.reset();
        local_->based(*base);
    }
    if (!writing_) after_write();
    changed();
}

/// Between two writes: a new identity, a compaction that is due, the next question to the host.
void Session::after_write() {
    save();
    if (local_->compaction_due() && !base_writing_ && world_->now_ms() >= compact_not_before_ms_) compact_later();
    if (again_) sync_now();
}

void Session::compact_later() {
    if (compact_asked_) return;
    compact_asked_ = true;
    world_->call_after(0, [this, alive = alive_, round = opened_count_] {
        if (!*alive || round != opened_count_ || local_ == nullptr) return;
        compact_asked_ = false;
        compact_slice();
    });
}

/// One block at a time, so that no frame waits for it. What changes meanwhile is made again.
void Session::compact_slice() {
    if (base_writing_ || !local_->compaction_due()) return stop_compacting();
    // The base holds nothing that the host has not confirmed. Until then each slice would be made again and again; the write
    // of an answer comes back here.
    if (!local_->pending().empty()) return;
    if (compacting_on_ != &local_->view()) {
        compacting_on_ = &local_->view();
        compacting_ = std::make_unique<SnapshotSlices>(local_->view());
    }
    if (compacting_->step()) return compact_later();
    write_base(local_->base_of(compacting_->take()));
}

void Session::stop_compacting() {
    compacting_.reset();
    compacting_on_ = nullptr;
}

void Session::write_failed(const StoreFailure& failure, std::function<void()> again) {
    if (failure.fault == StoreFault::lease_lost || failure.fault == StoreFault::closed)
        return;  // `opened` follows, or a reload.
    storage_ = failure;
    world_->call_after(retry_write_ms, [this, alive = alive_, round = opened_count_, again = std::move(again)] {
        if (*alive && round == opened_count_ && local_ != nullptr) again();
    });
}

void Session::followed(Append change) {
    if (local_ == nullptr || !opened_) return;
    for (const auto& [key, value] : change.drafts) {
        if (value)
            drafts_[key] = *value;
        else
            drafts_.erase(key);
    }
    for (const auto& [key, value] : change.meta) {
        if (key.starts_with(setting_prefix) && value) settings_[key.substr(setting_prefix.size())] = *value;
    }
    local_->follow(change);
    changed();
}

void Session::followed(Commit change) {
    if (local_ == nullptr || !opened_) return;
    if (!local_->follow(change)) {
        opened_ = false;
        store_->open("u-" + to_text(account_->member.value));
    }
    changed();
}

void Session::submitted(const std::string&, const std::string&, std::string bytes) {
    if (!is_writer()) return;
    local_->take_submission(bytes);
    save();
    changed();
}

void Session::answered(const std::string& id, const std::string& text) {
    // Said to a follower that handed something over. Who has become the writer since has read the disk itself: what it has not
    // saved is not there, or its own write went unanswered and is tried again.
    if (local_ == nullptr || text != "known" || is_writer()) return;
    local_->forget_unsaved(id);
    changed();
}

void Session::writer_changed() {
    if (local_ != nullptr && opened_ && !planted(Planted::follower_lost_at_hand_over)) hand_over();
}

/// Tabs say short things to each other: "signed_in", "signed_out", "status?", or a JSON object.
void Session::told(const std::string& text) {
    if (text == "signed_in") {
        ask_who();
        return;
    }
    if (text == "signed_out") {
        leave();
        return;
    }
    if (text == "status?") {
        told_status_.clear();
        if (is_writer()) tell_status();
        return;
    }
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return;
    if (json.contains("status") && json["status"].is_object() && local_ != nullptr && !is_writer()) {
        const Json& status = json["status"];
        answered_ = flag_of(status, "answered");
        sign_in_needed_ = flag_of(status, "sign_in");
        upgrade_needed_ = flag_of(status, "upgrade");
        contact_ms_ = std::max(contact_ms_, number_of(status, "contact"));
        if (on_changed) on_changed();
    } else if (json.contains("put") && json["put"].is_object() && is_writer()) {
        const Json& kept = json["put"];
        const Json settings = kept.value("settings", Json::object());
        for (const auto& [key, value] : settings.items()) {
            if (value.is_string()) set_setting(key, value.get<std::string>());
        }
        const Json drafts = kept.value("drafts", Json::object());
        for (const auto& [key, value] : drafts.items()) {
            if (value.is_string()) set_draft(key, value.get<std::string>());
        }
        if (const Result<Id128> id = parse_id(text_of(kept, "dismiss"))) dismiss(*id);
    }
}

void Session::tell_status() {
    const std::string status = Json{{"status",
                                     {{"answered", answered_},
                                      {"sign_in", sign_in_needed_},
                                      {"upgrade", upgrade_needed_},
                                      {"contact", contact_ms_ / 60'000 * 60'000}}}}
                                   .dump();
    if (status == told_status_) return;
    told_status_ = status;
    store_->tell(status);
}

void Session::set_setting(const std::string& key, const std::string& value) {
    settings_[key] = value;
    Append change;
    change.meta[std::string(setting_prefix) + key] = value;
    if (is_writer())
        put(std::move(change));
    else if (opened_)
        store_->tell(Json{{"put", {{"settings", {{key, value}}}}}}.dump());
}

void Session::set_draft(const std::string& key, const std::string& text) {
    if (draft(key) == text) return;
    Append change;
    if (text.empty()) {
        drafts_.erase(key);
        change.drafts[key] = std::nullopt;
    } else {
        drafts_[key] = text;
        change.drafts[key] = text;
    }
    if (is_writer())
        put(std::move(change));
    else if (opened_)
        store_->tell(Json{{"put", {{"drafts", {{key, text}}}}}}.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Session::dismiss(Id128 command) {
    if (local_ == nullptr) return;
    local_->dismiss(command);
    Append change;
    change.dismiss.push_back(to_text(command));
    if (is_writer())
        put(std::move(change));
    else if (opened_)
        store_->tell(Json{{"put", {{"dismiss", to_text(command)}}}}.dump());
    changed();
}

void Session::put(Append change) {
    for (std::string& id : change.dismiss) waiting_.dismiss.push_back(std::move(id));
    for (auto& [key, value] : change.meta) waiting_.meta[key] = std::move(value);
    for (auto& [key, value] : change.drafts) waiting_.drafts[key] = std::move(value);
    save();
}

void Session::trouble(StoreFailure failure, bool slow) {
    if (slow) {
        slow_storage_ = true;
    } else {
        // The browser's storage or some room can come back: until then nothing is open, and we look again now and then.
        // Also when it was open before: a tab that becomes the writer, or missed something, opens it anew.
        const bool may_pass = failure.fault == StoreFault::not_saved || failure.fault == StoreFault::quota;
        if (may_pass) {
            world_->call_after(retry_write_ms, [this, alive = alive_, round = opened_count_] {
                if (*alive && round == opened_count_ && account_ && !must_reload_)
                    store_->open("u-" + to_text(account_->member.value));
            });
        }
        storage_ = std::move(failure);
    }
    changed();
}

void Session::must_reload() {
    must_reload_ = true;
    opened_ = false;
    world_->listen(false);
    changed();
}

}  // namespace pupitre::ui
