// PostgreSQL with automatic clean-up: a connection that comes back by itself after it was lost, but never within a
// transaction. Writes are sent one behind the other without waiting for each answer; what they met with shows with the
// next question or the commit. Internal to server-stub/storage.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "server-stub/storage/postgres_link.h"
#include "server-stub/storage/sql.h"

namespace pupitre::host {

class PostgresCursor;

/// What a transaction is for.
enum class PostgresWork : std::uint8_t { reading, writing };

class PostgresConnection final : public Connection {
public:
    /// `where`: an address or a list of settings, as libpq takes them.
    static Stored<std::unique_ptr<PostgresConnection>> open(std::string where);
    ~PostgresConnection() override;

    Statement prepare(std::string_view sql) override;
    Stored<Done> execute(const std::string& sql) override;
    std::string_view column_type(FieldType type) const override;
    std::string in_own_words(std::string_view definition) const override;
    Stored<std::set<std::string>> columns(std::string_view table) override;
    Stored<std::int64_t> format() override;
    Stored<Done> set_format(std::int64_t format) override;

    /// `lock`: what is asked first, so that others wait, and answers with a row; may be empty.
    Stored<Done> begin(PostgresWork work, const std::string& lock);
    Stored<Done> commit();
    void roll_back();

private:
    friend class PostgresCursor;
    explicit PostgresConnection(std::string where);

    Stored<Done> be_connected();
    Stored<Done> take_lock(const std::string& lock);
    Stored<Done> begin_once(PostgresWork work, const std::string& lock);
    Stored<PostgresResult> say(const std::string& sql);
    Stored<PostgresResult> finish();
    Stored<PostgresResult> drain();
    Stored<PostgresResult> ask(PostgresCursor& cursor);
    Stored<PostgresResult> ask_once(PostgresCursor& cursor);
    Stored<PostgresResult> ask_one_by_one(PostgresCursor& cursor);
    Stored<PostgresResult> next_row();
    Stored<Done> queue(PostgresCursor& cursor);
    Stored<Done> send(PostgresCursor& cursor);
    StorageFault lost();
    StorageFault failed(StorageFault fault);

    std::string where_;
    PostgresLink link_;
    std::int64_t link_number_ = 0;  // What was prepared on an earlier connection must be prepared again.
    std::map<std::string, std::unique_ptr<PostgresCursor>, std::less<>> cursors_;
    int queued_ = 0;  // Sent, and not yet asked what became of it.
    bool in_transaction_ = false;
    std::optional<StorageFault> fault_;  // Of the transaction: nothing of it can be kept.
    std::int64_t lost_ms_ = 0;           // When the connection was lost; 0 while there is one.
    std::int64_t tried_ms_ = 0;          // The last attempt after long absence.
};

}  // namespace pupitre::host
