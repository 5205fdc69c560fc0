// Carrying out what a person asked for: commands go to the session as one action, and the history learns how to take it
// back. Knows no screen.
#pragma once

#include <span>

#include "core/sync/undo_history.h"
#include "web-ui/device/session.h"
#include "web-ui/screens/intents.h"

namespace pupitre::ui {

/// How an action ended. A refused one left no trace.
struct DeedResult {
    std::optional<Refusal> refusal;
    std::uint64_t action = 0;  // In the history; 0: nothing was changed.
    std::size_t kept = 0;      // Fields that were left alone because somebody else changed them.
};

class Deeds {
public:
    /// Both must outlive this.
    Deeds(Session& session, const Schema& schema) : session_(&session), schema_(&schema), history_(schema) {}

    [[nodiscard]] const UndoHistory& history() const { return history_; }
    DeedResult carry_out(Do deed);
    /// A further slice of an action that is carried out in several; 0 begins it.
    DeedResult continue_with(std::uint64_t action, Do deed);
    /// Takes an action back, or does it again if it was taken back.
    DeedResult turn(std::uint64_t action);
    /// Breaks an action off that is being carried out in slices: what it did goes, without a trace if nothing is stored.
    void break_off(std::uint64_t action);
    /// Somebody else sits here now.
    void forget() { history_ = UndoHistory(*schema_); }

    /// The last command given here, to say how far it has come; nil before the first.
    [[nodiscard]] Id128 last_command() const { return last_command_; }
    [[nodiscard]] std::int64_t last_at_ms() const { return last_at_ms_; }

private:
    struct Done {
        std::vector<Id128> commands;
        std::span<const ChangeSet> changes;  // One for each command; until the session is asked for something else.
        std::vector<ChangeSet> collected;    // Where they stand if there are several.
        std::size_t kept = 0;
    };
    std::optional<Refusal> submit(std::vector<NamedCommand> commands, Done& done);

    Session* session_;
    const Schema* schema_;
    UndoHistory history_;
    Id128 last_command_;
    std::int64_t last_at_ms_ = 0;
};

}  // namespace pupitre::ui
