// One tab's side of the store: what web-ui/device/js/{device,store,journal,tabs}.mjs do, with the faults of a browser.
#include <algorithm>
#include <optional>

#include "core/base/planted.h"
#include "core/domain/domain.h"
#include "core/schema/json_codec.h"
#include "tests/simulation/device.h"

namespace pupitre::simulation {

using namespace pupitre::ui;

namespace {

constexpr std::int64_t watchdog_ms = 7'000;
constexpr std::int64_t attempts_ms = 3 * watchdog_ms;
constexpr std::int64_t answer_limit_ms = 10'000;
constexpr std::size_t log_bytes = 4 * 1024;  // Short, so that small firms write their base anew.

/// Where the base stands after these patches.
std::optional<std::pair<Id128, std::int64_t>> place_after(const Commit& change) {
    if (change.patches.empty()) return std::nullopt;
    const auto patch = decode_patch(change.patches.back().bytes);
    if (!patch) return std::nullopt;
    return std::pair{patch->epoch, patch->to};
}

std::optional<std::pair<Id128, std::int64_t>> place_of(const Base& base) {
    const auto text = base.meta.find("base");
    if (text == base.meta.end() || !text->second) return std::nullopt;
    const Json json = Json::parse(*text->second, nullptr, false);
    const auto epoch = parse_id(json.value("epoch", std::string{}));
    if (!epoch) return std::nullopt;
    return std::pair{*epoch, json.value("seq", std::int64_t{-1})};
}

}  // namespace

Tab::Tab(Device& device, int number) :
    device_(&device), name_("tab-" + std::to_string(number)), dice_(device.dice.roll()) {
    const Registry& registry = device.newer ? registry_of_tomorrow() : domain_registry();
    session_ = std::make_unique<Session>(*this, *this, domain_schema(), registry, log_bytes);
}

Tab::~Tab() {
    *alive_ = false;
    session_.reset();
}

void Tab::start() { session_->start(device_->remembered); }

void Tab::later(std::int64_t delay_ms, std::function<void()> action) {
    device_->around.timeline->after(delay_ms, [this, alive = std::weak_ptr<bool>(alive_), action = std::move(action)] {
        if (alive.expired()) return;
        const std::int64_t asleep_ms = device_->suspended_until_ms - device_->around.timeline->now_ms();
        if (asleep_ms > 0) {
            later(asleep_ms, action);
        } else if (frozen_) {
            held_.push_back(action);
        } else {
            action();
        }
    });
}

void Tab::freeze(bool frozen) {
    frozen_ = frozen;
    if (frozen) return;
    for (auto& action : std::exchange(held_, {})) later(0, std::move(action));
}

// --- Which tab writes ---

void Tab::open(const std::string& name) {
    StoreOnDisk* const wanted = &device_->stores_[name];
    if (store_ != wanted) let_go_of_lock();
    store_ = wanted;
    if (store_->holder == nullptr) store_->holder = this;
    if (store_->holder == this) return open_as(TabRole::writer);
    if (std::ranges::find(store_->queue, this) == store_->queue.end()) store_->queue.push_back(this);
    open_as(TabRole::follower);
}

void Tab::close() {
    sitting_ = std::make_shared<bool>(true);
    let_go_of_lock();
    role_ = TabRole::none;
    ++opening_;
}

void Tab::let_go_of_lock() {
    if (store_ == nullptr) return;
    std::erase(store_->queue, this);
    if (store_->holder != this) return;
    store_->holder = nullptr;
    if (store_->queue.empty()) return;
    Tab* next = store_->queue.front();
    store_->queue.pop_front();
    store_->holder = next;
    next->later(1, [next] { next->elected(); });
}

void Tab::elected() {
    if (store_ != nullptr && store_->holder == this) open_as(TabRole::writer);
}

void Tab::deposed() {
    if (store_ == nullptr || store_->holder == this) return;
    // Whoever took the lock may have closed since: a lock that is free is given to whoever queues for it.
    if (store_->holder == nullptr) {
        store_->holder = this;
        return elected();
    }
    if (std::ranges::find(store_->queue, this) == store_->queue.end()) store_->queue.push_back(this);
    open_as(TabRole::follower);
}

void Tab::open_as(TabRole role) {
    role_ = TabRole::none;
    const std::uint64_t mine = ++opening_;
    later(1 + static_cast<std::int64_t>(dice_.below(20)), [this, role, mine] {
        if (mine != opening_ || store_ == nullptr) return;
        if (store_->faults > 0 && dice_.one_in(3)) {
            --store_->faults;
            return session_->trouble({StoreFault::not_saved, "open"}, false);
        }
        if (role == TabRole::writer) ++store_->lease;
        role_ = role;
        lease_ = store_->lease;
        write_ = store_->write;
        next_n_ = store_->disk.log_through + 1;
        staged_.clear();
        session_->opened(store_->disk.content(role));
        if (role != TabRole::writer || role_ != role) return;
        to_others([lease = lease_, write = write_](Tab& other) {
            if (other.role_ != TabRole::follower || lease < other.lease_) return;
            other.lease_ = lease;
            if (write == other.write_)
                other.session_->writer_changed();
            else
                other.open_as(TabRole::follower);
        });
    });
}

/// A frozen tab keeps its lock; who gets no answer takes it from there.
void Tab::expect_answer() {
    if (asked_writer_ms_ > 0) return;
    asked_writer_ms_ = device_->around.timeline->now_ms();
    later(answer_limit_ms, [this] {
        asked_writer_ms_ = 0;
        if (store_ == nullptr || store_->holder == this || role_ != TabRole::follower) return;
        Tab* holder = store_->holder;
        // A living writer has answered in the meantime.
        if (holder != nullptr && !holder->frozen_ && holder->role_ == TabRole::writer) return;
        std::erase(store_->queue, this);
        store_->holder = this;
        if (holder != nullptr) holder->later(1, [holder] { holder->deposed(); });
        elected();
    });
}

// --- Writes ---

void Tab::write(Apply apply, Answered done) {
    ++writes_under_way_;
    const std::int64_t now = device_->around.timeline->now_ms();
    last_due_ms_ = std::max(last_due_ms_, now + 1 + static_cast<std::int64_t>(dice_.below(8)));
    later(last_due_ms_ - now, [this, apply = std::move(apply), done = std::move(done)] {
        write_now(apply, [this, done](const auto& written) {
            --writes_under_way_;
            done(written);
        });
    });
}

void Tab::write_now(const Apply& apply, const Answered& done) {
    const bool stale = store_ == nullptr || role_ != TabRole::writer || lease_ != store_->lease;
    if (stale && (store_ == nullptr || !planted(Planted::stale_lease_accepted))) {
        lose_lease();
        return done(StoreFailure{StoreFault::lease_lost, {}});
    }
    // The lease is the disk's: whoever took it later has read what stands there.
    device_->around.verdict->require(!stale, 15, "a tab wrote under a lease that it had lost");
    if (store_->faults == 0) {
        const Written written = apply();
        return later(static_cast<std::int64_t>(dice_.below(4)), [done, written] { done(written); });
    }
    --store_->faults;
    switch (store_->fault) {
    case WriteFault::late: {
        const Written written = apply();
        session_->trouble({StoreFault::not_saved, "slow"}, true);
        return later(watchdog_ms, [done, written] { done(written); });
    }
    case WriteFault::done_unanswered:
        apply();
        return later(attempts_ms, [done] { done(StoreFailure{StoreFault::not_saved, {}}); });
    case WriteFault::aborted: return later(attempts_ms, [done] { done(StoreFailure{StoreFault::not_saved, {}}); });
    case WriteFault::quota: return done(StoreFailure{StoreFault::quota, {}});
    }
}

void Tab::lose_lease() {
    if (role_ != TabRole::writer || store_ == nullptr) return;
    role_ = TabRole::none;
    if (store_->holder == this) let_go_of_lock();
    if (store_->holder != this && std::ranges::find(store_->queue, this) == store_->queue.end())
        store_->queue.push_back(this);
    if (store_->holder == nullptr) {
        std::erase(store_->queue, this);
        store_->holder = this;
    }
    open_as(store_->holder == this ? TabRole::writer : TabRole::follower);
}

void Tab::append(Append change, Answered done) {
    write(
        [this, change] {
            store_->disk.apply(change);
            write_ = ++store_->write;
            tell_write(write_, [change](Session& other) { other.followed(change); });
            return Written{};
        },
        [this, change, done = std::move(done)](const auto& written) {
            if (written.ok()) {
                for (const OutboxRow& row : change.outbox) device_->around.oracle->saved(row.id);
            }
            done(written);
        });
}

/// What leaves the outbox is in the base that the disk holds, or was not carried out.
void Tab::check_prune(const std::vector<OutboxRow>& prune, std::int64_t cursor) {
    for (const OutboxRow& row : prune) {
        const auto id = parse_id(row.id);
        const Given* command = id ? device_->around.oracle->find(*id) : nullptr;
        if (command == nullptr || command->excused) continue;
        if (command->before_restore && !command->answered && store_->epoch != device_->around.oracle->epoch()) {
            // The answer of the former past was on its way when the backup came back.
            device_->around.oracle->excuse(row.id);
            continue;
        }
        device_->around.verdict->require(command->answered, 1, command->name + " leaves the outbox undecided");
        device_->around.verdict->require(command->seq <= cursor, 7,
                                         command->name + " leaves the outbox before the base has it");
    }
}

void Tab::commit(Commit change, Answered done) {
    write(
        [this, change] {
            if (const auto place = place_after(change)) {
                device_->around.verdict->require(place->first != store_->epoch || place->second >= store_->cursor, 3,
                                                 "the cursor of a device goes back");
                store_->epoch = place->first;
                store_->cursor = place->second;
            }
            check_prune(change.prune, store_->cursor);
            if (planted(Planted::prune_without_patch)) {
                Commit only_pruned = change;
                only_pruned.patches.clear();
                store_->disk.apply(only_pruned, next_n_);
            } else {
                store_->disk.apply(change, next_n_);
            }
            next_n_ += static_cast<std::int64_t>(change.patches.size());
            write_ = ++store_->write;
            tell_write(write_, [change](Session& other) { other.followed(change); });
            return Written{next_n_ - 1};
        },
        std::move(done));
}

void Tab::stage(Segment segment, bool first, Answered done) {
    write(
        [this, segment, first] {
            if (first) staged_.clear();
            staged_.push_back(segment);
            return Written{};
        },
        std::move(done));
}

void Tab::compact(Base base, Answered done) {
    write(
        [this, base] {
            if (const auto place = place_of(base)) {
                // A base may be older than the log beside it.
                if (base.replaces) store_->cursor = place->second;
                store_->epoch = place->first;
            }
            if (base.replaces) {
                check_prune(base.prune, store_->cursor);
                store_->tainted = false;
            }
            if (!planted(Planted::flip_before_segments)) store_->disk.apply(base, staged_);
            write_ = ++store_->write;
            const bool replaces = base.replaces;
            tell_write(write_, replaces ? std::function<void(Session&)>{} : [](Session&) {});
            return Written{};
        },
        std::move(done));
}

void Tab::wipe(Answered done) {
    if (store_ != nullptr) {
        device_->excuse_all(*store_);
        device_->around.oracle->excuse_refusals(device_->number);
        store_->disk = {};
        store_->cursor = -1;
        store_->tainted = false;
        ++store_->lease;
        to_others([](Tab& other) {
            other.close();
            other.session_->must_reload();
        });
    }
    later(5, [done = std::move(done)] { done(Written{}); });
}

// --- Between tabs ---

void Tab::to_others(const std::function<void(Tab&)>& action) {
    for (const auto& tab : device_->tabs_) {
        if (tab.get() == this || tab->store_ != store_) continue;
        tab->later(1, [to = tab.get(), action] { action(*to); });
    }
}

void Tab::tell_write(std::int64_t write, const std::function<void(Session&)>& follow) {
    to_others([lease = lease_, write, follow](Tab& other) { other.take_write(lease, write, follow); });
}

/// A follower that missed a write reads everything again. Without `follow` it must.
void Tab::take_write(std::int64_t lease, std::int64_t write, const std::function<void(Session&)>& follow) {
    if (role_ != TabRole::follower || lease < lease_ || write <= write_) return;
    if (lease == lease_ && write == write_ + 1 && follow) {
        write_ = write;
        follow(*session_);
    } else {
        open_as(TabRole::follower);
    }
}

void Tab::submit(const std::string& id, const std::string& bytes) {
    to_others([from = name_, id, bytes](Tab& other) { other.take_submission(from, id, bytes); });
    expect_answer();
}

void Tab::take_submission(const std::string& from, const std::string& id, const std::string& bytes) {
    if (role_ != TabRole::writer || store_ == nullptr) return;
    if (store_->disk.knows(id))
        answer(from, id, "known");
    else
        session_->submitted(from, id, bytes);
}

void Tab::answer(const std::string& tab, const std::string& id, const std::string& text) {
    to_others([tab, id, text](Tab& other) {
        if (other.name_ == tab) other.session_->answered(id, text);
    });
}

void Tab::tell(const std::string& text) {
    to_others([text](Tab& other) { other.session_->told(text); });
}

// --- The world ---

void Tab::ask(HttpRequest request, std::function<void(HttpAnswer)> done) {
    device_->around.network->ask(
        device_->number, request,
        [this, alive = std::weak_ptr<bool>(alive_), done = std::move(done)](const HttpAnswer& answer) {
            if (!alive.expired()) later(0, [done, answer] { done(answer); });
        });
}

void Tab::listen(bool wanted) {
    if (listening_ == wanted) return;
    listening_ = wanted;
    later(20, [this, wanted] {
        if (listening_ == wanted) session_->live_changed(wanted);
    });
}

}  // namespace pupitre::simulation
