// What a device and the host say to each other about the past: what was done to a record, in a client's file, in the firm;
// what takes one of these actions back; and the firm's data as they were. One question, one answer, both CBOR, beside the
// exchange of messages.h: nothing of it is kept on the device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/hash.h"
#include "core/command/context.h"
#include "core/schema/json_codec.h"

namespace pupitre {

constexpr std::size_t past_question_bytes_max = 4 * 1024;
constexpr std::int32_t history_steps_max = 100;  // Of one page.
constexpr std::size_t history_rows_max = 40;     // Changed rows of one step that are told; the others are counted.

/// Whose history: a record's, that of everything in one client's file, or the firm's as a whole. Sent by name.
enum class HistoryOf : std::uint8_t { record, file, firm };

/// A page of history, the newest first.
struct HistoryQuestion {
    HistoryOf of = HistoryOf::record;
    std::string table;        // Of the record.
    Id128 row;                // The record, or the client whose file it is.
    TeamMemberId member;      // What this person did; nil: everybody.
    std::int64_t before = 0;  // Only what came before this command of the firm's order; 0: up to now.
    std::int32_t count = 40;
    bool operator==(const HistoryQuestion&) const = default;
};

/// What takes a command back, with everything that was given with it in one go.
struct UndoQuestion {
    std::int64_t seq = 0;
    std::int64_t from = 0;  // A further part: the command to go on with; 0: the first part.
    bool operator==(const UndoQuestion&) const = default;
};

/// The data as they were behind a command of the firm's order or, if that is 0, at a moment.
struct StateQuestion {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::int32_t part = 0;
    bool operator==(const StateQuestion&) const = default;
};

/// One of the three.
struct PastQuestion {
    std::optional<HistoryQuestion> history;
    std::optional<UndoQuestion> undo;
    std::optional<StateQuestion> state;
};

/// What somebody did in one go: one command, or several of one batch that follow each other.
struct HistoryStep {
    std::int64_t seq = 0;       // The newest of its commands in the firm's order …
    std::int64_t first = 0;     // … and the oldest one on this page.
    std::int64_t at_ms = 0;     // When the host accepted it …
    std::int64_t given_ms = 0;  // … and when the person did it; earlier if they were offline.
    TeamMemberId actor;         // Nil: the program itself.
    std::string command;        // "client.change"
    Id128 batch;                // Nil if it was one command.
    std::int64_t commands = 1;
    std::int64_t rows = 0;  // How many rows changed, as far as the reader may see them.
    std::string changes;    // Of history_rows_max rows at most; see store/change_set.h.
    bool operator==(const HistoryStep&) const = default;
};

struct HistoryPage {
    std::vector<HistoryStep> steps;
    std::int64_t next = 0;  // What to ask for as `before` for the next page; 0: this is the beginning.
    bool operator==(const HistoryPage&) const = default;
};

/// Arguments of `undo` commands, in the order to give them.
struct UndoPart {
    std::vector<Json> args;
    std::int64_t next = 0;  // What to ask for as `from`; 0: that is all.
    bool operator==(const UndoPart&) const = default;
};

/// One part of a complete state: row blocks, as in a snapshot.
struct StatePart {
    Id128 epoch;
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;  // When the command of that number was accepted; 0 before the first one.
    std::int32_t part = 0;
    std::int32_t parts = 1;
    std::string block;
    Hash128 digest;  // Of all rows in the parts.
    bool operator==(const StatePart&) const = default;
};

/// Why there is no answer. Sent by name; the wording is message key "past.refuse.<name>".
enum class PastRefusal : std::uint8_t {
    auth,           // Sign in again.
    malformed,      // A question that can't be read.
    overloaded,     // Later.
    not_permitted,  // Only for those who manage the firm.
    not_found,      // No such record, no such command, or nothing of it may be seen.
    too_far,        // So much has happened since then that the state is not reckoned back.
    too_large,      // Too much to be taken back in one go.
};
std::string_view past_refusal_name(PastRefusal refusal);

/// A refusal or the answer to what was asked.
struct PastAnswer {
    std::optional<PastRefusal> refusal;
    std::optional<HistoryPage> history;
    std::optional<UndoPart> undo;
    std::optional<StatePart> state;
};

std::string encode(const PastQuestion& question);
std::string encode(const PastAnswer& answer);

/// Errors: too_large, malformed, wrong_type, out_of_range, unknown_name.
Result<PastQuestion> decode_past_question(std::string_view bytes);
Result<PastAnswer> decode_past_answer(std::string_view bytes);

}  // namespace pupitre
