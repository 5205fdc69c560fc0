// A text is in its stored form if reading it gives itself.
#include "core/crm/field_checks.h"

#include "core/crm/email.h"
#include "core/crm/identifiers.h"

namespace pupitre {

bool is_siren(std::string_view text) {
    const auto read = read_siren(text);
    return read && *read == text;
}

bool is_siret(std::string_view text) {
    const auto read = read_siret(text);
    return read && *read == text;
}

bool is_vat_number(std::string_view text) {
    const auto read = read_vat_number(text);
    return read && *read == text;
}

bool is_email(std::string_view text) {
    const auto read = read_email(text);
    return read && *read == text;
}

}  // namespace pupitre
