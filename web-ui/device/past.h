// What this tab knows of the past: pages of history as they were fetched, kept in memory only, and what is asked once: how
// to take a command back, the firm as it was. Knows no screen and no store.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/store/database.h"
#include "core/sync/past_messages.h"
#include "web-ui/device/surroundings.h"

namespace pupitre::ui {

/// Why something of the past is not here.
enum class PastTrouble : std::uint8_t {
    offline,
    signed_out,
    busy,
    not_permitted,
    not_found,
    too_far,
    too_large,
    failed
};

/// A history as far as it was fetched.
struct HistoryList {
    HistoryQuestion of;  // Whose; `before` and `count` say nothing here.
    std::vector<HistoryStep> steps;
    std::int64_t next = 0;    // Where the next page begins; 0: the beginning is here.
    std::int64_t as_of = -1;  // The host's state that this device had when the newest page came; -1: none came yet.
    bool loading = false;
    std::optional<PastTrouble> trouble;  // Of the last attempt.
};

/// The firm as it was, complete.
struct PastState {
    std::unique_ptr<Database> db;
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;  // When its last command was accepted.
};

template <class Answer>
using PastAnswered = std::function<void(std::variant<Answer, PastTrouble>)>;

class Past {
public:
    /// Both must outlive this.
    Past(Surroundings& world, const Schema& schema);
    ~Past();
    Past(const Past&) = delete;
    Past& operator=(const Past&) = delete;

    /// Called when something that was asked has come, or could not.
    std::function<void()> on_changed;

    /// What is known of a history. Asks for its newest page if that never came, or if the host's state has moved on to
    /// `seq` since.
    const HistoryList& history(const HistoryQuestion& of, std::int64_t seq);
    /// The next older page, if there is one.
    void more(const HistoryQuestion& of);
    /// Asks again after trouble.
    void retry(const HistoryQuestion& of);

    /// The arguments of the `undo` commands that take a command back.
    void ask_undo(std::int64_t seq, PastAnswered<std::vector<Json>> done);
    /// The firm behind a command or, if that is 0, at a moment. `progress` hears how many of how many parts are here.
    void ask_state(const StateQuestion& question, std::function<void(std::int32_t, std::int32_t)> progress,
                   PastAnswered<PastState> done);

    /// Somebody else sits here now; what is on its way is not listened to.
    void forget();

private:
    struct ArrivingUndo;
    struct ArrivingState;
    using Told = std::variant<PastAnswer, PastTrouble>;

    HistoryList& list_of(const HistoryQuestion& of);
    void fetch(HistoryList& list, std::int64_t before, std::int64_t seq, int rounds);
    void take_page(HistoryList& list, std::int64_t before, std::int64_t seq, int rounds, const Told& told);
    void fetch_undo(const std::shared_ptr<ArrivingUndo>& arriving);
    void fetch_state(const std::shared_ptr<ArrivingState>& arriving);
    void ask(const PastQuestion& question, std::function<void(const Told&)> done);
    void changed() const;

    Surroundings* world_;
    const Schema* schema_;
    std::vector<std::unique_ptr<HistoryList>> lists_;  // The last used one last.
    std::shared_ptr<int> life_;                        // Answers to what was asked in an earlier one mean nothing.
};

}  // namespace pupitre::ui
