// A device follows the chains of the ledger, and notices a host that tells another past.
#include "tests/device/support/desk.h"

using namespace pupitre;
using namespace pupitre::test;

TEST_CASE("chains: a host that tells another past is noticed, the base is fetched anew, and what waits is kept") {
    Desk desk;
    const ClientId durand = desk.add("Durand");
    const ClientId martin = desk.add("Martin");
    desk.device.pass(1'000);
    REQUIRE(desk.agrees());
    desk.host.rewrite_past(ScopeId{durand.value});
    desk.device.network = false;
    desk.rename(martin, "Martin SARL");
    desk.device.pass(10);
    desk.host.give("client.change", desk.renaming(desk.host.db().get(durand), "Durand SA"));
    bool repaired = false;
    desk.tab->session->on_changed = [&] { repaired = repaired || desk.session().status().repairing; };
    desk.device.network = true;
    desk.session().sync_now();
    desk.device.pass(120'000);
    CHECK(repaired);
    CHECK_FALSE(desk.session().status().repairing);
    CHECK(desk.agrees());
    CHECK(desk.name_at_host(martin) == "Martin SARL");
    // From the heads of the new base on, the chains hold again.
    repaired = false;
    desk.host.give("client.change", desk.renaming(desk.host.db().get(durand), "Durand SAS"));
    desk.session().sync_now();
    desk.device.pass(1'000);
    CHECK(desk.name_here(durand) == "Durand SAS");
    CHECK_FALSE(repaired);
}

TEST_CASE("chains: they go on through a reload and through a new base on the disk") {
    Desk desk;
    const ClientId durand = desk.add("Durand");
    desk.device.pass(1'000);
    for (int round = 0; round < 3; ++round) {
        bool repaired = false;
        desk.tab->session->on_changed = [&] { repaired = repaired || desk.session().status().repairing; };
        // Enough to make the log longer than what a base may have behind it.
        for (int number = 0; number < 40; ++number) desk.rename(durand, std::string(250, 'a') + std::to_string(number));
        desk.device.pass(1'000);
        desk.host.give("client.change", desk.renaming(desk.host.db().get(durand), "Durand " + std::to_string(round)));
        desk.session().sync_now();
        desk.device.pass(1'000);
        CHECK_FALSE(repaired);
        CHECK(desk.agrees());
        desk.reload();
        desk.device.pass(1'000);
    }
}
