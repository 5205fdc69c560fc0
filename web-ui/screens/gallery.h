// Every widget in its states, and a sample page in the final look: for those who build screens, reached with "?gallery".
// Its words are samples, not product text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/calendar/date.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

struct GalleryState {
    std::string page = "desk";
    // Widgets
    std::string name = "Garage Bœuf", email = "contact@", secret = "motdepasse", search,
                note = "Véhicule acheté le 12/10, vérifier la récupération.";
    std::optional<std::int64_t> amount = 123456, days = 30;
    std::optional<Date> due, since;
    std::string state = "active", person = "lea", view = "list", tab = "general";
    bool done = true, todo = false, notify = true, asking = false, panel = true;
    float share = 0.42F;
    Toasts toasts;
    TableState work, clients;
};

void gallery_ui(GalleryState& state);
/// The sample page alone: the target picture of the design.
void gallery_desk_ui(GalleryState& state);

}  // namespace pupitre::ui
