// Members with passwords, as the command line creates them.
#pragma once

#include <optional>
#include <string>

#include "core/firm/firm.h"
#include "core/text/catalogue.h"
#include "server-stub/firm/local_device.h"

namespace pupitre::host {

/// Stores the password of a member, within the turn, and ends the member's sessions.
Stored<Done> store_password(Turn& turn, TeamMemberId member, const std::string& password);

/// What an empty firm starts with: the firm's row and an administrator with this password.
Stored<Attempt> create_first_administrator(Turn& turn, LocalDevice& device, const std::string& email,
                                           const std::string& password, const Texts& texts);

}  // namespace pupitre::host
