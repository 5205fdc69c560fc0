// One connection to PostgreSQL, from the attempt to its end, and what its answers' codes mean. Internal to
// server-stub/storage.
#pragma once

#include <memory>
#include <string>

#include "server-stub/storage/fault.h"

struct pg_conn;
struct pg_result;

namespace pupitre::host {

struct PostgresEnd {
    void operator()(pg_conn* link) const;
    void operator()(pg_result* result) const;
};
using PostgresLink = std::unique_ptr<pg_conn, PostgresEnd>;
using PostgresResult = std::unique_ptr<pg_result, PostgresEnd>;

/// Connects, and sees to it that what is committed reaches the disk and that nobody is waited for without end.
Stored<PostgresLink> connect_postgres(const std::string& where);

/// Of a result that is an error. The words of the server may repeat data, and are not kept.
StorageFault fault_of(const pg_result* result);
FaultKind fault_kind_of_state(std::string_view state);

}  // namespace pupitre::host
