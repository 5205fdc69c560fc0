// Words of the host part.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> host_messages() { return {}; }

}  // namespace pupitre
