// Settings of this person on this device: language, look, keys, what is stored here, exports, the example data, and what
// the program is made of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "web-ui/screens/notices.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct SettingsView {
    ThemeChoice theme = ThemeChoice::system;
    bool shortcuts_on = true;

    bool storage_known = false;
    bool persisted = false;  // The browser has promised to keep the data.
    std::int64_t used_bytes = 0;
    std::int64_t quota_bytes = 0;
    bool writes = true;  // This tab stores; another one does otherwise.
    std::string device;  // Its identity, short.
    std::int64_t pending = 0;

    bool demo = false;
    std::int64_t demo_clients = 0;
    std::int64_t demo_tasks = 0;  // In the files of these clients.
    std::int64_t demo_members = 0;

    std::string version;
    std::string build;
    NoticesView notices;
};
/// What the data says; the rest is filled by the application.
void count_demo(const Database& db, SettingsView& view);

struct SettingsState {
    bool removing_demo = false;  // The question stands.
    std::string firm_name;       // The firm's real name, for after the example.
    NoticesState notices;
};

void settings_ui(const Desk& desk, const SettingsView& view, SettingsState& state, Intents& out);

/// "12,4 Mo" / "12.4 MB".
std::string size_words(std::int64_t bytes, const Texts& texts);

}  // namespace pupitre::ui
