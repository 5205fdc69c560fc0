// Commands, changes and refusals in words.
#include "web-ui/screens/describe.h"

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/work/task.h"

using namespace pupitre;
using namespace pupitre::ui;

namespace {

const Texts french(Language::french);
const Texts english(Language::english);
const Id128 garage{1, 7};
const Id128 bilan{1, 8};

Database sample() {
    Database db(domain_schema());
    Client client;
    client.id = ClientId{garage};
    client.name = "Garage Bœuf";
    db.load(domain_schema().index_of<Client>(), &client);
    Task task;
    task.id = TaskId{bilan};
    task.client = client.id;
    task.title = "Bilan 2026";
    db.load(domain_schema().index_of<Task>(), &task);
    return db;
}

Command command(std::string name, Json args) {
    Command made;
    made.name = std::move(name);
    made.args = std::move(args);
    return made;
}

}  // namespace

TEST_CASE("describe: a command names its record and its fields") {
    const Database db = sample();
    struct Row {
        Command command;
        const char* words;
    };
    const Row rows[] = {
        {command("client.change", {{"id", to_text(garage)}, {"set", {{"phone", {nullptr, "+33477550228"}}}}}),
         "Client «\u202fGarage Bœuf\u202f» · Téléphone"},
        {command("client.create", {{"id", to_text(Id128{9, 9})}, {"name", "Librairie Benali"}}),
         "Client «\u202fLibrairie Benali\u202f» · création"},
        {command("client.delete", {{"id", to_text(Id128{9, 9})}}), "Client · suppression"},
        {command("task.complete", {{"task", to_text(bilan)}}), "Tâche «\u202fBilan 2026\u202f» · terminée"},
        {command("undo", {{"rows", Json::array({1, 2, 3})}}), "Annulation · 3 éléments"},
        {command("rocket.launch", Json::object()), "Action «\u202frocket.launch\u202f»"},
        {command("client.change", Json::array()), "Client · change"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.command.name);
        CHECK(command_words(db, french, row.command) == row.words);
    }
}

TEST_CASE("describe: values read as people write them") {
    const Database db = sample();
    CHECK(value_words(db, french, "task", "due_on", "2026-11-24") == "24/11/2026");
    CHECK(value_words(db, french, "task", "status", "in_progress") == "En cours");
    CHECK(value_words(db, french, "task", "status", nullptr) == "À faire");
    CHECK(value_words(db, french, "task", "client", to_text(garage)) == "Garage Bœuf");
    CHECK(value_words(db, french, "task", "client", to_text(Id128{9, 9})) == "élément supprimé");
    CHECK(value_words(db, french, "client", "phone", nullptr) == "vide");
    CHECK(value_words(db, french, "client", "prospect", true) == "Oui");
    CHECK(value_words(db, english, "client", "prospect", nullptr) == "No");
    CHECK(value_words(db, french, "unknown", "field", "x") == "\"x\"");
}

TEST_CASE("describe: a refusal names its field") {
    const Refusal refusal{RefusalCode::invalid_value, "client", garage, "phone", {}};
    CHECK(refusal_words(french, refusal).starts_with("Téléphone\u00a0: "));
    CHECK(refusal_words(french, {RefusalCode::row_not_found, "client", garage, {}, {}}) ==
          french.label("refusal.row_not_found"));
}

TEST_CASE("describe: a moment of today has its time, an earlier one its day, too") {
    constexpr std::int64_t noon = std::int64_t{20'000} * 86'400'000 + 12 * 3'600'000;
    CHECK(moment_words(french, noon, noon + 60'000, 60) == "13:00");
    CHECK(moment_words(french, noon - 86'400'000, noon, 60) == "03/10/2024 à 13:00");
}
