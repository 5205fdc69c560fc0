// What a member is told reaches that member's devices alone.
#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/domain/domain.h"
#include "core/notices/notice.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/firm/sight.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {

TEST_CASE(
    "inbox: the notice of somebody else reaches no other device, not even an administrator's, and all stay confirmed") {
    TestHost host(each_backend());
    TestDevice anna = host.device();
    REQUIRE(anna.sync_fully());
    TeamMember bruno;
    bruno.id = TeamMemberId{test_id()};
    bruno.last_name = "Bruno";
    bruno.email = "bruno@cabinet.example";
    REQUIRE(anna.submit("team_member.create", create_args(entity_info<TeamMember>(), &bruno)));
    Task task;
    task.id = TaskId{test_id()};
    task.title = "TVA de mars";
    task.assignee = bruno.id;
    REQUIRE(anna.submit("task.create", create_args(entity_info<Task>(), &task)));
    REQUIRE(anna.sync_fully());
    CHECK(anna.replica().view().table<Task>().size() == 1);
    CHECK(anna.replica().view().table<Notice>().size() == 0);
    // A second device begins with a complete state: the same.
    TestDevice fresh = host.device();
    REQUIRE(fresh.sync_fully());
    CHECK(fresh.replica().view().table<Notice>().size() == 0);
    CHECK(fresh.replica().view().digest() == anna.replica().view().digest());

    auto storage = open_storage({host.data(), false, 0});
    REQUIRE(storage.ok());
    Database db(domain_schema());
    REQUIRE((*storage)->load(db, [](std::string_view, Id128) {}).ok());
    CHECK(notices_of(db, bruno.id).size() == 1);
    CHECK(Sight(db, host.anna()).digest() == anna.replica().view().digest());
    CHECK(Sight(db, bruno.id).digest() != anna.replica().view().digest());
    CHECK(Sight(db, bruno.id).sees(scope_of_inbox(inbox_of(bruno.id))));
    CHECK_FALSE(Sight(db, host.anna()).sees(scope_of_inbox(inbox_of(bruno.id))));
}

}  // namespace pupitre::host
