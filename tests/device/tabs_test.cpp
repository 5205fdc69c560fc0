// Several tabs: followers see and hand over, the next one takes over, and nothing is stored twice.
#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "tests/device/support/fake_device.h"

using namespace pupitre;
using namespace pupitre::test;

namespace {

using ClientId = Id<Client>;

ClientId add(FakeDevice::Tab& tab, const std::string& name) {
    Client client;
    client.id = {tab.session->new_id()};
    client.name = name;
    REQUIRE(tab.session->submit("client.create", create_args(entity_info<Client>(), &client)).ok());
    return client.id;
}

bool sees(FakeDevice::Tab& tab, ClientId id) { return tab.session->view().find(id) != nullptr; }

void once(const SmallHost& host) {
    for (const auto& [command, times] : host.carried_out()) CHECK(times == 1);
}

}  // namespace

TEST_CASE("tabs: a follower shows its own command at once and the writer's soon after") {
    SmallHost host;
    FakeDevice device(host);
    FakeDevice::Tab& writer = device.open_tab();
    FakeDevice::Tab& follower = device.open_tab();
    CHECK(follower.session->status().role == TabRole::follower);
    const ClientId by_follower = add(follower, "Du second onglet");
    CHECK(sees(follower, by_follower));
    const ClientId by_writer = add(writer, "Du premier onglet");
    device.pass(1'000);
    for (FakeDevice::Tab* tab : {&writer, &follower}) {
        CHECK(sees(*tab, by_follower));
        CHECK(sees(*tab, by_writer));
        CHECK(tab->session->status().pending == 0);
        CHECK(tab->session->status().unsaved == 0);
        CHECK(tab->session->view().digest() == host.db().digest());
    }
    once(host);
}

TEST_CASE("tabs: commands given in both tabs in the same moment end in one order") {
    SmallHost host;
    FakeDevice device(host);
    FakeDevice::Tab& writer = device.open_tab();
    FakeDevice::Tab& follower = device.open_tab();
    for (int round = 0; round < 20; ++round) {
        add(follower, "F" + std::to_string(round));
        add(writer, "E" + std::to_string(round));
        device.pass(round % 3);
    }
    device.pass(60'000);
    CHECK(writer.session->view().digest() == host.db().digest());
    CHECK(follower.session->view().digest() == host.db().digest());
    CHECK(host.carried_out().size() == 40);
    once(host);
}

TEST_CASE("tabs: the follower takes over when the writer closes, at whatever moment, and nothing is lost or doubled") {
    for (int moment = 0; moment < 12; ++moment) {
        CAPTURE(moment);
        SmallHost host;
        FakeDevice device(host);
        FakeDevice::Tab& writer = device.open_tab();
        FakeDevice::Tab& follower = device.open_tab();
        const ClientId id = add(follower, "Du second onglet");
        device.pass(moment);
        device.close_tab(writer);
        CHECK(follower.session->status().role == TabRole::writer);
        CHECK(sees(follower, id));
        device.pass(60'000);
        CHECK(host.db().find(id) != nullptr);
        CHECK(follower.session->status().state == SyncState::confirmed);
        once(host);
    }
}

TEST_CASE("tabs: a third tab hands its command to the new writer") {
    SmallHost host;
    FakeDevice device(host);
    FakeDevice::Tab& writer = device.open_tab();
    device.open_tab();
    FakeDevice::Tab& third = device.open_tab();
    const ClientId id = add(third, "Du troisième");
    device.close_tab(writer);
    device.pass(60'000);
    CHECK(host.db().find(id) != nullptr);
    CHECK(third.session->status().unsaved == 0);
    once(host);
}

TEST_CASE("tabs: without a network, followers agree with the writer, also in a tab opened later") {
    SmallHost host;
    FakeDevice device(host);
    FakeDevice::Tab& writer = device.open_tab();
    FakeDevice::Tab& follower = device.open_tab();
    device.network = false;
    add(writer, "Un");
    add(follower, "Deux");
    device.pass(1'000);
    FakeDevice::Tab& late = device.open_tab();
    CHECK(late.session->view().digest() == writer.session->view().digest());
    CHECK(follower.session->view().digest() == writer.session->view().digest());
    CHECK(late.session->status().pending == 2);
}

TEST_CASE("tabs: a refusal reaches every tab and is dismissed in all") {
    SmallHost host;
    FakeDevice device(host);
    FakeDevice::Tab& writer = device.open_tab();
    FakeDevice::Tab& follower = device.open_tab();
    const ClientId id = add(writer, "Durand");
    device.pass(1'000);
    device.network = false;
    REQUIRE(follower.session->submit("client.delete", delete_args(id.value)).ok());
    host.give("client.delete", delete_args(id.value));
    device.network = true;
    device.pass(60'000);
    REQUIRE(writer.session->to_settle().size() == 1);
    REQUIRE(follower.session->to_settle().size() == 1);
    follower.session->dismiss(follower.session->to_settle()[0].command.id);
    device.pass(100);
    CHECK(writer.session->to_settle().empty());
    CHECK(device.disk.results.empty());
}

TEST_CASE("tabs: a follower's drafts and settings are kept by the writer") {
    SmallHost host;
    FakeDevice device(host);
    device.open_tab();
    FakeDevice::Tab& follower = device.open_tab();
    follower.session->set_draft("note/7", "à suivre");
    follower.session->set_setting("theme", "dark");
    device.pass(100);
    CHECK(device.disk.drafts.at("note/7") == "à suivre");
    CHECK(device.disk.meta.at("setting.theme") == "dark");
}
