// Words of the desk part.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> desk_messages() { return {}; }

}  // namespace pupitre
