// E-mail addresses as people type and mistype them.
#include "core/crm/email.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

std::string read(std::string_view typed) {
    const auto address = read_email(typed);
    return address.ok() ? *address : std::string(problem_name(address.error()));
}

}  // namespace

TEST_CASE("email: right addresses, with the domain in lower case") {
    CHECK(read("jules.lambert@exemple.fr") == "jules.lambert@exemple.fr");
    CHECK(read(" J.Lambert@Exemple.FR ") == "J.Lambert@exemple.fr");
    CHECK(read("o'connor+tva@a-b.example.co.uk") == "o'connor+tva@a-b.example.co.uk");
    CHECK(read("contact@société.fr") == "contact@société.fr");
    CHECK(read("\u00A0x1@9.fr") == "x1@9.fr");
}

TEST_CASE("email: what is wrong is said") {
    struct Row {
        const char* typed;
        const char* problem;
    };
    const Row rows[] = {
        {"", "missing_at"},
        {"pas d'adresse", "missing_at"},
        {"jean@@exemple.fr", "several_at"},
        {"a@b@exemple.fr", "several_at"},
        {"a@x.fr; b@x.fr", "several_addresses"},
        {"a@x.fr,b@x.fr", "several_addresses"},
        {"jean dupont@exemple.fr", "has_space"},
        {"jean@exemple", "wrong_domain"},
        {"jean@exemple.", "wrong_domain"},
        {"jean@.fr", "wrong_domain"},
        {"jean@-x.fr", "wrong_domain"},
        {"jean@exemple.f", "wrong_domain"},
        {"jean@127.0.0.1", "wrong_domain"},
        {"jean@", "wrong_domain"},
        {"@exemple.fr", "wrong_name"},
        {".jean@exemple.fr", "wrong_name"},
        {"jean..dupont@exemple.fr", "wrong_name"},
        {"hélène@exemple.fr", "wrong_name"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        CHECK(read(row.typed) == row.problem);
    }
    CHECK(read(std::string(65, 'a') + "@exemple.fr") == "wrong_name");
    CHECK(read("a@" + std::string(250, 'b') + ".fr") == "too_long");
}
