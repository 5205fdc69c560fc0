// The last actions of this person on this device, and how to take each of them back or do it again. Undo is itself a
// command (see command/undo.h), so an action taken back travels, merges and can be done again the same way.
// Knows no storage and no screen; the application carries the commands out and reports what they changed.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/command/undo.h"

namespace pupitre {

/// Something the person did in one go: one command, or an import of thousands.
struct UserAction {
    std::uint64_t number = 0;  // Its identity here; grows.
    std::string title;         // Already worded: "Échéance déplacée au 24/11".
    std::int64_t at_ms = 0;
    std::vector<Id128> commands;  // Those that made its present state.
    bool undone = false;
};

struct UndoLimits {
    std::size_t actions_max = 200;
    std::size_t bytes_max = std::size_t{16} * 1024 * 1024;
};

class UndoHistory {
public:
    /// The schema must outlive the history.
    explicit UndoHistory(const Schema& schema, UndoLimits limits = {}) : schema_(&schema), limits_(limits) {}

    /// Notes an action that was carried out; `changes` has one change-set for each command. An action that changed
    /// nothing is not noted and gives 0. The oldest actions go when there are too many; the newest always stays.
    std::uint64_t add(std::string title, std::int64_t at_ms, std::vector<Id128> commands,
                      std::span<const ChangeSet> changes);
    /// Adds commands to an action that is carried out in slices.
    void extend(std::uint64_t number, std::span<const Id128> commands, std::span<const ChangeSet> changes);

    /// An action that left no trace is none.
    void forget(std::uint64_t number);

    /// Newest last.
    [[nodiscard]] const std::vector<UserAction>& actions() const { return actions_; }
    [[nodiscard]] const UserAction* find(std::uint64_t number) const;
    /// What Ctrl+Z takes back: the newest action that stands.
    [[nodiscard]] const UserAction* next_undo() const;
    /// What Ctrl+Shift+Z does again: the action taken back last, unless something new was done since.
    [[nodiscard]] const UserAction* next_redo() const;

    /// Arguments of the `undo` commands that turn the action over: take it back, or do it again if it was taken back.
    [[nodiscard]] std::vector<Json> turning_args(std::uint64_t number) const;
    /// After those commands were carried out.
    void turned(std::uint64_t number, std::vector<Id128> commands, std::span<const ChangeSet> changes);

private:
    /// A command that turns a part of an action over, compact: its arguments as CBOR, or the rows that it takes away.
    using Step = std::variant<std::string, std::vector<InsertedRow>>;
    /// How an action is turned over, in the order to give the commands.
    using Turning = std::deque<Step>;

    [[nodiscard]] std::size_t place_of(std::uint64_t number) const;
    void prepend(Turning& turning, std::span<const ChangeSet> changes);
    void drop(const Turning& turning);
    void forget_oldest();
    void forget_at(std::size_t place);

    const Schema* schema_;
    UndoLimits limits_;
    std::vector<UserAction> actions_;
    std::vector<Turning> turnings_;    // Beside actions_.
    std::vector<std::uint64_t> redo_;  // Taken back since the last new action, in that order.
    std::size_t bytes_ = 0;
    std::uint64_t last_number_ = 0;
};

}  // namespace pupitre
