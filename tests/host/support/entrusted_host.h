// A host with a restricted member beside its administrator.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client_access.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {

constexpr const char* lea_email = "lea@cabinet.example";
constexpr const char* lea_password = "le mot de passe de Léa";

/// A firm with the files Durand and Martin, and Léa, who sees only what is entrusted to her: Durand.
class EntrustedHost {
public:
    EntrustedHost() {
        REQUIRE(run_pupitre({"user", "add", "--data", host.data(), lea_email, "--last-name", "Léa", "--password-stdin"},
                            std::string(lea_password) + "\n")
                    .code == 0);
        REQUIRE(anna.sync_fully());
        anna.replica().view().for_each<TeamMember>([&](const TeamMember& member) {
            if (member.email == lea_email) lea_id = member.id;
        });
        REQUIRE_FALSE(lea_id.is_nil());
        restrict(true);
        durand = add_client("Durand");
        martin = add_client("Martin");
        entrust(durand);
    }

    void restrict(bool restricted) {
        const TeamMember before = anna.replica().view().get(lea_id);
        TeamMember after = before;
        after.restricted = restricted;
        change(before, after);
    }
    ClientId add_client(const std::string& name) {
        Client client;
        client.id = ClientId{test_id()};
        client.name = name;
        client.reference = "ref-" + name;
        create(client);
        return client.id;
    }
    void entrust(ClientId client) { create(ClientAccess{client_access_id(client, lea_id), client, lea_id, false}); }
    void withdraw(ClientId client) {
        REQUIRE(anna.submit("client_access.delete", delete_args(client_access_id(client, lea_id).value)));
        REQUIRE(anna.sync_fully());
    }
    template <class Entity>
    void create(const Entity& row) {
        REQUIRE(anna.submit(std::string(Entity::table) + ".create", create_args(entity_info<Entity>(), &row)));
        REQUIRE(anna.sync_fully());
    }
    template <class Entity>
    void change(const Entity& before, const Entity& after) {
        const EntityInfo& info = entity_info<Entity>();
        REQUIRE(anna.submit(std::string(Entity::table) + ".change",
                            change_args(info, before.id.value, edits_between(info, &before, &after))));
        REQUIRE(anna.sync_fully());
    }
    void rename(ClientId id, const std::string& name) {
        const Client before = anna.replica().view().get(id);
        Client after = before;
        after.name = name;
        change(before, after);
    }
    TestDevice lea() {
        if (cookie.empty()) {
            HttpClient client(host.port());
            REQUIRE(client.log_in(lea_email, lea_password).status == 200);
            cookie = client.cookie();
        }
        return {host.port(), cookie, lea_id};
    }

    TestHost host;
    TestDevice anna = host.device();
    TeamMemberId lea_id;
    ClientId durand;
    ClientId martin;
    std::string cookie;
};

}  // namespace pupitre::host
