// Figures of the past at the host: pages of history and an earlier state, with 100,000 entries in the ledger of a firm of
// 5,000 clients. Without sockets; the time that passes counts. Prints "figure: …" lines.
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/firm/local_device.h"
#include "server-stub/firm/past_state.h"
#include "server-stub/firm/past_steps.h"
#include "server-stub/storage/sqlite_storage.h"
#include "tests/bench/stopwatch.h"
#include "tests/host/support/test_host.h"

using namespace pupitre;
using namespace pupitre::host;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int clients = 5'000;
constexpr int entries = 100'000;
constexpr int in_a_turn = 500;

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Clients, then changes of them in turn, each a command of its own.
std::vector<ClientId> fill(Authority& firm, TeamMemberId anna) {
    std::vector<ClientId> ids;
    for (int done = 0; done < entries;) {
        auto turn = Turn::begin(firm);
        REQUIRE(turn.ok());
        LocalDevice device(**turn);
        device.act_as(anna);
        for (int count = 0; count < in_a_turn; ++count, ++done) {
            Client client;
            if (done < clients) {
                client.id = ClientId{test_id()};
                client.name = "Boulangerie Guérin " + std::to_string(done);
                ids.push_back(client.id);
                REQUIRE(device.run("client.create", create_args(entity_info<Client>(), &client)).ok());
                continue;
            }
            const Client before = firm.db().get(ids[static_cast<std::size_t>(done % clients)]);
            client = before;
            client.website = "https://boulangerie-" + std::to_string(done) + ".example";
            const EntityInfo& info = entity_info<Client>();
            REQUIRE(
                device.run("client.change", change_args(info, client.id.value, edits_between(info, &before, &client)))
                    .ok());
        }
        REQUIRE((*turn)->commit().ok());
    }
    return ids;
}

void measure_page(const std::string& what, const Authority& firm, const HistoryQuestion& question, TeamMemberId anna) {
    std::vector<double> times;
    std::size_t steps = 0;
    for (int round = 0; round < 100; ++round) {
        const auto start = Clock::now();
        const auto answer = history_for(firm, question, anna);
        times.push_back(ms_since(start));
        REQUIRE(answer.ok());
        steps = answer->history->steps.size();
    }
    REQUIRE(steps > 0);
    bench::figure("past", what + ", " + std::to_string(steps) + " steps, p95", bench::percentile(times, 0.95), "ms");
}

void measure_state(const std::string& what, const Authority& firm, std::int64_t seq, TeamMemberId anna) {
    const auto start = Clock::now();
    StateReckoning reckoning(firm, {seq, 0, 0}, anna);
    double longest = 0;
    for (bool more = true; more;) {
        const auto slice = Clock::now();
        const auto stepped = reckoning.step();
        REQUIRE(stepped.ok());
        more = *stepped;
        longest = std::max(longest, ms_since(slice));
    }
    REQUIRE(reckoning.state() != nullptr);
    bench::figure("past", what, ms_since(start), "ms");
    bench::figure("past", what + ", longest slice", longest, "ms");
}

}  // namespace

TEST_CASE("past: pages and states of a long ledger") {
    const TestPlace data;
    const TeamMemberId anna = create_firm(data.path());
    Log log(LogFormat::text, LogLevel::silent);
    auto storage = open_storage({data.path(), false, 0});
    REQUIRE(storage.ok());
    auto opened = Authority::open(std::move(*storage), domain_registry(), log);
    REQUIRE(opened.ok());
    Authority& firm = **opened;
    const std::vector<ClientId> ids = fill(firm, anna);
    HistoryQuestion question;
    question.table = Client::table;
    question.row = ids[17].value;
    measure_page("page of a record", firm, question, anna);
    question.of = HistoryOf::file;
    question.table.clear();
    measure_page("page of a client's file", firm, question, anna);
    question.of = HistoryOf::firm;
    question.row = {};
    measure_page("page of the firm, the newest", firm, question, anna);
    question.before = entries / 2;
    measure_page("page of the firm, from the middle", firm, question, anna);
    question.member = anna;
    measure_page("page of the firm, one person's", firm, question, anna);
    measure_state("the firm as it was 1,000 entries ago", firm, firm.seq() - 1'000, anna);
    measure_state("the firm as it was 90,000 entries ago", firm, firm.seq() - 90'000, anna);
}
