// The workload with which other engines were measured (100,000 tasks, 5,000 clients): what a device does with it, natively
// and as WebAssembly. Each line ends with the figure to reach; the ratio says by how much it is reached (below 1: met).
#include <malloc.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"
#include "core/sync/replica.h"
#include "core/work/task.h"
#include "tests/bench/stopwatch.h"

namespace {

using namespace pupitre;

constexpr int clients = 5'000;
constexpr int tasks = 100'000;
constexpr int members = 20;
constexpr std::int64_t start_ms = 1'780'000'000'000;
constexpr std::int32_t first_day = 20'700;

std::size_t bytes_in_use() {
#ifdef __EMSCRIPTEN__
    return static_cast<std::size_t>(mallinfo().uordblks);
#else
    return mallinfo2().uordblks;
#endif
}

void print(const std::string& what, double value, const std::string& unit, double goal) {
    char reach[64];
    std::snprintf(reach, sizeof reach, "%s (to reach %.4g, ratio %.2f)", unit.c_str(), goal, value / goal);
    bench::figure("peer", what, value, reach);
}

Id128 numbered(int kind, int number) {
    return time_ordered_id(start_ms + number, static_cast<std::uint16_t>(kind),
                           0x9E3779B97F4A7C15ull * static_cast<std::uint64_t>(number + 1));
}

TeamMemberId member(int number) { return {numbered(7, number % members)}; }

Task task_numbered(int number) {
    Task task;
    task.id = {numbered(4, number)};
    task.client = {numbered(1, number % clients)};
    task.title = "Déclaration de TVA du mois, dossier " + std::to_string(10'000 + number % 5'000);
    task.assignee = member(number * 7);
    task.due_on = Date::from_days(first_day + number * 13 % 400);
    task.status = static_cast<WorkStatus>(number % 4);
    return task;
}

void fill(Database& db) {
    const Schema& schema = db.schema();
    for (int i = 0; i < members; ++i) {
        TeamMember one;
        one.id = member(i);
        one.last_name = "Moreau " + std::to_string(i);
        one.email = "membre" + std::to_string(i) + "@exemple.fr";
        db.load(schema.index_of<TeamMember>(), &one);
    }
    for (int i = 0; i < clients; ++i) {
        Client client;
        client.id = {numbered(1, i)};
        client.name = "Boulangerie Guérin " + std::to_string(i);
        db.load(schema.index_of<Client>(), &client);
    }
    for (int i = 0; i < tasks; ++i) {
        const Task task = task_numbered(i);
        db.load(schema.index_of<Task>(), &task);
    }
}

struct Found {
    std::vector<const Task*> first;
    std::size_t total = 0;
};

/// Open tasks of one member that are due within 30 days, by due date: the first 50, and how many there are.
Found query(const Database& db, TeamMemberId assignee, std::int32_t from) {
    const Date first = Date::from_days(from);
    const Date last = Date::from_days(from + 30);
    std::vector<const Task*> all;
    db.for_each_with<&Task::assignee>(assignee, [&](const Task& task) {
        if (is_open(task.status) && task.due_on && first <= *task.due_on && *task.due_on < last) all.push_back(&task);
    });
    Found found;
    found.total = all.size();
    found.first.resize(std::min<std::size_t>(50, all.size()));
    std::partial_sort_copy(
        all.begin(), all.end(), found.first.begin(), found.first.end(),
        [](const Task* a, const Task* b) { return std::pair{*a->due_on, a->id} < std::pair{*b->due_on, b->id}; });
    return found;
}

/// What the host sends after others changed 1,000 tasks.
Patch patch_of(const Database& before, const Replica& device) {
    Database host(before.schema());
    for (const std::string& block : encode_snapshot(before)) static_cast<void>(load_block(host, block));
    Changes changes(host);
    std::vector<Task> changed;
    for (int i = 0; i < 1'000; ++i) {
        changed.push_back(task_numbered(i * 97));
        changed.back().title = "Changé par quelqu’un d’autre, numéro " + std::to_string(i);
        changes.put(changed.back());
    }
    std::vector<const void*> rows;
    rows.reserve(changed.size());
    for (const Task& task : changed) rows.push_back(&task);
    Patch patch;
    patch.epoch = device.epoch();
    patch.from = device.seq();
    patch.to = device.seq() + 1;
    patch.blocks.push_back(encode_block(entity_info<Task>(), rows, {}));
    patch.digest = host.digest();
    return patch;
}

Command rename(const Database& db, int number) {
    const Task& before = db.get(TaskId{numbered(4, number)});
    Task after = before;
    after.title = "Renommé ici " + std::to_string(number);
    const EntityInfo& info = entity_info<Task>();
    Command command;
    command.id = derived_id(before.id.value, "rename");
    command.name = "task.change";
    command.args = change_args(info, before.id.value, edits_between(info, &before, &after));
    command.at_ms = start_ms + number;
    command.today = Date::from_days(first_day);
    return command;
}

}  // namespace

int main() {
    const std::size_t nothing = bytes_in_use();
    Database source(domain_schema());
    fill(source);
    print("memory of the rows", static_cast<double>(bytes_in_use() - nothing) / 1048576, "MiB", 22);

    const std::vector<std::string> blocks = encode_snapshot(source);
    std::size_t disk = 0;
    for (const std::string& block : blocks) disk += block.size();
    print("disk: the base as segments", static_cast<double>(disk) / 1048576, "MiB", 5.5);

    Replica device(domain_schema(), domain_registry(), member(0));
    bench::Stopwatch watch;
    if (!device.load_base({1, 1}, 1, blocks, std::nullopt, 0)) return 1;
    const Found first = query(device.view(), member(0), first_day);
    print("cold open and first query (disk apart)", watch.ms(), "ms", 45);
    watch = {};
    if (!device.load_base({1, 1}, 1, blocks, source.digest(), 0)) return 1;
    print("load a snapshot, digest checked (disk apart)", watch.ms(), "ms", 150);

    std::vector<double> queries;
    std::size_t rows = first.total;
    for (int round = 0; round < 200; ++round) {
        watch = {};
        rows += query(device.view(), member(round), first_day + round).total;
        queries.push_back(watch.ms());
    }
    if (rows == 0) return 1;
    print("filter query, p50", bench::percentile(queries, 0.5), "ms", 0.17);

    std::vector<double> edits;
    for (int i = 0; i < 100; ++i) {
        const Command command = rename(device.view(), 50 + i * 101);
        watch = {};
        if (!device.submit(command)) return 1;
        edits.push_back(watch.ms());
    }
    print("edit, p50 (the disk is measured in the page)", bench::percentile(edits, 0.5), "ms", 0.8);

    const Patch patch = patch_of(source, device);
    watch = {};
    if (!device.receive(patch)) return 1;
    print("rebase 100 pending over 1,000 remote changes", watch.ms(), "ms", 15);
    device.set_pending({});
    if (!device.load_base({1, 1}, 1, blocks, source.digest(), 0)) return 1;
    watch = {};
    if (!device.receive(patch)) return 1;
    print("1,000 remote changes", watch.ms(), "ms", 16);
    return 0;
}
