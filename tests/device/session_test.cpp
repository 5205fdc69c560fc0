// One tab: from the user's action to the host and back, with everything that can go wrong on the way. Compaction:
// compaction_test.cpp.
#include <algorithm>

#include "core/domain/domain.h"
#include "core/sync/undo_history.h"
#include "tests/device/support/desk.h"

using namespace pupitre;
using namespace pupitre::test;

TEST_CASE("session: the first start fetches the firm and is then confirmed") {
    Desk desk;
    CHECK(desk.session().account()->name == "Anna Essai");
    REQUIRE(desk.session().ready());
    CHECK(desk.state() == SyncState::confirmed);
    CHECK(desk.agrees());
    CHECK(desk.device.disk.segments.size() == 3);  // Two tables and the heads of the chains.
}

TEST_CASE("session: a command is visible at once, then durable, then sent, then confirmed") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    CHECK(desk.name_here(id) == "Durand");
    CHECK(desk.session().stage(0) == Stage::saving);
    CHECK(desk.state() == SyncState::sending);
    desk.device.pass(1);
    CHECK(desk.device.disk.outbox.size() == 1);
    CHECK(desk.session().stage(0) == Stage::sent);
    desk.device.pass(100);
    CHECK(desk.name_at_host(id) == "Durand");
    CHECK(desk.session().pending_count() == 0);
    CHECK(desk.device.disk.outbox.empty());
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE("session: work without a host survives a restart and is sent when the host is back") {
    Desk desk;
    desk.device.network = false;
    const ClientId id = desk.add("Durand");
    desk.device.pass(60'000);
    CHECK(desk.state() == SyncState::offline);
    desk.reload();
    CHECK(desk.name_here(id) == "Durand");
    CHECK(desk.session().status().pending == 1);
    desk.device.network = true;
    desk.device.pass(120'000);
    CHECK(desk.name_at_host(id) == "Durand");
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE("session: an answer that is lost after the host has decided does no harm") {
    Desk desk;
    desk.device.lose_answers = true;
    const ClientId id = desk.add("Durand");
    desk.device.pass(1'000);
    CHECK(desk.name_at_host(id) == "Durand");
    CHECK(desk.session().status().pending == 1);
    desk.device.lose_answers = false;
    desk.device.pass(120'000);
    CHECK(desk.session().status().pending == 0);
    for (const auto& [command, times] : desk.host.carried_out()) CHECK(times == 1);
}

TEST_CASE("session: a refusal is kept through a reload until it is dismissed, and the next command goes on") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    desk.device.pass(100);
    desk.device.network = false;
    desk.rename(id, "Durand et fils");
    const ClientId other = desk.add("Martin");
    desk.host.give("client.delete", delete_args(id.value));
    desk.device.network = true;
    desk.device.pass(120'000);
    REQUIRE(desk.session().to_settle().size() == 1);
    CHECK(desk.session().to_settle()[0].result.refusal->code == RefusalCode::row_not_found);
    CHECK(desk.session().to_settle()[0].command.name == "client.change");
    CHECK(desk.state() == SyncState::needs_attention);
    CHECK(desk.name_at_host(other) == "Martin");
    desk.reload();
    REQUIRE(desk.session().to_settle().size() == 1);
    desk.session().dismiss(desk.session().to_settle()[0].command.id);
    desk.device.pass(100);
    desk.reload();
    desk.device.pass(100);
    CHECK(desk.session().to_settle().empty());
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE("session: two values for one field are both kept to be settled") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    desk.device.pass(100);
    desk.device.network = false;
    desk.host.give("client.change", desk.renaming(desk.host.db().get(id), "Durand SARL"));
    desk.rename(id, "Durand SAS");
    desk.device.network = true;
    desk.device.pass(120'000);
    REQUIRE(desk.session().to_settle().size() == 1);
    const Conflict& conflict = desk.session().to_settle()[0].result.conflicts.at(0);
    CHECK(conflict.mine == "Durand SAS");
    CHECK(conflict.theirs == "Durand SARL");
    CHECK(desk.name_here(id) == "Durand SARL");
    CHECK(desk.agrees());
}

namespace {

/// Notes the last `count` commands as one action, as the desk does.
std::uint64_t noted(Desk& desk, UndoHistory& history, std::size_t count) {
    std::vector<Id128> ids;
    std::vector<ChangeSet> changes;
    for (std::size_t place = desk.session().pending_count() - count; place < desk.session().pending_count(); ++place) {
        ids.push_back(desk.session().pending(place).queued.command.id);
        changes.push_back(desk.session().pending(place).changes);
    }
    return history.add("…", 0, std::move(ids), changes);
}

void turn(Desk& desk, UndoHistory& history, std::uint64_t action) {
    std::vector<NamedCommand> commands;
    for (Json& args : history.turning_args(action)) commands.push_back({"undo", std::move(args)});
    const std::size_t count = commands.size();
    REQUIRE(!desk.session().submit_all(std::move(commands)).has_value());
    std::vector<ChangeSet> changes;
    for (std::size_t place = desk.session().pending_count() - count; place < desk.session().pending_count(); ++place) {
        changes.push_back(desk.session().pending(place).changes);
    }
    history.turned(action, {}, changes);
}

}  // namespace

TEST_CASE("session: a batch is one write, one action to undo, and all or nothing") {
    Desk desk;
    std::vector<NamedCommand> commands;
    for (int number = 0; number < 200; ++number) {
        Client client;
        client.id = {desk.session().new_id()};
        client.name = "Client " + std::to_string(number);
        commands.push_back({"client.create", create_args(entity_info<Client>(), &client)});
    }
    desk.device.pass(1'000);
    const int writes = desk.device.writes;
    const std::size_t rows = desk.session().view().row_count();

    std::vector<NamedCommand> bad = commands;
    bad.push_back({"client.delete", delete_args({5, 5})});
    const auto refused = desk.session().submit_all(bad);
    REQUIRE(refused.has_value());
    CHECK(refused->place == 200);
    CHECK(desk.session().view().row_count() == rows);
    CHECK(desk.session().pending_count() == 0);

    CHECK(!desk.session().submit_all(commands).has_value());
    desk.device.pass(1);
    CHECK(desk.device.writes == writes + 1);
    CHECK(desk.device.disk.outbox.size() == 200);
    UndoHistory history(domain_schema());
    turn(desk, history, noted(desk, history, 200));
    CHECK(desk.session().view().row_count() == rows);
    desk.device.pass(120'000);
    CHECK(desk.agrees());
}

TEST_CASE("session: long work is one write when it is complete, and nothing of it stays if the page goes in between") {
    Desk desk;
    desk.session().hold(true);
    desk.add("Durand");
    desk.device.pass(10'000);
    CHECK(desk.device.disk.outbox.empty());
    CHECK(desk.session().status().unsaved == 1);
    desk.reload();
    CHECK(desk.session().pending_count() == 0);

    desk.session().hold(true);
    const ClientId first = desk.add("Durand");
    const ClientId second = desk.add("Martin");
    desk.device.pass(10'000);
    desk.add("Bernard");
    const Id128 third = desk.session().pending(2).queued.command.id;
    CHECK_FALSE(desk.session().take_back(std::vector{desk.session().pending(0).queued.command.id}));
    CHECK(desk.session().take_back(std::vector{third}));
    CHECK_FALSE(desk.session().take_back(std::vector{third}));
    const int writes = desk.device.writes;
    desk.session().hold(false);
    desk.device.pass(1);
    CHECK(desk.device.writes == writes + 1);
    desk.device.pass(1'000);
    CHECK(desk.name_at_host(first) == "Durand");
    CHECK(desk.name_at_host(second) == "Martin");
    CHECK(desk.host.db().table<Client>().size() == 2);
    CHECK_FALSE(desk.session().take_back(std::vector{third}));
}

TEST_CASE("session: undo and redo travel like any other work") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    desk.rename(id, "Durand SAS");
    UndoHistory history(domain_schema());
    const std::uint64_t action = noted(desk, history, 1);
    turn(desk, history, action);
    CHECK(desk.name_here(id) == "Durand");
    turn(desk, history, action);
    CHECK(desk.name_here(id) == "Durand SAS");
    CHECK(history.next_redo() == nullptr);
    desk.device.pass(1'000);
    CHECK(desk.name_at_host(id) == "Durand SAS");
    CHECK(desk.agrees());
}

TEST_CASE("session: more commands than one push holds go in several") {
    Desk desk;
    desk.device.network = false;
    for (int number = 0; number < 600; ++number) desk.add("Client " + std::to_string(number));
    desk.device.pass(100);
    desk.device.network = true;
    desk.device.pass(120'000);
    CHECK(desk.session().status().pending == 0);
    CHECK(desk.agrees());
}

TEST_CASE("session: changes of others arrive, below the own ones") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    desk.device.pass(100);
    Client other;
    other.id = {{8, 8}};
    other.name = "Martin";
    desk.host.give("client.create", create_args(entity_info<Client>(), &other));
    desk.session().hint(R"({"seq":9})");
    desk.device.pass(100);
    CHECK(desk.name_here(other.id) == "Martin");
    CHECK(desk.name_here(id) == "Durand");
}

TEST_CASE("session: a host restored from a backup gets what it has forgotten to know, once") {
    Desk desk;
    const ClientId first = desk.add("Durand");
    desk.device.pass(100);
    const SmallHost::Backup backup = desk.host.backup();
    const ClientId lost = desk.add("Perdu");
    desk.device.pass(100);
    CHECK(desk.name_at_host(lost) == "Perdu");
    desk.device.network = false;
    const ClientId pending = desk.add("En attente");
    desk.device.pass(100);
    desk.host.restore(backup, {8, 8});
    desk.device.network = true;
    desk.device.pass(240'000);
    CHECK(desk.name_at_host(first) == "Durand");
    CHECK(desk.name_at_host(pending) == "En attente");
    CHECK(desk.name_here(lost) == "—");
    CHECK(desk.agrees());
    CHECK(desk.state() == SyncState::confirmed);
    for (const auto& [command, times] : desk.host.carried_out()) CHECK(times == 1);
}

TEST_CASE("session: a host that never heard of this device takes its queue under a new name, once") {
    Desk desk;
    desk.add("Durand");
    desk.device.pass(100);
    desk.device.lose_answers = true;
    const ClientId sent = desk.add("Envoyé");
    desk.device.pass(1'000);
    SmallHost::Backup backup = desk.host.backup();
    backup.devices.clear();
    desk.host.restore(backup, desk.host.epoch);
    desk.device.lose_answers = false;
    desk.device.pass(240'000);
    CHECK(desk.name_at_host(sent) == "Envoyé");
    CHECK(desk.session().status().pending == 0);
    CHECK(desk.agrees());
}

TEST_CASE("session: a broken command is set apart and the others are sent") {
    Desk desk;
    desk.device.network = false;
    const ClientId first = desk.add("Un");
    const ClientId second = desk.add("Deux");
    const ClientId third = desk.add("Trois");
    desk.device.pass(100);
    auto& outbox = desk.device.disk.outbox;
    desk.device.disk.quarantined.push_back(std::next(outbox.begin())->second);
    outbox.erase(std::next(outbox.begin()));
    desk.reload();
    CHECK(desk.session().broken().size() == 1);
    CHECK(desk.state() == SyncState::needs_attention);
    desk.device.network = true;
    desk.device.pass(120'000);
    CHECK(desk.name_at_host(first) == "Un");
    CHECK(desk.name_at_host(second) == "—");
    CHECK(desk.name_at_host(third) == "Trois");
    CHECK(desk.session().status().pending == 0);
}

TEST_CASE("session: a refusal given under a former identity reaches the user, once") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    desk.device.pass(1'000);
    desk.device.lose_answers = true;
    desk.device.network = false;
    desk.rename(id, "Durand SAS");
    desk.add("Suivant");
    desk.device.pass(100);
    desk.host.give("client.delete", delete_args(id.value));
    desk.device.network = true;
    desk.device.pass(60'000);
    // The host has refused the first and taken the second; nobody here knows. Then the second breaks on the disk, and
    // the device must take a new identity.
    auto& outbox = desk.device.disk.outbox;
    REQUIRE(outbox.size() == 2);
    desk.device.disk.quarantined.push_back(outbox.rbegin()->second);
    outbox.erase(std::prev(outbox.end()));
    desk.reload();
    desk.device.lose_answers = false;
    desk.device.pass(240'000);
    CHECK(desk.session().status().pending == 0);
    REQUIRE(desk.session().to_settle().size() == 1);
    CHECK(desk.session().to_settle()[0].result.refusal->code == RefusalCode::row_not_found);
    desk.reload();
    desk.device.pass(60'000);
    CHECK(desk.session().to_settle().size() == 1);
}

TEST_CASE("session: the number of a broken command is not given again") {
    Desk desk;
    desk.device.lose_answers = true;
    const ClientId sent = desk.add("Envoyé");
    desk.device.pass(1'000);
    CHECK(desk.name_at_host(sent) == "Envoyé");
    auto& outbox = desk.device.disk.outbox;
    desk.device.disk.quarantined.push_back(outbox.begin()->second);
    outbox.clear();
    desk.reload();
    const ClientId next = desk.add("Suivant");
    desk.device.lose_answers = false;
    desk.device.pass(240'000);
    CHECK(desk.name_at_host(next) == "Suivant");
}

TEST_CASE("session: a store that could not be opened anew is tried again, also when it was open before") {
    Desk desk;
    const int opened = desk.device.opened;
    // As when the tab becomes the writer just when the browser's storage gives no answer.
    desk.session().trouble({StoreFault::not_saved, "open"}, false);
    CHECK(desk.state() == SyncState::not_saved);
    desk.device.pass(10'000);
    CHECK(desk.device.opened == opened + 1);
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE("session: when the disk fails the state says so, and the command is stored when it can be") {
    Desk desk;
    desk.device.fail_writes = 1;
    desk.device.fault = StoreFault::quota;
    const ClientId id = desk.add("Durand");
    desk.device.pass(100);
    CHECK(desk.state() == SyncState::not_saved);
    CHECK(desk.session().status().storage->fault == StoreFault::quota);
    CHECK(desk.session().status().unsaved == 1);
    CHECK(desk.name_at_host(id) == "—");
    desk.device.pass(10'000);
    CHECK(desk.name_at_host(id) == "Durand");
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE("session: an answer of the host that cannot be stored is stored before anything newer") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    desk.device.pass(2);
    desk.device.fail_writes = 2;
    desk.device.pass(100);
    CHECK(desk.state() == SyncState::not_saved);
    desk.device.pass(60'000);
    CHECK(desk.state() == SyncState::confirmed);
    desk.reload();
    CHECK(desk.name_here(id) == "Durand");
    CHECK(desk.agrees());
}

TEST_CASE("session: a damaged segment is healed by the host and the queue is kept") {
    Desk desk;
    const ClientId known = desk.add("Durand");
    desk.device.pass(100);
    desk.device.network = false;
    const ClientId pending = desk.add("En attente");
    desk.device.pass(100);
    desk.device.disk.damage.push_back({"segment", desk.device.disk.segments[0].name});
    desk.device.disk.segments.erase(desk.device.disk.segments.begin());
    desk.reload();
    CHECK(desk.session().status().repairing);
    CHECK(desk.session().status().pending == 1);
    desk.device.network = true;
    desk.device.pass(120'000);
    CHECK(!desk.session().status().repairing);
    CHECK(desk.name_here(known) == "Durand");
    CHECK(desk.name_at_host(pending) == "En attente");
    CHECK(desk.agrees());
}

TEST_CASE("session: after a damaged log entry the rest is fetched and a new log begun") {
    Desk desk;
    const ClientId first = desk.add("Un");
    desk.device.pass(100);
    const ClientId second = desk.add("Deux");
    desk.device.pass(100);
    CHECK(desk.device.disk.log.size() >= 2);
    desk.device.disk.log.erase(std::prev(desk.device.disk.log.end()));
    desk.device.disk.damage.push_back({"log", "firm"});
    desk.reload();
    desk.device.pass(100);
    CHECK(desk.name_here(first) == "Un");
    CHECK(desk.name_here(second) == "Deux");
    CHECK(desk.agrees());
    CHECK(desk.device.disk.damage.empty());
}

TEST_CASE("session: when the sign-in has ended, work goes on here and is sent after signing in again") {
    Desk desk;
    desk.device.signed_in = false;
    const ClientId id = desk.add("Durand");
    desk.device.pass(1'000);
    CHECK(desk.session().status().sign_in_needed);
    CHECK(desk.state() == SyncState::needs_attention);
    SignIn ended = SignIn::failed;
    desk.session().sign_in("anna@essai.fr", "faux", [&](SignIn end, std::int64_t) { ended = end; });
    desk.device.pass(100);
    CHECK(ended == SignIn::wrong);
    desk.session().sign_in("anna@essai.fr", "bon mot de passe", [&](SignIn end, std::int64_t) { ended = end; });
    desk.device.pass(1'000);
    CHECK(ended == SignIn::done);
    CHECK(desk.name_at_host(id) == "Durand");
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE("session: what the host said of an earlier sign-in says nothing about this one") {
    Desk desk;
    const auto sign_in_before_the_answer_comes = [&] {
        desk.device.pass(50);
        desk.session().sign_in("anna@essai.fr", "bon mot de passe", [](SignIn, std::int64_t) {});
        desk.device.pass(1'000);
        CHECK_FALSE(desk.session().status().sign_in_needed);
        CHECK(desk.session().ready());
        CHECK(desk.state() == SyncState::confirmed);
    };
    desk.session().sign_out(true, [] {});
    desk.device.pass(100);
    SUBCASE("who is it, asked when the page was opened") {
        desk.device.slow_ms = 500;
        desk.reload();
        sign_in_before_the_answer_comes();
    }
    SUBCASE("a question that was under way") {
        sign_in_before_the_answer_comes();
        desk.device.signed_in = false;
        desk.device.slow_ms = 500;
        const ClientId id = desk.add("Durand");
        sign_in_before_the_answer_comes();
        CHECK(desk.name_at_host(id) == "Durand");
    }
}

TEST_CASE("session: signing out with a wipe leaves nothing, and the next sign-in loads the firm again") {
    Desk desk;
    desk.add("Durand");
    desk.device.pass(100);
    bool left = false;
    desk.session().sign_out(true, [&] { left = true; });
    desk.device.pass(100);
    CHECK(left);
    CHECK(!desk.session().account());
    CHECK(desk.device.disk.segments.empty());
    CHECK(desk.state() == SyncState::signed_out);
    desk.session().sign_in("anna@essai.fr", "bon mot de passe", [](SignIn, std::int64_t) {});
    desk.device.pass(1'000);
    CHECK(desk.agrees());
}

TEST_CASE("session: a host that is away for an hour is asked with patience") {
    Desk desk;
    desk.device.network = false;
    desk.add("Durand");
    const int before = desk.device.requests;
    desk.device.pass(3'600'000);
    CHECK(desk.device.requests - before > 50);
    CHECK(desk.device.requests - before < 200);
}

TEST_CASE("session: a host that goes away is noticed within a second, though nothing is asked of it") {
    Desk desk;
    desk.session().live_changed(true);
    desk.device.pass(1'000);
    CHECK(desk.state() == SyncState::confirmed);
    desk.device.network = false;
    desk.session().live_changed(false);
    desk.device.pass(1'000);
    CHECK(desk.state() == SyncState::offline);
}

TEST_CASE("session: drafts and settings survive a reload") {
    Desk desk;
    desk.session().set_draft("note/7", "Rappeler M. Lefèvre");
    desk.session().set_setting("language", "en");
    desk.device.pass(10);
    desk.reload();
    CHECK(desk.session().draft("note/7") == "Rappeler M. Lefèvre");
    CHECK(desk.session().setting("language") == "en");
    desk.session().set_draft("note/7", "");
    desk.device.pass(10);
    CHECK(desk.device.disk.drafts.empty());
}

TEST_CASE("session: half-typed texts are kept when the page is hidden") {
    Desk desk;
    desk.session().on_hidden = [&] { desk.session().set_draft("client/new/name", "Dura"); };
    desk.session().visibility_changed(false);
    desk.device.pass(10);
    CHECK(desk.device.disk.drafts.at("client/new/name") == "Dura");
}

TEST_CASE("session: stopped at any moment, what was saved reaches the host exactly once") {
    for (int stop = 1; stop < 40; ++stop) {
        CAPTURE(stop);
        Desk desk;
        std::vector<ClientId> ids{desk.add("Client 0"), desk.add("Client 1"), desk.add("Client 2")};
        std::set<Id128> saved;
        for (int step = 0; step < stop; ++step) {
            desk.device.pass(1);
            if (step == 4) ids.push_back(desk.add("Plus tard"));
            if (step % 7 == 3) desk.reload();
        }
        for (const auto& [order, row] : desk.device.disk.outbox) {
            saved.insert(decode_queued_command(row.bytes)->command.id);
        }
        desk.reload();
        desk.device.pass(240'000);
        for (const Id128 id : saved) CHECK(desk.host.carried_out().contains(id));
        for (const auto& [command, times] : desk.host.carried_out()) CHECK(times == 1);
        CHECK(desk.agrees());
        CHECK(desk.state() == SyncState::confirmed);
    }
}
