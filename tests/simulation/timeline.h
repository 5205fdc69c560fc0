// Simulated time: what is to happen, in order. Nothing here waits.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

namespace pupitre::simulation {

class Timeline {
public:
    using Action = std::function<void()>;

    [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
    /// How many actions were carried out.
    [[nodiscard]] std::uint64_t events() const { return events_; }
    void after(std::int64_t delay_ms, Action action) {
        entries_.push_back({now_ms_ + std::max<std::int64_t>(0, delay_ms), ++number_, std::move(action)});
        std::ranges::push_heap(entries_, later);
    }
    /// Carries out the next action that is due until then; false if there is none, and it is then that moment.
    bool step(std::int64_t until_ms) {
        if (entries_.empty() || entries_.front().due_ms > until_ms) {
            now_ms_ = std::max(now_ms_, until_ms);
            return false;
        }
        std::ranges::pop_heap(entries_, later);
        Entry entry = std::move(entries_.back());
        entries_.pop_back();
        now_ms_ = entry.due_ms;
        ++events_;
        entry.action();
        return true;
    }

private:
    struct Entry {
        std::int64_t due_ms = 0;
        std::uint64_t number = 0;
        Action action;
    };
    static bool later(const Entry& a, const Entry& b) {
        return a.due_ms != b.due_ms ? a.due_ms > b.due_ms : a.number > b.number;
    }

    std::vector<Entry> entries_;
    std::int64_t now_ms_ = 1'795'257'600'000;
    std::uint64_t number_ = 0;
    std::uint64_t events_ = 0;
};

}  // namespace pupitre::simulation
