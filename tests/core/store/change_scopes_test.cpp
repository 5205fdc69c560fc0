// In which scopes a change-set shows, also where rows move from one to another within it.
#include "core/store/change_scopes.h"

#include <doctest/doctest.h>

#include "core/store/changes.h"
#include "core/work/task.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

const ScopeId firm_scope{};

struct TwoFiles {
    TestFirm firm;
    ClientId durand = add("Durand");
    ClientId martin = add("Martin");

    ClientId add(const std::string& name) {
        Client client;
        client.name = name;
        return firm.add(client);
    }
    Task task(ClientId client) {
        Task task;
        task.id = firm.fresh<Task>();
        task.title = "TVA";
        task.client = client;
        return task;
    }
};

ChangeScopes stays(ScopeId scope) { return {scope, scope}; }

}  // namespace

TEST_CASE("change scopes: rows of the firm, of a file, and files themselves") {
    TwoFiles files;
    Changes changes(files.firm.db);
    const Task task = files.task(files.durand);
    changes.put(task);
    Task own = files.task({});
    changes.put(own);
    own.title = "Ranger";
    changes.put(own);
    Client durand = files.firm.db.get(files.durand);
    durand.name = "Durand SARL";
    changes.put(durand);
    changes.erase(task.id);
    const ScopeId file{files.durand.value};
    CHECK(scopes_of(files.firm.db, changes.recorded()) ==
          std::vector{stays(file), stays(firm_scope), stays(firm_scope), stays(file), stays(file)});
}

TEST_CASE("change scopes: a row that moves is in both, and before and behind the move in one") {
    TwoFiles files;
    const ScopeId durand{files.durand.value};
    const ScopeId martin{files.martin.value};
    const Task task = files.firm.db.get(files.firm.add(files.task(files.durand)));
    Changes changes(files.firm.db);
    Task changed = task;
    for (const auto& [client, title] : {std::pair{files.durand, "Before"}, std::pair{files.martin, "Before"},
                                        std::pair{files.martin, "Behind"}, std::pair{ClientId{}, "Behind"}}) {
        changed.client = client;
        changed.title = title;
        changes.put(changed);
    }
    changes.erase(task.id);
    const std::vector<ChangeScopes> expected = {
        stays(durand), {durand, martin}, stays(martin), {martin, firm_scope}, stays(firm_scope)};
    CHECK(scopes_of(files.firm.db, changes.recorded()) == expected);

    const std::vector<ScopePart> parts = parts_by_scope(files.firm.db, changes.recorded());
    REQUIRE(parts.size() == 3);
    CHECK(parts[0].scope == firm_scope);
    CHECK(parts[1].scope == durand);
    CHECK(parts[2].scope == martin);
    const auto& rows = changes.recorded().rows;
    CHECK(parts[0].changes == std::vector{&rows[3], &rows[4]});
    CHECK(parts[1].changes == std::vector{&rows[0], &rows[1]});
    CHECK(parts[2].changes == std::vector{&rows[1], &rows[2], &rows[3]});
}
