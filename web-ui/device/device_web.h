// The browser under a session: the store of js/, the network, the clock. Web build only.
#pragma once

#include <memory>

#include "web-ui/device/files.h"
#include "web-ui/device/session.h"

namespace pupitre::ui {

class BrowserDevice {
public:
    virtual ~BrowserDevice() = default;
    [[nodiscard]] virtual Store& store() = 0;
    [[nodiscard]] virtual Surroundings& surroundings() = 0;
    [[nodiscard]] virtual FilePort& files() = 0;
    /// From now on both hear what happens; the session is started with what the device remembers.
    virtual void start(Session& session, FileEvents& files) = 0;
};

/// There is one per page; it must live as long as the page.
BrowserDevice& browser_device();

}  // namespace pupitre::ui
