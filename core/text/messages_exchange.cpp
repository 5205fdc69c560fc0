// Words of the exchange part.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> exchange_messages() { return {}; }

}  // namespace pupitre
