// The checks that follow from the field table alone: compulsory, length, form, uniqueness, references.
#pragma once

#include <optional>

#include "core/command/registry.h"

namespace pupitre {

/// A refusal that points at a row's field.
Refusal refuse_field(RefusalCode code, const EntityInfo& info, const void* row, const Field& field,
                     std::string detail = {});

/// Completes a new row before it is stored: its maker, what its entity adds, its place among its siblings.
void complete_row(const Database& db, const EntityRules& rules, const Context& by, AnyRow& row);

/// Whether this person made the row, as far as the row says who did.
bool is_own(const EntityRules& rules, const Context& by, const void* row);

/// Checks one field of a row as it would become.
std::optional<Refusal> check_field(const Database& db, const EntityInfo& info, const void* row, const Field& field);

/// Checks all fields, then the entity's own rule.
std::optional<Refusal> check_row(const Database& db, const EntityRules& rules, const Context& by, const void* row);

}  // namespace pupitre
