// Stands between a host and PostgreSQL, and can keep the answer to a COMMIT for itself: as when the connection dies after
// the server has committed.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/host/support/temp_folder.h"

namespace pupitre::host {

class CuttingProxy {
public:
    explicit CuttingProxy(const std::string& place);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    /// The same database, through here.
    const std::string& place() const { return place_; }
    /// The next COMMIT reaches the server, its answer nobody.
    void cut_next_commit() { armed_ = true; }
    int cuts() const { return cuts_; }

private:
    void accept_all();
    void pass_on(int client, int server);
    bool pass_from_client(int client, int server);

    TempFolder folder_;
    std::string server_file_;
    std::string place_;
    int listener_ = -1;
    std::atomic<bool> armed_ = false;
    std::atomic<bool> ending_ = false;
    std::atomic<int> cuts_ = 0;
    std::thread thread_;
};

}  // namespace pupitre::host
