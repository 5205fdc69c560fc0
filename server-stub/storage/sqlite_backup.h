// A database as one file of its own: made from one that is in use, and put into a data folder in place of what is there.
// Nothing is taken for a backup that has not been read back.
#pragma once

#include <string>
#include <vector>

#include "server-stub/storage/sqlite_storage.h"

namespace pupitre::host {

/// What a backup holds.
struct BackupFacts {
    std::int64_t seq = 0;  // The last command in it.
    Hash128 digest;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::vector<std::string> left;  // Columns of a newer version that could not be taken along, as in copy.h.
};

/// Copies the folder's database as it is at one moment, also while others write to it, reads the copy back and compares its
/// digest. The file appears whole or not at all; an existing one is not touched (fault: denied). Faults: as open_sqlite;
/// corrupt if the copy does not say what it should.
Stored<BackupFacts> back_up(const std::string& folder, const std::string& file, const Schema& schema);

/// The same of a database of another kind, as it is at one moment; without the sessions.
Stored<BackupFacts> back_up(Storage& storage, const std::string& file, const Schema& schema);

struct Restoring {
    std::string file;         // The backup.
    std::string folder;       // In use by nobody.
    std::string former_name;  // Under which the database that is there is kept in the folder.
    Id128 epoch;              // Of the restored database; never used before.
};
struct Restored {
    BackupFacts facts;
    std::string former;  // Where the database that was there before is kept; empty if there was none.
};

/// Puts a backup into the folder as its database, under a new epoch: devices load it anew, and what waits on them is sent
/// again. Everybody signs in again. Faults: as back_up; missing if there is no such file.
Stored<Restored> restore(const Restoring& restoring, const Schema& schema);
/// The same into an empty database of another kind; the folder is one to work in, and goes away.
Stored<BackupFacts> restore(const Restoring& restoring, Storage& storage, const Schema& schema);

}  // namespace pupitre::host
