// /api/files/…: who may send, ask for and read the contents of documents. A document must be known, and seen by whoever
// asks: knowing a content's hash, or a document's id, opens nothing.
#include <nlohmann/json.hpp>

#include "core/firm/firm.h"
#include "core/requests/content.h"
#include "server-stub/base/clock.h"
#include "server-stub/files/file_wire.h"
#include "server-stub/firm/sight.h"
#include "server-stub/service/service.h"

namespace pupitre::host {
namespace {

constexpr std::size_t states_max = 500;  // Documents in one question.
constexpr std::int64_t sweep_every_ms = 10 * 60'000;
constexpr std::int64_t examine_every_ms = 5'000;

std::optional<Id128> document_in(const nlohmann::json& json) {
    if (!json.is_object() || !json.contains("document") || !json["document"].is_string()) return std::nullopt;
    return document_id(json["document"].get<std::string>());
}

/// A document that the person sees.
std::optional<NamedContent> seen_document(const Database& db, const Sight& sight, Id128 id) {
    auto document = find_content(db, id);
    return document && sight.sees(document->scope) ? document : std::nullopt;
}

bool may_write(const Database& db, TeamMemberId member, const NamedContent& document) {
    return context_for(db, member, Command{}, Role::authority).may(document.shared ? Right::share : Right::edit);
}

}  // namespace

void Service::keep_files(std::unique_ptr<Storage> storage, const FileLimits& limits) {
    files_ = std::make_unique<FileDesk>(std::move(storage), limits, log_);
}

/// On the firm's thread, for a person who may see the document; with `writing`, one who may change it, too.
void Service::with_document(const HttpRequest& request, Id128 id, bool writing, const Responder& answer,
                            const WithDocument& then) {
    if (files_ == nullptr) return answer(error_response(503, "overloaded"));
    on_firm(answer, [this, id, writing, answer, then, token = std::string(request.cookie(session_cookie))] {
        // The document may have come by another host.
        const auto followed = authority_->catch_up();
        if (!followed) return answer(fault_response(followed.error()));
        with_session(token, answer, [&](const SessionRecord& session) {
            const TeamMemberId member{session.user};
            const Sight sight(authority_->db(), member);
            const auto document = seen_document(authority_->db(), sight, id);
            if (!document) return answer(error_response(404, "document_unknown"));
            if (writing && !may_write(authority_->db(), member, *document))
                return answer(error_response(403, "not_permitted"));
            then(*document, sight, member);
        });
    });
}

void Service::offer_file(const HttpRequest& request, const Responder& answer) {
    const auto id = document_in(nlohmann::json::parse(request.body, nullptr, false));
    if (!id) return answer(error_response(400, "bad_request"));
    with_document(request, *id, true, answer,
                  [this, answer](const NamedContent& document, const Sight& sight, TeamMemberId member) {
                      const auto hash = content_hash(document.hash);
                      if (!hash) return answer(error_response(404, "document_unknown"));
                      OfferedFile file{document.document, *hash, document.size_bytes, member.value, {}};
                      const auto same = documents_with(authority_->db(), document.hash);
                      for (const Id128 other : same) {
                          const bool another = other != file.document;
                          if (another && seen_document(authority_->db(), sight, other).has_value())
                              file.same.push_back(other);
                      }
                      files_->offer(std::move(file), answer);
                  });
}

void Service::take_chunk(const HttpRequest& request, const Responder& answer) {
    const auto place = chunk_place(request.header("x-pupitre-document"), request.header("x-pupitre-number"));
    const auto hash = content_hash(request.header("x-pupitre-sha256"));
    if (!place || !hash) return answer(error_response(400, "bad_request"));
    auto sent = std::make_shared<const SentChunk>(SentChunk{place->document, place->number, *hash, request.body});
    with_document(request, place->document, true, answer,
                  [this, answer, chunk = std::move(sent)](const NamedContent&, const Sight&, TeamMemberId) {
                      files_->take(chunk, answer);
                  });
}

void Service::complete_file(const HttpRequest& request, const Responder& answer) {
    const auto id = document_in(nlohmann::json::parse(request.body, nullptr, false));
    if (!id) return answer(error_response(400, "bad_request"));
    with_document(request, *id, true, answer, [this, answer](const NamedContent& document, const Sight&, TeamMemberId) {
        files_->complete(document.document, answer);
    });
}

void Service::give_chunk(const HttpRequest& request, const Responder& answer) {
    const auto asked = chunk_path(std::string_view(request.path).substr(files_path.size()));
    if (!asked) return answer(error_response(404, "not_found"));
    with_document(request, asked->document, false, answer,
                  [this, answer, number = asked->number](const NamedContent& document, const Sight&, TeamMemberId) {
                      files_->give(document.document, number, answer);
                  });
}

/// Of the documents that the person sees; the others are left out.
void Service::show_file_states(const HttpRequest& request, const Responder& answer) {
    const auto json = nlohmann::json::parse(request.body, nullptr, false);
    if (files_ == nullptr) return answer(error_response(503, "overloaded"));
    if (!json.is_object() || !json.contains("documents") || !json["documents"].is_array() ||
        json["documents"].size() > states_max) {
        return answer(error_response(400, "bad_request"));
    }
    std::vector<Id128> asked;
    for (const auto& each : json["documents"]) {
        const auto id = each.is_string() ? document_id(each.get<std::string>()) : std::nullopt;
        if (id) asked.push_back(*id);
    }
    on_firm(answer,
            [this, answer, asked = std::move(asked), token = std::string(request.cookie(session_cookie))]() mutable {
                const auto followed = authority_->catch_up();
                if (!followed) return answer(fault_response(followed.error()));
                with_session(token, answer, [&](const SessionRecord& session) {
                    const Sight sight(authority_->db(), TeamMemberId{session.user});
                    std::erase_if(asked, [&](Id128 id) { return !seen_document(authority_->db(), sight, id); });
                    files_->states(std::move(asked), answer);
                });
            });
}

void Service::tend_files() {
    if (files_ == nullptr) return;
    const std::int64_t now = steady_ms();
    if (now - examined_ms_ >= examine_every_ms) {
        examined_ms_ = now;
        files_->examine();
    }
    if (swept_ms_ != 0 && now - swept_ms_ < sweep_every_ms) return;
    swept_ms_ = now;
    const bool posted = firm_.post([this] {
        std::set<Id128> documents;
        for_each_content(authority_->db(), [&](Id128 document, const std::string&) { documents.insert(document); });
        files_->sweep(std::move(documents));
    });
    if (!posted) log_.warning("firm.queue_full");
}

}  // namespace pupitre::host
