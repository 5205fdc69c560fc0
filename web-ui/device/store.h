// What the device keeps, seen from the program: five calls (open, append, commit, compact, wipe), and the tabs that share
// it. A base is handed over piece by piece (stage) before compact makes it live, so that no frame carries a whole one. All calls return at once; answers and events come later, on the same thread. Bytes are opaque here.
// The browser's implementation is device_web.cpp over js/; tests and the simulator have their own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace pupitre::ui {

/// The codes of js/errors.mjs, by name.
enum class StoreFault : std::uint8_t {
    lease_lost,    // Another tab is the writer now; this one follows.
    quota,         // No room on the disk.
    not_saved,     // The browser gave no answer, also after new tries.
    closed,        // Another tab runs a newer build, or the store was wiped.
    newer_format,  // Written by a newer version.
    unreadable,    // The browser cannot read its own database.
    unavailable,   // No storage at all (private window, blocked).
    failed,        // A fault of ours.
};

struct StoreFailure {
    StoreFault fault = StoreFault::failed;
    std::string detail;
};

/// A pending command. `order` grows without gaps; `id` is the command's own.
struct OutboxRow {
    std::int64_t order = 0;
    std::string id;
    std::string bytes;

    bool operator==(const OutboxRow&) const = default;
};

/// A message of the host that changes the base, as it was received.
struct LogEntry {
    std::string scope;
    std::string bytes;
};

/// An answer of the host that waits for the user.
struct ResultRow {
    std::string id;
    std::string bytes;
};

/// A piece of the base state.
struct Segment {
    std::string name;
    std::string bytes;
};

/// What was found broken: kind "segment", "log" (name = scope, "*" = unknown), "outbox", "result", "meta", "draft".
struct Damage {
    std::string kind;
    std::string name;
};

enum class TabRole : std::uint8_t { none, writer, follower };

using Settings = std::map<std::string, std::optional<std::string>>;  // No value removes the key.

/// The whole content. Base = segments + log; the view = base + outbox.
struct Opened {
    TabRole role = TabRole::none;
    std::int64_t generation = 0;
    std::vector<Segment> segments;
    std::vector<LogEntry> log;
    std::int64_t log_through = 0;  // The number of the last log entry.
    std::vector<OutboxRow> outbox;
    std::vector<OutboxRow> quarantined;  // Pending commands whose bytes are broken: shown, never sent, never deleted.
    std::vector<ResultRow> results;
    std::vector<std::string> settled;  // Ids of commands the host has answered, oldest first.
    std::map<std::string, std::string> meta;
    std::map<std::string, std::string> drafts;
    std::vector<Damage> damage;
};

/// What the user did.
struct Append {
    std::vector<OutboxRow> outbox;
    std::vector<std::string> dismiss;  // Results the user has read.
    Settings meta;
    Settings drafts;
};

/// What the host said.
struct Commit {
    std::vector<LogEntry> patches;
    std::vector<OutboxRow> outbox;  // Commands that were renumbered.
    std::vector<OutboxRow> prune;   // Commands that were answered; their bytes do not matter.
    std::vector<ResultRow> results;
    Settings meta;
};

struct Base {
    std::vector<Segment> segments;  // For Store::stage; compact takes what was staged.
    std::int64_t log_through = 0;   // The last log entry that is in the segments.
    bool replaces = false;          // The host sent it whole: followers must open again.
    std::vector<OutboxRow> prune;   // As in Commit: commands that this base answers.
    std::vector<ResultRow> results;
    Settings meta;
};

/// A durable write.
struct Written {
    std::int64_t log_through = 0;  // The number of the last log entry; set by commit.
};

using Answered = std::function<void(Result<Written, StoreFailure>)>;

/// What happens without having been asked for.
class StoreEvents {
public:
    virtual ~StoreEvents() = default;
    /// The content; again when this tab's role changes, or when it missed something.
    virtual void opened(Opened content) = 0;
    /// To a follower: the writer has made this durable.
    virtual void followed(Append change) = 0;
    virtual void followed(Commit change) = 0;
    /// To the writer: another tab hands a command over.
    virtual void submitted(const std::string& tab, const std::string& id, std::string bytes) = 0;
    /// To a follower: what the writer says to a command it did not store. "known": it is durable already.
    virtual void answered(const std::string& id, const std::string& text) = 0;
    /// Another tab says something to all.
    virtual void told(const std::string& text) = 0;
    /// To a follower: there is a new writer; what is not durable must be submitted again.
    virtual void writer_changed() = 0;
    /// `slow`: a write is being tried again. Otherwise the store cannot be used.
    virtual void trouble(StoreFailure failure, bool slow) = 0;
    /// Another tab runs a newer build, or the user has wiped the device: this page must be loaded again.
    virtual void must_reload() = 0;
};

class Store {
public:
    virtual ~Store() = default;

    /// Opens the store of one user in one firm. The content comes through StoreEvents::opened.
    virtual void open(const std::string& name) = 0;
    virtual void append(Append change, Answered done) = 0;
    virtual void commit(Commit change, Answered done) = 0;
    /// Writes one piece of the next base. The first one of a base drops what was staged of another.
    virtual void stage(Segment segment, bool first, Answered done) = 0;
    /// Makes the staged pieces the base. Until it is done, and when it fails, the old one is.
    virtual void compact(Base base, Answered done) = 0;
    /// Removes everything, pending commands included.
    virtual void wipe(Answered done) = 0;

    virtual void close() = 0;
    /// From a follower to the writer, and from the writer to a follower.
    virtual void submit(const std::string& id, const std::string& bytes) = 0;
    virtual void answer(const std::string& tab, const std::string& id, const std::string& text) = 0;
    /// To all other tabs.
    virtual void tell(const std::string& text) = 0;
};

}  // namespace pupitre::ui
