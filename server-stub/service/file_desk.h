// The answers about documents' contents, on threads of their own, so that a long upload or an examination never keeps
// the firm's thread from deciding commands. Whoever calls has found that the person may.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server-stub/base/log.h"
#include "server-stub/base/worker.h"
#include "server-stub/files/file_keeper.h"
#include "server-stub/http/message.h"

namespace pupitre::host {

class FileDesk {
public:
    /// The storage is one of its own, open on the firm's database.
    FileDesk(std::unique_ptr<Storage> storage, FileLimits limits, Log& log);
    ~FileDesk();
    FileDesk(const FileDesk&) = delete;
    FileDesk& operator=(const FileDesk&) = delete;

    const FileLimits& limits() const { return keeper_.limits(); }

    void offer(OfferedFile file, const Responder& answer);
    void take(std::shared_ptr<const SentChunk> chunk, const Responder& answer);
    void complete(Id128 document, const Responder& answer);
    void states(std::vector<Id128> documents, const Responder& answer);
    void give(Id128 document, std::int64_t number, const Responder& answer);

    /// Has the next held content examined, if its turn has come.
    void examine();
    void sweep(std::set<Id128> documents);
    void stop();

private:
    void on_files(const Responder& answer, std::function<void()> work);
    HttpResponse fault_response(const StorageFault& fault);
    HttpResponse state_response(const Stored<FileState>& state);
    void begin_scan(HeldContent held);

    std::unique_ptr<Storage> storage_;
    FileKeeper keeper_;
    Log& log_;
    std::atomic<bool> scanning_ = false;
    Worker files_;
    Worker scans_;
};

}  // namespace pupitre::host
