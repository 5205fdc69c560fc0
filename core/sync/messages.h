// What a device and the host say to each other. One request, one answer, both CBOR; a live channel only says "there is
// something new" (poke), so a lost poke costs time and never data.
//
// A field that a reader does not know is skipped; a field that is missing has its default: messages only grow.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/command/command.h"
#include "core/command/context.h"
#include "core/sync/scope_links.h"

namespace pupitre {

constexpr std::int32_t protocol_version = 1;
constexpr std::size_t push_commands_max = 256;
constexpr std::size_t push_bytes_max = 256 * 1024;
constexpr std::size_t request_bytes_max = 1024 * 1024;
constexpr std::size_t patch_rows_max = 20'000;  // More changed rows than this are sent as a snapshot.

/// Where a command came from before its device had to take a new identity.
struct Origin {
    Id128 client;
    std::int64_t mid = 0;
    bool operator==(const Origin&) const = default;
};

/// A command with its number on its device: 1, 2, 3 … without gaps.
struct QueuedCommand {
    std::int64_t mid = 0;
    Command command;
    std::optional<Origin> origin;
    bool operator==(const QueuedCommand&) const = default;
};

/// What the device holds.
struct Hello {
    std::int32_t protocol = protocol_version;
    std::int32_t core = 1;
    Id128 client;           // One life of a device's store.
    Id128 epoch;            // Of the database that the base came from; nil without a base.
    std::int64_t seq = -1;  // The base is the host's state after this many commands; -1 without a base.
    std::int64_t next_mid = 1;
    std::int64_t seen_result_mid = 0;  // Results up to here are stored on the device.
    bool repair = false;               // The base is damaged: send a snapshot.
    TeamMemberId user;                 // Whose store that is; nil from devices that do not say.
};

struct Push {
    std::vector<QueuedCommand> commands;  // Consecutive mids.
};

/// A further part of a snapshot that was begun.
struct SnapshotRequest {
    std::int64_t seq = 0;
    std::int32_t part = 0;
    Id128 epoch = {};  // Of the state that it is a part of; nil where an older device does not say.
};

struct SyncRequest {
    Hello hello;
    std::optional<Push> push;
    std::optional<SnapshotRequest> snapshot;
};

/// What became of a command. Stored by name.
enum class ResultKind : std::uint8_t { ok, refused, nothing_changed };

struct CommandResult {
    std::int64_t mid = 0;
    ResultKind kind = ResultKind::ok;
    std::int64_t seq = 0;  // The state's number after the command; 0 if refused.
    std::optional<Refusal> refusal;
    std::vector<Conflict> conflicts;
    bool operator==(const CommandResult&) const = default;
};

struct Welcome {
    std::int32_t protocol = protocol_version;
    std::int32_t core_min = 1;
    Id128 epoch;
    std::int64_t seq = 0;       // The host's state.
    std::int64_t last_mid = 0;  // The last command of this device that was decided.
    std::int64_t now_ms = 0;
    TeamMemberId actor;  // Who is signed in.
};

/// Why the host does not talk to this device now. Sent by name.
enum class RefuseCode : std::uint8_t {
    upgrade,         // The program is too old: reload it; the queue is kept.
    auth,            // Sign in again.
    client_unknown,  // The host never heard of this device: take a new identity, send the queue again with origins.
    client_ahead,    // The host was restored from a backup and knows fewer commands than the device had decided.
    overloaded,      // Later.
    malformed,       // A message that can't be read.
};
std::string_view refuse_code_name(RefuseCode code);

struct Refuse {
    RefuseCode code = RefuseCode::overloaded;
    std::int64_t retry_ms = 0;
    std::string detail;
};

/// From the device's base to a later state: whole rows as they now are, and the ids of deleted ones.
struct Patch {
    Id128 epoch;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t last_mid = 0;        // Commands of this device up to here are contained.
    std::vector<std::string> blocks;  // Row blocks, see store/row_block.h.
    Hash128 digest;                   // Of the whole state at `to`.
    /// How the chains of the scopes that changed went on; missing only in what devices stored before there were chains.
    std::optional<std::vector<ScopeLinks>> links = std::nullopt;
};

/// One part of a complete state, row blocks and at the end heads of chains. All parts of one seq belong together.
struct SnapshotPart {
    Id128 epoch;
    std::int64_t seq = 0;
    std::int64_t last_mid = 0;
    std::int32_t part = 0;
    std::int32_t parts = 1;
    std::string block;
    Hash128 digest;
};

struct SyncResponse {
    std::optional<Refuse> refuse;
    std::optional<Welcome> welcome;
    std::vector<CommandResult> results;  // Repeated until seen_result_mid passes them.
    std::optional<Patch> patch;
    std::optional<SnapshotPart> snapshot;
};

std::string encode(const SyncRequest& request);
/// The same with these encoded commands in place of request.push.
std::string encode(const SyncRequest& request, std::span<const std::string> commands);
std::string encode(const SyncResponse& response);
std::string encode(const Patch& patch);  // Also the stored form of the device's log.
std::string encode(const QueuedCommand& command);
std::string encode(const CommandResult& result);

/// Errors: malformed, wrong_type, too_large (a push over its limits).
Result<SyncRequest> decode_request(std::string_view bytes);
Result<SyncResponse> decode_response(std::string_view bytes);
Result<Patch> decode_patch(std::string_view bytes);
Result<QueuedCommand> decode_queued_command(std::string_view bytes);
Result<CommandResult> decode_result(std::string_view bytes);

}  // namespace pupitre
