// pupitre serve: puts the parts together, runs until told to stop.
#include <csignal>
#include <ctime>
#include <memory>

#include <sys/resource.h>

#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/first_start.h"
#include "server-stub/cli/orders.h"
#include "server-stub/cli/serving_lock.h"
#include "server-stub/http/server.h"
#include "server-stub/service/service.h"
#include "server-stub/storage/postgres_storage.h"

namespace pupitre::host {
namespace {

constexpr long look_every_ns = 500'000'000;  // For changes that another program makes to the database.

/// Signals reach only the main thread, which waits for them; set before any thread starts.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        // A device that goes away and a file that may not grow are errors to handle, not reasons to die.
        std::signal(SIGPIPE, SIG_IGN);
        std::signal(SIGXFSZ, SIG_IGN);
    }
    /// True when told to stop; false after a while without.
    bool wait() const {
        const timespec limit{0, look_every_ns};
        return sigtimedwait(&set_, nullptr, &limit) > 0;
    }

    /// From here on the next signal ends the program at once: whoever asks twice means it.
    void release() const {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
    }

private:
    sigset_t set_{};
};

/// Each connection needs a file handle, and the usual limit is below our own.
void permit_many_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

std::string shown_host(const std::string& host) {
    if (host == "127.0.0.1" || host == "::1" || host == "0.0.0.0" || host == "::") return "localhost";
    return host;
}

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

ExitCode report_start(StartError error, const ServeOrder& order, const Texts& texts) {
    const std::string port = std::to_string(order.port);
    switch (error) {
    case StartError::none: return ExitCode::done;
    case StartError::port_in_use: print_error(texts.format("host.serve.port_in_use", {port})); break;
    case StartError::port_not_permitted: print_error(texts.format("host.serve.port_not_permitted", {port})); break;
    case StartError::bad_address: print_error(texts.format("host.serve.bad_address", {order.host})); break;
    case StartError::other: print_error(texts.format("host.serve.failed", {order.host + ':' + port})); break;
    }
    return ExitCode::address_unusable;
}

FileLimits file_limits(const ServeOrder& order) {
    constexpr std::int64_t megabyte = 1'048'576;
    constexpr std::int64_t day_ms = 86'400'000;
    FileLimits limits;
    limits.file_bytes_max = order.file_megabytes_max * megabyte;
    limits.total_bytes_max = order.files_gigabytes_max * 1'024 * megabyte;
    limits.unneeded_ms = order.keep_removed_days * day_ms;
    limits.scan_command = order.scan;
    return limits;
}

MailOptions mail_options(const ServeOrder& order) {
    MailOptions mail{order.smtp, order.mail_from, order.public_address, order.mail_retry_seconds * 1'000};
    if (!mail.public_address.ends_with('/')) mail.public_address += '/';
    return mail;
}

void announce(const std::optional<std::string>& login, const ServeOrder& order, std::uint16_t port,
              const Texts& texts) {
    const std::string address = "http://" + shown_host(order.host) + ':' + std::to_string(port);
    // In one piece: who waits for the address has the log-in as well.
    std::string lines = texts.format("host.serve.ready", {address});
    if (login) lines += '\n' + texts.format("host.serve.demo_login", {*login, demo_password});
    print_line(lines);
    if (login && !is_loopback(order.host)) print_error(std::string(texts.label("host.serve.demo_public")));
}

ExitCode serve_until_stopped(std::unique_ptr<Authority> firm, std::unique_ptr<Storage> files, AssetStore assets,
                             const ServeOrder& order, const StopSignals& signals, const Texts& texts, Log& log) {
    // Read now: from here on the firm belongs to the service's thread.
    const auto login = demo_login(*firm);
    const std::int64_t seq = firm->seq();
    ServiceOptions service_options;
    service_options.secure_cookies = order.secure_cookies;
    service_options.limits = order.limits;
    service_options.demo_login = demo_login;
    service_options.demo_password = demo_password;
    Service service(std::move(firm), std::move(assets), service_options, log);
    service.keep_files(std::move(files), file_limits(order));
    const auto mail_kept = service.keep_mail(mail_options(order));
    if (!mail_kept) return report(mail_kept.error(), order.data, texts);
    Server server({order.host, order.port, order.origins, order.behind_proxy, order.limits}, service.router(), log);
    if (const StartError error = server.start(); error != StartError::none) return report_start(error, order, texts);
    log.info("host.started", {{"port", std::int64_t{server.port()}}, {"seq", seq}});
    announce(login, order, server.port(), texts);
    service.keep_time();
    while (!signals.wait()) {
        service.look_for_foreign_changes();
        service.keep_time();
        service.tend_files();
        service.tend_mail();
    }
    log.info("host.stopping");
    print_line(std::string(texts.label("host.serve.stopping")));
    signals.release();
    server.stop();
    service.stop();
    log.info("host.stopped");
    print_line(std::string(texts.label("host.serve.stopped")));
    return ExitCode::done;
}

}  // namespace

ExitCode run(const ServeOrder& order, const Texts& texts) {
    const StopSignals signals;
    permit_many_files();
    Log log(order.log_format, order.log_level);
    if (!order.smtp.empty() && !mail_start()) return ExitCode::address_unusable;
    AssetStore assets;
    if (!assets.load(order.assets)) {
        print_error(texts.format("host.serve.assets_unreadable", {order.assets}));
        return ExitCode::file_unreadable;
    }
    auto lock = Stored<std::unique_ptr<ServingLock>>{nullptr};
    // Several hosts may serve one database of PostgreSQL.
    if (!is_postgres(order.data)) lock = ServingLock::take(order.data);
    if (!lock) {
        if (lock.error().kind != FaultKind::busy) return report(lock.error(), order.data, texts);
        print_error(texts.format("host.serve.folder_in_use", {order.data}));
        return ExitCode::database_busy;
    }
    auto opened = open_firm({order.data, true, order.database_pages_max}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    auto& firm = std::get<std::unique_ptr<Authority>>(opened);
    if (is_empty(*firm)) {
        const ExitCode prepared =
            order.empty ? create_empty_firm(*firm, order.data, texts) : load_demo(*firm, order.data, texts);
        if (prepared != ExitCode::done) return prepared;
    }
    auto files = open_storage({order.data, false, order.database_pages_max});
    if (!files) return report(files.error(), order.data, texts);
    return serve_until_stopped(std::move(firm), *std::move(files), std::move(assets), order, signals, texts, log);
}

}  // namespace pupitre::host
