// Words of the device part.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> device_messages() { return {}; }

}  // namespace pupitre
