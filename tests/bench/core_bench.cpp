// Figures of the core, natively and as WebAssembly: opening, searching, changing and rebasing a large firm.
// Prints "figure: …" lines; compares nothing, so a noisy machine fails no test.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <malloc.h>

#include "core/command/row_commands.h"
#include "core/crm/client_list.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/store/snapshot.h"
#include "core/sync/replica.h"
#include "core/work/work_list.h"
#include "tests/bench/many_clients.h"
#include "tests/bench/stopwatch.h"

namespace {

using namespace pupitre;

constexpr int clients = 100'000;
constexpr int tasks = 100'000;

void print(const std::string& what, double value, const char* unit) { bench::figure("core", what, value, unit); }

/// What the allocator has handed out.
std::size_t bytes_in_use() {
#ifdef __EMSCRIPTEN__
    return static_cast<std::size_t>(mallinfo().uordblks);
#else
    return mallinfo2().uordblks;  // The older call counts in 32 bits.
#endif
}

/// Types queries letter by letter, as a person does, and times each keystroke.
void measure_keystrokes(const std::function<void(std::string)>& find, const char* what) {
    std::vector<double> samples;
    for (const std::string query : {"boulangerie gué", "0410", "nguyễn", "uxegney", "moreau 77", "déclaration 10"}) {
        for (std::size_t length = 1; length <= query.size(); ++length) {
            const bench::Stopwatch start;
            find(query.substr(0, length));
            samples.push_back(start.ms());
        }
        find("");
    }
    print(std::string(what) + ": keystroke p50", bench::percentile(samples, 0.5), "ms");
    print(std::string(what) + ": keystroke p95", bench::percentile(samples, 0.95), "ms (limit 16)");
}

Command rename_client(const Database& db, ClientId id, int number) {
    Client changed = db.get(id);
    const Client before = changed;
    changed.name = "Renommé " + std::to_string(number);
    Command command;
    command.id = derived_id(id.value, std::to_string(number));
    command.name = "client.change";
    command.args =
        change_args(entity_info<Client>(), id.value, edits_between(entity_info<Client>(), &before, &changed));
    command.at_ms = 1'780'000'000'000 + number;
    command.today = Date::from_days(20'778);
    return command;
}

}  // namespace

int main() {
    const std::size_t before_bytes = bytes_in_use();
    Database source(domain_schema());
    bench::fill(source, clients, tasks);
    TeamMember member;
    member.id = {{7, 7}};
    member.last_name = "Moreau";
    member.email = "lea@exemple.fr";
    source.load(domain_schema().index_of<TeamMember>(), &member);
    print("memory of 100,000 clients + 100,000 tasks (400,001 rows)",
          static_cast<double>(bytes_in_use() - before_bytes) / 1048576.0, "MiB");

    bench::Stopwatch start;
    const std::vector<std::string> blocks = encode_snapshot(source);
    print("write a snapshot", start.ms(), "ms");
    std::size_t bytes = 0;
    for (const std::string& block : blocks) bytes += block.size();
    print("size of the snapshot", static_cast<double>(bytes) / 1048576.0, "MiB");

    Replica replica(domain_schema(), domain_registry(), member.id);
    start = {};
    const auto loaded = replica.load_base({1, 1}, 1, blocks, std::nullopt, 0);
    if (!loaded) return 1;
    print("open the snapshot", start.ms(), "ms");
    start = {};
    static_cast<void>(replica.view().digest());
    print("digest of everything from nothing", start.ms(), "ms");

    RecordList list(client_list_model(domain_schema()));
    ListQuery query{.conditions = {{"inactive", ListTest::is, {"no"}}}};
    list.ask(query, {});
    start = {};
    list.rows(replica.view());
    print("client list: first build", start.ms(), "ms");
    measure_keystrokes(
        [&](std::string typed) {
            query.search = std::move(typed);
            list.ask(query, {});
            list.rows(replica.view());
        },
        "client list");
    start = {};
    query.sorts = {{"city", true}, {"name", false}};
    list.ask(query, {});
    list.rows(replica.view());
    print("client list: sort by two other columns", start.ms(), "ms");
    start = {};
    query.group = "group";
    list.ask(query, {});
    list.rows(replica.view());
    static_cast<void>(list.groups(replica.view()));
    print("client list: in groups", start.ms(), "ms");
    start = {};
    static_cast<void>(list.sum(replica.view(), *list.model().find("balance"), 0, list.total()));
    print("client list: sum of a column", start.ms(), "ms");

    const Date today = Date::from_days(20'778);
    RecordList work(work_list_model(domain_schema(), today));
    start = {};
    work.ask({.conditions = {unfinished_work()}, .group = "when"}, {{}, today});
    work.rows(replica.view());
    print("work list: first build", start.ms(), "ms");
    measure_keystrokes(
        [&](const std::string& typed) {
            work.ask({.search = typed, .conditions = {unfinished_work()}, .group = "when"}, {{}, today});
            work.rows(replica.view());
        },
        "work list");

    std::vector<double> edits;
    const Table& table = replica.view().table<Client>();
    for (int i = 0; i < 100; ++i) {
        const ClientId id{id_of(table.at(static_cast<std::size_t>(i) * 997))};
        const Command command = rename_client(replica.view(), id, i);
        start = {};
        if (!replica.submit(command)) return 1;
        list.rows(replica.view());
        edits.push_back(start.ms());
    }
    print("one edit with the list brought up to date, p95", bench::percentile(edits, 0.95), "ms");
    return 0;
}
