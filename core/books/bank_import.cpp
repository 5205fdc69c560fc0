// Two passes: first the identity of each line, then what else the account holds of the same day and amount.
#include "core/books/bank_import.h"

#include <cassert>

#include "core/command/arguments.h"
#include "core/command/row_rules.h"

namespace pupitre {

namespace {

constexpr std::string_view command_name = "bank_transaction.import";
constexpr std::size_t row_bytes_base = 120;  // Keys, date and amount of one row.

Refusal malformed(std::string where) {
    return {RefusalCode::malformed_arguments, std::string(BankTransaction::table), {}, std::move(where), {}};
}

Json row_of(const StatementLine& line, std::int64_t place) {
    Json row = {{"booked_on", to_iso(*line.booked_on)}, {"minor", line.minor}};
    if (line.value_on) row["value_on"] = to_iso(*line.value_on);
    if (!line.text.empty()) row["text"] = line.text;
    if (!line.counterparty.empty()) row["counterparty"] = line.counterparty;
    if (!line.reference.empty()) row["reference"] = line.reference;
    if (place > 0) row["place"] = place;
    return row;
}

/// A text of a row; nothing if it is there and no text.
std::optional<std::string> text_in(const Json& row, const char* key) {
    const auto found = row.find(key);
    if (found == row.end()) return std::string{};
    if (!found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<std::int64_t> number_in(const Json& row, const char* key, std::int64_t without) {
    const auto found = row.find(key);
    if (found == row.end()) return without;
    if (!found->is_number_integer()) return std::nullopt;
    const auto number = found->get<std::int64_t>();
    return number < -number_max || number > number_max ? std::nullopt : std::optional{number};
}

struct ReadRow {
    StatementLine line;
    std::int64_t place = 0;
};

Result<ReadRow, Refusal> read_row(const Json& json) {
    if (!json.is_object()) return malformed("rows");
    ReadRow row;
    const auto booked_on = date_argument(json, "booked_on");
    if (!booked_on) return malformed("booked_on");
    row.line.booked_on = *booked_on;
    if (json.contains("value_on")) {
        const auto value_on = date_argument(json, "value_on");
        if (!value_on) return malformed("value_on");
        row.line.value_on = *value_on;
    }
    const auto minor = number_in(json, "minor", 0);
    const auto place = number_in(json, "place", 0);
    const auto text = text_in(json, "text");
    const auto counterparty = text_in(json, "counterparty");
    const auto reference = text_in(json, "reference");
    if (!json.contains("minor") || !minor) return malformed("minor");
    if (!place || *place < 0) return malformed("place");
    if (!text || !counterparty || !reference) return malformed("text");
    row.line.minor = *minor;
    row.line.text = *text;
    row.line.counterparty = *counterparty;
    row.line.reference = *reference;
    row.place = *place;
    return row;
}

std::optional<Refusal> store(const Registry& registry, Changes& changes, const Context& by, const BankAccount& account,
                             const ReadRow& row) {
    BankTransaction transaction;
    transaction.id = bank_transaction_id(account.id, row.line, row.place);
    if (changes.db().find(transaction.id) != nullptr) return std::nullopt;
    transaction.client = account.client;
    transaction.account = account.id;
    transaction.booked_on = row.line.booked_on;
    transaction.value_on = row.line.value_on;
    transaction.amount = Money{row.line.minor, account.currency};
    transaction.text = row.line.text;
    transaction.counterparty = row.line.counterparty;
    transaction.reference = row.line.reference;
    const EntityRules& rules = registry.rules(registry.schema().index_of<BankTransaction>());
    if (auto refusal = check_row(changes.db(), rules, by, &transaction)) return refusal;
    changes.put(transaction);
    return std::nullopt;
}

Attempt run_import(const Registry& registry, Changes& changes, const Context& by, const Json& args) {
    if (!by.may(Right::edit)) {
        return Refusal{RefusalCode::not_permitted, std::string(BankTransaction::table), {}, {}, {}};
    }
    const Result<Id128> id = id_argument(args, "account");
    if (!id) return malformed("account");
    const auto rows = args.find("rows");
    if (rows == args.end() || !rows->is_array()) return malformed("rows");
    if (rows->size() > bank_rows_per_command) {
        return Refusal{RefusalCode::too_many, std::string(BankTransaction::table), {}, "rows", {}};
    }
    const BankAccount* found = changes.db().find(BankAccountId{*id});
    if (found == nullptr) return Refusal{RefusalCode::row_not_found, std::string(BankAccount::table), *id, {}, {}};
    const BankAccount account = *found;  // Rows that are put may move others in memory.
    for (const Json& json : *rows) {
        const Result<ReadRow, Refusal> row = read_row(json);
        if (!row.ok()) return row.error();
        if (const auto refusal = store(registry, changes, by, account, *row)) return *refusal;
    }
    return Outcome{};
}

}  // namespace

BankTransactionId bank_transaction_id(BankAccountId account, const StatementLine& line, std::int64_t place) {
    assert(line.booked_on);
    std::string key = line.reference.empty() ? "line" : "reference";
    // A line break stands in no field of a line: two different lines never give one key.
    const auto add = [&key](std::string_view part) { key.append("\n").append(part); };
    add(to_iso(*line.booked_on));
    add(std::to_string(line.minor));
    add(std::to_string(place));
    if (line.reference.empty()) {
        add(line.text);
        add(line.counterparty);
    } else {
        add(line.reference);
    }
    return {derived_id(account.value, key)};
}

BankImport::BankImport(const Database& db, BankAccountId account, std::vector<StatementLine> lines,
                       bool unique_references) :
    db_(&db),
    account_(account),
    currency_(db.get(account).currency),
    unique_references_(unique_references),
    lines_(std::move(lines)),
    plans_(lines_.size()) {}

bool BankImport::step(std::size_t lines) {
    for (; lines > 0 && identified_ < lines_.size(); --lines) identify(identified_++);
    if (identified_ < lines_.size()) return true;
    if (!others_known_) find_others();
    for (; lines > 0 && compared_ < lines_.size(); --lines) compare(compared_++);
    return !is_complete();
}

void BankImport::identify(std::size_t line) {
    const StatementLine& read = lines_[line];
    LinePlan& plan = plans_[line];
    const bool other_currency = read.currency && *read.currency != currency_;
    if (read.problem != LineProblem::none || !read.booked_on || other_currency) return;
    const BankTransactionId first = bank_transaction_id(account_, read, 0);
    const std::int64_t before = equal_lines_[first]++;
    const bool repeats = unique_references_ && !read.reference.empty();
    plan.place = repeats ? 0 : before;
    plan.id = plan.place == 0 ? first : bank_transaction_id(account_, read, plan.place);
    const bool is_new = named_.insert(plan.id).second;
    plan.verdict = is_new && db_->find(plan.id) == nullptr ? LineVerdict::fresh : LineVerdict::known;
}

void BankImport::find_others() {
    others_known_ = true;
    db_->for_each_with<&BankTransaction::account>(account_, [this](const BankTransaction& transaction) {
        if (!transaction.booked_on || !transaction.amount || named_.contains(transaction.id)) return;
        ++others_[{*transaction.booked_on, transaction.amount->minor}];
    });
}

void BankImport::compare(std::size_t line) {
    LinePlan& plan = plans_[line];
    if (plan.verdict != LineVerdict::fresh) return;
    const auto other = others_.find({*lines_[line].booked_on, lines_[line].minor});
    if (other == others_.end() || other->second == 0) return;
    --other->second;
    plan.verdict = LineVerdict::similar;
}

LineCounts BankImport::counts() const {
    LineCounts counts;
    for (const LinePlan& plan : plans_) {
        switch (plan.verdict) {
        case LineVerdict::fresh: ++counts.fresh; break;
        case LineVerdict::known: ++counts.known; break;
        case LineVerdict::similar: ++counts.similar; break;
        case LineVerdict::error: ++counts.error; break;
        }
    }
    return counts;
}

std::optional<Json> BankImportCommands::next() {
    assert(plan_->is_complete());
    Json rows = Json::array();
    std::size_t bytes = 0;
    for (; next_ < plan_->plans().size(); ++next_) {
        if (rows.size() >= bank_rows_per_command || bytes >= bank_bytes_per_command) break;
        const LinePlan& plan = plan_->plans()[next_];
        const bool wanted =
            plan.verdict == LineVerdict::fresh || (with_similar_ && plan.verdict == LineVerdict::similar);
        if (!wanted) continue;
        const StatementLine& line = plan_->lines()[next_];
        rows.push_back(row_of(line, plan.place));
        bytes += row_bytes_base + line.text.size() + line.counterparty.size() + line.reference.size();
    }
    if (rows.empty()) return std::nullopt;
    return Json{{"account", to_text(plan_->account().value)}, {"rows", std::move(rows)}};
}

CommandType bank_import_command(const Registry& registry) {
    const Registry* all = &registry;
    return {std::string(command_name), 1, [all](Changes& changes, const Context& by, const Json& args) {
                return run_import(*all, changes, by, args);
            }};
}

}  // namespace pupitre
