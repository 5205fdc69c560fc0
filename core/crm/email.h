// E-mail addresses: a check that catches what people mistype, not the whole of RFC 5322. Knows no client and no network.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

/// Why a typed address can't receive mail. The names are stored in import reports.
enum class EmailProblem { missing_at, several_at, has_space, several_addresses, wrong_name, wrong_domain, too_long };

std::string_view problem_name(EmailProblem problem);

/// The address without blanks around it, the domain in lower case.
Result<std::string, EmailProblem> read_email(std::string_view typed);

}  // namespace pupitre
