// From what is typed to what is stored, and back to what is read.
#include "core/crm/typed_text.h"

#include <doctest/doctest.h>

#include "core/crm/client.h"

using namespace pupitre;

namespace {

const Field& field_of(std::string_view key) { return *entity_info<Client>().find_field(key); }

std::string stored(std::string_view key, std::string_view typed) {
    const auto read = stored_form(field_of(key), typed);
    return read.ok() ? *read : "! " + std::string(read.error().message_key);
}

}  // namespace

TEST_CASE("typed text: identifiers lose their spaces and are checked") {
    CHECK(stored("siren", " 374 391 506 ") == "374391506");
    CHECK(stored("siren", "374391507") == "! import.problem.wrong_key");
    CHECK(stored("siren", "37439") == "! import.problem.wrong_length");
    CHECK(stored("siren", "") == "");
}

TEST_CASE("typed text: a phone number becomes international, an unknown one stays as typed") {
    CHECK(stored("phone", "04 77 55 02 28") == "+33477550228");
    CHECK(stored("phone", "poste 12") == "poste 12");
}

TEST_CASE("typed text: an e-mail address is trimmed and checked") {
    CHECK(stored("email", " jean@Exemple.FR ") == "jean@exemple.fr");
    CHECK(stored("email", "jean") == "! import.problem.missing_at");
}

TEST_CASE("typed text: other texts only lose the blanks around them") {
    CHECK(stored("name", "\u00A0 Garage  Bœuf ") == "Garage  Bœuf");
}

TEST_CASE("typed text: the readable form") {
    CHECK(readable_form(field_of("phone"), "+33477550228") == "04 77 55 02 28");
    CHECK(readable_form(field_of("siren"), "374391506") == "374 391 506");
    CHECK(readable_form(field_of("name"), "374391506") == "374391506");
}
