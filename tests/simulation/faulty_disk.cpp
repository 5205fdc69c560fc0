// SQLite's file system calls, on memory.
#include "tests/simulation/faulty_disk.h"

#include <algorithm>
#include <cstring>

namespace pupitre::simulation {

namespace {

constexpr std::size_t region_bytes = 32 * 1024;
constexpr std::int64_t julian_ms_at_start = 212'000'000'000'000;
constexpr int all_lock_slots = SQLITE_SHM_NLOCK;

}  // namespace

/// One file. What was written since the last sync is remembered, so that it can be taken back.
struct FaultyDisk::File {
    struct Write {
        std::size_t offset = 0;
        std::string before;
        std::size_t size_before = 0;
        std::string after;  // Empty for a truncation.
        bool truncation = false;
    };
    struct Slot {
        int shared = 0;
        const Open* exclusive = nullptr;
    };

    std::string bytes;
    std::vector<Write> unsynced;
    std::vector<std::unique_ptr<std::array<char, region_bytes>>> regions;
    std::array<Slot, all_lock_slots> slots;
    int shared = 0;
    const Open* reserved = nullptr;
    const Open* pending = nullptr;
    const Open* exclusive = nullptr;
    int opened = 0;
};

struct FaultyDisk::Open : sqlite3_file {
    FaultyDisk* disk = nullptr;
    File* file = nullptr;
    int process = 0;
    int level = SQLITE_LOCK_NONE;
    unsigned shared_slots = 0;
    unsigned exclusive_slots = 0;
    bool dead = false;
    std::string erase_at_close;
};

int FaultyDisk::call(const Open& open) {
    if (open.dead) return SQLITE_IOERR;
    if (fault_in_ == 0 || --fault_in_ > 0) return SQLITE_OK;
    if (!fault_power_) return fault_code_;
    power_went_ = true;
    for (Open* each : open_) each->dead = true;
    return SQLITE_IOERR;
}

/// What SQLite calls. Each finds its file again by the pointer that SQLite hands back.
struct Calls {
    using Open = FaultyDisk::Open;
    using File = FaultyDisk::File;

    static Open& of(sqlite3_file* file) { return *static_cast<Open*>(file); }
    static FaultyDisk& of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* place, int flags, int* out_flags) {
        FaultyDisk& disk = of(vfs);
        auto* open = new (place) Open;
        open->pMethods = &methods();
        open->disk = &disk;
        open->process = disk.process_;
        const std::string key = name == nullptr ? "temporary-" + std::to_string(disk.dice_.roll()) : name;
        if (name == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0) open->erase_at_close = key;
        std::unique_ptr<File>& file = disk.files_[key];
        if (file == nullptr) file = std::make_unique<File>();
        open->file = file.get();
        if (file->opened++ == 0) file->regions.clear();
        disk.open_.insert(open);
        if (out_flags != nullptr) *out_flags = flags;
        return SQLITE_OK;
    }
    static int close(sqlite3_file* file) {
        Open& open = of(file);
        FaultyDisk& disk = *open.disk;
        disk.let_go(open);
        disk.open_.erase(&open);
        if (open.file != nullptr) --open.file->opened;
        if (!open.erase_at_close.empty()) disk.files_.erase(open.erase_at_close);
        open.~Open();
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
        Open& open = of(file);
        if (const int code = open.disk->call(open); code != SQLITE_OK) return SQLITE_IOERR_READ;
        const std::string& bytes = open.file->bytes;
        const auto from = std::min(static_cast<std::size_t>(offset), bytes.size());
        const auto there = std::min(static_cast<std::size_t>(count), bytes.size() - from);
        std::memcpy(to, bytes.data() + from, there);
        if (there == static_cast<std::size_t>(count)) return SQLITE_OK;
        std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(count) - there);
        return SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
        Open& open = of(file);
        if (const int code = open.disk->call(open); code != SQLITE_OK) return code;
        std::string& bytes = open.file->bytes;
        const auto begin = static_cast<std::size_t>(offset);
        const std::size_t end = begin + static_cast<std::size_t>(count);
        if (open.disk->full_ && end > bytes.size()) return SQLITE_FULL;
        File::Write write{begin, {}, bytes.size(), {static_cast<const char*>(from), static_cast<std::size_t>(count)}};
        if (begin < bytes.size()) write.before = bytes.substr(begin, end - begin);
        if (end > bytes.size()) bytes.resize(end);
        std::memcpy(bytes.data() + begin, from, static_cast<std::size_t>(count));
        open.file->unsynced.push_back(std::move(write));
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        Open& open = of(file);
        if (const int code = open.disk->call(open); code != SQLITE_OK) return code;
        std::string& bytes = open.file->bytes;
        const auto wanted = static_cast<std::size_t>(size);
        if (wanted >= bytes.size()) return SQLITE_OK;
        open.file->unsynced.push_back({wanted, bytes.substr(wanted), bytes.size(), {}, true});
        bytes.resize(wanted);
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int) {
        Open& open = of(file);
        if (const int code = open.disk->call(open); code != SQLITE_OK) return code;
        open.file->unsynced.clear();
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* out) {
        *out = static_cast<sqlite3_int64>(of(file).file->bytes.size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file* file, int level) {
        Open& open = of(file);
        File& on = *open.file;
        if (open.level >= level) return SQLITE_OK;
        if (const int code = open.disk->call(open); code != SQLITE_OK) return code;
        const auto other = [&](const Open* holder) { return holder != nullptr && holder != &open; };
        if (level == SQLITE_LOCK_SHARED) {
            if (other(on.pending) || other(on.exclusive)) return SQLITE_BUSY;
            ++on.shared;
        } else {
            if (other(on.reserved)) return SQLITE_BUSY;
            on.reserved = &open;
            if (level == SQLITE_LOCK_EXCLUSIVE) {
                on.pending = &open;
                if (on.shared > (open.level >= SQLITE_LOCK_SHARED ? 1 : 0)) return SQLITE_BUSY;
                on.exclusive = &open;
            }
        }
        open.level = level;
        return SQLITE_OK;
    }
    static int unlock(sqlite3_file* file, int level) {
        Open& open = of(file);
        File& on = *open.file;
        const auto release = [&](const Open*& holder) {
            if (holder == &open) holder = nullptr;
        };
        if (level < SQLITE_LOCK_RESERVED) {
            release(on.reserved);
            release(on.pending);
            release(on.exclusive);
        }
        if (level == SQLITE_LOCK_NONE && open.level >= SQLITE_LOCK_SHARED) --on.shared;
        open.level = std::min(open.level, level);
        return SQLITE_OK;
    }
    static int check_reserved(sqlite3_file* file, int* out) {
        *out = of(file).file->reserved != nullptr ? 1 : 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return 4096; }
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int map(sqlite3_file* file, int region, int, int extend, void volatile** out) {
        auto& regions = of(file).file->regions;
        *out = nullptr;
        while (extend != 0 && std::cmp_less_equal(regions.size(), region)) {
            regions.push_back(std::make_unique<std::array<char, region_bytes>>());
            regions.back()->fill(0);
        }
        if (std::cmp_less(region, regions.size())) *out = regions[static_cast<std::size_t>(region)]->data();
        return SQLITE_OK;
    }
    static int lock_slots(sqlite3_file* file, int first, int count, int flags) {
        Open& open = of(file);
        if (open.dead) return SQLITE_IOERR;
        const auto mask = ((1U << static_cast<unsigned>(count)) - 1U) << static_cast<unsigned>(first);
        if ((flags & SQLITE_SHM_UNLOCK) != 0) return release_slots(open, mask);
        const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
        for (int slot = first; slot < first + count; ++slot) {
            const File::Slot& at = open.file->slots.at(static_cast<std::size_t>(slot));
            const bool mine = (open.shared_slots & (1U << static_cast<unsigned>(slot))) != 0;
            if (at.exclusive != nullptr && at.exclusive != &open) return SQLITE_BUSY;
            if (exclusive && at.shared > (mine ? 1 : 0)) return SQLITE_BUSY;
        }
        for (int slot = first; slot < first + count; ++slot) {
            File::Slot& at = open.file->slots.at(static_cast<std::size_t>(slot));
            const unsigned bit = 1U << static_cast<unsigned>(slot);
            if (exclusive) {
                at.exclusive = &open;
                open.exclusive_slots |= bit;
            } else if ((open.shared_slots & bit) == 0) {
                ++at.shared;
                open.shared_slots |= bit;
            }
        }
        return SQLITE_OK;
    }
    static int release_slots(Open& open, unsigned mask) {
        for (unsigned slot = 0; slot < all_lock_slots; ++slot) {
            const unsigned bit = 1U << slot;
            if ((mask & bit) == 0) continue;
            File::Slot& at = open.file->slots.at(slot);
            if ((open.exclusive_slots & bit) != 0) at.exclusive = nullptr;
            if ((open.shared_slots & bit) != 0) --at.shared;
            open.exclusive_slots &= ~bit;
            open.shared_slots &= ~bit;
        }
        return SQLITE_OK;
    }
    static void barrier(sqlite3_file*) {}
    static int unmap(sqlite3_file* file, int erase) {
        Open& open = of(file);
        release_slots(open, ~0U);
        if (erase != 0) open.file->regions.clear();
        return SQLITE_OK;
    }

    static int erase(sqlite3_vfs* vfs, const char* name, int) {
        auto& files = of(vfs).files_;
        const auto found = files.find(name);
        if (found == files.end()) return SQLITE_IOERR_DELETE_NOENT;
        if (found->second->opened > 0)
            found->second->bytes.clear();
        else
            files.erase(found);
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
        *out = of(vfs).files_.contains(name) ? 1 : 0;
        return SQLITE_OK;
    }
    static int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs* vfs, int count, char* out) {
        for (int place = 0; place < count; ++place) out[place] = static_cast<char>(of(vfs).dice_.below(256));
        return count;
    }
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs*, sqlite3_int64* out) {
        *out = julian_ms_at_start;
        return SQLITE_OK;
    }
    static int last_error(sqlite3_vfs*, int, char*) { return 0; }

    static const sqlite3_io_methods& methods() {
        static const sqlite3_io_methods all = {
            2,      close,          read,    write,       truncate,        sync, size,       lock,
            unlock, check_reserved, control, sector_size, characteristics, map,  lock_slots, barrier,
            unmap,  nullptr,        nullptr};
        return all;
    }
};

FaultyDisk::FaultyDisk(std::uint64_t seed) : dice_(seed) {
    vfs_.iVersion = 2;
    vfs_.szOsFile = sizeof(Open);
    vfs_.mxPathname = 256;
    vfs_.zName = "pupitre-simulation";
    vfs_.pAppData = this;
    vfs_.xOpen = Calls::open;
    vfs_.xDelete = Calls::erase;
    vfs_.xAccess = Calls::access;
    vfs_.xFullPathname = Calls::full_name;
    vfs_.xRandomness = Calls::randomness;
    vfs_.xSleep = Calls::sleep;
    vfs_.xGetLastError = Calls::last_error;
    vfs_.xCurrentTimeInt64 = Calls::time;
    // The host opens its database without naming a file system: it gets this one.
    sqlite3_vfs_register(&vfs_, 1);
}

FaultyDisk::~FaultyDisk() { sqlite3_vfs_unregister(&vfs_); }

FaultyDisk::Image FaultyDisk::image() const {
    Image image;
    for (const auto& [name, file] : files_) image[name] = file->bytes;
    return image;
}

void FaultyDisk::load(const Image& image) {
    files_.clear();
    for (const auto& [name, bytes] : image) {
        auto file = std::make_unique<File>();
        file->bytes = bytes;
        files_[name] = std::move(file);
    }
}

void FaultyDisk::let_go(Open& open) {
    if (open.file == nullptr) return;
    Calls::release_slots(open, ~0U);
    Calls::unlock(&open, SQLITE_LOCK_NONE);
}

void FaultyDisk::kill(int process) {
    for (Open* open : open_) {
        if (open->process != process) continue;
        let_go(*open);
        open->dead = true;
    }
}

void FaultyDisk::cut_power() {
    for (Open* open : open_) {
        let_go(*open);
        open->dead = true;
    }
    for (const auto& [name, file] : files_) {
        for (auto write = file->unsynced.rbegin(); write != file->unsynced.rend(); ++write) {
            file->bytes.resize(write->size_before);
            file->bytes.replace(write->offset, write->before.size(), write->before);
        }
        // The disk may have written some of it all the same, in an order of its own.
        for (const File::Write& write : file->unsynced) {
            if (dice_.one_in(2)) continue;
            if (write.truncation) {
                file->bytes.resize(std::min(file->bytes.size(), write.offset));
            } else {
                file->bytes.resize(std::max(file->bytes.size(), write.offset + write.after.size()));
                file->bytes.replace(write.offset, write.after.size(), write.after);
            }
        }
        file->unsynced.clear();
    }
}

void FaultyDisk::fail_call(int calls, int code, bool power) {
    fault_in_ = calls;
    fault_code_ = code;
    fault_power_ = power;
}

bool FaultyDisk::power_went() { return std::exchange(power_went_, false); }

}  // namespace pupitre::simulation
