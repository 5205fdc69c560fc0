// Settings: the firm and its team, and those of this person on this device: language, look, keys, what is stored here,
// exports, the example data, and what the program is made of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "web-ui/screens/notices.h"
#include "web-ui/screens/past_card.h"
#include "web-ui/screens/screen.h"
#include "web-ui/screens/services/catalogue.h"
#include "web-ui/screens/timeline.h"

namespace pupitre::ui {

/// How mail goes, for whoever manages the firm.
struct MailView {
    bool known = false;
    std::int64_t waiting = 0;
    struct GivenUp {
        std::string kind;
        std::string address;
        std::string problem;
    };
    std::vector<GivenUp> given_up;
    std::int64_t given_up_count = 0;
};

struct SettingsView {
    ThemeChoice theme = ThemeChoice::system;
    bool shortcuts_on = true;

    bool storage_known = false;
    bool persisted = false;  // The browser has promised to keep the data.
    std::int64_t used_bytes = 0;
    std::int64_t quota_bytes = 0;
    bool writes = true;               // This tab stores; another one does otherwise.
    std::vector<std::string> device;  // Its identity, the last contact, the age of its data: a line each.
    std::int64_t pending = 0;

    bool demo = false;
    std::int64_t demo_clients = 0;
    std::int64_t demo_tasks = 0;  // In the files of these clients.
    std::int64_t demo_members = 0;

    std::string version;
    std::string build;
    NoticesView notices;
    MailView mail;
};
/// What the data says; the rest is filled by the application.
void count_demo(const Database& db, SettingsView& view);

struct SettingsState {
    bool removing_demo = false;  // The question stands.
    std::string firm_name;       // The firm's real name, for after the example.
    NoticesState notices;
    PastCardState past;
    CatalogueState catalogue;
    Timeline history;  // Of the firm; its view is the application's.
};

void settings_ui(const Desk& desk, const SettingsView& view, SettingsState& state, Intents& out);

/// What is known of this device and its data.
struct DeviceFacts {
    Id128 id;                     // Nil while the store is not open.
    std::int64_t seq = -1;        // The host's state that is here; -1 none yet.
    std::int64_t contact_ms = 0;  // When the host last answered; 0 never.
    std::int64_t now_ms = 0;
};
/// The lines of SettingsView::device: "Cet appareil : 3F2A-91C4", "Dernier contact avec l’hôte : 14:05", …
std::vector<std::string> device_lines(const DeviceFacts& facts, const Texts& texts, std::int32_t utc_offset_minutes);

/// "12,4 Mo" / "12.4 MB".
std::string size_words(std::int64_t bytes, const Texts& texts);

}  // namespace pupitre::ui
