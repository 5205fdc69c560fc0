// PostgreSQL with automatic clean-up.
#include "server-stub/storage/postgres.h"

#include <cassert>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include <libpq-fe.h>

#include "core/base/bytes.h"
#include "core/calendar/date.h"
#include "server-stub/base/clock.h"

namespace pupitre::host {
namespace {

// While the server restarts, whoever asks waits for it, as for a lock. When it stays away, the answer is given at once.
constexpr std::int64_t patience_ms = 10'000;
constexpr std::int64_t try_again_ms = 100;
constexpr std::int64_t try_seldom_ms = 1'000;
// So many answers may be outstanding before they are looked at.
constexpr int queued_max = 1'000;

constexpr Oid date_type = 1082;
constexpr int as_text = 0;
constexpr int as_bytes = 1;

/// `?` becomes $1, $2 …; none of our statements has a question mark within a text.
std::string with_numbered_places(std::string_view sql) {
    std::string text;
    int place = 0;
    for (const char letter : sql) {
        if (letter == '?') {
            text += '$' + std::to_string(++place);
        } else {
            text += letter;
        }
    }
    return text;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

std::int64_t number_from(std::string_view bytes) {
    // Whole numbers and booleans come with the highest byte first, signed.
    std::uint64_t number = !bytes.empty() && (bytes.front() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) number = (number << 8) | static_cast<std::uint8_t>(byte);
    return static_cast<std::int64_t>(number);
}

/// PostgreSQL knows days, and "infinity", that we do not.
std::string iso_from(std::string_view bytes) {
    constexpr std::int64_t days_to_first_year = -730'119;
    constexpr std::int64_t days_to_last_year = 2'921'939;
    const std::int64_t days = number_from(bytes);
    if (days < days_to_first_year || days > days_to_last_year) return "no day of ours";
    return to_iso(Date::from_ymd(2000, 1, 1).value().plus_days(days));
}

}  // namespace

/// A statement with the values bound to it and the rows of its answer.
class PostgresCursor final : public Cursor {
public:
    PostgresCursor(PostgresConnection& connection, std::string name, std::string_view sql) :
        connection_(connection), name_(std::move(name)), sql_(with_numbered_places(sql)) {}

    // Numbers and dates are handed over as words: the server then takes them for whatever the column is.
    void bind_number(std::int64_t number) override { bind(std::to_string(number), as_text); }
    void bind_flag(bool yes) override { bind(yes ? "t" : "f", as_text); }
    void bind_text(std::string_view text) override { bind(std::string(text), as_bytes); }
    void bind_date(std::string_view iso) override { bind(std::string(iso), as_text); }
    void bind_blob(std::string_view bytes) override { bind(std::string(bytes), as_bytes); }
    void bind_null() override {
        bind({}, as_bytes);
        values_.back().absent = true;
    }

    void read_one_by_one() override { one_by_one_ = connection_.in_transaction_; }
    bool step() override {
        if (one_by_one_) return step_one();
        if (!asked_) {
            asked_ = true;
            take(connection_.ask(*this));
        }
        return rows_ != nullptr && ++row_ < PQntuples(rows_.get());
    }
    bool failed() const override { return fault_.has_value(); }
    StorageFault fault() const override { return fault_.value_or(StorageFault{}); }
    Stored<Done> run() override { return connection_.queue(*this); }

    bool is_null(int column) const override { return PQgetisnull(rows_.get(), row_, column) != 0; }
    std::int64_t number(int column) const override { return number_from(bytes(column)); }
    std::string text(int column) const override {
        if (PQftype(rows_.get(), column) == date_type && !is_null(column)) return iso_from(bytes(column));
        return std::string(bytes(column));
    }
    std::string blob(int column) const override { return std::string(bytes(column)); }

    void reset() override {
        while (one_by_one_ && asked_ && step_one()) {}
        one_by_one_ = false;
        values_.clear();
        rows_.reset();
        row_ = -1;
        asked_ = false;
        fault_.reset();
    }

private:
    friend class PostgresConnection;

    struct BoundValue {
        std::string bytes;
        int form = as_text;
        bool absent = false;
    };
    void take(Stored<PostgresResult> answer) {
        if (answer) {
            rows_ = std::move(*answer);
        } else {
            rows_.reset();
            fault_ = answer.error();
        }
    }
    /// The next row of an answer that is read as it comes.
    bool step_one() {
        if (asked_ && rows_ == nullptr) return false;
        take(asked_ ? connection_.next_row() : connection_.ask_one_by_one(*this));
        asked_ = true;
        row_ = 0;
        if (rows_ != nullptr && PQntuples(rows_.get()) == 0) rows_.reset();
        return rows_ != nullptr;
    }
    void bind(std::string value, int form) { values_.push_back({std::move(value), form, false}); }
    std::string_view bytes(int column) const {
        return {PQgetvalue(rows_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
    }

    PostgresConnection& connection_;
    std::string name_;
    std::string sql_;
    std::int64_t prepared_for_ = -1;  // The connection's number.
    std::vector<BoundValue> values_;
    PostgresResult rows_;
    int row_ = -1;
    bool asked_ = false;
    bool one_by_one_ = false;
    std::optional<StorageFault> fault_;
};

Stored<std::unique_ptr<PostgresConnection>> PostgresConnection::open(std::string where) {
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection(std::move(where)));
    auto connected = connection->be_connected();
    if (!connected) return connected.error();
    return connection;
}

PostgresConnection::PostgresConnection(std::string where) : where_(std::move(where)) {}

PostgresConnection::~PostgresConnection() = default;

/// Says it once for all that follows: what was prepared and begun is gone.
StorageFault PostgresConnection::lost() {
    link_.reset();
    queued_ = 0;
    if (lost_ms_ == 0) lost_ms_ = steady_ms();
    return failed({FaultKind::unreachable, "the connection was lost"});
}

/// Within a transaction the first fault is the answer to all that follows.
StorageFault PostgresConnection::failed(StorageFault fault) {
    if (in_transaction_ && !fault_) fault_ = fault;
    return fault;
}

Stored<Done> PostgresConnection::be_connected() {
    if (link_ != nullptr && PQstatus(link_.get()) == CONNECTION_OK) return Done{};
    const bool patient = lost_ms_ != 0 && steady_ms() - lost_ms_ < patience_ms;
    if (!patient && lost_ms_ != 0 && steady_ms() - tried_ms_ < try_seldom_ms) return lost();
    while (true) {
        tried_ms_ = steady_ms();
        auto link = connect_postgres(where_);
        if (link) {
            link_ = std::move(*link);
            break;
        }
        const bool wait = lost_ms_ != 0 && steady_ms() - lost_ms_ < patience_ms && is_transient(link.error().kind);
        if (!wait) return link.error();
        std::this_thread::sleep_for(std::chrono::milliseconds(try_again_ms));
    }
    ++link_number_;
    lost_ms_ = 0;
    queued_ = 0;
    if (PQenterPipelineMode(link_.get()) != 1) return lost();
    return Done{};
}

/// Waits until all that was sent is answered. The answer of the last, or the first fault.
Stored<PostgresResult> PostgresConnection::finish() {
    if (PQpipelineSync(link_.get()) != 1) return lost();
    return drain();
}

/// All that comes before the end of what was sent.
Stored<PostgresResult> PostgresConnection::drain() {
    queued_ = 0;
    PostgresResult last;
    std::optional<StorageFault> fault;
    bool ended = false;
    while (true) {
        PostgresResult result(PQgetResult(link_.get()));
        if (PQstatus(link_.get()) != CONNECTION_OK) return lost();
        // One nothing ends one statement's answer. Two mean that no answer will come any more: the server ended the
        // session while we were silent.
        if (result == nullptr && ended) return lost();
        ended = result == nullptr;
        if (ended) continue;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) break;
        if (status == PGRES_FATAL_ERROR && !fault) fault = fault_of(result.get());
        last = std::move(result);
    }
    if (!fault) return last;
    failed(*fault);
    // The server is going away, or is one that may only be read: the next transaction looks for another connection.
    if (fault->kind == FaultKind::unreachable) lost();
    return *fault;
}

/// Sends a statement with its values. Prepares it first, with an answer of its own: whether that happened must be known.
Stored<Done> PostgresConnection::send(PostgresCursor& cursor) {
    if (cursor.prepared_for_ != link_number_) {
        if (PQsendPrepare(link_.get(), cursor.name_.c_str(), cursor.sql_.c_str(), 0, nullptr) != 1) return lost();
        const auto prepared = finish();
        if (!prepared) return prepared.error();
        cursor.prepared_for_ = link_number_;
    }
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> forms;
    for (const PostgresCursor::BoundValue& value : cursor.values_) {
        values.push_back(value.absent ? nullptr : value.bytes.c_str());
        lengths.push_back(static_cast<int>(value.bytes.size()));
        forms.push_back(value.form);
    }
    const int sent = PQsendQueryPrepared(link_.get(), cursor.name_.c_str(), static_cast<int>(values.size()),
                                         values.data(), lengths.data(), forms.data(), as_bytes);
    if (sent != 1) return lost();
    ++queued_;
    return Done{};
}

Stored<PostgresResult> PostgresConnection::ask_once(PostgresCursor& cursor) {
    const auto sent = send(cursor);
    if (!sent) return sent.error();
    return finish();
}

Stored<PostgresResult> PostgresConnection::ask(PostgresCursor& cursor) {
    if (in_transaction_) {
        if (fault_) return *fault_;
        return link_ != nullptr ? ask_once(cursor) : Stored<PostgresResult>{lost()};
    }
    // A single question can be asked again on a new connection: nothing hangs on it.
    for (int attempt = 0;; ++attempt) {
        const auto connected = be_connected();
        if (!connected) return connected.error();
        auto answer = ask_once(cursor);
        if (answer || link_ != nullptr || attempt > 0) return answer;
    }
}

/// Within a transaction only, after all else was answered.
Stored<PostgresResult> PostgresConnection::ask_one_by_one(PostgresCursor& cursor) {
    assert(in_transaction_);
    if (fault_) return *fault_;
    if (link_ == nullptr) return lost();
    const auto before = finish();
    if (!before) return before.error();
    const auto sent = send(cursor);
    if (!sent) return sent.error();
    if (PQpipelineSync(link_.get()) != 1 || PQsetSingleRowMode(link_.get()) != 1) return lost();
    return next_row();
}

/// One row; without rows in it after the last.
Stored<PostgresResult> PostgresConnection::next_row() {
    if (link_ == nullptr) return lost();
    PostgresResult result(PQgetResult(link_.get()));
    if (PQstatus(link_.get()) != CONNECTION_OK) return lost();
    if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) return result;
    // The end, or an error: what follows is only the end of the whole.
    auto ended = drain();
    if (PQresultStatus(result.get()) != PGRES_FATAL_ERROR) return ended;
    return failed(fault_of(result.get()));
}

Stored<Done> PostgresConnection::queue(PostgresCursor& cursor) {
    if (!in_transaction_) {
        const auto answer = ask(cursor);
        if (!answer) return answer.error();
        return Done{};
    }
    if (fault_) return *fault_;
    if (link_ == nullptr) return lost();
    auto sent = send(cursor);
    if (!sent || queued_ < queued_max) return sent;
    const auto answered = finish();
    if (!answered) return answered.error();
    return Done{};
}

Statement PostgresConnection::prepare(std::string_view sql) {
    auto found = cursors_.find(sql);
    if (found == cursors_.end()) {
        std::string name = "pupitre_" + std::to_string(cursors_.size());
        found = cursors_.emplace(sql, std::make_unique<PostgresCursor>(*this, std::move(name), sql)).first;
    }
    return Statement(*found->second);
}

Stored<PostgresResult> PostgresConnection::say(const std::string& sql) {
    const auto connected = in_transaction_ ? Stored<Done>{Done{}} : be_connected();
    if (!connected) return connected.error();
    if (fault_) return *fault_;
    if (link_ == nullptr) return lost();
    if (PQsendQueryParams(link_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, as_bytes) != 1)
        return lost();
    return finish();
}

Stored<Done> PostgresConnection::execute(const std::string& sql) {
    const auto said = say(sql);
    if (!said) return said.error();
    return Done{};
}

Stored<Done> PostgresConnection::take_lock(const std::string& lock) {
    const auto taken = say(lock);
    if (!taken) return taken.error();
    // Whoever held it before has replaced the row that it is about: nothing is locked.
    if (PQntuples(taken->get()) == 0) return StorageFault{FaultKind::busy, "the lock's row was replaced"};
    return Done{};
}

Stored<Done> PostgresConnection::begin_once(PostgresWork work, const std::string& lock) {
    const auto connected = be_connected();
    if (!connected) return connected.error();
    // A writer must see what the one before it wrote, which it only knows once it has the lock: each of its questions
    // looks at the present. A reader looks at one moment.
    const std::string begin = work == PostgresWork::writing ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                                            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    auto begun = execute(begin);
    if (!begun) return begun;
    in_transaction_ = true;
    if (!lock.empty()) begun = take_lock(lock);
    if (!begun) roll_back();
    return begun;
}

Stored<Done> PostgresConnection::begin(PostgresWork work, const std::string& lock) {
    auto begun = begin_once(work, lock);
    // That the connection is gone often shows only when it is used. Nothing has happened yet.
    if (!begun && link_ == nullptr && is_transient(begun.error().kind)) begun = begin_once(work, lock);
    return begun;
}

/// When the connection is lost on the way, nobody knows yet whether it was committed: whoever begins next reads it.
Stored<Done> PostgresConnection::commit() {
    const auto said = say("COMMIT");
    if (!said) return said.error();
    // What cannot be kept is rolled back in answer to a COMMIT, without an error.
    if (std::string_view(PQcmdStatus(said->get())) != "COMMIT") return StorageFault{FaultKind::internal, "rolled back"};
    in_transaction_ = false;
    return Done{};
}

void PostgresConnection::roll_back() {
    if (!in_transaction_) return;
    in_transaction_ = false;
    fault_.reset();
    if (link_ == nullptr) return;
    // What is still on its way comes to an end first. If that is impossible, the server rolls back by itself.
    static_cast<void>(finish());
    if (link_ != nullptr && !execute("ROLLBACK")) lost();
}

std::string_view PostgresConnection::column_type(FieldType type) const {
    switch (type) {
    case FieldType::text:
    case FieldType::choice: return "text COLLATE \"C\"";
    case FieldType::date: return "date";
    case FieldType::boolean: return "boolean";
    case FieldType::number:
    case FieldType::money:
    case FieldType::instant: return "bigint";
    case FieldType::reference: return "uuid";
    }
    return "";
}

std::string PostgresConnection::in_own_words(std::string_view definition) const {
    std::string text(definition);
    replace_all(text, " STRICT, WITHOUT ROWID", "");
    replace_all(text, " STRICT", "");
    replace_all(text, " BLOB", " BYTEA");
    replace_all(text, " x''", " ''");
    replace_all(text, " INTEGER", " BIGINT");
    // Sorted as bytes: not as a language does, whose rules change with the system's versions.
    replace_all(text, " TEXT ", " TEXT COLLATE \"C\" ");
    return text;
}

Stored<std::set<std::string>> PostgresConnection::columns(std::string_view table) {
    std::set<std::string> names;
    Statement rows = prepare(
        "SELECT column_name::text FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = ?");
    rows.bind_text(table);
    while (rows.step()) names.insert(rows.text(0));
    if (rows.failed()) return rows.fault();
    return names;
}

Stored<std::int64_t> PostgresConnection::format() {
    const auto known = columns("host_format");
    if (!known) return known.error();
    if (known->empty()) return std::int64_t{0};
    return number("SELECT format FROM host_format WHERE one = 1");
}

Stored<Done> PostgresConnection::set_format(std::int64_t format) {
    const auto made = execute(
        "CREATE TABLE IF NOT EXISTS host_format (one BIGINT PRIMARY KEY CHECK (one = 1), format BIGINT NOT NULL)");
    if (!made) return made.error();
    return prepare("INSERT INTO host_format VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET format = excluded.format")
        .bind(format)
        .run();
}

}  // namespace pupitre::host
