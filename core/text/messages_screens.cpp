// Words of the working screens: client list, client sheet, work list, side panel, import.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> screens_messages() {
    static constexpr Message list[] = {
        {"clients.title", "Clients", "Clients"},
    };
    return list;
}

}  // namespace pupitre
