// A lock on a small file beside the database.
#include "server-stub/cli/serving_lock.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace pupitre::host {
namespace {

constexpr const char* file_name = "pupitre.lock";
constexpr mode_t own_only = 0600;

}  // namespace

Stored<std::unique_ptr<ServingLock>> ServingLock::take(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return StorageFault{FaultKind::denied, "the folder cannot be created"};
    const std::string file = (std::filesystem::path(folder) / file_name).string();
    const int handle = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, own_only);
    if (handle < 0) {
        return errno == ENOSPC ? StorageFault{FaultKind::full, "the lock"}
                               : StorageFault{FaultKind::denied, "the lock"};
    }
    std::unique_ptr<ServingLock> lock(new ServingLock(handle));
    if (flock(handle, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return StorageFault{FaultKind::busy, "another host"};
    }
    // A file system without such locks must not keep the host from serving.
    return lock;
}

ServingLock::~ServingLock() { close(handle_); }

}  // namespace pupitre::host
