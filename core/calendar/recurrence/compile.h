// Chooses the way in which a rule is expanded: by a fixed stretch of time, by the days of a year, or by the phases of an
// INTERVAL that does not fit into the day. Only plan.cpp uses this.
#pragma once

#include <variant>

#include "core/calendar/recurrence/day_plan.h"
#include "core/calendar/recurrence/fill_in.h"
#include "core/calendar/recurrence/phase_plan.h"
#include "core/calendar/recurrence/progression.h"

namespace pupitre::recurrence {

/// Nothing: the rule has no occurrence.
using PlanShape = std::variant<std::monostate, Progression, DayPlan, PhasePlan>;

/// The rule is filled in; its COUNT is left to the caller, its UNTIL is in the bounds.
PlanShape choose_shape(const RecurrenceRule& rule, LocalDateTime start, Bounds bounds);

}  // namespace pupitre::recurrence
