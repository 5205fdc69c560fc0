// CBOR forms of the messages, by way of JSON values.
#include "core/sync/messages.h"

#include <array>

#include "core/sync/object_reader.h"

namespace pupitre {

namespace {

constexpr std::array<std::string_view, 3> result_kinds = {"ok", "refused", "nothing_changed"};
constexpr std::array<std::string_view, 6> refuse_codes = {"upgrade",      "auth",       "client_unknown",
                                                          "client_ahead", "overloaded", "malformed"};

Json hello_json(const Hello& hello) {
    Json json{{"protocol", hello.protocol},
              {"core", hello.core},
              {"client", to_text(hello.client)},
              {"epoch", to_text(hello.epoch)},
              {"seq", hello.seq},
              {"next_mid", hello.next_mid},
              {"seen_result_mid", hello.seen_result_mid},
              {"repair", hello.repair}};
    if (!hello.user.is_nil()) json["user"] = to_text(hello.user.value);
    return json;
}

Result<Hello> read_hello(const Json& json) {
    ObjectReader in(json, "hello");
    Hello hello;
    hello.protocol = in.small_number("protocol");
    hello.user = TeamMemberId{in.id("user")};
    hello.core = in.small_number("core");
    hello.client = in.id("client");
    hello.epoch = in.id("epoch");
    hello.seq = in.number("seq", -1);
    hello.next_mid = in.number("next_mid", 1);
    hello.seen_result_mid = in.number("seen_result_mid");
    hello.repair = in.yes("repair");
    if (hello.client.is_nil()) in.fail(ErrorCode::malformed, "client");
    if (in.error()) return *in.error();
    return hello;
}

// Commands can be long, so they are written member by member, in the order of the keys as Json would, and not copied into
// one value first (RFC 8949 §3.1).
constexpr unsigned cbor_list = 4;
constexpr unsigned cbor_map = 5;

void write_head(std::string& out, unsigned kind, std::size_t count) {
    constexpr std::size_t in_head_max = 23;
    assert(count <= 0xFFFF);
    const auto byte = [&](std::size_t value) { out.push_back(static_cast<char>(value & 0xFFU)); };
    if (count <= in_head_max) return byte((kind << 5U) | count);
    byte((kind << 5U) | (count <= 0xFF ? 24U : 25U));
    if (count > 0xFF) byte(count >> 8U);
    byte(count);
}

void write_member(std::string& out, std::string_view key, const Json& value) {
    Json::to_cbor(key, out);
    Json::to_cbor(value, out);
}

void write_command(std::string& out, const Command& command) {
    const Json members = to_json(head_of(command));
    write_head(out, cbor_map, members.size());
    for (const auto& [key, value] : members.items()) write_member(out, key, key == "args" ? command.args : value);
}

Result<QueuedCommand> read_queued(const Json& json) {
    ObjectReader in(json, "queued");
    QueuedCommand queued;
    queued.mid = in.number("mid");
    if (queued.mid < 1) in.fail(ErrorCode::out_of_range, "mid");
    const Json* command_json = in.find("command");
    if (command_json == nullptr) return Error{ErrorCode::malformed, "command"};
    Result<Command> command = command_from_json(*command_json);
    if (!command) return command.error();
    queued.command = *std::move(command);
    if (const Json* origin_json = in.find("origin")) {
        ObjectReader origin(*origin_json, "origin");
        queued.origin = Origin{origin.id("client"), origin.number("mid")};
        if (origin.error()) in.take_over(*origin.error());
    }
    if (in.error()) return *in.error();
    return queued;
}

Json result_json(const CommandResult& result) {
    Json json{{"mid", result.mid},
              {"kind", std::string(result_kinds[static_cast<std::size_t>(result.kind)])},
              {"seq", result.seq}};
    if (result.refusal) json["refusal"] = to_json(*result.refusal);
    if (!result.conflicts.empty()) {
        Json conflicts = Json::array();
        for (const Conflict& conflict : result.conflicts) conflicts.push_back(to_json(conflict));
        json["conflicts"] = std::move(conflicts);
    }
    return json;
}

Result<CommandResult> read_result(const Json& json) {
    ObjectReader in(json, "result");
    CommandResult result;
    result.mid = in.number("mid");
    result.kind = static_cast<ResultKind>(in.name_in("kind", result_kinds));
    result.seq = in.number("seq");
    if (const Json* refusal_json = in.find("refusal")) {
        const Result<Refusal> refusal = refusal_from_json(*refusal_json);
        if (!refusal) return refusal.error();
        result.refusal = *refusal;
    }
    for (const Json& entry : in.list("conflicts")) {
        Result<Conflict> conflict = conflict_from_json(entry);
        if (!conflict) return conflict.error();
        result.conflicts.push_back(*std::move(conflict));
    }
    if (in.error()) return *in.error();
    return result;
}

Json patch_json(const Patch& patch) {
    Json blocks = Json::array();
    for (const std::string& block : patch.blocks) blocks.push_back(binary(block));
    Json json{{"epoch", to_text(patch.epoch)}, {"from", patch.from},          {"to", patch.to},
              {"last_mid", patch.last_mid},    {"blocks", std::move(blocks)}, {"digest", hash_json(patch.digest)}};
    if (patch.links) json["links"] = binary(encode(*patch.links));
    return json;
}

Result<Patch> read_patch(const Json& json) {
    ObjectReader in(json, "patch");
    Patch patch;
    patch.epoch = in.id("epoch");
    patch.from = in.number("from");
    patch.to = in.number("to");
    patch.last_mid = in.number("last_mid");
    for (const Json& block : in.list("blocks")) patch.blocks.push_back(in.bytes(block, "blocks"));
    patch.digest = in.hash("digest");
    if (in.find("links") != nullptr) {
        auto links = decode_scope_links(in.bytes("links"));
        if (!links) return links.error();
        patch.links = *std::move(links);
    }
    if (in.error()) return *in.error();
    return patch;
}

Json snapshot_json(const SnapshotPart& part) {
    return Json{{"epoch", to_text(part.epoch)},
                {"seq", part.seq},
                {"last_mid", part.last_mid},
                {"part", part.part},
                {"parts", part.parts},
                {"block", binary(part.block)},
                {"digest", hash_json(part.digest)}};
}

Result<SnapshotPart> read_snapshot(const Json& json) {
    ObjectReader in(json, "snapshot");
    SnapshotPart part;
    part.epoch = in.id("epoch");
    part.seq = in.number("seq");
    part.last_mid = in.number("last_mid");
    part.part = in.small_number("part");
    part.parts = in.small_number("parts");
    part.block = in.bytes("block");
    part.digest = in.hash("digest");
    if (in.error()) return *in.error();
    return part;
}

Json welcome_json(const Welcome& welcome) {
    return Json{{"protocol", welcome.protocol},         {"core_min", welcome.core_min},
                {"epoch", to_text(welcome.epoch)},      {"seq", welcome.seq},
                {"last_mid", welcome.last_mid},         {"now_ms", welcome.now_ms},
                {"actor", to_text(welcome.actor.value)}};
}

Result<Welcome> read_welcome(const Json& json) {
    ObjectReader in(json, "welcome");
    Welcome welcome;
    welcome.protocol = in.small_number("protocol");
    welcome.core_min = in.small_number("core_min");
    welcome.epoch = in.id("epoch");
    welcome.seq = in.number("seq");
    welcome.last_mid = in.number("last_mid");
    welcome.now_ms = in.number("now_ms");
    welcome.actor = TeamMemberId{in.id("actor")};
    if (in.error()) return *in.error();
    return welcome;
}

Result<Push> read_push(const Json& json) {
    ObjectReader in(json, "push");
    const Json& list = in.list("commands");
    if (list.size() > push_commands_max) return Error{ErrorCode::too_large, "push"};
    Push push;
    for (const Json& entry : list) {
        Result<QueuedCommand> queued = read_queued(entry);
        if (!queued) return queued.error();
        if (!push.commands.empty() && queued->mid != push.commands.back().mid + 1) {
            return Error{ErrorCode::malformed, "mid"};
        }
        push.commands.push_back(*std::move(queued));
    }
    if (in.error()) return *in.error();
    return push;
}

}  // namespace

std::string_view refuse_code_name(RefuseCode code) { return refuse_codes[static_cast<std::size_t>(code)]; }

std::string encode(const SyncRequest& request) {
    std::vector<std::string> commands;
    if (request.push) {
        for (const QueuedCommand& queued : request.push->commands) commands.push_back(encode(queued));
    }
    return encode(request, commands);
}

std::string encode(const SyncRequest& request, std::span<const std::string> commands) {
    std::string out;
    write_head(out, cbor_map, 1U + (commands.empty() ? 0 : 1) + (request.snapshot ? 1 : 0));
    write_member(out, "hello", hello_json(request.hello));
    if (!commands.empty()) {
        Json::to_cbor("push", out);
        write_head(out, cbor_map, 1);
        Json::to_cbor("commands", out);
        write_head(out, cbor_list, commands.size());
        for (const std::string& command : commands) out.append(command);
    }
    if (request.snapshot) {
        Json part{{"seq", request.snapshot->seq}, {"part", request.snapshot->part}};
        if (!request.snapshot->epoch.is_nil()) part["epoch"] = to_text(request.snapshot->epoch);
        write_member(out, "snapshot", part);
    }
    return out;
}

std::string encode(const SyncResponse& response) {
    Json json = Json::object();
    if (response.refuse) {
        json["refuse"] = {{"code", std::string(refuse_code_name(response.refuse->code))},
                          {"retry_ms", response.refuse->retry_ms},
                          {"detail", response.refuse->detail}};
    }
    if (response.welcome) json["welcome"] = welcome_json(*response.welcome);
    if (!response.results.empty()) {
        Json results = Json::array();
        for (const CommandResult& result : response.results) results.push_back(result_json(result));
        json["results"] = std::move(results);
    }
    if (response.patch) json["patch"] = patch_json(*response.patch);
    if (response.snapshot) json["snapshot"] = snapshot_json(*response.snapshot);
    return cbor(json);
}

std::string encode(const Patch& patch) { return cbor(patch_json(patch)); }

std::string encode(const QueuedCommand& queued) {
    std::string out;
    write_head(out, cbor_map, queued.origin ? 3 : 2);
    Json::to_cbor("command", out);
    write_command(out, queued.command);
    write_member(out, "mid", queued.mid);
    if (queued.origin)
        write_member(out, "origin", {{"client", to_text(queued.origin->client)}, {"mid", queued.origin->mid}});
    return out;
}

std::string encode(const CommandResult& result) { return cbor(result_json(result)); }

Result<SyncRequest> decode_request(std::string_view bytes) {
    if (bytes.size() > request_bytes_max) return Error{ErrorCode::too_large, "request"};
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    ObjectReader in(*json, "request");
    SyncRequest request;
    const Json* hello_part = in.find("hello");
    if (hello_part == nullptr) return Error{ErrorCode::malformed, "hello"};
    const Result<Hello> hello = read_hello(*hello_part);
    if (!hello) return hello.error();
    request.hello = *hello;
    if (const Json* push_part = in.find("push")) {
        Result<Push> push = read_push(*push_part);
        if (!push) return push.error();
        request.push = *std::move(push);
    }
    if (const Json* snapshot_part = in.find("snapshot")) {
        ObjectReader snapshot(*snapshot_part, "snapshot");
        request.snapshot = SnapshotRequest{snapshot.number("seq"), snapshot.small_number("part")};
        if (snapshot.find("epoch") != nullptr) request.snapshot->epoch = snapshot.id("epoch");
        if (snapshot.error()) return *snapshot.error();
    }
    if (in.error()) return *in.error();
    return request;
}

Result<SyncResponse> decode_response(std::string_view bytes) {
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    ObjectReader in(*json, "response");
    SyncResponse response;
    if (const Json* refuse_part = in.find("refuse")) {
        ObjectReader refuse(*refuse_part, "refuse");
        response.refuse = Refuse{static_cast<RefuseCode>(refuse.name_in("code", refuse_codes)),
                                 refuse.number("retry_ms"), refuse.text("detail")};
        if (refuse.error()) return *refuse.error();
    }
    if (const Json* welcome_part = in.find("welcome")) {
        const Result<Welcome> welcome = read_welcome(*welcome_part);
        if (!welcome) return welcome.error();
        response.welcome = *welcome;
    }
    for (const Json& entry : in.list("results")) {
        Result<CommandResult> result = read_result(entry);
        if (!result) return result.error();
        response.results.push_back(*std::move(result));
    }
    if (const Json* patch_part = in.find("patch")) {
        Result<Patch> patch = read_patch(*patch_part);
        if (!patch) return patch.error();
        response.patch = *std::move(patch);
    }
    if (const Json* snapshot_part = in.find("snapshot")) {
        Result<SnapshotPart> part = read_snapshot(*snapshot_part);
        if (!part) return part.error();
        response.snapshot = *std::move(part);
    }
    if (in.error()) return *in.error();
    return response;
}

Result<Patch> decode_patch(std::string_view bytes) {
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    return read_patch(*json);
}

Result<QueuedCommand> decode_queued_command(std::string_view bytes) {
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    return read_queued(*json);
}

Result<CommandResult> decode_result(std::string_view bytes) {
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    return read_result(*json);
}

}  // namespace pupitre
