// A firm whose commands are recorded in chains, as a host does it.
#pragma once

#include <algorithm>
#include <iterator>

#include "core/crm/client.h"
#include "core/sync/ledger.h"
#include "core/sync/scope_links.h"
#include "tests/core/support/test_firm.h"

namespace pupitre {

struct RecordedFirm {
    TestFirm firm;
    ChainHeads heads;
    std::vector<Link> links;
    std::int64_t seq = 0;

    AcceptedCommand accept(const std::string& name, const Json& args) {
        const Command command = firm.command(name, args);
        const Attempt attempt = firm.give(command, firm.anna);
        REQUIRE(attempt.ok());
        AcceptedCommand accepted;
        accepted.head = {++seq, {5, 5}, seq, firm.anna.value, test_ms};
        accepted.command = to_json(command).dump();
        accepted.changes = attempt->changes;
        accepted.salt.fill(static_cast<std::uint8_t>(seq));
        return accepted;
    }
    void record(const AcceptedCommand& accepted) {
        for (const Link& link : links_of(heads, firm.db, accepted)) {
            heads.set(link.scope, {link.number, link_hash(link)});
            links.push_back(link);
        }
    }
    ClientId add(const std::string& name) {
        Client client;
        client.id = firm.fresh<Client>();
        client.name = name;
        record(accept("client.create", create_args(entity_info<Client>(), &client)));
        return client.id;
    }
    void rename(ClientId id, const std::string& name) {
        const Client before = firm.db.get(id);
        Client after = before;
        after.name = name;
        const EntityInfo& info = entity_info<Client>();
        record(accept("client.change", change_args(info, id.value, edits_between(info, &before, &after))));
    }
    [[nodiscard]] std::vector<ScopeLinks> told_after(std::int64_t from) const {
        std::vector<Link> behind;
        std::ranges::copy_if(links, std::back_inserter(behind), [&](const Link& link) { return link.seq > from; });
        return links_by_scope(behind);
    }
};

}  // namespace pupitre
