// Offers become documents; what the host and the port say is kept for the screens.
#include "web-ui/device/files.h"

#include <algorithm>
#include <array>

#include "core/documents/file_kind.h"

namespace pupitre::ui {

namespace {

constexpr std::array<std::string_view, 7> problem_names = {"too_large", "program",  "bad_name", "unreadable",
                                                           "no_room",   "not_kept", "refused"};

// What is not there yet may come at any moment; asking is cheap, but not free.
constexpr std::int64_t ask_again_ms = 5'000;

FileProblem problem_for(const std::string& code) {
    if (code == "quota") return FileProblem::no_room;
    if (code == "unreadable") return FileProblem::unreadable;
    return FileProblem::not_kept;
}

}  // namespace

std::string_view problem_name(FileProblem problem) { return problem_names[static_cast<std::size_t>(problem)]; }

std::optional<FileProblem> problem_of(const FileOffer& offer, std::int64_t bytes_max) {
    if (!offer.readable) return FileProblem::unreadable;
    if (!is_file_name(offer.name)) return FileProblem::bad_name;
    if (is_program_name(offer.name) || is_program_content(offer.head)) return FileProblem::program;
    if (offer.size > bytes_max) return FileProblem::too_large;
    return std::nullopt;
}

void Files::aim(const std::optional<FileTarget>& target) {
    aimed_ = target;
    if (drops_wanted_ == target.has_value()) return;
    drops_wanted_ = target.has_value();
    port_->want_drops(drops_wanted_);
}

void Files::pick(const FileTarget& target, bool camera) {
    picking_ = target;
    port_->pick(camera);
}

void Files::know(const Database& db) {
    std::map<DocumentId, std::string> hashes;
    for_each_content(db, [&](Id128 document, const std::string& hash) { hashes.emplace(DocumentId{document}, hash); });
    if (known_once_ && hashes == known_) return;
    known_once_ = true;
    known_ = std::move(hashes);
    port_->know(known_);
}

void Files::look_at(const std::vector<DocumentId>& documents, std::int64_t now_ms) {
    std::vector<DocumentId> asked;
    for (const DocumentId document : documents) {
        if (at_host(document).state == HostFile::available) continue;
        const auto last = asked_ms_.find(document);
        if (last != asked_ms_.end() && now_ms - last->second < ask_again_ms) continue;
        asked_ms_[document] = now_ms;
        asked.push_back(document);
    }
    if (asked.empty()) return;
    port_->ask_states(asked, [this, account = account_](std::map<DocumentId, HostFileState> states) {
        if (account != account_) return;
        for (auto& [document, state] : states) host_[document] = std::move(state);
        if (on_changed) on_changed();
    });
}

void Files::forget() {
    ++account_;
    aim(std::nullopt);
    picking_.reset();
    known_once_ = false;
    known_.clear();
    local_ = {};
    host_.clear();
    asked_ms_.clear();
    bytes_max_ = file_bytes_max;
}

HostFileState Files::at_host(DocumentId document) const {
    const auto found = host_.find(document);
    return found == host_.end() ? HostFileState{} : found->second;
}

void Files::file_offered(const FileOffer& offer) {
    const std::optional<FileTarget> target = offer.dropped ? aimed_ : picking_;
    const auto wrong = problem_of(offer, bytes_max_);
    if (!target || wrong) {
        port_->refuse(offer.ticket);
        if (wrong) problem(offer, *wrong);
        return;
    }
    Document document;
    document.id = DocumentId{new_id()};
    document.client = target->client;
    document.task = target->task;
    document.name = offer.name;
    document.media_type = media_type_of(offer.name);
    document.size_bytes = offer.size;
    port_->keep(offer.ticket, document.id,
                [this, account = account_, offer, document, to = *target](const KeptFile& file) {
                    if (account == account_) kept(offer, document, to, file);
                });
}

/// Only now, with its content durable, the document is made.
void Files::kept(const FileOffer& offer, Document document, const FileTarget& target, const KeptFile& file) {
    if (!file.code.empty()) return problem(offer, problem_for(file.code));
    document.hash = file.hash;
    if (on_kept && on_kept(document, target)) return;
    port_->cancel(document.id);
    problem(offer, FileProblem::refused);
}

void Files::problem(const FileOffer& offer, FileProblem what) {
    if (on_problem) on_problem(offer, what);
}

void Files::files_changed(LocalFiles files) {
    // What was being sent and is not any more has arrived: the host has something new to say about it.
    for (const Upload& before : local_.uploads) {
        const bool still = std::ranges::any_of(
            files.uploads, [&](const Upload& upload) { return upload.document == before.document && !upload.refused; });
        if (!still) asked_ms_.erase(before.document);
    }
    local_ = std::move(files);
    if (on_changed) on_changed();
}

}  // namespace pupitre::ui
