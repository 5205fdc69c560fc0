// Reads the command line with CLI11, in French or English.
#include "server-stub/cli/options.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "server-stub/base/version.h"
#include "server-stub/mail/wire.h"
#include "server-stub/storage/postgres_storage.h"

namespace pupitre::host {
namespace {

const std::map<std::string, LogFormat> log_formats = {{"text", LogFormat::text}, {"json", LogFormat::json}};
const std::map<std::string, LogLevel> log_levels = {{"debug", LogLevel::debug},
                                                    {"info", LogLevel::info},
                                                    {"warning", LogLevel::warning},
                                                    {"error", LogLevel::error},
                                                    {"silent", LogLevel::silent}};

/// Builds the program's options; the orders it fills live as long as it does.
class Reader {
public:
    explicit Reader(const Texts& texts) : texts_(texts) {
        app_.description(label("host.help.program"));
        app_.name("pupitre");
        app_.footer(label("host.help.codes"));
        app_.require_subcommand(1);
        dress(app_);
        app_.set_version_flag("--version", std::string(version), label("host.help.version"));
        app_.add_option("--lang", language_, label("host.help.lang"))
            ->check(CLI::IsMember({"fr", "en"}).description(""))
            ->type_name("fr|en");
        app_.fallthrough();
        add_serve();
        add_import();
        add_export();
        add_check();
        add_verify();
        add_backup();
        add_restore();
        add_move();
        add_demo();
        add_recur();
        add_users();
    }

    std::variant<Order, ExitCode> read(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::Success& shown) {  // Help or version.
            app_.exit(shown);
            return ExitCode::done;
        } catch (const CLI::ParseError& error) {
            std::fprintf(stderr, "%s\n%s\n", explain(error).c_str(), label("host.usage.help_hint").c_str());
            return ExitCode::usage;
        }
        if (const auto wrong = explain_place()) {
            std::fprintf(stderr, "%s\n%s\n", wrong->c_str(), label("host.usage.help_hint").c_str());
            return ExitCode::usage;
        }
        if (const auto wrong = explain_mail()) {
            std::fprintf(stderr, "%s\n%s\n", wrong->c_str(), label("host.usage.help_hint").c_str());
            return ExitCode::usage;
        }
        return order_;
    }

private:
    std::string label(std::string_view key) const { return std::string(texts_.label(key)); }

    void dress(CLI::App& app) {
        const auto formatter = app.get_formatter();
        formatter->label("Usage", label("host.label.usage"));
        formatter->label("OPTIONS", label("host.label.option"));
        formatter->label("SUBCOMMAND", label("host.label.subcommand"));
        formatter->label("SUBCOMMANDS", label("host.label.subcommand"));
        formatter->label("Subcommands", label("host.label.subcommands"));
        formatter->label("Positionals", label("host.label.positionals"));
        formatter->label("REQUIRED", label("host.label.required"));
        formatter->label("TEXT", label("host.label.text"));
        for (const char* number : {"INT", "UINT", "FLOAT"}) formatter->label(number, label("host.label.number"));
        formatter->column_width(40);
        app.set_help_flag("-h,--help", label("host.help.help"));
    }

    CLI::App& command(CLI::App& parent, const char* name, std::string_view help, const std::function<void()>& chosen) {
        CLI::App* added = parent.add_subcommand(name, label(help));
        dress(*added);
        added->group(label("host.label.subcommands"));
        if (chosen != nullptr) added->final_callback(chosen);
        return *added;
    }

    void add_data(CLI::App& app, std::string& data) {
        CLI::Option* folder = app.add_option("--data", data, label("host.help.data"));
        CLI::Option* database = app.add_option("--database", data, label("host.help.database"));
        database->excludes(folder);
        places_.push_back({&app, &data, database});
    }

    /// What the library cannot say of the two: that one of them is needed, and that an address must be one. The address
    /// itself is not repeated: a password may be in it.
    std::optional<std::string> explain_place() const {
        for (const Place& place : places_) {
            if (!place.command->parsed()) continue;
            if (place.data->empty()) return texts_.format("host.usage.missing", {"--data"});
            const bool address = place.database->count() > 0;
            if (address && !is_postgres(*place.data)) return texts_.format("host.usage.invalid", {"--database"});
        }
        return std::nullopt;
    }

    void add_serve() {
        CLI::App& app = command(app_, "serve", "host.help.serve", [this] { order_ = serve_; });
        add_data(app, serve_.data);
        app.add_option("--assets", serve_.assets, label("host.help.assets"))->required();
        app.add_option("--port", serve_.port, label("host.help.port"))->capture_default_str();
        app.add_option("--host", serve_.host, label("host.help.host"))->capture_default_str();
        app.add_flag("--empty", serve_.empty, label("host.help.empty"));
        app.add_flag("--secure-cookies", serve_.secure_cookies, label("host.help.secure_cookies"));
        app.add_flag("--behind-proxy", serve_.behind_proxy, label("host.help.behind_proxy"));
        app.add_option("--origin", serve_.origins, label("host.help.origin"))->take_all();
        app.add_option("--log", serve_.log_format, label("host.help.log"))
            ->transform(CLI::CheckedTransformer(log_formats).description(""))
            ->type_name("text|json");
        app.add_option("--log-level", serve_.log_level, label("host.help.log_level"))
            ->transform(CLI::CheckedTransformer(log_levels).description(""))
            ->type_name(label("host.label.level"));
        Limits& limits = serve_.limits;
        app.add_option("--connections-max", limits.connections_max, label("host.help.connections_max"))
            ->capture_default_str();
        app.add_option("--connections-per-address-max", limits.connections_per_address_max,
                       label("host.help.connections_per_address_max"))
            ->capture_default_str();
        app.add_option("--requests-per-second", limits.requests_per_second, label("host.help.requests_per_second"))
            ->capture_default_str();
        app.add_option("--requests-burst", limits.requests_burst, label("host.help.requests_burst"))
            ->capture_default_str();
        app.add_option("--header-ms", limits.header_ms, label("host.help.header_ms"))->capture_default_str();
        // What is above is more than a database of one file carries well.
        constexpr std::int64_t file_megabytes_highest = 1'024;
        app.add_option("--max-file-mb", serve_.file_megabytes_max, label("host.help.max_file_mb"))
            ->check(CLI::Range(std::int64_t{1}, file_megabytes_highest).description(""))
            ->capture_default_str();
        app.add_option("--max-files-gb", serve_.files_gigabytes_max, label("host.help.max_files_gb"))
            ->check(CLI::PositiveNumber.description(""))
            ->capture_default_str();
        app.add_option("--keep-removed-days", serve_.keep_removed_days, label("host.help.keep_removed_days"))
            ->check(CLI::PositiveNumber.description(""))
            ->capture_default_str();
        app.add_option("--scan", serve_.scan, label("host.help.scan"));
        add_mail(app);
        app.add_option("--database-pages-max", serve_.database_pages_max, label("host.help.database_pages_max"))
            ->capture_default_str();
    }

    void add_mail(CLI::App& app) {
        CLI::Option* smtp = app.add_option("--smtp", serve_.smtp, label("host.help.smtp"));
        CLI::Option* from = app.add_option("--mail-from", serve_.mail_from, label("host.help.mail_from"));
        CLI::Option* address =
            app.add_option("--public-address", serve_.public_address, label("host.help.public_address"));
        smtp->needs(from)->needs(address);
        app.add_option("--mail-retry-seconds", serve_.mail_retry_seconds, label("host.help.mail_retry_seconds"))
            ->check(CLI::PositiveNumber.description(""))
            ->capture_default_str();
    }

    /// A server and a sender in another form would only show when the first mail fails. The server's address is not
    /// repeated: a password is in it.
    std::optional<std::string> explain_mail() const {
        if (serve_.smtp.empty()) return std::nullopt;
        const bool known = serve_.smtp.starts_with("smtp://") || serve_.smtp.starts_with("smtps://");
        if (!known) return texts_.format("host.usage.invalid", {"--smtp"});
        if (!is_plain_address(serve_.mail_from)) return texts_.format("host.usage.invalid", {"--mail-from"});
        const std::string& address = serve_.public_address;
        const bool web = address.starts_with("https://") || address.starts_with("http://");
        if (!web) return texts_.format("host.usage.invalid", {"--public-address"});
        return std::nullopt;
    }

    void add_import() {
        CLI::App& app = command(app_, "import", "host.help.import", [this] { order_ = import_; });
        add_data(app, import_.data);
        app.add_option("file", import_.file, label("host.help.import.file"))->required();
        app.add_option("--as", import_.actor, label("host.help.as"));
        app.add_flag("--dry-run", import_.dry_run, label("host.help.dry_run"));
    }

    void add_export() {
        CLI::App& app = command(app_, "export", "host.help.export", [this] { order_ = export_; });
        add_data(app, export_.data);
        app.add_option("what", export_.what, label("host.help.export.what"))->required();
    }

    void add_check() {
        CLI::App& app = command(app_, "check", "host.help.check", [this] { order_ = check_; });
        add_data(app, check_.data);
    }

    void add_verify() {
        CLI::App& app = command(app_, "verify", "host.help.verify", [this] { order_ = verify_; });
        add_data(app, verify_.data);
    }

    void add_backup() {
        CLI::App& app = command(app_, "backup", "host.help.backup", [this] { order_ = backup_; });
        add_data(app, backup_.data);
        app.add_option("file", backup_.file, label("host.help.backup.file"))->required();
    }

    void add_restore() {
        CLI::App& app = command(app_, "restore", "host.help.restore", [this] { order_ = restore_; });
        add_data(app, restore_.data);
        app.add_option("file", restore_.file, label("host.help.restore.file"))->required();
        app.add_flag("--replace", restore_.replace, label("host.help.restore.replace"));
    }

    void add_move() {
        CLI::App& app = command(app_, "move", "host.help.move", [this] { order_ = move_; });
        app.add_option("--from", move_.from, label("host.help.move.from"))->required();
        app.add_option("--to", move_.to, label("host.help.move.to"))->required();
    }

    void add_demo() {
        CLI::App& app = command(app_, "demo", "host.help.demo", [this] { order_ = demo_; });
        add_data(app, demo_.data);
    }

    void add_recur() {
        command(app_, "recur", "host.help.recur", [this] { order_ = RecurOrder{}; });
    }

    void add_users() {
        CLI::App& users = command(app_, "user", "host.help.user", nullptr);
        users.require_subcommand(1);
        CLI::App& add = command(users, "add", "host.help.user.add", [this] { order_ = user_add_; });
        add_data(add, user_add_.data);
        add.add_option("email", user_add_.email, label("host.help.user.email"))->required();
        add.add_option("--first-name", user_add_.first_name, label("host.help.user.first_name"));
        add.add_option("--last-name", user_add_.last_name, label("host.help.user.last_name"))->required();
        add.add_option("--role", user_add_.role, label("host.help.user.role"))
            ->check(CLI::IsMember({"member", "administrator", "reader"}).description(""))
            ->capture_default_str();
        add.add_flag("--password-stdin", user_add_.password_from_input, label("host.help.user.password_stdin"));
        CLI::App& password = command(users, "password", "host.help.user.password", [this] { order_ = user_password_; });
        add_data(password, user_password_.data);
        password.add_option("email", user_password_.email, label("host.help.user.email"))->required();
        password.add_flag("--password-stdin", user_password_.password_from_input,
                          label("host.help.user.password_stdin"));
        CLI::App& list = command(users, "list", "host.help.user.list", [this] { order_ = user_list_; });
        add_data(list, user_list_.data);
    }

    /// The library's own messages are English; what they are about is kept of them.
    std::string explain(const CLI::ParseError& error) const {
        const std::string said = error.what();
        switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
        case CLI::ExitCodes::RequiredError: {
            if (!said.starts_with("A subcommand")) return texts_.format("host.usage.missing", {before(said, " is ")});
            const std::vector<std::string> unknown = app_.remaining(true);
            if (unknown.empty()) return texts_.format("host.usage.no_command", {known_commands()});
            return texts_.format("host.usage.unknown", {unknown.front()});
        }
        case CLI::ExitCodes::ArgumentMismatch: return texts_.format("host.usage.missing", {before(said, ":")});
        // "The following argument was not expected: --colour", "Could not convert: --port = abc"
        case CLI::ExitCodes::ExtrasError: return texts_.format("host.usage.unknown", {after(said, ": ")});
        case CLI::ExitCodes::ConversionError: return texts_.format("host.usage.invalid", {after(said, ": ")});
        // "--role: boss not in {member,administrator,reader}"
        default: return texts_.format("host.usage.invalid", {before(before(said, " not in "), ": Check")});
        }
    }

    /// Of the program, or of the group of commands that was named.
    std::string known_commands() const {
        const CLI::App* named = &app_;
        while (!named->get_subcommands().empty()) named = named->get_subcommands().front();
        std::string names;
        for (const CLI::App* known : named->get_subcommands([](const CLI::App*) { return true; })) {
            if (!names.empty()) names += ", ";
            names += known->get_name();
        }
        return names;
    }

    /// The part before or after a separator; all of it if there is none.
    static std::string before(const std::string& text, std::string_view separator) {
        return text.substr(0, text.find(separator));
    }
    static std::string after(const std::string& text, std::string_view separator) {
        const std::size_t place = text.find(separator);
        return place == std::string::npos ? text : text.substr(place + separator.size());
    }

    /// Where a command finds the firm.
    struct Place {
        const CLI::App* command;
        const std::string* data;
        const CLI::Option* database;
    };

    const Texts& texts_;
    CLI::App app_;
    std::vector<Place> places_;
    std::string language_;  // Read before, because the help is already in it.
    Order order_;
    ServeOrder serve_;
    ImportOrder import_;
    ExportOrder export_;
    CheckOrder check_;
    VerifyOrder verify_;
    BackupOrder backup_;
    RestoreOrder restore_;
    MoveOrder move_;
    DemoOrder demo_;
    UserAddOrder user_add_;
    UserPasswordOrder user_password_;
    UserListOrder user_list_;
};

}  // namespace

std::variant<Order, ExitCode> read_command_line(int argc, const char* const* argv, const Texts& texts) {
    Reader reader(texts);
    return reader.read(argc, argv);
}

}  // namespace pupitre::host
