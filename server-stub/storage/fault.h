// Why the storage could not do something. A fault never says anything about the data: it is about the place they are in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre::host {

enum class FaultKind : std::uint8_t {
    busy,         // Another program writes; try again.
    full,         // No room left.
    io,           // The disk or file system failed.
    denied,       // No right to read or write there.
    missing,      // There is no database in the folder.
    corrupt,      // Damaged or no database of ours.
    newer,        // Written by a newer version.
    internal,     // A mistake of ours.
    unreachable,  // The database's server does not answer, or the connection was lost.
};

std::string_view fault_name(FaultKind kind);

struct StorageFault {
    FaultKind kind = FaultKind::internal;
    std::string detail;  // For the log; no personal data.
};

/// Gives way: trying the same again later may succeed.
constexpr bool is_transient(FaultKind kind) {
    return kind == FaultKind::busy || kind == FaultKind::full || kind == FaultKind::io ||
           kind == FaultKind::unreachable;
}

struct Done {};
template <class T>
using Stored = Result<T, StorageFault>;

}  // namespace pupitre::host
