// What every screen may read while it is drawn. A screen is a function of this, of its own small state and of the frame;
// what it wants to happen goes into Intents.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/command/registry.h"
#include "core/store/database.h"
#include "core/text/catalogue.h"
#include "web-ui/screens/file_facts.h"
#include "web-ui/screens/intents.h"
#include "web-ui/screens/route.h"

namespace pupitre::ui {

/// The last action that was not carried out, until the next one is or the place changes. A panel shows the words next to
/// the field that is named; whoever does so calls nothing: the shell shows a toast only when no panel is open.
struct Refused {
    Refusal refusal;
    std::string words;
};

/// Where the last change made on this device is on its way to the host.
enum class SaveStage : std::uint8_t { none, saving, on_device, sent, confirmed, not_saved };

struct Desk {
    const Database& db;
    const Registry& registry;
    const Texts& texts;
    const Route& route;
    Context by;                  // Who sits here, what they may do, today: to ask a command's `refuse`.
    std::uint64_t revision = 0;  // Differs whenever the data may differ: the moment to build a view anew.
    std::int32_t utc_offset_minutes = 0;
    const std::optional<Refused>& refused;
    SaveStage saved = SaveStage::none;
    bool in_past = false;          // What is shown is over, and nothing of it can be changed.
    std::string_view saved_words;  // "Enregistré sur cet appareil à 14:05 · en attente d’envoi"
    /// The identity of a row about to be made.
    const std::function<Id128()>& new_id;
    std::int64_t confirmed_ms = 0;     // When the host last confirmed what is shown; 0: never.
    const FileFacts* files = nullptr;  // Where contents of documents are; null: nothing is known.

    [[nodiscard]] const Schema& schema() const { return registry.schema(); }
};

}  // namespace pupitre::ui
