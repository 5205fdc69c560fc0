// Company numbers with known right and wrong keys.
#include "core/crm/identifiers.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

std::string outcome(const Result<std::string, IdentifierProblem>& read) {
    return read.ok() ? *read : std::string(problem_name(read.error()));
}

}  // namespace

TEST_CASE("identifiers: SIREN") {
    CHECK(outcome(read_siren("374391506")) == "374391506");
    CHECK(outcome(read_siren(" 732 829 320 ")) == "732829320");
    CHECK(outcome(read_siren("732\u00A0829\u202F320")) == "732829320");
    CHECK(outcome(read_siren("732.829.320")) == "732829320");
    CHECK(outcome(read_siren("889 849 346")) == "wrong_key");
    CHECK(outcome(read_siren("73282932")) == "wrong_length");
    CHECK(outcome(read_siren("7328293200")) == "wrong_length");
    CHECK(outcome(read_siren("73282932O")) == "wrong_characters");
    CHECK(outcome(read_siren("")) == "wrong_length");
    CHECK(outcome(read_siren("en cours")) == "wrong_characters");
}

TEST_CASE("identifiers: SIRET, with La Poste's own rule") {
    CHECK(outcome(read_siret("732 829 320 00074")) == "73282932000074");
    CHECK(outcome(read_siret("73282932000075")) == "wrong_key");
    CHECK(outcome(read_siret("356 000 000 00048")) == "35600000000048");
    CHECK(outcome(read_siret("35600000049837")) == "35600000049837");
    CHECK(outcome(read_siret("35600000049838")) == "wrong_key");
    CHECK(outcome(read_siret("732829320")) == "wrong_length");
}

TEST_CASE("identifiers: VAT numbers of France have a key, the others a shape") {
    CHECK(outcome(read_vat_number("FR 83 404 833 048")) == "FR83404833048");
    CHECK(outcome(read_vat_number("fr40303265045")) == "FR40303265045");
    CHECK(outcome(read_vat_number("FRK7399859412")) == "FRK7399859412");
    CHECK(outcome(read_vat_number("FR84404833048")) == "wrong_key");
    CHECK(outcome(read_vat_number("FR8340483304")) == "wrong_length");
    CHECK(outcome(read_vat_number("FR8340483304X")) == "wrong_characters");
    CHECK(outcome(read_vat_number("BE 0123.456.749")) == "BE0123456749");
    CHECK(outcome(read_vat_number("DE136695976")) == "DE136695976");
    CHECK(outcome(read_vat_number("ES X1234567L")) == "ESX1234567L");
    CHECK(outcome(read_vat_number("NL123456782B90")) == "NL123456782B90");
    CHECK(outcome(read_vat_number("GR094259216")) == "EL094259216");
    CHECK(outcome(read_vat_number("CHE-116.281.710 TVA")) == "CHE116281710TVA");
    CHECK(outcome(read_vat_number("DE13669597")) == "wrong_shape");
    CHECK(outcome(read_vat_number("ZZ123")) == "unknown_country");
    CHECK(outcome(read_vat_number("123456789")) == "unknown_country");
    CHECK(outcome(read_vat_number("")) == "unknown_country");
}

TEST_CASE("identifiers: the VAT number that belongs to a SIREN") {
    CHECK(vat_number_of_siren("404833048") == "FR83404833048");
    CHECK(vat_number_of_siren("303265045") == "FR40303265045");
    CHECK(read_vat_number(vat_number_of_siren("732829320")).ok());
}

TEST_CASE("identifiers: as on a letterhead") {
    CHECK(format_siren("374391506") == "374 391 506");
    CHECK(format_siren("37439150") == "37439150");
    CHECK(format_siret("73282932000074") == "732 829 320 00074");
    CHECK(format_siret("en cours") == "en cours");
}
