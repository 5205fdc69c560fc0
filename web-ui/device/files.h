// Files of this device: which are taken in, which document each becomes, and where their contents are. Bytes stay with the
// port (js/file_bench.mjs in the browser); this decides by names, sizes and first bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/requests/content.h"
#include "core/store/database.h"

namespace pupitre::ui {

/// A file that somebody chose or dropped.
struct FileOffer {
    std::int64_t ticket = 0;  // What the port calls it.
    bool dropped = false;
    bool readable = true;
    std::string name;
    std::int64_t size = 0;
    std::string head;  // Its first bytes.
};

/// Why a file does not become a document. The wording is message key "documents.problem.<name>".
enum class FileProblem : std::uint8_t { too_large, program, bad_name, unreadable, no_room, not_kept, refused };
std::string_view problem_name(FileProblem problem);

/// A content that has to reach the host.
struct Upload {
    DocumentId document;
    bool refused = false;  // By the host, for good; otherwise it waits or is on its way.
    std::string code;      // Why it is refused, or why sending waits.
    std::string detail;
    std::int64_t size = 0;
    std::int64_t sent = -1;  // Bytes; -1: its turn has not come.
};

/// What the port has and does.
struct LocalFiles {
    std::vector<Upload> uploads;
    std::map<DocumentId, std::int64_t> downloads;  // Bytes that have come.
    std::set<std::string> here;                    // Hashes of whole contents.
    std::int64_t bytes = 0;
};

/// Where the host has a document's content.
enum class HostFile : std::uint8_t { unknown, awaited, held, available, refused };
struct HostFileState {
    HostFile state = HostFile::unknown;
    std::string reason;
};

/// What the port answers: the content's hash, or a code of js/errors.mjs.
struct KeptFile {
    std::string hash;
    std::string code;
};

struct FileOrder {
    enum class How : std::uint8_t { open, save, keep } how = How::save;
    DocumentId document;
    std::string hash;
    std::int64_t size = 0;
    std::string name;
    std::string media_type;
};

class FilePort {
public:
    virtual ~FilePort() = default;
    /// Whether files dropped on the page are documents.
    virtual void want_drops(bool wanted) = 0;
    virtual void pick(bool camera) = 0;
    /// Makes an offered file durable, to be sent for the document.
    virtual void keep(std::int64_t ticket, DocumentId document, std::function<void(KeptFile)> done) = 0;
    virtual void refuse(std::int64_t ticket) = 0;
    /// The documents that are seen now; contents of others leave the device.
    virtual void know(const std::map<DocumentId, std::string>& hashes) = 0;
    virtual void ask_states(const std::vector<DocumentId>& documents,
                            std::function<void(std::map<DocumentId, HostFileState>)> done) = 0;
    /// Answers with a code; empty: done.
    virtual void fetch(const FileOrder& order, std::function<void(std::string code)> done) = 0;
    virtual void retry(DocumentId document) = 0;
    virtual void cancel(DocumentId document) = 0;
    /// There is reason to hope that sending works now.
    virtual void hurry() = 0;
};

class FileEvents {
public:
    virtual ~FileEvents() = default;
    virtual void file_offered(const FileOffer& offer) = 0;
    virtual void files_changed(LocalFiles files) = 0;
};

/// Whom a file that is offered now is added to.
struct FileTarget {
    ClientId client;
    TaskId task;
    ClientRequestId request = {};  // Not nil: a document that is shared with a client, under this request …
    PortalId portal = {};          // … or, without one, as such.

    [[nodiscard]] bool shared() const { return !request.is_nil() || !portal.is_nil(); }
};

/// Nothing if the file may become a document.
std::optional<FileProblem> problem_of(const FileOffer& offer, std::int64_t bytes_max);

class Files final : public FileEvents {
public:
    /// The port must outlive this.
    explicit Files(FilePort& port) : port_(&port) {}

    std::function<void()> on_changed;
    std::function<void(const FileOffer& offer, FileProblem problem)> on_problem;
    /// A file was kept: the document that it is. False if it was not accepted; the file is then let go.
    std::function<bool(const Document& document, const FileTarget& target)> on_kept;
    std::function<Id128()> new_id;

    void set_limit(std::int64_t bytes_max) { bytes_max_ = bytes_max; }
    [[nodiscard]] std::int64_t limit() const { return bytes_max_; }

    /// Where dropped files go; a nil client and task: nowhere.
    void aim(const std::optional<FileTarget>& target);
    void pick(const FileTarget& target, bool camera);
    /// Compares with what was known before; cheap when nothing changed.
    void know(const Database& db);
    /// The documents on the screen: the host is asked for those of which it may say something new.
    void look_at(const std::vector<DocumentId>& documents, std::int64_t now_ms);
    void fetch(const FileOrder& order, std::function<void(std::string code)> done) {
        port_->fetch(order, std::move(done));
    }
    void retry(DocumentId document) { port_->retry(document); }
    void cancel(DocumentId document) { port_->cancel(document); }
    void hurry() { port_->hurry(); }
    /// Somebody else works here now.
    void forget();

    [[nodiscard]] const LocalFiles& local() const { return local_; }
    [[nodiscard]] HostFileState at_host(DocumentId document) const;

    void file_offered(const FileOffer& offer) override;
    void files_changed(LocalFiles files) override;

private:
    void kept(const FileOffer& offer, Document document, const FileTarget& target, const KeptFile& file);
    void problem(const FileOffer& offer, FileProblem what);

    FilePort* port_;
    std::int64_t bytes_max_ = file_bytes_max;
    std::optional<FileTarget> aimed_;
    std::optional<FileTarget> picking_;
    bool drops_wanted_ = false;
    bool known_once_ = false;
    std::map<DocumentId, std::string> known_;
    LocalFiles local_;
    std::map<DocumentId, HostFileState> host_;
    std::map<DocumentId, std::int64_t> asked_ms_;
    std::uint64_t account_ = 0;  // Answers to what was asked for somebody else mean nothing.
};

}  // namespace pupitre::ui
