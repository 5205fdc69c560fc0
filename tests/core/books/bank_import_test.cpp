// Importing bank files: what each line does, once only, however often and wherever the file comes in.
#include "core/books/bank_import.h"

#include "tests/core/books/books_fixture.h"

using namespace pupitre;

namespace {

struct Import {
    std::vector<LineVerdict> verdicts;
    LineCounts counts;
    std::vector<Json> commands;
};

Import plan(const Database& db, BankAccountId account, const std::vector<StatementLine>& lines,
            bool unique_references = false, bool with_similar = false, std::size_t step = 3) {
    BankImport import(db, account, lines, unique_references);
    while (import.step(step)) {}
    Import made;
    for (const LinePlan& line : import.plans()) made.verdicts.push_back(line.verdict);
    made.counts = import.counts();
    BankImportCommands commands(import, with_similar);
    while (auto args = commands.next()) made.commands.push_back(*std::move(args));
    return made;
}

std::size_t count(const Database& db) { return db.table<BankTransaction>().size(); }

}  // namespace

TEST_CASE(
    "[BKS-07] import: the lines of a file become transactions to categorise, in the account's currency and file") {
    BooksFirm at;
    StatementLine line = statement_line(3, -4'250, "PRLV EDF", "F1");
    line.counterparty = "EDF";
    line.value_on = november(4);
    const Import import = plan(at.firm.db, at.account, {line});
    REQUIRE(import.commands.size() == 1);
    REQUIRE(at.firm.give("bank_transaction.import", import.commands[0]).ok());
    const BankTransaction& made = at.firm.db.get(bank_transaction_id(at.account, line, 0));
    CHECK(made.client == at.garage);
    CHECK(made.booked_on == november(3));
    CHECK(made.value_on == november(4));
    CHECK(made.amount == Money{-4'250, Currency::eur});
    CHECK(made.text == "PRLV EDF");
    CHECK(made.counterparty == "EDF");
    CHECK(made.reference == "F1");
    CHECK(made.state == TransactionState::to_categorise);
}

TEST_CASE("[BKS-07] import: the same file twice adds nothing, and an undo takes all of it back") {
    BooksFirm at;
    const Hash128 before = at.firm.db.digest();
    const std::vector<StatementLine> lines = {statement_line(3, -450, "CAFE"), statement_line(3, -450, "CAFE"),
                                              statement_line(4, 12'000, "VIR", "R7")};
    const Import first = plan(at.firm.db, at.account, lines);
    CHECK(first.counts == LineCounts{3, 0, 0, 0});
    const Attempt done = at.firm.give("bank_transaction.import", first.commands.at(0));
    REQUIRE(done.ok());
    CHECK(count(at.firm.db) == 3);
    const Import second = plan(at.firm.db, at.account, lines);
    CHECK(second.counts == LineCounts{0, 3, 0, 0});
    CHECK(second.commands.empty());
    CHECK(at.firm.undo(done->changes).empty());
    CHECK(at.firm.db.digest() == before);
}

TEST_CASE("[BKS-07] import: two devices that import one file without knowing of each other make one set of rows") {
    BooksFirm at;
    const std::vector<StatementLine> lines = {statement_line(3, -450, "CAFE"), statement_line(3, -450, "CAFE"),
                                              statement_line(4, 12'000, "VIR", "R7")};
    // Both planned on the same state; the host carries out one after the other.
    const Import one = plan(at.firm.db, at.account, lines);
    const Import other = plan(at.firm.db, at.account, lines, false, false, 100);
    CHECK(one.commands == other.commands);
    REQUIRE(at.firm.give("bank_transaction.import", one.commands.at(0)).ok());
    const BankTransactionId cafe = bank_transaction_id(at.account, lines[0], 0);
    REQUIRE(at.categorise(cafe, "625700 Réceptions").ok());
    const Attempt late = at.firm.give("bank_transaction.import", other.commands.at(0), at.firm.bruno);
    REQUIRE(late.ok());
    CHECK(late->changes.empty());
    CHECK(count(at.firm.db) == 3);
    CHECK(at.firm.db.get(cafe).category == "625700 Réceptions");
}

TEST_CASE("import: a longer file over the same days adds what is new, equal lines keep their number") {
    BooksFirm at;
    const std::vector<StatementLine> short_file = {statement_line(3, -450, "CAFE"), statement_line(3, -450, "CAFE")};
    REQUIRE(at.firm.give("bank_transaction.import", plan(at.firm.db, at.account, short_file).commands.at(0)).ok());
    std::vector<StatementLine> long_file = short_file;
    long_file.push_back(statement_line(3, -450, "CAFE"));
    long_file.push_back(statement_line(4, -450, "CAFE"));
    const Import import = plan(at.firm.db, at.account, long_file);
    CHECK(import.verdicts ==
          std::vector<LineVerdict>{LineVerdict::known, LineVerdict::known, LineVerdict::fresh, LineVerdict::fresh});
}

TEST_CASE("import: a reference names one transaction where the format says so; used for another day it is another") {
    BooksFirm at;
    const std::vector<StatementLine> lines = {statement_line(3, -450, "A", "R1"), statement_line(3, -450, "B", "R1"),
                                              statement_line(4, -450, "C", "R1")};
    const auto verdicts = plan(at.firm.db, at.account, lines, true).verdicts;
    CHECK(verdicts == std::vector<LineVerdict>{LineVerdict::fresh, LineVerdict::known, LineVerdict::fresh});
    CHECK(plan(at.firm.db, at.account, lines, false).counts.fresh == 3);
}

TEST_CASE("import: what looks like a transaction from elsewhere is left out unless it is asked for") {
    BooksFirm at;
    at.add(3, -450, "Entered by hand");
    const std::vector<StatementLine> lines = {statement_line(3, -450, "CAFE"), statement_line(3, -450, "CAFE"),
                                              statement_line(5, -450, "CAFE")};
    const Import import = plan(at.firm.db, at.account, lines);
    CHECK(import.counts == LineCounts{2, 0, 1, 0});
    REQUIRE(at.firm.give("bank_transaction.import", import.commands.at(0)).ok());
    CHECK(count(at.firm.db) == 3);
    const Import all = plan(at.firm.db, at.account, lines, false, true);
    CHECK(all.counts == LineCounts{0, 2, 1, 0});
    REQUIRE(at.firm.give("bank_transaction.import", all.commands.at(0)).ok());
    CHECK(count(at.firm.db) == 4);
}

TEST_CASE("import: lines with a problem or in another currency are not taken") {
    BooksFirm at;
    StatementLine bad = statement_line(3, 0, "x");
    bad.problem = LineProblem::amount_unreadable;
    StatementLine dollars = statement_line(3, 5, "y");
    dollars.currency = Currency::usd;
    const Import import = plan(at.firm.db, at.account, {bad, dollars});
    CHECK(import.counts == LineCounts{0, 0, 0, 2});
    CHECK(import.commands.empty());
}

TEST_CASE("import: a large file is several commands within their limits") {
    BooksFirm at;
    std::vector<StatementLine> lines;
    lines.reserve(1'000);
    for (std::int64_t number = 0; number < 1'000; ++number) {
        lines.push_back(statement_line(3, number, std::string(300, 'x')));
    }
    const Import import = plan(at.firm.db, at.account, lines, false, false, 100);
    CHECK(import.commands.size() == 4);
    for (const Json& args : import.commands) {
        CHECK(json_bytes(args) < command_bytes_max);
        CHECK(at.firm.give("bank_transaction.import", args).ok());
    }
    CHECK(count(at.firm.db) == 1'000);
}

TEST_CASE("import command: refusals, in the order they are checked") {
    BooksFirm at;
    const Json good = plan(at.firm.db, at.account, {statement_line(3, -450, "CAFE")}).commands.at(0);
    const auto refused = [&](const char* key, const Json& value, bool in_row) {
        Json args = good;
        (in_row ? args["rows"][0] : args)[key] = value;
        return code_of(at.firm.give("bank_transaction.import", args));
    };
    CHECK(code_of(at.firm.give("bank_transaction.import", good, at.firm.chloe)) == RefusalCode::not_permitted);
    CHECK(refused("account", "x", false) == RefusalCode::malformed_arguments);
    CHECK(refused("rows", 7, false) == RefusalCode::malformed_arguments);
    CHECK(refused("rows", Json(std::vector<int>(300, 1)), false) == RefusalCode::too_many);
    CHECK(refused("account", to_text(Id128{8, 8}), false) == RefusalCode::row_not_found);
    CHECK(refused("rows", Json::array({5}), false) == RefusalCode::malformed_arguments);
    CHECK(refused("booked_on", "2026-02-30", true) == RefusalCode::malformed_arguments);
    CHECK(refused("value_on", 5, true) == RefusalCode::malformed_arguments);
    CHECK(refused("minor", "5", true) == RefusalCode::malformed_arguments);
    CHECK(refused("minor", std::int64_t{1} << 60, true) == RefusalCode::malformed_arguments);
    CHECK(refused("place", -1, true) == RefusalCode::malformed_arguments);
    CHECK(refused("text", 5, true) == RefusalCode::malformed_arguments);
    CHECK(refused("text", std::string(301, 'x'), true) == RefusalCode::text_too_long);
    CHECK(count(at.firm.db) == 0);
}
