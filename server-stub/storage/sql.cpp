// What both databases' statements have in common.
#include "server-stub/storage/sql.h"

#include "core/base/bytes.h"

namespace pupitre::host {

std::string id_bytes(Id128 id) {
    std::string bytes;
    append_id(bytes, id);
    return bytes;
}

Statement& Statement::bind(std::int64_t number) {
    cursor_->bind_number(number);
    return *this;
}

Statement& Statement::bind(Id128 id) { return bind_blob(id_bytes(id)); }

Statement& Statement::bind_flag(bool yes) {
    cursor_->bind_flag(yes);
    return *this;
}

Statement& Statement::bind_text(std::string_view text) {
    cursor_->bind_text(text);
    return *this;
}

Statement& Statement::bind_date(std::string_view iso) {
    cursor_->bind_date(iso);
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
    cursor_->bind_blob(bytes);
    return *this;
}

Statement& Statement::bind_null() {
    cursor_->bind_null();
    return *this;
}

std::optional<Id128> Statement::id(int column) const {
    const std::string bytes = blob(column);
    ByteReader reader(bytes);
    const Id128 id = reader.id();
    if (!reader.ok() || !reader.at_end()) return std::nullopt;
    return id;
}

Stored<std::int64_t> Connection::number(std::string_view sql) {
    Statement statement = prepare(sql);
    if (!statement.step()) {
        if (statement.failed()) return statement.fault();
        return std::int64_t{0};
    }
    return statement.number(0);
}

}  // namespace pupitre::host
