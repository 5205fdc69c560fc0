// How the host sends mail, as the command line says.
#pragma once

#include <cstdint>
#include <string>

namespace pupitre::host {

struct MailOptions {
    std::string server;              // "smtp://user:password@host:port" or "smtps://…"; empty: no mail is sent.
    std::string from;                // The sender's address.
    std::string public_address;      // Of the desk, ending in '/', for links.
    std::int64_t retry_ms = 60'000;  // After the first failure; then twice as long each time, up to four hours.

    [[nodiscard]] bool set_up() const { return !server.empty(); }
};

}  // namespace pupitre::host
