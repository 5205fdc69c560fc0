// Opens the firm in a data folder, and words what can go wrong with it.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "core/firm/firm.h"
#include "core/text/catalogue.h"
#include "server-stub/cli/exit_code.h"
#include "server-stub/firm/authority.h"

namespace pupitre::host {

/// A data folder, or a database's address without its password.
std::string shown_place(const std::string& place);

/// Says on standard error what is wrong and what to do, and how the program then ends.
ExitCode report(const StorageFault& fault, const std::string& folder, const Texts& texts);

struct FirmFolder {
    std::string path;  // Or the address of a PostgreSQL database.
    bool create = false;
    std::int64_t pages_max = 0;
};

Stored<std::unique_ptr<Storage>> open_storage(const FirmFolder& folder);
std::variant<std::unique_ptr<Authority>, ExitCode> open_firm(const FirmFolder& folder, const Texts& texts, Log& log);

/// True for a database that holds no firm yet.
bool is_empty(const Authority& firm);

/// The member with this e-mail address; without one the first active administrator; nothing if there is none.
const TeamMember* find_actor(const Database& db, const std::string& email);

void print_line(const std::string& line);
void print_error(const std::string& line);
/// A refusal in words, for whoever sits at the command line.
std::string refusal_text(const Refusal& refusal, const Texts& texts);

}  // namespace pupitre::host
