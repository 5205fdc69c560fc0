// Tabs of one device in memory: a disk that only keeps what was completed, elections as the browser does them, a network
// that can be cut, and a clock that the test moves.
#pragma once

#include <deque>
#include <memory>

#include <doctest/doctest.h>

#include "tests/device/support/disk.h"
#include "tests/device/support/small_host.h"
#include "web-ui/device/session.h"

namespace pupitre::test {

using namespace pupitre::ui;

/// The device: time, network, disk, and the tabs that are open.
class FakeDevice {
public:
    explicit FakeDevice(SmallHost& host) : host_(&host) {}

    Disk disk;
    std::string remembered;
    int writes = 0;
    int opened = 0;
    bool network = true;
    bool lose_answers = false;  // The host decides, but its answer never arrives.
    bool signed_in = true;
    std::int64_t slow_ms = 0;  // The answer to the next request stays away so long after the host has decided.
    int fail_writes = 0;       // The next writes fail with `fault`.
    StoreFault fault = StoreFault::not_saved;
    int requests = 0;
    std::uint64_t chance = 1;

    struct Tab;
    /// Opens a tab; the first one is the writer.
    Tab& open_tab();
    /// Closes a tab at once: what it had not completed is gone. The oldest follower takes over.
    void close_tab(Tab& tab);
    /// Carries out everything that is due, without moving the clock.
    void settle();
    /// Moves the clock, carrying out what falls due on the way.
    void pass(std::int64_t ms);

    std::int64_t clock_ms = 1'795'257'600'000;
    SmallHost& host() { return *host_; }

private:
    friend struct Tab;
    struct Task {
        std::int64_t due_ms;
        std::weak_ptr<bool> tab;
        std::function<void()> action;
    };
    void later(const Tab& tab, std::int64_t delay_ms, std::function<void()> action);

    SmallHost* host_;
    std::vector<std::unique_ptr<Tab>> tabs_;
    std::deque<Task> tasks_;
    int tab_numbers_ = 0;
};

struct FakeDevice::Tab final : public Store, public Surroundings {
    explicit Tab(FakeDevice& device);

    FakeDevice* device;
    std::shared_ptr<bool> alive = std::make_shared<bool>(true);
    TabRole role = TabRole::none;
    std::string name;
    std::vector<Segment> staged;
    bool drop_messages = false;  // What this tab sends to others is lost.
    std::unique_ptr<Session> session;

    void open(const std::string& store_name) override;
    void append(Append change, Answered done) override;
    void commit(Commit change, Answered done) override;
    void stage(Segment segment, bool first, Answered done) override;
    void compact(Base base, Answered done) override;
    void wipe(Answered done) override;
    void close() override { role = TabRole::none; }
    void submit(const std::string& id, const std::string& bytes) override;
    void answer(const std::string& tab, const std::string& id, const std::string& text) override;
    void tell(const std::string& text) override;

    void ask(HttpRequest request, std::function<void(HttpAnswer)> done) override;
    void listen(bool) override {}
    std::int64_t now_ms() override { return device->clock_ms; }
    Date today() override { return *Date::from_ymd(2026, 11, 21); }
    std::uint64_t random() override;
    void call_after(std::int32_t delay_ms, std::function<void()> action) override;
    void storage_room(bool, std::function<void(StorageRoom)> done) override { done({}); }
    void remember(const std::string& text) override { device->remembered = text; }
    void reload_page() override {}
    void activate_update() override {}

    void become(TabRole new_role);

private:
    void complete(std::function<Written()> apply, Answered done);
    void to_others(const std::function<void(Session&)>& action);
};

}  // namespace pupitre::test
