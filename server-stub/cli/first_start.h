// What happens to a data folder that holds no firm yet, and the log-in of the example firm.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/text/catalogue.h"
#include "server-stub/cli/exit_code.h"
#include "server-stub/firm/authority.h"

namespace pupitre::host {

/// The example firm's password is public: it is printed at every start.
constexpr std::string_view demo_password = "pupitre-demo";
constexpr std::string_view administrator_email = "admin@pupitre.local";

/// Loads the example firm and gives its members the public password. The firm must be empty.
ExitCode load_demo(Authority& firm, const std::string& folder, const Texts& texts);

/// Creates the firm's row and an administrator with a random password, and prints it. The firm must be empty.
ExitCode create_empty_firm(Authority& firm, const std::string& folder, const Texts& texts);

/// E-mail address to sign in to the example firm; nothing if this is not one.
std::optional<std::string> demo_login(const Authority& firm);

}  // namespace pupitre::host
