// What the host tells of the past: pages of history, what takes a command back, and the firm as it was. Each with the
// limits of what its reader may see.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/command/undo.h"
#include "core/store/snapshot.h"
#include "core/sync/past_messages.h"
#include "core/work/task.h"
#include "tests/host/support/entrusted_host.h"

namespace pupitre::host {
namespace {

Reply post(TestDevice& device, const PastQuestion& question) {
    return device.http().post("/api/past", "application/cbor", encode(question));
}

PastAnswer ask(TestDevice& device, const PastQuestion& question) {
    const auto answer = decode_past_answer(post(device, question).body);
    REQUIRE(answer.ok());
    return *answer;
}

HistoryPage history(TestDevice& device, const HistoryQuestion& question) {
    PastQuestion asked;
    asked.history = question;
    const PastAnswer answer = ask(device, asked);
    REQUIRE(answer.history.has_value());
    return *answer.history;
}

HistoryQuestion of_record(std::string_view table, Id128 row) {
    HistoryQuestion question;
    question.table = table;
    question.row = row;
    return question;
}

HistoryQuestion of_file(ClientId client) {
    HistoryQuestion question;
    question.of = HistoryOf::file;
    question.row = client.value;
    return question;
}

HistoryQuestion of_firm() {
    HistoryQuestion question;
    question.of = HistoryOf::firm;
    return question;
}

ChangeSet changes_of(const HistoryStep& step) {
    const auto changes = decode_change_set(domain_schema(), step.changes);
    REQUIRE(changes.ok());
    return *changes;
}

/// "client.change name: Durand → Durand SARL", one field of one row.
std::string words(const HistoryStep& step) {
    std::string words = step.command;
    const ChangeSet changes = changes_of(step);
    for (const RowChange& row : changes.rows) {
        for (const FieldChange& field : row.fields) {
            const std::string_view key = domain_schema().entity(row.table).fields[field.field].key;
            const auto* before = std::get_if<std::string>(&field.before);
            const auto* after = std::get_if<std::string>(&field.after);
            if (key == "name" || key == "title")
                words += " " + (before != nullptr ? *before : "-") + ">" + (after != nullptr ? *after : "-");
        }
    }
    return words;
}

std::vector<std::string> words(const HistoryPage& page) {
    std::vector<std::string> all;
    std::ranges::transform(page.steps, std::back_inserter(all), [](const HistoryStep& step) { return words(step); });
    return all;
}

PastAnswer undo_answer(TestDevice& device, std::int64_t seq, std::int64_t from = 0) {
    PastQuestion question;
    question.undo = UndoQuestion{seq, from};
    return ask(device, question);
}

/// Takes a command back, as a desk does it; how much was kept.
std::size_t take_back(TestDevice& device, std::int64_t seq) {
    const PastAnswer answer = undo_answer(device, seq);
    REQUIRE(answer.undo.has_value());
    REQUIRE(answer.undo->next == 0);
    const std::size_t known = device.results().size();
    for (const Json& args : answer.undo->args) REQUIRE(device.submit("undo", args));
    REQUIRE(device.sync());
    std::size_t kept = 0;
    for (std::size_t place = known; place < device.results().size(); ++place) {
        CHECK(device.results()[place].kind != ResultKind::refused);
        kept += device.results()[place].conflicts.size();
    }
    return kept;
}

/// The state as a device puts it together.
std::unique_ptr<Database> state(TestDevice& device, const StateQuestion& question) {
    auto db = std::make_unique<Database>(domain_schema());
    StateQuestion next = question;
    Hash128 digest;
    for (std::int32_t part = 0, parts = 1; part < parts; ++part) {
        PastQuestion asked;
        next.part = part;
        asked.state = next;
        const PastAnswer answer = ask(device, asked);
        if (!answer.state) return nullptr;
        parts = answer.state->parts;
        next = {answer.state->seq, 0, 0};
        digest = answer.state->digest;
        if (!answer.state->block.empty()) REQUIRE(load_block(*db, answer.state->block).ok());
    }
    CHECK(db->digest() == digest);
    return db;
}

/// A firm with Anna's device, and short ways to work in it.
struct Office {
    explicit Office(Backend backend = Backend::sqlite) : host(backend) { REQUIRE(anna.sync_fully()); }

    ClientId add(const std::string& name) {
        Client client;
        client.id = ClientId{test_id()};
        client.name = name;
        REQUIRE(anna.submit("client.create", create_args(entity_info<Client>(), &client)));
        REQUIRE(anna.sync_fully());
        return client.id;
    }
    template <class Entity, class Member, class Content>
    void set(Id<Entity> id, Member Entity::* member, const Content& content) {
        const Entity before = anna.replica().view().get(id);
        Entity after = before;
        after.*member = content;
        const EntityInfo& info = entity_info<Entity>();
        REQUIRE(anna.submit(std::string(Entity::table) + ".change",
                            change_args(info, id.value, edits_between(info, &before, &after))));
        REQUIRE(anna.sync_fully());
    }
    const Client& client(ClientId id) const { return anna.replica().view().get(id); }
    std::int64_t seq() const { return anna.replica().seq(); }

    TestHost host;
    TestDevice anna = host.device();
};

TaskId add_task(TestDevice& device, ClientId client, const std::string& title) {
    Task task;
    task.id = TaskId{test_id()};
    task.client = client;
    task.title = title;
    REQUIRE(device.submit("task.create", create_args(entity_info<Task>(), &task)));
    REQUIRE(device.sync_fully());
    return task.id;
}

}  // namespace

TEST_CASE("past: a record's history tells who changed what from what, the newest first, page after page") {
    Office office(each_backend());
    const ClientId durand = office.add("Durand");
    office.add("Martin");
    office.anna.set_time(test_command_ms + 60'000);
    office.set(durand, &Client::name, std::string("Durand SARL"));
    office.set(durand, &Client::name, std::string("Durand SAS"));
    HistoryQuestion question = of_record("client", durand.value);
    const HistoryPage page = history(office.anna, question);
    CHECK(words(page) == std::vector<std::string>{"client.change Durand SARL>Durand SAS",
                                                  "client.change Durand>Durand SARL", "client.create ->Durand"});
    CHECK(page.next == 0);
    CHECK(page.steps[0].actor == office.host.anna());
    CHECK(page.steps[0].given_ms == test_command_ms + 60'000);
    CHECK(page.steps[2].given_ms == test_command_ms);
    CHECK(page.steps[0].seq == office.seq());
    CHECK(page.steps[0].rows == 1);

    question.count = 2;
    const HistoryPage first = history(office.anna, question);
    REQUIRE(first.steps.size() == 2);
    REQUIRE(first.next > 0);
    question.before = first.next;
    const HistoryPage second = history(office.anna, question);
    CHECK(words(second) == std::vector<std::string>{"client.create ->Durand"});
    CHECK(second.next == 0);

    // Of somebody who did nothing to it.
    question = of_record("client", durand.value);
    question.member = TeamMemberId{test_id()};
    CHECK(history(office.anna, question).steps.empty());
    question.member = office.host.anna();
    CHECK(history(office.anna, question).steps.size() == 3);
    // What never was has no history.
    CHECK(history(office.anna, of_record("client", test_id())).steps.empty());
    CHECK(history(office.anna, of_record("recipe", test_id())).steps.empty());
}

TEST_CASE("[CRM-26] past: a suspension that was lifted stays in the history with its reason") {
    Office office;
    const ClientId durand = office.add("Durand");
    const Client before = office.client(durand);
    Client suspended = before;
    suspended.suspended = true;
    suspended.suspension_reason = "Trois factures impayées";
    const EntityInfo& info = entity_info<Client>();
    const auto give = [&](const Client& from, const Client& to) {
        REQUIRE(office.anna.submit("client.change", change_args(info, durand.value, edits_between(info, &from, &to))));
        REQUIRE(office.anna.sync_fully());
    };
    give(before, suspended);
    give(suspended, before);
    CHECK(office.client(durand).suspension_reason.empty());
    const HistoryPage page = history(office.anna, of_record("client", durand.value));
    REQUIRE(page.steps.size() == 3);
    for (const std::size_t place : {0U, 1U})
        CHECK(page.steps[place].changes.find("Trois factures") != std::string::npos);
}

TEST_CASE("past: a file's history holds everything in it, what moved in and out, and nothing of other files") {
    Office office(each_backend());
    const ClientId durand = office.add("Durand");
    const ClientId martin = office.add("Martin");
    const TaskId task = add_task(office.anna, durand, "Bilan");
    office.set(task, &Task::title, std::string("Bilan 2026"));
    office.set(task, &Task::client, martin);
    office.set(task, &Task::title, std::string("Bilan de Martin"));
    CHECK(words(history(office.anna, of_file(durand))) ==
          std::vector<std::string>{"task.change", "task.change Bilan>Bilan 2026", "task.create ->Bilan",
                                   "client.create ->Durand"});
    CHECK(words(history(office.anna, of_file(martin))) ==
          std::vector<std::string>{"task.change Bilan 2026>Bilan de Martin", "task.change", "client.create ->Martin"});
    CHECK(words(history(office.anna, of_firm())).size() == static_cast<std::size_t>(office.seq()));
}

TEST_CASE("past: one command that works in several files is told in each of them with its own part") {
    Office office;
    const ClientId durand = office.add("Durand");
    const ClientId martin = office.add("Martin");
    // Renamed by hand of one undo: two files, one command, neither of whose changes names its file.
    office.set(durand, &Client::name, std::string("Durand SARL"));
    office.set(martin, &Client::name, std::string("Martin SARL"));
    const TaskId first = add_task(office.anna, durand, "Un");
    const TaskId second = add_task(office.anna, martin, "Deux");
    office.set(first, &Task::title, std::string("Un bis"));
    office.set(second, &Task::title, std::string("Deux bis"));
    Json rows = Json::array();
    for (const std::int64_t back : {0, 1}) {
        const PastAnswer answer = undo_answer(office.anna, office.seq() - back);
        REQUIRE(answer.undo.has_value());
        for (const Json& row : answer.undo->args.at(0)["rows"]) rows.push_back(row);
    }
    REQUIRE(office.anna.submit("undo", Json{{"rows", rows}}));
    REQUIRE(office.anna.sync_fully());
    const std::int64_t undone = office.seq();
    // The task has moved since: the past knows where it was.
    office.set(first, &Task::client, martin);
    const HistoryPage of_durand = history(office.anna, of_file(durand));
    REQUIRE(of_durand.steps.size() > 2);
    CHECK(of_durand.steps[1].seq == undone);
    CHECK(words(of_durand.steps[1]) == "undo Un bis>Un");
    CHECK(of_durand.steps[1].rows == 1);
    const HistoryPage of_martin = history(office.anna, of_file(martin));
    CHECK(words(of_martin.steps[1]) == "undo Deux bis>Deux");
    CHECK(history(office.anna, of_firm()).steps[1].rows == 2);
}

TEST_CASE("past: commands of one batch are one step") {
    Office office(each_backend());
    office.add("Avant");
    office.anna.set_batch(test_id());
    for (const char* name : {"Un", "Deux", "Trois"}) REQUIRE(office.anna.create_client(name, name));
    office.anna.set_batch({});
    REQUIRE(office.anna.sync_fully());
    office.add("Après");
    const HistoryPage page = history(office.anna, of_firm());
    REQUIRE(page.steps.size() == 5);
    const HistoryStep& batch = page.steps[1];
    CHECK(words(batch) == "client.create ->Un ->Deux ->Trois");
    CHECK(batch.commands == 3);
    CHECK(batch.rows == 3);
    CHECK(batch.first + 2 == batch.seq);
    // Any of its commands stands for all.
    CHECK(take_back(office.anna, batch.first) == 0);
    CHECK(office.anna.replica().view().table<Client>().size() == 2);
    CHECK(words(history(office.anna, of_firm()).steps[0]).starts_with("undo"));
}

TEST_CASE("past: a command is taken back, what came later stays, and the taking back can be taken back") {
    Office office(each_backend());
    const ClientId durand = office.add("Durand");
    office.set(durand, &Client::name, std::string("Durand SARL"));
    const std::int64_t renamed = office.seq();
    office.set(durand, &Client::website, std::string("https://durand.example"));
    CHECK(take_back(office.anna, renamed) == 0);
    CHECK(office.client(durand).name == "Durand");
    CHECK(office.client(durand).website == "https://durand.example");
    const std::int64_t undone = office.seq();
    CHECK(take_back(office.anna, undone) == 0);
    CHECK(office.client(durand).name == "Durand SARL");
    // Somebody has changed the same field since: that stays, and is told.
    office.set(durand, &Client::name, std::string("Durand et fils"));
    CHECK(take_back(office.anna, renamed) == 1);
    CHECK(office.client(durand).name == "Durand et fils");
    // What later work needs is not taken away.
    add_task(office.anna, durand, "Bilan");
    const HistoryPage page = history(office.anna, of_record("client", durand.value));
    CHECK(take_back(office.anna, page.steps.back().seq) == 1);
    CHECK(office.anna.replica().view().find(durand) != nullptr);
}

TEST_CASE("[SYS-03] past: of a hidden file nothing is told, not even that there is one") {
    EntrustedHost firm;
    const TaskId task = add_task(firm.anna, firm.martin, "Secret de Martin");
    firm.rename(firm.martin, "Martin Secret");
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    PastQuestion question;
    const auto told = [&](const HistoryQuestion& asked) {
        question.history = asked;
        const Reply reply = post(lea, question);
        CHECK(reply.status == 200);
        return reply.body;
    };
    CHECK(told(of_file(firm.martin)) == told(of_file(ClientId{test_id()})));
    CHECK(told(of_record("client", firm.martin.value)) == told(of_record("client", test_id())));
    CHECK(told(of_record("task", task.value)) == told(of_record("task", test_id())));
    CHECK(told(of_file(firm.durand)).find("Durand") != std::string::npos);
    // The firm's history is for those who manage it.
    CHECK(ask(lea,
              [] {
                  PastQuestion firm_wide;
                  firm_wide.history = of_firm();
                  return firm_wide;
              }())
              .refusal == PastRefusal::not_permitted);
    // Nobody else's command is hers to take back, and a command that never was looks the same.
    for (const std::int64_t seq : {firm.anna.replica().seq(), std::int64_t{1}, std::int64_t{100'000}})
        CHECK(undo_answer(lea, seq).refusal == PastRefusal::not_found);

    // A task that comes into her file: that it came, with its present, and nothing of where it was.
    const Task before = firm.anna.replica().view().get(task);
    Task after = before;
    after.client = firm.durand;
    after.title = "Bilan de Durand";
    firm.change(before, after);
    const std::string moved = told(of_record("task", task.value));
    CHECK(moved.find("Bilan de Durand") != std::string::npos);
    CHECK(moved.find("Secret") == std::string::npos);
    const auto page = decode_past_answer(moved);
    REQUIRE(page.ok());
    REQUIRE(page->history->steps.size() == 1);
    const RowChange came = changes_of(page->history->steps[0]).rows[0];
    CHECK(came.kind == RowChangeKind::insert);
    for (const FieldChange& field : came.fields) CHECK(is_absent(field.before));
    CHECK(told(of_file(firm.durand)).find("Secret") == std::string::npos);

    // And when it goes back, it is gone for her, its past included.
    firm.change(after, before);
    CHECK(told(of_record("task", task.value)) == told(of_record("task", test_id())));
    const std::string gone = told(of_file(firm.durand));
    CHECK(gone.find("Bilan de Durand") != std::string::npos);
    CHECK(gone.find("Secret") == std::string::npos);
    firm.anna.submit("task.delete", delete_args(task.value));
    REQUIRE(firm.anna.sync_fully());
    CHECK(told(of_record("task", task.value)) == told(of_record("task", test_id())));
}

TEST_CASE("past: an author without further rights takes their own command back, within what they see") {
    EntrustedHost firm;
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    const TaskId task = add_task(lea, firm.durand, "Bilan");
    const std::int64_t made = lea.replica().seq();
    REQUIRE(firm.anna.sync_fully());
    CHECK(undo_answer(lea, made).undo.has_value());
    CHECK(undo_answer(firm.anna, made).undo.has_value());
    CHECK(take_back(lea, made) == 0);
    CHECK(lea.replica().view().find(task) == nullptr);
    // What she did in a file that she does not see any more is not hers to touch.
    add_task(lea, firm.durand, "Paie");
    const std::int64_t later = lea.replica().seq();
    REQUIRE(firm.anna.sync_fully());
    firm.withdraw(firm.durand);
    const PastAnswer answer = undo_answer(lea, later);
    REQUIRE(answer.undo.has_value());
    CHECK(answer.undo->args.empty());
}

TEST_CASE("past: a batch's identity, which a device chooses, opens nobody else's work") {
    EntrustedHost firm;
    const Id128 batch = test_id();
    firm.anna.set_batch(batch);
    REQUIRE(firm.anna.create_client("secret", "Secret"));
    REQUIRE(firm.anna.sync_fully());
    const std::int64_t hers = firm.anna.replica().seq();
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    lea.set_batch(batch);
    add_task(lea, firm.durand, "Bilan");
    const std::int64_t forged = lea.replica().seq();
    const PastAnswer of_lea = undo_answer(lea, forged);
    REQUIRE(of_lea.undo.has_value());
    REQUIRE(of_lea.undo->args.size() == 1);
    CHECK(of_lea.undo->args[0]["rows"].size() == 1);
    CHECK(of_lea.undo->args[0]["rows"][0]["table"] == "task");
    const PastAnswer of_anna = undo_answer(firm.anna, hers);
    REQUIRE(of_anna.undo.has_value());
    REQUIRE(of_anna.undo->args.size() == 1);
    CHECK(of_anna.undo->args[0]["rows"][0]["table"] == "client");
    CHECK(history(firm.anna, of_firm()).steps[0].commands == 1);
}

TEST_CASE("past: the firm as it was is what the ledger leads to, at each of its commands") {
    Office office(each_backend());
    struct Moment {
        std::int64_t seq;
        Hash128 digest;
    };
    std::vector<Moment> moments;
    const auto note = [&] { moments.push_back({office.seq(), office.anna.replica().view().digest()}); };
    note();
    const ClientId durand = office.add("Durand");
    note();
    office.set(durand, &Client::name, std::string("Durand SARL"));
    note();
    const TaskId task = add_task(office.anna, durand, "Bilan");
    note();
    REQUIRE(office.anna.submit("task.complete", Json{{"task", to_text(task.value)}}));
    REQUIRE(office.anna.sync_fully());
    note();
    REQUIRE(office.anna.submit("client.delete", delete_args(durand.value)) == false);  // In use.
    take_back(office.anna, moments[3].seq);
    note();
    for (const Moment& moment : moments) {
        CAPTURE(moment.seq);
        const auto past = state(office.anna, {moment.seq, 0, 0});
        REQUIRE(past != nullptr);
        CHECK(past->digest() == moment.digest);
    }
    // At a moment: what had been accepted by then.
    const HistoryPage page = history(office.anna, of_firm());
    const auto now = state(office.anna, {0, page.steps[0].at_ms, 0});
    REQUIRE(now != nullptr);
    CHECK(now->digest() == moments.back().digest);
    CHECK(state(office.anna, {0, page.steps.back().at_ms - 1, 0}) == nullptr);  // Before the firm's first day.
    CHECK(state(office.anna, {office.seq() + 1, 0, 0}) == nullptr);
}

TEST_CASE("[SYS-03] past: of an earlier state a restricted member gets what they see today, as it was") {
    EntrustedHost firm;
    firm.rename(firm.durand, "Durand SARL");
    firm.rename(firm.martin, "Martin SARL");
    const std::int64_t then = firm.anna.replica().seq() - 2;
    TestDevice lea = firm.lea();
    const auto past = state(lea, {then, 0, 0});
    REQUIRE(past != nullptr);
    CHECK(past->get(firm.durand).name == "Durand");
    CHECK(past->find(firm.martin) == nullptr);
    // Kept for one reader, and not for another who sees less.
    CHECK(state(firm.anna, {then, 0, 0})->get(firm.martin).name == "Martin");
    CHECK(state(lea, {then, 0, 0})->find(firm.martin) == nullptr);
    firm.withdraw(firm.durand);
    CHECK(state(lea, {then, 0, 0})->find(firm.durand) == nullptr);
}

TEST_CASE("past: forged and unsigned questions are refused") {
    Office office;
    HttpClient nobody(office.host.port());
    PastQuestion question;
    question.history = of_firm();
    CHECK(nobody.post("/api/past", "application/cbor", encode(question)).status == 401);
    CHECK(office.anna.http().post("/api/past", "application/cbor", "nonsense").status == 400);
    CHECK(office.anna.http().post("/api/past", "application/json", "{}").status == 415);
    const std::string long_question(past_question_bytes_max + 1, 'x');
    CHECK(office.anna.http().post("/api/past", "application/cbor", long_question).status == 413);
    question = {};
    question.state = StateQuestion{office.seq(), 0, 1'000};
    CHECK(post(office.anna, question).status == 404);
    CHECK(undo_answer(office.anna, 100'000).refusal == PastRefusal::not_found);
}

TEST_CASE("past: several hosts over one database tell the same past") {
    TestHostOptions first;
    first.backend = Backend::postgres;
    TestHost one(first);
    TestHostOptions second;
    second.backend = Backend::postgres;
    second.beside = &one;
    TestHost other(second);
    TestDevice here = one.device();
    REQUIRE(here.sync_fully());
    REQUIRE(here.create_client("D", "Durand"));
    REQUIRE(here.sync_fully());
    TestDevice there(other.port(), one.cookie(), one.anna());
    CHECK(words(history(there, of_firm())) == words(history(here, of_firm())));
    CHECK(history(there, of_firm()).steps[0].seq == here.replica().seq());
    const auto past = state(there, {here.replica().seq(), 0, 0});
    REQUIRE(past != nullptr);
    CHECK(past->digest() == here.replica().view().digest());
}

}  // namespace pupitre::host
