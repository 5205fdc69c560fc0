// What the desk holds of the past while somebody looks at it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "web-ui/app/desk_screens.h"
#include "web-ui/device/past.h"
#include "web-ui/screens/past_dialogs.h"

namespace pupitre::ui {

/// The desk as it was; what is typed there is not kept.
struct PastDesk {
    std::unique_ptr<Database> db;
    std::int64_t seq = 0;
    std::string when;
    DeskScreens screens;
    std::uint64_t number = 0;
};

/// A question before something is taken back.
struct UndoPlan {
    std::int64_t seq = 0;
    std::vector<Json> args;
    std::vector<Conflict> kept;
    UndoPreview preview;
};

}  // namespace pupitre::ui
