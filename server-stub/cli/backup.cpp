// pupitre backup and pupitre restore: the firm in one file, and back.
#include <filesystem>

#include "core/domain/domain.h"
#include "core/text/format.h"
#include "server-stub/base/clock.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/orders.h"
#include "server-stub/cli/serving_lock.h"
#include "server-stub/firm/local_device.h"
#include "server-stub/storage/copy.h"
#include "server-stub/storage/postgres_storage.h"
#include "server-stub/storage/sqlite_backup.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t bytes_per_kilobyte = 1'000;

/// What the file holds, in one line.
std::string facts_text(const BackupFacts& facts, const Texts& texts) {
    const Language language = texts.language();
    const std::int64_t kilobytes = (facts.bytes + bytes_per_kilobyte - 1) / bytes_per_kilobyte;
    return texts.format("host.backup.facts", {format_number(facts.rows, language), format_number(facts.seq, language),
                                              format_number(kilobytes, language), to_text(facts.digest)});
}

void tell(const BackupFacts& facts, const Texts& texts) {
    print_line(facts_text(facts, texts));
    for (const std::string& column : facts.left) print_error(texts.format("host.move.left", {column}));
}

/// "pupitre.before-20261126-041530.sqlite"
std::string former_name(std::int64_t at_ms) {
    constexpr std::int64_t ms_per_second = 1'000;
    constexpr std::int64_t seconds_per_day = 86'400;
    std::string day = to_iso(date_of_instant(at_ms, 0));
    std::erase(day, '-');
    std::string time = format_time(at_ms, 0);
    std::erase(time, ':');
    const std::string seconds = std::to_string(at_ms / ms_per_second % seconds_per_day % 60 + 100).substr(1);
    return "pupitre.before-" + day + '-' + time + seconds + ".sqlite";
}

/// A fault of the backup itself names the file; every other one the data folder.
ExitCode report_of_file(const StorageFault& fault, const std::string& file, const std::string& folder,
                        const Texts& texts) {
    const bool about_file =
        fault.kind == FaultKind::corrupt || fault.kind == FaultKind::newer || fault.kind == FaultKind::missing;
    if (!about_file) return report(fault, folder, texts);
    print_error(texts.format("host.restore." + std::string(fault_name(fault.kind)), {file}));
    return fault.kind == FaultKind::newer     ? ExitCode::database_newer
           : fault.kind == FaultKind::missing ? ExitCode::file_unreadable
                                              : ExitCode::database_unusable;
}

Stored<BackupFacts> back_up_any(const BackupOrder& order) {
    if (!is_postgres(order.data)) return back_up(order.data, order.file, domain_schema());
    const auto storage = open_storage({order.data});
    if (!storage) return storage.error();
    return back_up(**storage, order.file, domain_schema());
}

/// Only into an empty database: one that is there cannot be set aside under another name.
ExitCode restore_into_postgres(const RestoreOrder& order, const Texts& texts) {
    const auto storage = open_storage({order.data, true});
    if (!storage) return report(storage.error(), order.data, texts);
    const auto vacant = is_vacant(**storage);
    if (!vacant) return report(vacant.error(), order.data, texts);
    if (!*vacant) {
        print_error(texts.format("host.move.not_empty", {shown_place(order.data)}));
        return ExitCode::refused;
    }
    const std::string work = (fs::temp_directory_path() / ("pupitre-restore-" + to_text(new_id()))).string();
    const auto facts = restore({order.file, work, {}, new_id()}, **storage, domain_schema());
    if (!facts) return report_of_file(facts.error(), order.file, order.data, texts);
    print_line(texts.format("host.restore.done", {order.file}));
    tell(*facts, texts);
    print_line(std::string(texts.label("host.restore.sign_in")));
    return ExitCode::done;
}

}  // namespace

ExitCode run(const BackupOrder& order, const Texts& texts) {
    std::error_code error;
    if (fs::exists(order.file, error)) {
        print_error(texts.format("host.backup.exists", {order.file}));
        return ExitCode::refused;
    }
    const auto facts = back_up_any(order);
    if (!facts) return report(facts.error(), order.data, texts);
    print_line(texts.format("host.backup.done", {order.file}));
    tell(*facts, texts);
    return ExitCode::done;
}

ExitCode run(const RestoreOrder& order, const Texts& texts) {
    if (is_postgres(order.data)) return restore_into_postgres(order, texts);
    const auto lock = ServingLock::take(order.data);
    if (!lock) {
        if (lock.error().kind != FaultKind::busy) return report(lock.error(), order.data, texts);
        print_error(texts.format("host.restore.served", {order.data}));
        return ExitCode::database_busy;
    }
    std::error_code error;
    if (!order.replace && fs::exists(fs::path(order.data) / database_file_name, error)) {
        print_error(texts.format("host.restore.there", {order.data}));
        return ExitCode::refused;
    }
    const auto restored = restore({order.file, order.data, former_name(now_ms()), new_id()}, domain_schema());
    if (!restored) return report_of_file(restored.error(), order.file, order.data, texts);
    print_line(texts.format("host.restore.done", {order.file}));
    print_line(facts_text(restored->facts, texts));
    if (!restored->former.empty()) print_line(texts.format("host.restore.kept", {restored->former}));
    print_line(std::string(texts.label("host.restore.sign_in")));
    return ExitCode::done;
}

}  // namespace pupitre::host
