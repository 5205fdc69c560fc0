// The chart of categories, and what is learned from earlier ones.
#include "core/books/ledger_chart.h"

#include "core/books/category_memory.h"
#include "tests/core/books/books_fixture.h"

using namespace pupitre;

namespace {

LedgerAccount own(const std::string& code, const std::string& label, bool hidden = false) {
    return {ledger_account_id(code), code, label, hidden};
}

std::vector<std::string> codes(const std::vector<ChartLine>& lines) {
    std::vector<std::string> found;
    found.reserve(lines.size());
    for (const ChartLine& line : lines) found.push_back(line.code);
    return found;
}

}  // namespace

TEST_CASE("[BKS-07] chart: the usual accounts, with what the firm adds, renames and leaves out") {
    BooksFirm at;
    CHECK(chart_of(at.firm.db).size() == usual_chart().size());
    at.firm.add(own("606150", "Carburants"));
    at.firm.add(own("613200", "Loyers"));
    at.firm.add(own("707000", "Ventes de marchandises", true));
    const std::vector<ChartLine> chart = chart_of(at.firm.db);
    CHECK(chart.size() == usual_chart().size());
    CHECK(codes(find_in_chart(chart, "60615")) == std::vector<std::string>{"606150"});
    CHECK(find_in_chart(chart, "loyers") == std::vector<ChartLine>{{"613200", "Loyers"}});
    CHECK(find_in_chart(chart, "707").empty());
    CHECK(field_of(at.firm.create(LedgerAccount{{{4, 4}}, "606160", "Gaz", false})) == "code");
    CHECK(field_of(at.firm.create(own("6 06", "Gaz"))) == "code");
    CHECK(is_ledger_code("6063"));
    for (const ChartLine& line : usual_chart()) CHECK(is_ledger_code(line.code));
}

TEST_CASE("chart: found by code before words") {
    const std::vector<ChartLine> chart = {{"606100", "Énergie"}, {"758000", "Divers 6061"}, {"606300", "Entretien"}};
    CHECK(codes(find_in_chart(chart, "6061")) == std::vector<std::string>{"606100", "758000"});
    CHECK(codes(find_in_chart(chart, "energie")) == std::vector<std::string>{"606100"});
    CHECK(codes(find_in_chart(chart, "")).size() == 3);
    CHECK(category_code(category_text(chart[0])) == "606100");
}

TEST_CASE("[BKS-07] suggestion: the latest category of the same counterparty and client, never applied by itself") {
    BooksFirm at;
    const BankTransactionId first = at.add(3, -4'250, "EDF");
    const BankTransactionId second = at.add(5, -4'350, "EDF");
    const BankTransactionId third = at.add(9, -4'450, "edf");
    CategoryMemory memory;
    memory.follow(at.firm.db, at.garage);
    CHECK(memory.suggestion(at.firm.db.get(third)).empty());
    REQUIRE(at.categorise(first, "606100 Fournitures").ok());
    memory.follow(at.firm.db, at.garage);
    CHECK(memory.suggestion(at.firm.db.get(third)) == "606100 Fournitures");
    CHECK(at.firm.db.get(third).state == TransactionState::to_categorise);
    REQUIRE(at.categorise(second, "615000 Entretien").ok());
    memory.follow(at.firm.db, at.garage);
    CHECK(memory.suggestion(at.firm.db.get(third)) == "615000 Entretien");
    REQUIRE(at.set_state(second, TransactionState::to_categorise).ok());
    memory.follow(at.firm.db, at.garage);
    CHECK(memory.suggestion(at.firm.db.get(third)) == "606100 Fournitures");
    CHECK(memory.suggestion(at.firm.db.get(second)) == "615000 Entretien");
    memory.follow(at.firm.db, at.bakery);
    CHECK(memory.suggestion(at.firm.db.get(third)).empty());
}

TEST_CASE("suggestion: without a counterparty the bank's words count, not the figures in them") {
    BankTransaction one;
    one.text = "CARTE 12/11 LECLERC 4970XX1234";
    BankTransaction other;
    other.text = "carte 03/10  Leclerc 4970XX9876";
    CHECK(payee_key(one) == "carte leclerc xx");
    CHECK(payee_key(one) == payee_key(other));
    other.text = "12/11 4970";
    CHECK(payee_key(other).empty());
}
