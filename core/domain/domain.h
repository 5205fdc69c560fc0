// The whole product in one place: the list of its entities and of its commands.
#pragma once

#include "core/command/registry.h"

namespace pupitre {

/// All entities. Append only: the order is part of what devices and hosts agree on.
const Schema& domain_schema();

/// All commands, with the rules of all entities.
const Registry& domain_registry();

/// Raised when an older program could no longer read or run what this one writes.
constexpr std::int32_t core_version = 2;
/// The oldest program that can read what this one writes.
constexpr std::int32_t core_oldest = 2;

}  // namespace pupitre
