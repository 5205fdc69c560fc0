// A device: its stores on the disk, its tabs, and how these share the stores. Beside the production session this does what
// web-ui/device/js does in the browser: the election of a writer, the lease, writes in one sequence, messages between tabs.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/device/support/disk.h"
#include "tests/simulation/network.h"
#include "tests/simulation/workload.h"
#include "web-ui/device/session.h"

namespace pupitre::simulation {

class Tab;

/// How a write can fail. The first ones are tried again by the store itself and only take long.
enum class WriteFault : std::uint8_t {
    late,            // It went through, but its callback came only when it was tried again.
    aborted,         // Nothing was written, and the store gives up.
    quota,           // No room.
    done_unanswered  // It went through, and the store gives up all the same.
};

/// One user's store.
struct StoreOnDisk {
    test::Disk disk;
    std::int64_t lease = 0;
    std::int64_t write = 0;
    std::int64_t cursor = -1;  // The base that the disk holds.
    Id128 epoch;
    bool tainted = false;  // Its base was damaged by the simulator, and has not been replaced since.
    int faults = 0;        // So many of the next writes …
    WriteFault fault = WriteFault::late;
    Tab* holder = nullptr;  // Of the lock.
    std::deque<Tab*> queue;
};

class Device {
public:
    struct Surroundings {
        Timeline* timeline = nullptr;
        Network* network = nullptr;
        Oracle* oracle = nullptr;
        Verdict* verdict = nullptr;
    };

    Device(Surroundings around, int number, std::uint64_t seed);
    ~Device();

    Tab* open_tab();
    /// What a tab had not completed is gone.
    void close_tab(std::size_t place);
    /// All tabs at once, as when the browser is killed.
    void close_all();
    /// As close_all, and segments written lately have not reached the disk.
    void cut_power();
    [[nodiscard]] std::size_t tab_count() const { return tabs_.size(); }
    Tab* tab(std::size_t place) { return tabs_.empty() ? nullptr : tabs_[place % tabs_.size()].get(); }
    [[nodiscard]] const std::vector<std::unique_ptr<Tab>>& tabs() const { return tabs_; }

    /// The store in use; nothing before anybody has signed in.
    StoreOnDisk* store();
    std::map<std::string, StoreOnDisk>& stores() { return stores_; }
    void lose_store();
    void keep_copy();
    void restore_copy();
    void damage_log();
    void damage_segment();
    void damage_record();
    void rot_row();
    void damage_command();

    /// What the device's clock says, and how it goes wrong.
    [[nodiscard]] std::int64_t clock_ms() const {
        const std::int64_t passed = around.timeline->now_ms() - since_ms_;
        return from_ms_ + passed + passed * drift_ppm_ / 1'000'000;
    }
    void jump_clock(std::int64_t ms, std::int64_t drift_ppm);
    void suspend(std::int64_t ms);
    void hint(const std::string& text);
    void excuse_all(StoreOnDisk& store);
    [[nodiscard]] std::set<std::string> waiting() const;

    Surroundings around;
    int number;
    Dice dice;
    Workload workload;
    bool newer;  // Its program knows a command that the hosts do not know.
    std::string remembered;
    std::int64_t suspended_until_ms = 0;

private:
    friend class Tab;
    std::map<std::string, StoreOnDisk> stores_;
    std::vector<std::unique_ptr<Tab>> tabs_;
    std::map<std::string, StoreOnDisk> copy_;
    int tab_numbers_ = 0;
    std::int64_t from_ms_;
    std::int64_t since_ms_;
    std::int64_t drift_ppm_ = 0;
};

class Tab final : public ui::Store, public ui::Surroundings {
public:
    Tab(Device& device, int number);
    ~Tab() override;

    ui::Session& session() { return *session_; }
    void start();
    [[nodiscard]] bool frozen() const { return frozen_; }
    void freeze(bool frozen);
    /// Not one that has lost its lease and does not know it yet.
    [[nodiscard]] bool is_writer() const { return role_ == ui::TabRole::writer && !frozen_ && lease_ == store_->lease; }
    [[nodiscard]] StoreOnDisk* store() const { return store_; }
    /// No write is under way.
    [[nodiscard]] bool at_rest() const { return writes_under_way_ == 0; }
    [[nodiscard]] bool listens() const { return listening_; }
    /// Carries the action out on this tab's thread, if it lives then.
    void later(std::int64_t delay_ms, std::function<void()> action);
    void let_go_of_lock();
    /// Of the present user, in this tab.
    [[nodiscard]] std::weak_ptr<bool> sitting() const { return sitting_; }

    void open(const std::string& name) override;
    void append(ui::Append change, ui::Answered done) override;
    void commit(ui::Commit change, ui::Answered done) override;
    void stage(ui::Segment segment, bool first, ui::Answered done) override;
    void compact(ui::Base base, ui::Answered done) override;
    void wipe(ui::Answered done) override;
    void close() override;
    void submit(const std::string& id, const std::string& bytes) override;
    void answer(const std::string& tab, const std::string& id, const std::string& text) override;
    void tell(const std::string& text) override;

    void ask(ui::HttpRequest request, std::function<void(ui::HttpAnswer)> done) override;
    void listen(bool wanted) override;
    std::int64_t now_ms() override { return device_->clock_ms(); }
    Date today() override { return Date::from_days(static_cast<std::int32_t>(device_->clock_ms() / 86'400'000)); }
    std::uint64_t random() override { return dice_.roll(); }
    void call_after(std::int32_t delay_ms, std::function<void()> action) override {
        later(delay_ms, std::move(action));
    }
    void storage_room(bool, std::function<void(ui::StorageRoom)> done) override { done({}); }
    void remember(const std::string& text) override { device_->remembered = text; }
    void reload_page() override {}
    void activate_update() override {}

private:
    friend class Device;
    using Apply = std::function<ui::Written()>;

    void elected();
    void deposed();
    void open_as(ui::TabRole role);
    void write(Apply apply, ui::Answered done);
    void write_now(const Apply& apply, const ui::Answered& done);
    void lose_lease();
    void to_others(const std::function<void(Tab&)>& action);
    void tell_write(std::int64_t write, const std::function<void(ui::Session&)>& follow);
    void take_write(std::int64_t lease, std::int64_t write, const std::function<void(ui::Session&)>& follow);
    void take_submission(const std::string& from, const std::string& id, const std::string& bytes);
    void expect_answer();
    void check_prune(const std::vector<ui::OutboxRow>& prune, std::int64_t cursor);

    Device* device_;
    std::string name_;
    Dice dice_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    std::shared_ptr<bool> sitting_ = std::make_shared<bool>(true);
    std::unique_ptr<ui::Session> session_;
    StoreOnDisk* store_ = nullptr;
    ui::TabRole role_ = ui::TabRole::none;
    std::int64_t lease_ = 0;        // Held, as a writer; heard of, as a follower.
    std::int64_t write_ = 0;        // The last write that this tab knows.
    std::int64_t next_n_ = 1;       // Of the log.
    std::int64_t last_due_ms_ = 0;  // Writes end in the order in which they began.
    int writes_under_way_ = 0;
    std::uint64_t opening_ = 0;
    std::int64_t asked_writer_ms_ = 0;
    bool listening_ = false;
    bool frozen_ = false;
    std::vector<std::function<void()>> held_;
    std::vector<ui::Segment> staged_;
};

}  // namespace pupitre::simulation
