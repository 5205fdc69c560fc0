// Time is a command: what happens by itself when days pass happens inside it, on a device without a network as on the host.
#pragma once

#include "core/command/registry.h"

namespace pupitre {

/// Brings everything that follows the calendar up to a day, at most the author's own. Given twice it does nothing more.
struct AdvanceTime {
    static constexpr std::string_view name = "time.advance";
    static constexpr std::int32_t version = 1;

    Date to;

    static Result<AdvanceTime> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const AdvanceTime& command);
void apply(Changes& changes, const Context& by, const AdvanceTime& command);

/// True if the command would change something on that day.
bool wants_advance(const Database& db, Date today);

}  // namespace pupitre
