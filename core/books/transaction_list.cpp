// Columns of the list of bank transactions.
#include "core/books/transaction_list.h"

#include "core/base/text_fold.h"
#include "core/exchange/amount_text.h"

namespace pupitre {

namespace {

std::string account_name(const Database& db, Id128 id) {
    const BankAccount* account = db.find(BankAccountId{id});
    return account != nullptr ? account->name : std::string{};
}

std::string client_name(const Database& db, Id128 id) {
    const Client* client = db.find(ClientId{id});
    return client != nullptr ? client->name : std::string{};
}

std::string search_text(const Database&, const void* row) {
    const auto& transaction = *static_cast<const BankTransaction*>(row);
    std::string text = transaction.counterparty;
    for (const std::string* part : {&transaction.text, &transaction.category, &transaction.reference}) {
        if (!part->empty()) text.append(" ").append(*part);
    }
    if (transaction.amount) text.append(" ").append(write_amount(transaction.amount->minor));
    return fold(text);
}

}  // namespace

ListModel transaction_list_model(const Schema& schema) {
    const EntityInfo& info = entity_info<BankTransaction>();
    const auto of_field = [&](std::string_view field, std::string_view label, NameOfRow name = nullptr) {
        return field_column(info, field, label, name);
    };
    ListColumn state = of_field("state", "bank_transaction.state");
    state.choice_label = "choice.bank_transaction.state.";
    ListColumn client = of_field("client", "bank_transaction.client", client_name);
    ListModel model;
    model.name = "bank_transactions";
    model.sources = {{schema.index_of<BankTransaction>(), search_text}};
    model.columns = {of_field("booked_on", "bank_transaction.booked_on"),
                     of_field("value_on", "bank_transaction.value_on"),
                     of_field("counterparty", "bank_transaction.counterparty"),
                     of_field("text", "bank_transaction.text"),
                     of_field("account", "bank_transaction.account", account_name),
                     of_field("reference", "bank_transaction.reference"),
                     of_field("category", "bank_transaction.category"),
                     std::move(state),
                     of_field("amount", "bank_transaction.amount"),
                     std::move(client)};
    model.order = {{"booked_on", true}};
    return model;
}

std::vector<ListCondition> transactions_of(ClientId client, BankAccountId account) {
    std::vector<ListCondition> conditions = {{"client", ListTest::is, {to_text(client.value)}}};
    if (!account.is_nil()) conditions.push_back({"account", ListTest::is, {to_text(account.value)}});
    return conditions;
}

}  // namespace pupitre
