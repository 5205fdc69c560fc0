// How the program ends. Scripts rely on these numbers: they are for ever. `pupitre --help` lists them.
#pragma once

namespace pupitre::host {

enum class ExitCode : int {
    done = 0,
    internal = 1,           // A mistake of ours.
    usage = 2,              // Unknown or missing option.
    file_unreadable = 3,    // The file to import, or the assets folder, is missing or cannot be read.
    database_unusable = 4,  // No database, no right to it, or damaged.
    database_newer = 5,     // Written by a newer version.
    database_busy = 6,      // Another program is writing.
    storage_failed = 7,     // Disk full or failing; nothing was changed.
    address_unusable = 8,   // The port is taken or not permitted, or the address is not ours.
    faults_found = 9,       // `check` found something.
    refused = 10,           // The order contradicts the data (user exists, firm not empty …).
};

}  // namespace pupitre::host
