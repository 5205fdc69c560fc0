// Files in the desk: where they go, what became of them, and what the screens are told.
#include <algorithm>

#include "core/command/row_commands.h"
#include "core/documents/file_kind.h"
#include "web-ui/app/desk_application.h"
#include "web-ui/platform/page.h"
#include "web-ui/screens/documents.h"

namespace pupitre::ui {

namespace {

constexpr std::int32_t look_again_ms = 5'500;
constexpr std::size_t problems_max = 20;

/// The host's and the port's codes that have words of their own.
std::string code_words(const std::string& code, std::string_view other, const Texts& texts) {
    const std::string key = "documents.code." + code;
    return std::string(texts.label(!code.empty() && texts.has(key) ? std::string_view(key) : other));
}

int percent(std::int64_t part, std::int64_t whole) {
    return whole <= 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(part * 100 / whole, 0, 100));
}

void say_upload(const Upload& upload, const Texts& texts, FileFact& fact) {
    fact.ours = true;
    if (upload.refused) {
        fact.state = FileFact::State::refused;
        fact.why = code_words(upload.code, "documents.code.refused", texts);
        if (!upload.detail.empty()) fact.why += " (" + upload.detail + ')';
    } else if (upload.sent >= 0) {
        fact.state = FileFact::State::sending;
        fact.percent = percent(upload.sent, upload.size);
    } else {
        fact.state = FileFact::State::waiting;
        // That there is no network, the top of the page says.
        if (!upload.code.empty() && upload.code != "offline")
            fact.why = code_words(upload.code, "documents.code.later", texts);
    }
}

void say_host(const HostFileState& host, const Texts& texts, FileFact& fact) {
    switch (host.state) {
    case HostFile::unknown:
    case HostFile::available: return;
    case HostFile::awaited: fact.state = FileFact::State::awaited; return;
    case HostFile::held: fact.state = FileFact::State::held; return;
    case HostFile::refused:
        fact.state = FileFact::State::refused;
        fact.why = host.reason == "program" ? std::string(texts.label("documents.code.file_program"))
                                            : texts.format("documents.infected", {host.reason});
        return;
    }
}

}  // namespace

/// Dropped files go to the task whose panel is open, otherwise to the client whose sheet it is.
std::optional<FileTarget> DeskApplication::file_target() const {
    const Route& route = places_.here();
    if (is_portal()) {
        const ClientRequest* open = session_->view().find(ClientRequestId{screens_.portal.request});
        if (open == nullptr || open->state == RequestState::accepted) return std::nullopt;
        return FileTarget{{}, {}, open->id, {}};
    }
    if (!session_->context().may(Right::edit)) return std::nullopt;
    if (shows_bank() && !route.panel.is_open()) return std::nullopt;
    const ClientRequest* request = route.panel.table == ClientRequest::table
                                       ? session_->view().find(ClientRequestId{route.panel.record})
                                       : nullptr;
    if (request != nullptr) return FileTarget{request->client, {}, request->id, {}};
    const Task* task = route.panel.table == Task::table ? session_->view().find(TaskId{route.panel.record}) : nullptr;
    if (task != nullptr) return FileTarget{task->client, task->id};
    const Client* client = route.screen == Screen::client ? session_->view().find(ClientId{route.record}) : nullptr;
    if (client != nullptr) return FileTarget{client->id, {}};
    return std::nullopt;
}

std::vector<DocumentId> DeskApplication::shown_documents() const {
    const Route& route = places_.here();
    std::vector<const Document*> shown;
    if (route.panel.table == Task::table) shown = documents_of(session_->view(), TaskId{route.panel.record});
    if (route.screen == Screen::client && route.tab == "documents") {
        const auto more = documents_of(session_->view(), ClientId{route.record});
        shown.insert(shown.end(), more.begin(), more.end());
    }
    std::vector<DocumentId> ids;
    ids.reserve(shown.size());
    for (const Document* document : shown) ids.push_back(document->id);
    std::vector<const SharedDocument*> shared;
    if (is_portal()) {
        const PortalAccess* access = access_of(session_->view(), session_->context().actor);
        if (access != nullptr) shared = documents_of(session_->view(), access->portal);
    } else if (route.panel.table == ClientRequest::table) {
        shared = documents_of(session_->view(), ClientRequestId{route.panel.record});
    }
    if (!is_portal() && route.screen == Screen::client && route.tab == "shared") {
        const auto more = documents_of(session_->view(), portal_id(ClientId{route.record}));
        shared.insert(shared.end(), more.begin(), more.end());
    }
    for (const SharedDocument* document : shared) ids.push_back(DocumentId{document->id.value});
    return ids;
}

void DeskApplication::build_file_facts() {
    files_->set_limit(session_->file_bytes_max());
    if (files_known_ != session_->revision()) {
        files_known_ = session_->revision();
        files_->know(session_->view());
    }
    files_->aim(file_target());
    const std::vector<DocumentId> shown = shown_documents();
    files_->look_at(shown, session_->now_ms());
    file_facts_.documents.clear();
    const LocalFiles& local = files_->local();
    bool unsettled = false;
    for (const DocumentId id : shown) {
        const auto document = find_content(session_->view(), id.value);
        if (!document) continue;
        FileFact fact;
        fact.here = local.here.contains(document->hash);
        say_host(files_->at_host(id), texts_, fact);
        const auto upload = std::ranges::find(local.uploads, id, &Upload::document);
        if (upload != local.uploads.end()) say_upload(*upload, texts_, fact);
        const auto download = local.downloads.find(id);
        if (download != local.downloads.end()) {
            fact.state = FileFact::State::fetching;
            fact.percent = percent(download->second, document->size_bytes);
        }
        unsettled = unsettled || files_->at_host(id).state != HostFile::available;
        file_facts_.documents[id.value] = std::move(fact);
    }
    if (unsettled) look_again_later();
}

/// A content that is awaited comes without a hint from the host: as long as somebody looks, it is asked for.
void DeskApplication::look_again_later() {
    if (look_again_asked_) return;
    look_again_asked_ = true;
    world_->call_after(look_again_ms, [this] {
        look_again_asked_ = false;
        changed_ = true;
        page::request_frame();
    });
}

void DeskApplication::follow_files() {
    files_->on_changed = [this] {
        changed_ = true;
        page::request_frame();
    };
    files_->new_id = new_id_;
    files_->on_kept = [this](const Document& document, const FileTarget& target) {
        return add_document(document, target);
    };
    files_->on_problem = [this](const FileOffer& offer, FileProblem problem) {
        file_problem(
            texts_.format("documents.problem." + std::string(problem_name(problem)),
                          {offer.name, file_size_words(offer.size, texts_), file_size_words(files_->limit(), texts_)}));
    };
}

bool DeskApplication::add_document(const Document& document, const FileTarget& target) {
    if (!session_->ready()) return false;
    Do deed;
    deed.title = texts_.format("documents.added", {document.name});
    if (target.shared()) {
        SharedDocument shared;
        shared.id = SharedDocumentId{document.id.value};
        shared.request = target.request;
        shared.portal = target.portal;
        shared.name = document.name;
        shared.media_type = document.media_type;
        shared.hash = document.hash;
        shared.size_bytes = document.size_bytes;
        deed.acts.push_back(
            {"shared_document.add", Json{{"fields", create_args(entity_info<SharedDocument>(), &shared)}}});
    } else {
        deed.acts.push_back({"document.create", create_args(entity_info<Document>(), &document)});
    }
    const DeedResult result = deeds_.carry_out(deed);
    changed_ = true;
    page::request_frame();
    if (result.refusal) return false;
    if (is_portal()) {
        tell(deed.title);
    } else {
        tell(deed.title, std::string(texts_.label("history.undo")), Undo{result.action});
    }
    // Somebody has just made something that is worth keeping.
    ask_storage_room(true);
    return true;
}

void DeskApplication::file_problem(std::string words) {
    tell(words);
    file_facts_.problems.push_back(std::move(words));
    if (file_facts_.problems.size() > problems_max) file_facts_.problems.erase(file_facts_.problems.begin());
    changed_ = true;
    page::request_frame();
}

void DeskApplication::handle(const AddFiles& wanted) {
    files_->pick(
        {ClientId{wanted.client}, TaskId{wanted.task}, ClientRequestId{wanted.request}, PortalId{wanted.portal}},
        wanted.camera);
}

void DeskApplication::handle(const FetchFile& wanted) {
    const auto document = find_content(session_->view(), wanted.document);
    if (!document) return;
    FileOrder order;
    order.how = wanted.how == FetchFile::How::open   ? FileOrder::How::open
                : wanted.how == FetchFile::How::keep ? FileOrder::How::keep
                                                     : FileOrder::How::save;
    order.document = DocumentId{document->document};
    order.hash = document->hash;
    order.size = document->size_bytes;
    order.name = document->name;
    order.media_type = media_type_of(document->name);
    files_->fetch(order, [this, name = document->name, how = wanted.how](const std::string& code) {
        if (code.empty()) {
            if (how == FetchFile::How::keep) tell(texts_.format("documents.kept", {name}));
        } else if (code != "busy") {
            tell(texts_.format("documents.not_opened", {name, code_words(code, "documents.code.later", texts_)}));
        }
        changed_ = true;
        page::request_frame();
    });
}

void DeskApplication::handle(const RetryFile& wanted) { files_->retry(DocumentId{wanted.document}); }

void DeskApplication::handle(const StopFetching& wanted) { files_->cancel(DocumentId{wanted.document}); }

void DeskApplication::handle(const DismissFileProblems&) { file_facts_.problems.clear(); }

}  // namespace pupitre::ui
