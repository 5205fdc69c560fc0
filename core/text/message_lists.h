// The lists of messages, one per area. Only the catalogue reads this.
#pragma once

#include <span>

#include "core/text/catalogue.h"

namespace pupitre {

std::span<const Message> core_messages();
std::span<const Message> books_messages();
std::span<const Message> calendar_messages();
std::span<const Message> crm_messages();
std::span<const Message> work_messages();
std::span<const Message> desk_messages();
std::span<const Message> device_messages();
std::span<const Message> documents_messages();
std::span<const Message> exchange_messages();
std::span<const Message> host_messages();
std::span<const Message> past_messages();
std::span<const Message> recurrence_messages();
std::span<const Message> notices_messages();
std::span<const Message> requests_messages();
std::span<const Message> screens_messages();
std::span<const Message> services_messages();

}  // namespace pupitre
