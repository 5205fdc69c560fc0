// Opens or creates the tables in a PostgreSQL database, and how several hosts write to it one after the other: whoever
// writes holds the lock of the firm's row from its first question to its commit.
#include "server-stub/storage/postgres_storage.h"

#include <utility>

#include "core/base/id.h"
#include "server-stub/base/crypto.h"
#include "server-stub/storage/postgres.h"
#include "server-stub/storage/postgres_listener.h"
#include "server-stub/storage/sql_storage.h"
#include "server-stub/storage/sql_tables.h"

namespace pupitre::host {
namespace {

constexpr std::size_t speaker_bytes = 16;

// Two programs that meet an empty database at once create its tables one after the other.
constexpr const char* lock_tables = "SELECT pg_advisory_xact_lock(8751743515)";
constexpr const char* lock_firm = "SELECT 1 FROM host_meta WHERE one = 1 FOR UPDATE";

class PostgresStorage final : public SqlStorage {
public:
    PostgresStorage(std::unique_ptr<PostgresConnection> connection, std::string place) :
        SqlStorage(*connection),
        connection_(std::move(connection)),
        place_(std::move(place)),
        speaker_(random_hex(speaker_bytes)) {}

    Stored<Done> begin() override { return connection_->begin(PostgresWork::writing, lock_firm); }
    Stored<Done> begin_reading() override { return connection_->begin(PostgresWork::reading, {}); }
    Stored<Done> commit() override { return connection_->commit(); }
    void roll_back() override { connection_->roll_back(); }

    /// The others hear of it when it is committed, and never otherwise.
    Stored<Done> set_position(std::int64_t seq, const Hash128& digest) override {
        const auto positioned = SqlStorage::set_position(seq, digest);
        if (!positioned) return positioned.error();
        return connection_->prepare(notification(speaker_)).run();
    }

    void on_foreign_commit(std::function<void()> notice) override {
        listener_.reset();
        if (notice != nullptr) listener_ = std::make_unique<PostgresListener>(place_, speaker_, std::move(notice));
    }
    Stored<std::int64_t> foreign_version() override {
        return connection_->number("SELECT seq FROM host_meta WHERE one = 1");
    }
    /// The server looks after its own files.
    Stored<std::vector<std::string>> integrity_problems() override { return std::vector<std::string>{}; }

private:
    std::unique_ptr<PostgresConnection> connection_;
    std::string place_;
    std::string speaker_;
    std::unique_ptr<PostgresListener> listener_;
};

/// Refuses tables that are not ours or that a newer version wrote, before anything is written.
Stored<std::int64_t> examine(PostgresConnection& connection, bool create) {
    const auto format = connection.format();
    if (!format) return format.error();
    if (*format > storage_format) return StorageFault{FaultKind::newer, "format " + std::to_string(*format)};
    if (*format > 0) return *format;
    const auto others =
        connection.number("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()");
    if (!others) return others.error();
    if (*others > 0) return StorageFault{FaultKind::corrupt, "not a Pupitre database"};
    if (!create) return StorageFault{FaultKind::missing, "no tables"};
    return *format;
}

Stored<Done> prepare(PostgresConnection& connection, const Schema& schema, const PostgresOptions& options) {
    auto done = connection.begin(PostgresWork::writing, lock_tables);
    if (!done) return done;
    const auto format = examine(connection, options.create);
    done = format ? prepare_tables(connection, schema, *format) : Stored<Done>{format.error()};
    if (done) done = connection.commit();
    connection.roll_back();
    return done;
}

}  // namespace

bool is_postgres(std::string_view place) {
    if (place.starts_with("postgres://") || place.starts_with("postgresql://")) return true;
    for (const std::string_view key : {"dbname=", "service=", "host=", "hostaddr=", "user=", "port="}) {
        const std::size_t at = place.find(key);
        if (at != std::string_view::npos && (at == 0 || place[at - 1] == ' ')) return true;
    }
    return false;
}

Stored<std::unique_ptr<Storage>> open_postgres(const std::string& place, const Schema& schema,
                                               PostgresOptions options) {
    auto opened = PostgresConnection::open(place);
    if (!opened) return opened.error();
    const auto prepared = prepare(**opened, schema, options);
    if (!prepared) return prepared.error();
    return std::unique_ptr<Storage>(std::make_unique<PostgresStorage>(std::move(*opened), place));
}

Stored<bool> is_served(const std::string& place) {
    auto opened = PostgresConnection::open(place);
    if (!opened) return opened.error();
    // Held for as long as this connection lives: only to see whether it can be had.
    const auto free = (*opened)->number(std::string("SELECT pg_try_advisory_lock(") + serving_key + ")::int");
    if (!free) return free.error();
    return *free == 0;
}

}  // namespace pupitre::host
