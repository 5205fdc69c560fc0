// What the command line asks for, as values. The library that reads it stays in options.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/text/catalogue.h"
#include "server-stub/base/log.h"
#include "server-stub/cli/exit_code.h"
#include "server-stub/http/limits.h"

namespace pupitre::host {

// `data` is the data folder, or the address of a PostgreSQL database.

struct ServeOrder {
    std::string data;
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string assets;
    bool empty = false;
    bool secure_cookies = false;
    bool behind_proxy = false;
    std::vector<std::string> origins;
    LogFormat log_format = LogFormat::text;
    LogLevel log_level = LogLevel::info;
    Limits limits;
    std::int64_t database_pages_max = 0;
    std::int64_t file_megabytes_max = 30;
    std::int64_t files_gigabytes_max = 100;
    std::int64_t keep_removed_days = 90;
    std::string scan;
    std::string smtp;
    std::string mail_from;
    std::string public_address;
    std::int64_t mail_retry_seconds = 60;
};

struct ImportOrder {
    std::string data;
    std::string file;
    std::string actor;  // E-mail address; empty: the first administrator.
    bool dry_run = false;
};

struct ExportOrder {
    std::string data;
    std::string what;
};

struct CheckOrder {
    std::string data;
};

struct VerifyOrder {
    std::string data;
};

struct BackupOrder {
    std::string data;
    std::string file;
};

struct RestoreOrder {
    std::string data;
    std::string file;
    bool replace = false;  // The database that is there; it is kept under another name.
};

struct MoveOrder {
    std::string from;
    std::string to;
};

struct DemoOrder {
    std::string data;
};

struct RecurOrder {};

struct UserAddOrder {
    std::string data;
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string role = "member";
    bool password_from_input = false;
};

struct UserPasswordOrder {
    std::string data;
    std::string email;
    bool password_from_input = false;
};

struct UserListOrder {
    std::string data;
};

using Order = std::variant<ServeOrder, ImportOrder, ExportOrder, CheckOrder, VerifyOrder, BackupOrder, RestoreOrder,
                           MoveOrder, DemoOrder, RecurOrder, UserAddOrder, UserPasswordOrder, UserListOrder>;

/// The order, or how the program ends because help was shown or the command line is wrong.
std::variant<Order, ExitCode> read_command_line(int argc, const char* const* argv, const Texts& texts);

}  // namespace pupitre::host
