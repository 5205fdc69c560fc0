// Who a store is for the host: copies of a profile, new identities, several people in one browser.
#include "tests/device/support/desk.h"

using namespace pupitre;
using namespace pupitre::test;

namespace {

/// What a restored or cloned machine has: another one's store, and chances of its own.
void take_profile(FakeDevice& copy, const FakeDevice& from) {
    copy.disk = from.disk;
    copy.remembered = from.remembered;
    copy.chance = 99;
}

}  // namespace

TEST_CASE("session: a copied profile does not swallow commands") {
    Desk desk;
    desk.add("Durand");
    desk.device.pass(100);
    // The copy has the same store, and the same host.
    FakeDevice copy(desk.host);
    take_profile(copy, desk.device);
    FakeDevice::Tab& tab = copy.open_tab();
    desk.add("Par le premier");
    desk.device.pass(100);
    Client client;
    client.id = {{77, 77}};
    client.name = "Par la copie";
    REQUIRE(tab.session->submit("client.create", create_args(entity_info<Client>(), &client)).ok());
    copy.pass(240'000);
    CHECK(desk.host.db().find(client.id) != nullptr);
    CHECK(tab.session->status().pending == 0);
}

TEST_CASE("session: a copied profile that is opened twice before its first word with the host swallows nothing") {
    Desk desk;
    desk.add("Durand");
    desk.device.pass(100);
    FakeDevice copy(desk.host);
    take_profile(copy, desk.device);
    copy.network = false;
    FakeDevice::Tab* tab = &copy.open_tab();
    // The number that the copy gives next is given by the first one, too, and decided.
    desk.add("Par le premier");
    desk.device.pass(100);
    Client client;
    client.id = {{77, 77}};
    client.name = "Par la copie";
    REQUIRE(tab->session->submit("client.create", create_args(entity_info<Client>(), &client)).ok());
    copy.pass(10);
    copy.close_tab(*tab);
    tab = &copy.open_tab();
    copy.network = true;
    copy.pass(240'000);
    CHECK(desk.host.db().find(client.id) != nullptr);
    CHECK(tab->session->status().pending == 0);
}

TEST_CASE("session: a new identity names the former one only for commands that may have arrived under it") {
    Desk desk;
    desk.add("Durand");
    desk.device.pass(100);
    FakeDevice copy(desk.host);
    take_profile(copy, desk.device);
    copy.network = false;
    FakeDevice::Tab* tab = &copy.open_tab();
    desk.add("Par le premier");
    desk.add("Encore par le premier");
    desk.device.pass(100);
    const EntityInfo& info = entity_info<Client>();
    Client client;
    for (const std::uint64_t number : {77u, 78u}) {
        client.id = {{number, number}};
        client.name = "Par la copie";
        REQUIRE(tab->session->submit("client.create", create_args(info, &client)).ok());
    }
    copy.pass(10);
    copy.close_tab(*tab);
    // The first of them is broken on the disk: the queue has a gap, and the device takes a new identity.
    const auto first = copy.disk.outbox.begin();
    copy.disk.quarantined.push_back(first->second);
    copy.disk.outbox.erase(first);
    tab = &copy.open_tab();
    copy.network = true;
    copy.pass(240'000);
    CHECK(desk.host.db().find(client.id) != nullptr);
    CHECK(tab->session->status().pending == 0);
}

TEST_CASE("session: what one person gave is never decided in the name of another who signs in in the same browser") {
    Desk desk;
    desk.device.network = false;
    const ClientId id = desk.add("Donné par Anna");
    desk.device.pass(100);
    // In another tab somebody else signs in: the cookie is the browser's, this tab's store is Anna's.
    desk.host.signed_in = {{1, 2}};
    desk.device.network = true;
    desk.session().sync_now();
    desk.device.pass(60'000);
    CHECK(desk.host.db().find(id) == nullptr);
    CHECK(desk.session().account()->member == TeamMemberId{{1, 2}});
}
