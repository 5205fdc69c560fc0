// One tab on one device with a host of its own, and the few deeds that the tests of the session are made of.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "tests/device/support/fake_device.h"

namespace pupitre::test {

struct Desk {
    SmallHost host;
    FakeDevice device{host};
    FakeDevice::Tab* tab = &device.open_tab();

    Session& session() { return *tab->session; }
    void reload() {
        device.close_tab(*tab);
        tab = &device.open_tab();
    }
    ClientId add(const std::string& name) {
        Client client;
        client.id = {session().new_id()};
        client.name = name;
        REQUIRE(session().submit("client.create", create_args(entity_info<Client>(), &client)).ok());
        return client.id;
    }
    Json renaming(const Client& before, const std::string& name) {
        Client after = before;
        after.name = name;
        const EntityInfo& info = entity_info<Client>();
        return change_args(info, before.id.value, edits_between(info, &before, &after));
    }
    void rename(ClientId id, const std::string& name) {
        REQUIRE(session().submit("client.change", renaming(session().view().get(id), name)).ok());
    }
    std::string name_here(ClientId id) {
        const Client* client = session().view().find(id);
        return client == nullptr ? "—" : client->name;
    }
    std::string name_at_host(ClientId id) const {
        const Client* client = host.db().find(id);
        return client == nullptr ? "—" : client->name;
    }
    SyncState state() { return session().status().state; }
    bool agrees() { return session().view().digest() == host.db().digest(); }
};

}  // namespace pupitre::test
