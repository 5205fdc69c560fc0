// Who listens for hints.
#include "server-stub/firm/live_hub.h"

namespace pupitre::host {

void LiveHub::forget_gone() {
    std::erase_if(listeners_, [](const Listener& listener) { return listener.socket.expired(); });
}

void LiveHub::add(std::string session, const std::shared_ptr<LiveSocket>& socket) {
    const std::lock_guard lock(mutex_);
    forget_gone();
    listeners_.push_back({std::move(session), socket});
}

void LiveHub::hint(const std::string& message) {
    const std::lock_guard lock(mutex_);
    for (const Listener& listener : listeners_) {
        if (const auto socket = listener.socket.lock()) socket->hint(message);
    }
}

void LiveHub::close_session(std::string_view session) {
    const std::lock_guard lock(mutex_);
    for (const Listener& listener : listeners_) {
        if (listener.session != session) continue;
        if (const auto socket = listener.socket.lock()) socket->close();
    }
}

std::size_t LiveHub::listener_count() {
    const std::lock_guard lock(mutex_);
    forget_gone();
    return listeners_.size();
}

}  // namespace pupitre::host
