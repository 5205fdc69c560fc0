// Amounts as they stand in spreadsheets, into cents.
#include "core/exchange/amount_text.h"

#include <limits>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

std::string read(std::string_view text, NumberStyle style = NumberStyle::french) {
    const auto amount = read_amount(text, style);
    return amount.ok() ? std::to_string(*amount) : std::string(problem_name(amount.error()));
}

}  // namespace

TEST_CASE("amount text: French and foreign spellings") {
    struct Row {
        const char* text;
        const char* cents;
    };
    const Row rows[] = {
        {"25 000,50", "2500050"},
        {"25\u00A0000,50", "2500050"},
        {"10\u202F351,85 €", "1035185"},
        {"10 351,85\u00A0€", "1035185"},
        {"500,00 €", "50000"},
        {"-135,87 €", "-13587"},
        {"(135,87)", "-13587"},
        {"(135,87 €)", "-13587"},
        {"135,87-", "-13587"},
        {"\u2212135,87", "-13587"},
        {"€ -5", "-500"},
        {"- 5 €", "-500"},
        {"+5", "500"},
        {"0", "0"},
        {"-0,00", "0"},
        {",5", "50"},
        {"5,", "500"},
        {"1234567,8", "123456780"},
        {"1,234.56", "123456"},
        {"1.234,56", "123456"},
        {"1.234.567,00", "123456700"},
        {"1,234,567", "123456700"},
        {"1234.56", "123456"},
        {"1500.5", "150050"},
        {"CHF 1'234.50", "123450"},
        {"1’234,50 CHF", "123450"},
        {"12 EUR", "1200"},
        {"$1,234.50", "123450"},
        {"12,3400", "1234"},
        {"0,500", "50"},
        {"1 234,000", "123400"},
        {"1234,500", "123450"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(read(row.text) == row.cents);
    }
}

TEST_CASE("amount text: what is wrong or has two meanings is refused") {
    struct Row {
        const char* text;
        const char* problem;
    };
    const Row rows[] = {
        {"", "not_an_amount"},
        {"€", "not_an_amount"},
        {"-", "not_an_amount"},
        {"abc", "not_an_amount"},
        {"12 abc", "not_an_amount"},
        {"1 23,00", "not_an_amount"},
        {"1 2345,00", "not_an_amount"},
        {"1.23.4", "not_an_amount"},
        {"1 234.567,89", "not_an_amount"},
        {"--5", "not_an_amount"},
        {"(-5)", "not_an_amount"},
        {"12,34,5", "not_an_amount"},
        {"12/03", "not_an_amount"},
        {"1,234", "ambiguous"},
        {"1.234", "ambiguous"},
        {"12,345", "ambiguous"},
        {"12,3456", "too_precise"},
        {"0,001", "too_precise"},
        {"1E+10", "not_an_amount"},
        {"1234567890123456", "out_of_range"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(read(row.text) == row.problem);
    }
}

TEST_CASE("amount text: in English a lone comma groups") {
    CHECK(read("1,234", NumberStyle::english) == "123400");
    CHECK(read("1.234", NumberStyle::english) == "ambiguous");
    CHECK(read("1234.5", NumberStyle::english) == "123450");
}

TEST_CASE("amount text: written for spreadsheets, and read back") {
    CHECK(write_amount(1035185) == "10351,85");
    CHECK(write_amount(-5) == "-0,05");
    CHECK(write_amount(1035185, NumberStyle::english) == "10351.85");
    CHECK(write_amount(std::numeric_limits<std::int64_t>::min()) == "-92233720368547758,08");
    for (const std::int64_t minor : {0LL, 1LL, -1LL, 99LL, 100LL, 123456789LL, -987654321012345LL}) {
        CHECK(read_amount(write_amount(minor)).value() == minor);
        CHECK(read_amount(write_amount(minor, NumberStyle::english), NumberStyle::english).value() == minor);
    }
}
