// One host per data folder: two would each hand out hints, count log-in attempts and keep the firm in memory on their own.
// Orders of the command line may work beside a host; they do not ask for this.
#pragma once

#include <memory>
#include <string>

#include "server-stub/storage/fault.h"

namespace pupitre::host {

/// Held for as long as the host serves; the system takes it back when the program ends, however it ends.
class ServingLock {
public:
    /// Creates the folder if it is not there. Faults: busy when another host serves it, denied.
    static Stored<std::unique_ptr<ServingLock>> take(const std::string& folder);
    ~ServingLock();
    ServingLock(const ServingLock&) = delete;
    ServingLock& operator=(const ServingLock&) = delete;

private:
    explicit ServingLock(int handle) : handle_(handle) {}
    int handle_;
};

}  // namespace pupitre::host
