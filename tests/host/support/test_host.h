// A host within the test's own process: real sockets, a real database, small limits where a test wants.
#pragma once

#include <memory>
#include <string>

#include "core/firm/firm.h"
#include "server-stub/http/server.h"
#include "server-stub/service/service.h"
#include "tests/host/support/http_client.h"
#include "tests/host/support/temp_folder.h"
#include "tests/host/support/test_device.h"
#include "tests/host/support/test_place.h"

namespace pupitre::host {

constexpr const char* anna_email = "anna@cabinet.example";
constexpr const char* anna_password = "un mot de passe de test";

/// A folder with a small browser application.
void write_assets(const TempFolder& folder);

/// Creates a firm with Anna, its administrator, in a data folder or an empty database.
TeamMemberId create_firm(const std::string& data);

struct TestHostOptions {
    Limits limits;
    LoginLimits login;
    bool secure_cookies = false;
    std::int64_t pages_max = 0;
    FileLimits files;
    Backend backend = Backend::sqlite;
    std::string place;                       // An empty database to begin in; empty: a new one of the backend's kind.
    const class TestHost* beside = nullptr;  // Serves the firm of that one.
};

class TestHost {
public:
    explicit TestHost(const TestHostOptions& options = {});
    explicit TestHost(Backend backend);
    ~TestHost();
    TestHost(const TestHost&) = delete;
    TestHost& operator=(const TestHost&) = delete;

    std::uint16_t port() const { return server_->port(); }
    TeamMemberId anna() const { return anna_; }
    /// Its folder, or the address of its database.
    const std::string& data() const { return place_; }
    /// Anna's session, made once.
    const std::string& cookie();
    TestDevice device();
    Server& server() { return *server_; }
    Service& service() { return *service_; }
    void stop();

private:
    TestPlace data_;
    std::string place_;
    TempFolder assets_;
    Log log_;
    TeamMemberId anna_;
    std::string cookie_;
    std::unique_ptr<Service> service_;
    std::unique_ptr<Server> server_;
};

}  // namespace pupitre::host
