// What the keeper says, as answers to the browser.
#include "server-stub/service/file_desk.h"

#include <nlohmann/json.hpp>

namespace pupitre::host {
namespace {

// A chunk is a mebibyte: what waits here stays within what a small machine has.
constexpr std::size_t files_queue_max = 64;
constexpr std::size_t scans_queue_max = 2;

std::string_view state_name(ContentState state) {
    switch (state) {
    case ContentState::receiving: return "awaited";
    case ContentState::held: return "held";
    case ContentState::available: return "available";
    case ContentState::refused: return "refused";
    }
    return "awaited";
}

HttpResponse refusal_response(FileRefusal refusal) {
    switch (refusal) {
    case FileRefusal::none: break;
    case FileRefusal::too_large: return error_response(413, "file_too_large");
    case FileRefusal::firm_full: return error_response(507, "files_full");
    case FileRefusal::too_many: return error_response(429, "too_many_uploads", 60);
    case FileRefusal::program: return error_response(415, "file_program");
    case FileRefusal::unknown: return error_response(409, "upload_unknown");
    case FileRefusal::damaged: return error_response(400, "chunk_damaged");
    case FileRefusal::differs: return error_response(422, "content_differs");
    case FileRefusal::incomplete: return error_response(409, "upload_incomplete");
    }
    return error_response(500, "internal");
}

nlohmann::ordered_json state_json(const FileState& state) {
    nlohmann::ordered_json json{{"state", state_name(state.state)}};
    if (!state.reason.empty()) json["reason"] = state.reason;
    if (state.state == ContentState::receiving) {
        json["chunk_bytes"] = chunk_bytes;
        json["have"] = state.chunks;
    }
    return json;
}

std::string text_of(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

FileDesk::FileDesk(std::unique_ptr<Storage> storage, FileLimits limits, Log& log) :
    storage_(std::move(storage)),
    keeper_(*storage_, std::move(limits)),
    log_(log),
    files_(1, files_queue_max),
    scans_(1, scans_queue_max) {}

FileDesk::~FileDesk() { stop(); }

/// A scan that is under way hands its result over to the files' thread, which therefore ends last.
void FileDesk::stop() {
    scans_.stop();
    files_.stop();
}

void FileDesk::on_files(const Responder& answer, std::function<void()> work) {
    if (!files_.post(std::move(work))) answer(error_response(503, "overloaded", 5));
}

HttpResponse FileDesk::fault_response(const StorageFault& fault) {
    log_.error("files.fault", {{"kind", fault_name(fault.kind)}, {"detail", std::string_view(fault.detail)}});
    return is_transient(fault.kind) ? error_response(503, "storage", 10) : error_response(500, "internal");
}

HttpResponse FileDesk::state_response(const Stored<FileState>& state) {
    if (!state) return fault_response(state.error());
    if (state->refusal != FileRefusal::none) return refusal_response(state->refusal);
    return json_response(200, text_of(state_json(*state)));
}

void FileDesk::offer(OfferedFile file, const Responder& answer) {
    on_files(answer, [this, answer, file = std::move(file)] { answer(state_response(keeper_.offer(file))); });
}

void FileDesk::take(std::shared_ptr<const SentChunk> chunk, const Responder& answer) {
    on_files(answer, [this, answer, chunk = std::move(chunk)] { answer(state_response(keeper_.take(*chunk))); });
}

void FileDesk::complete(Id128 document, const Responder& answer) {
    on_files(answer, [this, answer, document] {
        const auto state = keeper_.complete(document);
        answer(state_response(state));
        if (state && state->state == ContentState::held) examine();
    });
}

void FileDesk::states(std::vector<Id128> documents, const Responder& answer) {
    on_files(answer, [this, answer, documents = std::move(documents)] {
        nlohmann::ordered_json states = nlohmann::ordered_json::object();
        for (const Id128 document : documents) {
            const auto state = keeper_.state(document);
            if (!state) return answer(fault_response(state.error()));
            states[to_text(document)] = state_json(state->value_or(FileState{}));
        }
        answer(json_response(200, text_of({{"states", std::move(states)}})));
    });
}

void FileDesk::give(Id128 document, std::int64_t number, const Responder& answer) {
    on_files(answer, [this, answer, document, number] {
        const auto chunk = keeper_.chunk(document, number);
        if (!chunk) return answer(fault_response(chunk.error()));
        if (!*chunk) return answer(error_response(404, "content_awaited"));
        HttpResponse response = text_response(200, "application/octet-stream", **chunk);
        response.headers.emplace_back("Cache-Control", "no-store");
        answer(std::move(response));
    });
}

void FileDesk::examine() {
    if (limits().scan_command.empty() || scanning_.exchange(true)) return;
    const bool posted = files_.post([this] {
        auto held = keeper_.next_held();
        if (!held) static_cast<void>(fault_response(held.error()));
        if (held && *held) return begin_scan(std::move(**held));
        scanning_ = false;
    });
    if (!posted) scanning_ = false;
}

void FileDesk::begin_scan(HeldContent held) {
    const bool posted = scans_.post([this, content = held.content, bytes = std::move(held.bytes)] {
        const ScanResult result = scan(limits().scan_command, bytes, limits().scan_ms);
        if (result.verdict != ScanVerdict::clean) {
            log_.warning(result.verdict == ScanVerdict::infected ? "files.infected" : "files.scan_failed",
                         {{"content", std::string_view(to_text(content))}, {"words", std::string_view(result.words)}});
        }
        const bool told = files_.post([this, content, result] {
            const auto settled = keeper_.settle(content, result);
            if (!settled) static_cast<void>(fault_response(settled.error()));
            scanning_ = false;
            examine();  // The next one, if there is one.
        });
        if (!told) scanning_ = false;
    });
    if (!posted) scanning_ = false;
}

void FileDesk::sweep(std::set<Id128> documents) {
    const bool posted = files_.post([this, documents = std::move(documents)] {
        const auto swept = keeper_.sweep(documents);
        if (!swept) static_cast<void>(fault_response(swept.error()));
    });
    if (!posted) log_.warning("files.queue_full");
}

}  // namespace pupitre::host
