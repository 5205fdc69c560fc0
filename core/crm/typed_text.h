// What people type into a text field, brought into the one form in which it is stored: blanks at the ends gone, a SIREN
// without spaces, a phone number in its international form. And back: the form in which people read it.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/schema/field.h"

namespace pupitre {

/// Why a typed text can't be stored: a message key, for the words beside the field.
struct TypedTextProblem {
    std::string_view message_key;
};

/// An empty text stays empty: whether it may be is the field's own rule.
Result<std::string, TypedTextProblem> stored_form(const Field& field, std::string_view typed);

/// "+33477550228" as "04 77 55 02 28", "374391506" as "374 391 506"; every other text as it is.
std::string readable_form(const Field& field, std::string_view stored);

}  // namespace pupitre
