// Work is done in a folder beside the goal, on the same disk, so that the last step is a change of name.
#include "server-stub/storage/sqlite_backup.h"

#include <filesystem>
#include <functional>
#include <limits>

#include <fcntl.h>
#include <unistd.h>

#include "server-stub/storage/copy.h"
#include "server-stub/storage/file_store.h"
#include "server-stub/storage/sqlite.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

StorageFault fault_of(const std::error_code& error, std::string_view what) {
    const bool full = error == std::errc::no_space_on_device;
    const bool denied = error == std::errc::permission_denied || error == std::errc::read_only_file_system;
    return {full     ? FaultKind::full
            : denied ? FaultKind::denied
                     : FaultKind::io,
            std::string(what) + ": " + error.message()};
}

/// A folder for the work, which goes with everything in it.
class Workshop {
public:
    explicit Workshop(fs::path path) : path_(std::move(path)) {}
    ~Workshop() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    Stored<Done> prepare() const {
        std::error_code error;
        fs::remove_all(path_, error);
        fs::create_directories(path_, error);
        if (error) return fault_of(error, "the folder for the copy");
        return Done{};
    }
    [[nodiscard]] std::string folder() const { return path_.string(); }
    [[nodiscard]] fs::path database() const { return path_ / database_file_name; }

private:
    fs::path path_;
};

/// Makes a file or folder reach the disk.
Stored<Done> settle(const fs::path& path) {
    const int handle = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return fault_of({errno, std::generic_category()}, path.filename().string());
    const bool settled = fsync(handle) == 0;
    const std::error_code error(errno, std::generic_category());
    close(handle);
    if (!settled) return fault_of(error, path.filename().string());
    return Done{};
}

Stored<Done> move_file(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return fault_of(error, to.filename().string());
    return settle(fs::absolute(to).parent_path());
}

Stored<Done> copy_live(const std::string& folder, const fs::path& copy) {
    auto opened = SqliteConnection::open((fs::path(folder) / database_file_name).string(), false);
    if (!opened) return opened.error();
    return (*opened)->prepare("VACUUM INTO ?").bind_text(copy.string()).run();
}

/// Opens a copy, which brings it up to this version, and reads all of it.
Stored<BackupFacts> read_back(Storage& storage, const Schema& schema) {
    const auto problems = storage.integrity_problems();
    if (!problems) return problems.error();
    if (!problems->empty()) return StorageFault{FaultKind::corrupt, problems->front()};
    const auto meta = storage.meta();
    if (!meta) return meta.error();
    Database db(schema);
    bool whole = true;
    const auto loaded = storage.load(db, [&](std::string_view, Id128) { whole = false; });
    if (!loaded) return loaded.error();
    if (!whole || db.digest() != meta->digest) return StorageFault{FaultKind::corrupt, "the digest differs"};
    const auto contents = read_contents(storage);
    if (!contents) return contents.error();
    if (!contents->damaged.empty()) return StorageFault{FaultKind::corrupt, "a content is not what its hash says"};
    return BackupFacts{meta->seq, meta->digest, static_cast<std::int64_t>(db.row_count()), 0, {}};
}

Stored<BackupFacts> read_back_folder(const std::string& folder, const Schema& schema) {
    auto storage = open_sqlite(folder, schema, {});
    if (!storage) return storage.error();
    return read_back(**storage, schema);
}

/// Another database from now on, into which nobody is signed in.
Stored<Done> begin_anew(Storage& storage, Id128 epoch) {
    auto done = storage.begin();
    if (!done) return done;
    done = storage.set_epoch(epoch);
    if (done) done = storage.erase_sessions_expired(std::numeric_limits<std::int64_t>::max());
    if (!done) {
        storage.roll_back();
        return done;
    }
    return storage.commit();
}

/// Gives the database a second name, so that at every moment there is one under its own: a host started after a power cut
/// must not find an empty folder and begin a new firm. What SQLite keeps beside it belongs to it by name.
Stored<Done> keep_former(const fs::path& database, const fs::path& former, const Schema& schema) {
    // Opened and closed, a sound database has nothing beside it any more; a damaged one is kept as it is.
    static_cast<void>(open_sqlite(database.parent_path().string(), schema, {}));
    std::error_code error;
    for (const char* suffix : {"-wal", "-shm"}) {
        const fs::path from = database.string() + suffix;
        if (!fs::exists(from, error)) continue;
        const auto moved = move_file(from, former.string() + suffix);
        if (!moved) return moved;
    }
    fs::create_hard_link(database, former, error);
    if (error) fs::copy_file(database, former, error);  // A file system without such links.
    if (error) return fault_of(error, former.filename().string());
    return settle(former);
}

/// Lets a copy be made beside the goal, reads it back, and gives it its name.
Stored<BackupFacts> into_file(const std::string& file, const Schema& schema,
                              const std::function<Stored<Done>(const Workshop&)>& copy) {
    std::error_code error;
    if (fs::exists(file, error)) return StorageFault{FaultKind::denied, "the file exists"};
    const Workshop workshop(file + ".part");
    const auto prepared = workshop.prepare();
    if (!prepared) return prepared.error();
    const auto copied = copy(workshop);
    if (!copied) return copied.error();
    auto facts = read_back_folder(workshop.folder(), schema);
    if (!facts) return facts;
    const auto settled = settle(workshop.database());
    if (!settled) return settled.error();
    const auto moved = move_file(workshop.database(), file);
    if (!moved) return moved.error();
    facts->bytes = static_cast<std::int64_t>(fs::file_size(file, error));
    return facts;
}

/// A copy of the backup, read whole, that is another database from now on.
Stored<BackupFacts> take_in(const Workshop& workshop, const Restoring& restoring, const Schema& schema) {
    const auto prepared = workshop.prepare();
    if (!prepared) return prepared.error();
    std::error_code error;
    if (!fs::exists(restoring.file, error)) return StorageFault{FaultKind::missing, "no such file"};
    fs::copy_file(restoring.file, workshop.database(), error);
    if (error) return fault_of(error, "the copy");
    const auto storage = open_sqlite(workshop.folder(), schema, {});
    if (!storage) return storage.error();
    auto facts = read_back(**storage, schema);
    if (!facts) return facts;
    const auto anew = begin_anew(**storage, restoring.epoch);
    if (!anew) return anew.error();
    return facts;
}

}  // namespace

Stored<BackupFacts> back_up(const std::string& folder, const std::string& file, const Schema& schema) {
    {
        // Refuses what is not ours, and brings an older format up to date, as serving it would.
        const auto ours = open_sqlite(folder, schema, {});
        if (!ours) return ours.error();
    }
    return into_file(file, schema, [&](const Workshop& workshop) { return copy_live(folder, workshop.database()); });
}

Stored<BackupFacts> back_up(Storage& storage, const std::string& file, const Schema& schema) {
    std::vector<std::string> left;
    auto facts = into_file(file, schema, [&](const Workshop& workshop) -> Stored<Done> {
        const auto opened = open_sqlite(workshop.folder(), schema, {true});
        if (!opened) return opened.error();
        Storage& copy = **opened;
        auto done = storage.begin_reading();
        if (!done) return done;
        done = copy.begin();
        const auto copied = done ? copy_all(storage, copy, schema) : Stored<CopyFacts>{done.error()};
        storage.roll_back();
        if (!copied) {
            copy.roll_back();
            return copied.error();
        }
        left = copied->left;
        return copy.commit();
    });
    if (facts) facts->left = std::move(left);
    return facts;
}

Stored<Restored> restore(const Restoring& restoring, const Schema& schema) {
    const fs::path folder = restoring.folder;
    const Workshop workshop(folder / "restore.part");
    const auto facts = take_in(workshop, restoring, schema);
    if (!facts) return facts.error();
    Restored restored;
    restored.facts = *facts;
    const auto settled = settle(workshop.database());
    if (!settled) return settled.error();
    const fs::path database = folder / database_file_name;
    std::error_code error;
    if (fs::exists(database, error)) {
        restored.former = (folder / restoring.former_name).string();
        const auto kept = keep_former(database, restored.former, schema);
        if (!kept) return kept.error();
    }
    const auto moved = move_file(workshop.database(), database);
    if (!moved) return moved.error();
    restored.facts.bytes = static_cast<std::int64_t>(fs::file_size(database, error));
    return restored;
}

Stored<BackupFacts> restore(const Restoring& restoring, Storage& storage, const Schema& schema) {
    const Workshop workshop(restoring.folder);
    auto facts = take_in(workshop, restoring, schema);
    if (!facts) return facts.error();
    std::error_code error;
    facts->bytes = static_cast<std::int64_t>(fs::file_size(restoring.file, error));
    const auto opened = open_sqlite(workshop.folder(), schema, {});
    if (!opened) return opened.error();
    auto done = (*opened)->begin_reading();
    if (done) done = storage.begin();
    const auto copied = done ? copy_all(**opened, storage, schema) : Stored<CopyFacts>{done.error()};
    (*opened)->roll_back();
    done = copied ? storage.commit() : Stored<Done>{copied.error()};
    if (done) {
        facts->left = copied->left;
        return facts;
    }
    storage.roll_back();
    return done.error();
}

}  // namespace pupitre::host
