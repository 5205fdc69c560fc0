// Picks the reader by the field's own check and kind.
#include "core/crm/typed_text.h"

#include "core/crm/email.h"
#include "core/crm/field_checks.h"
#include "core/crm/identifiers.h"
#include "core/crm/phone.h"
#include "core/exchange/closing_days.h"
#include "core/exchange/country_text.h"
#include "core/exchange/plain_text.h"

namespace pupitre {

namespace {

std::string_view message_key(IdentifierProblem problem) {
    switch (problem) {
    case IdentifierProblem::wrong_characters: return "import.problem.wrong_characters";
    case IdentifierProblem::wrong_length: return "import.problem.wrong_length";
    case IdentifierProblem::wrong_key: return "import.problem.wrong_key";
    case IdentifierProblem::unknown_country: return "import.problem.unknown_country";
    case IdentifierProblem::wrong_shape: return "import.problem.wrong_shape";
    }
    assert(false);
    return "";
}

std::string_view message_key(EmailProblem problem) {
    switch (problem) {
    case EmailProblem::missing_at: return "import.problem.missing_at";
    case EmailProblem::several_at: return "import.problem.several_at";
    case EmailProblem::has_space: return "import.problem.has_space";
    case EmailProblem::several_addresses: return "typed.one_address";
    case EmailProblem::wrong_name: return "import.problem.wrong_name";
    case EmailProblem::wrong_domain: return "import.problem.wrong_domain";
    case EmailProblem::too_long: return "import.problem.too_long";
    }
    assert(false);
    return "";
}

template <class Problem>
Result<std::string, TypedTextProblem> worded(const Result<std::string, Problem>& read) {
    if (read.ok()) return *read;
    return TypedTextProblem{message_key(read.error())};
}

std::string_view message_key(ClosingDaysProblem problem) {
    switch (problem) {
    case ClosingDaysProblem::not_a_day: return "typed.not_a_day";
    case ClosingDaysProblem::no_such_day: return "typed.no_such_day";
    case ClosingDaysProblem::end_before_start: return "typed.end_before_start";
    case ClosingDaysProblem::too_many_days: return "typed.too_many_days";
    }
    assert(false);
    return "";
}

Result<std::string, TypedTextProblem> stored_days(const Field& field, std::string_view text) {
    const auto days = read_closing_days(text);
    if (!days.ok()) return TypedTextProblem{message_key(days.error())};
    if (field.check == is_days_once && !days->yearly.empty()) return TypedTextProblem{"typed.year_missing"};
    return to_stored(*days);
}

}  // namespace

Result<std::string, TypedTextProblem> stored_form(const Field& field, std::string_view typed) {
    const std::string_view text = trimmed(typed);
    if (text.empty()) return std::string{};
    if (field.check == is_siren) return worded(read_siren(text));
    if (field.check == is_siret) return worded(read_siret(text));
    if (field.check == is_vat_number) return worded(read_vat_number(text));
    if (field.check == is_email) return worded(read_email(text));
    if (field.check == is_closing_days || field.check == is_days_once) return stored_days(field, text);
    if (field.edit == Edit::phone) return read_phone(text).number;
    if (field.edit == Edit::country) {
        const auto country = read_country(text);
        if (!country) return TypedTextProblem{"import.problem.unknown_country"};
        return std::string(*country);
    }
    return std::string(text);
}

std::string readable_form(const Field& field, std::string_view stored) {
    if (field.check == is_siren) return format_siren(stored);
    if (field.check == is_siret) return format_siret(stored);
    if (field.check == is_closing_days || field.check == is_days_once) {
        const auto days = closing_days_from_stored(stored);
        if (days.ok()) return write_closing_days(*days);
    }
    if (field.edit == Edit::phone) return format_phone(stored);
    return std::string(stored);
}

}  // namespace pupitre
