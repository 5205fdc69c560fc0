// A connected device that listens for hints. Safe to use from any thread, also after the device has gone.
#pragma once

#include <functional>
#include <string>

namespace pupitre::host {

class LiveSocket {
public:
    virtual ~LiveSocket() = default;
    /// Only the newest hint is kept when the device is slow: an older one says nothing more.
    virtual void hint(std::string message) = 0;
    virtual void close() = 0;

protected:
    LiveSocket() = default;
    LiveSocket(const LiveSocket&) = default;
    LiveSocket& operator=(const LiveSocket&) = default;
};

}  // namespace pupitre::host
