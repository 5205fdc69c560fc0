// Where somebody is in the desk: which screen, which record, which panel. The page's address is made of it, so places can
// be linked and bookmarked. Knows no screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/id.h"

namespace pupitre::ui {

enum class Screen : std::uint8_t { work, clients, client, pending, import_clients, settings, gallery, inbox };

/// What the panel on the right shows. It edits one record, or makes a new one.
struct PanelPlace {
    std::string table;  // Empty: closed.
    Id128 record;       // Nil: a new one.
    Id128 client;       // For a new one: whose file it goes to.

    [[nodiscard]] bool is_open() const { return !table.empty(); }
    bool operator==(const PanelPlace&) const = default;
};

struct Route {
    Screen screen = Screen::work;
    Id128 record;     // Of the client screen.
    std::string tab;  // Of a screen with tabs.
    PanelPlace panel;
    std::string query = {};  // What a list shows, as parameters of an address; empty: as it was left.

    bool operator==(const Route&) const = default;
};

/// Whether both are one place, whatever its list shows.
bool is_same_place(const Route& a, const Route& b);

/// "#/clients/<id>/notes?panel=person&client=<id>", "#/work?f=assignee:is:me&g=when"
std::string to_address(const Route& route);
/// An address that can't be read leads to the first screen.
Route parse_address(std::string_view address);

}  // namespace pupitre::ui
