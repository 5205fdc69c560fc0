// What a screen asks for while it is drawn. The application carries it out after the frame; a screen changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/schema/json_codec.h"
#include "core/text/catalogue.h"
#include "web-ui/screens/route.h"

namespace pupitre::ui {

/// Go somewhere; the way back stays open.
struct Go {
    Route route;
};
struct GoBack {};

/// One command, not yet given its identity and moment.
struct Act {
    std::string name;  // "client.change"
    Json args;
};
/// Carry commands out as one action with one undo. `title` names it in the toast and in the history, already worded.
struct Do {
    std::vector<Act> acts;
    std::string title;
};
struct Undo {};
struct Redo {};

/// Decide an entry of "To settle". `mid` is the command's number on this device.
struct Settle {
    enum class Choice : std::uint8_t { keep_theirs, keep_mine, discard } choice = Choice::keep_theirs;
    std::int64_t mid = 0;
    std::size_t conflict = 0;  // Which of the command's conflicts.
};

struct SignIn {
    std::string email;
    std::string password;
};
struct SignOut {};

enum class ThemeChoice : std::uint8_t { system, light, dark };
struct SetTheme {
    ThemeChoice theme = ThemeChoice::system;
};
struct SetLanguage {
    Language language = Language::french;
};

/// Give the user a file.
struct SaveFile {
    std::string name;
    std::string media_type;
    std::string bytes;
};
/// Ask the user for a file; it arrives in the import state.
struct PickFile {};
/// Carry out the planned import as one undoable batch.
struct RunImport {};
struct CancelImport {};
struct RemoveDemo {};
/// Ask the browser to keep the data even when the disk gets full.
struct AskPersistence {};
struct SyncNow {};
struct ApplyUpdate {};

using Intent = std::variant<Go, GoBack, Do, Undo, Redo, Settle, SignIn, SignOut, SetTheme, SetLanguage, SaveFile,
                            PickFile, RunImport, CancelImport, RemoveDemo, AskPersistence, SyncNow, ApplyUpdate>;
using Intents = std::vector<Intent>;

}  // namespace pupitre::ui
