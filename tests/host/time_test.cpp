// Time on the host: what follows the calendar happens there by itself, and devices hear of it.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/work/series_commands.h"
#include "server-stub/firm/civil_day.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {

TEST_CASE("[PRJ-20] time: the host makes the tasks of the day once, without anybody asking, and devices receive them") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    constexpr std::int32_t weeks = 3;
    Task task;
    task.id = TaskId{test_id()};
    task.title = "Relevés de banque";
    task.due_on = civil_today().plus_days(-7 * weeks);
    REQUIRE(device.submit("task.create", create_args(entity_info<Task>(), &task)));
    WorkSeries weekly;
    weekly.rule = "FREQ=WEEKLY";
    REQUIRE(device.submit(std::string(RepeatTask::name), RepeatTask{task.id, weekly}.to_json()));
    REQUIRE(device.sync_fully());
    CHECK(device.replica().view().table<Task>().size() == 1);

    for (int call = 0; call < 3; ++call) host.service().keep_time();
    REQUIRE(device.sync_fully());
    CHECK(device.replica().view().table<Task>().size() == 1 + weeks);
    std::vector<Date> due;
    device.replica().view().for_each<Task>([&](const Task& one) { due.push_back(one.due_on.value_or(Date{})); });
    std::sort(due.begin(), due.end());
    CHECK(due.back() == civil_today());
    const std::int64_t seq = device.replica().seq();
    for (int call = 0; call < 3; ++call) host.service().keep_time();
    REQUIRE(device.sync_fully());
    CHECK(device.replica().seq() == seq);
}

}  // namespace pupitre::host
