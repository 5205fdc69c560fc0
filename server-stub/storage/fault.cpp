// Names of storage faults.
#include "server-stub/storage/fault.h"

#include <cassert>

namespace pupitre::host {

std::string_view fault_name(FaultKind kind) {
    switch (kind) {
    case FaultKind::busy: return "busy";
    case FaultKind::full: return "full";
    case FaultKind::io: return "io";
    case FaultKind::denied: return "denied";
    case FaultKind::missing: return "missing";
    case FaultKind::corrupt: return "corrupt";
    case FaultKind::newer: return "newer";
    case FaultKind::internal: return "internal";
    case FaultKind::unreachable: return "unreachable";
    }
    assert(false);
    return "";
}

}  // namespace pupitre::host
