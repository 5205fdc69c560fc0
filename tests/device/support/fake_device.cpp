// A device in memory: a clock, tasks and a store that a test moves by hand.
#include "tests/device/support/fake_device.h"

#include <algorithm>

namespace pupitre::test {

FakeDevice::Tab::Tab(FakeDevice& of) : device(&of), name("tab-" + std::to_string(++of.tab_numbers_)) {}

FakeDevice::Tab& FakeDevice::open_tab() {
    tabs_.push_back(std::make_unique<Tab>(*this));
    Tab& tab = *tabs_.back();
    tab.session = std::make_unique<Session>(tab, tab, domain_schema(), domain_registry());
    const bool first_start = remembered.empty();
    tab.session->start(remembered);
    if (first_start) pass(100);  // The host says who is signed in, and sends the firm.
    settle();
    return tab;
}

void FakeDevice::close_tab(Tab& tab) {
    const bool was_writer = tab.role == TabRole::writer;
    std::erase_if(tabs_, [&](const auto& each) { return each.get() == &tab; });
    if (was_writer && !tabs_.empty()) tabs_.front()->become(TabRole::writer);
    settle();
}

void FakeDevice::later(const Tab& tab, std::int64_t delay_ms, std::function<void()> action) {
    Task task{clock_ms + delay_ms, tab.alive, std::move(action)};
    const auto place = std::ranges::upper_bound(tasks_, task.due_ms, {}, &Task::due_ms);
    tasks_.insert(place, std::move(task));
}

void FakeDevice::settle() {
    for (int count = 0; !tasks_.empty() && tasks_.front().due_ms <= clock_ms; ++count) {
        REQUIRE_MESSAGE(count < 10'000, "the device never comes to rest");
        const Task task = std::move(tasks_.front());
        tasks_.pop_front();
        if (!task.tab.expired()) task.action();
    }
}

void FakeDevice::pass(std::int64_t ms) {
    const std::int64_t until = clock_ms + ms;
    while (!tasks_.empty() && tasks_.front().due_ms <= until) {
        clock_ms = std::max(clock_ms, tasks_.front().due_ms);
        settle();
    }
    clock_ms = until;
}

void FakeDevice::Tab::open(const std::string&) {
    const bool writer =
        std::ranges::none_of(device->tabs_, [](const auto& each) { return each->role == TabRole::writer; });
    become(writer || role == TabRole::writer ? TabRole::writer : TabRole::follower);
}

void FakeDevice::Tab::become(TabRole new_role) {
    role = new_role;
    device->later(*this, 0, [this] {
        ++device->opened;
        session->opened(device->disk.content(role));
        if (role == TabRole::writer) to_others([](Session& other) { other.writer_changed(); });
    });
}

/// A write is on the disk at one moment; its caller hears of it a moment later, if it still lives.
void FakeDevice::Tab::complete(std::function<Written()> apply, Answered done) {
    device->later(*this, 1, [this, apply = std::move(apply), done = std::move(done)] {
        if (role != TabRole::writer) return done(StoreFailure{StoreFault::lease_lost, {}});
        if (device->fail_writes > 0) {
            --device->fail_writes;
            return done(StoreFailure{device->fault, {}});
        }
        ++device->writes;
        const Written written = apply();
        device->later(*this, 0, [done, written] { done(written); });
    });
}

void FakeDevice::Tab::append(Append change, Answered done) {
    complete(
        [this, change] {
            device->disk.apply(change);
            to_others([change](Session& other) { other.followed(change); });
            return Written{};
        },
        std::move(done));
}

void FakeDevice::Tab::commit(Commit change, Answered done) {
    complete(
        [this, change] {
            device->disk.apply(change, device->disk.log_through + 1);
            to_others([change](Session& other) { other.followed(change); });
            return Written{device->disk.log_through};
        },
        std::move(done));
}

void FakeDevice::Tab::stage(Segment segment, bool first, Answered done) {
    complete(
        [this, segment, first] {
            if (first) staged.clear();
            staged.push_back(segment);
            return Written{};
        },
        std::move(done));
}

void FakeDevice::Tab::compact(Base base, Answered done) {
    complete(
        [this, base] {
            device->disk.apply(base, std::exchange(staged, {}));
            if (base.replaces) {
                for (const auto& tab : device->tabs_) {
                    if (tab.get() != this && tab->role == TabRole::follower) tab->become(TabRole::follower);
                }
            }
            return Written{};
        },
        std::move(done));
}

void FakeDevice::Tab::wipe(Answered done) {
    complete(
        [this] {
            device->disk = Disk{};
            return Written{};
        },
        std::move(done));
}

void FakeDevice::Tab::submit(const std::string& id, const std::string& bytes) {
    if (drop_messages) return;
    for (const auto& tab : device->tabs_) {
        if (tab.get() == this || tab->role != TabRole::writer) continue;
        device->later(*tab, 0, [this, writer = tab.get(), id, bytes, from = name] {
            if (device->disk.knows(id))
                writer->answer(from, id, "known");
            else
                writer->session->submitted(from, id, bytes);
        });
    }
}

void FakeDevice::Tab::answer(const std::string& tab_name, const std::string& id, const std::string& text) {
    for (const auto& tab : device->tabs_) {
        if (tab->name != tab_name) continue;
        device->later(*tab, 0, [to = tab.get(), id, text] { to->session->answered(id, text); });
    }
}

void FakeDevice::Tab::tell(const std::string& text) {
    if (drop_messages) return;
    for (const auto& tab : device->tabs_) {
        if (tab.get() != this) device->later(*tab, 0, [to = tab.get(), text] { to->session->told(text); });
    }
}

void FakeDevice::Tab::to_others(const std::function<void(Session&)>& action) {
    if (drop_messages) return;
    for (const auto& tab : device->tabs_) {
        if (tab.get() == this || tab->role != TabRole::follower) continue;
        device->later(*tab, 0, [to = tab.get(), action] { action(*to->session); });
    }
}

void FakeDevice::Tab::ask(HttpRequest request, std::function<void(HttpAnswer)> done) {
    ++device->requests;
    if (const std::int64_t wait_ms = std::exchange(device->slow_ms, 0); wait_ms > 0) {
        done = [this, wait_ms, arrived = std::move(done)](const HttpAnswer& answer) {
            device->later(*this, wait_ms, [arrived, answer] { arrived(answer); });
        };
    }
    device->later(*this, 5, [this, request, done = std::move(done)] {
        if (!device->network) return done({});
        if (request.path == "/api/logout") {
            device->signed_in = false;
            return done({200, "{}", 0});
        }
        if (request.path == "/api/login")
            device->signed_in = request.body.find("bon mot de passe") != std::string::npos;
        if (!device->signed_in) return done({401, R"({"error":"signed_out"})", 0});
        if (request.path != "/api/sync") {
            const std::string id = to_text(device->host().signed_in.value);
            return done({200, R"({"user":{"id":")" + id + R"(","name":"Anna Essai"},"firm":{"name":"Essai"}})", 0});
        }
        const auto question = decode_request(request.body);
        REQUIRE(question.ok());
        const std::string body = encode(device->host().answer(*question));
        if (device->lose_answers) return done({});
        device->later(*this, 5, [done, body] { done({200, body, 0}); });
    });
}

std::uint64_t FakeDevice::Tab::random() {
    device->chance = device->chance * 6364136223846793005u + 1442695040888963407u;
    return device->chance ^ (device->chance >> 29u);
}

void FakeDevice::Tab::call_after(std::int32_t delay_ms, std::function<void()> action) {
    device->later(*this, delay_ms, std::move(action));
}

}  // namespace pupitre::test
