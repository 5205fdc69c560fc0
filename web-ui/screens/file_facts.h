// Where the contents of documents are, as the application tells the screens. Knows no widget.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/id.h"

namespace pupitre::ui {

struct FileFact {
    enum class State : std::uint8_t {
        settled,   // Nothing is to be said: the host has it, or nobody knows otherwise.
        waiting,   // On this device, on its way to the host.
        sending,   // As above, right now.
        refused,   // The host does not take it, or threw it away.
        held,      // The host has it examined.
        awaited,   // The host does not have it: it is on another device.
        fetching,  // Coming from the host.
    } state = State::settled;
    bool here = false;     // Opens without a network.
    int percent = 0;       // While sending and fetching.
    std::string why = {};  // In words, while it waits or is refused.
    bool ours = false;     // The content to be sent is on this device.
};

struct FileFacts {
    std::map<Id128, FileFact> documents;
    std::vector<std::string> problems;  // Files that were not taken, each with its reason, until they are dismissed.

    [[nodiscard]] FileFact of(Id128 document) const {
        const auto found = documents.find(document);
        return found == documents.end() ? FileFact{} : found->second;
    }
};

}  // namespace pupitre::ui
