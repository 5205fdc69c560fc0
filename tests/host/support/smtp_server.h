// A real mail server beside the test, and what it was given, read by another program's library.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/types.h>

#include "tests/host/support/temp_folder.h"

namespace pupitre::host {

class SmtpServer {
public:
    /// "take", "hold", "refuse" or "later".
    explicit SmtpServer(const std::string& mode = "take");
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    /// "smtp://127.0.0.1:12345"
    std::string address() const { return "smtp://127.0.0.1:" + port_; }
    /// Waits until there are so many, for at most ten seconds; gives what there is.
    std::vector<nlohmann::json> mails(std::size_t count) const;
    /// Waits until a message is held back.
    bool holds() const;

private:
    TempFolder folder_;
    pid_t process_ = -1;
    std::string port_;
};

}  // namespace pupitre::host
