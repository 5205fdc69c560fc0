// What a session needs of the world beside the store: the host at the other end, the time, chance, and what the browser
// says about the page. Replaced as a whole in tests.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/calendar/date.h"

namespace pupitre::ui {

/// What came back from the host. Status 0: no answer (no network, too late, cut).
struct HttpAnswer {
    int status = 0;
    std::string body;
    std::int64_t retry_after_s = 0;
};

struct HttpRequest {
    std::string path;
    bool has_body = false;  // With a body it is a POST.
    std::string body;
    std::string type;        // Of the body, for example "application/cbor".
    bool keepalive = false;  // Sent although the page is being closed; at most 64 KiB.
    std::int32_t limit_ms = 30'000;
};

/// Room on the disk, in bytes; 0 when the browser does not say.
struct StorageRoom {
    bool persisted = false;  // The browser promises not to evict us.
    std::int64_t quota = 0;
    std::int64_t usage = 0;
};

class Surroundings {
public:
    virtual ~Surroundings() = default;

    virtual void ask(HttpRequest request, std::function<void(HttpAnswer)> done) = 0;
    /// Whether to keep a connection for the host's hints.
    virtual void listen(bool wanted) = 0;

    [[nodiscard]] virtual std::int64_t now_ms() = 0;
    /// The civil day where the user is.
    [[nodiscard]] virtual Date today() = 0;
    [[nodiscard]] virtual std::uint64_t random() = 0;
    virtual void call_after(std::int32_t delay_ms, std::function<void()> action) = 0;

    /// With `request`, asks the browser not to evict this site; only after an action of the user.
    virtual void storage_room(bool request, std::function<void(StorageRoom)> done) = 0;
    /// Keeps a short text for the next start, before any store is open. Empty removes it.
    virtual void remember(const std::string& text) = 0;
    virtual void reload_page() = 0;
    /// Lets the new build that waits take over; all tabs load again.
    virtual void activate_update() = 0;
};

/// What the browser tells unasked.
class SurroundingsEvents {
public:
    virtual ~SurroundingsEvents() = default;
    virtual void hint(const std::string& text) = 0;
    virtual void live_changed(bool open) = 0;
    virtual void online_changed(bool online) = 0;
    virtual void visibility_changed(bool visible) = 0;
    /// A new build is complete on the device and waits for the user.
    virtual void update_waiting() = 0;
};

}  // namespace pupitre::ui
