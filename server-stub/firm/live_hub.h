// Who listens for hints. A hint says that there is something new; a lost one costs time, never data.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/http/live_socket.h"

namespace pupitre::host {

class LiveHub {
public:
    void add(std::string session, const std::shared_ptr<LiveSocket>& socket);
    void hint(const std::string& message);
    /// The session has ended: its devices must not hear any more.
    void close_session(std::string_view session);
    std::size_t listener_count();

private:
    struct Listener {
        std::string session;  // Hash of its token.
        std::weak_ptr<LiveSocket> socket;
    };
    void forget_gone();

    std::mutex mutex_;
    std::vector<Listener> listeners_;
};

}  // namespace pupitre::host
