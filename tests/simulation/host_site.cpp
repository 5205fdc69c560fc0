// Opening, answering, dying and coming back.
#include "tests/simulation/host_site.h"

#include "core/command/row_commands.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "server-stub/storage/sqlite_storage.h"
#include "tests/core/support/rebuild.h"

namespace pupitre::simulation {

namespace {

constexpr const char* database_file = "/firm/pupitre.sqlite";

int status_of(const SyncResponse& response) {
    if (!response.refuse) return 200;
    switch (response.refuse->code) {
    case RefuseCode::auth: return 401;
    case RefuseCode::overloaded: return 503;
    case RefuseCode::malformed: return 400;
    case RefuseCode::upgrade:
    case RefuseCode::client_unknown:
    case RefuseCode::client_ahead: return 409;
    }
    return 500;
}

ui::HttpAnswer refusing(RefuseCode code) {
    SyncResponse response;
    response.refuse = Refuse{code, 0, {}};
    return {status_of(response), encode(response), 0};
}

Command command_of(std::string name, Json args, Id128 id, std::int64_t at_ms) {
    Command command;
    command.id = id;
    command.name = std::move(name);
    command.args = std::move(args);
    command.at_ms = at_ms;
    command.today = Date::from_days(static_cast<std::int32_t>(at_ms / 86'400'000));
    return command;
}

void set_up(host::Turn& turn, const std::vector<TeamMemberId>& team, std::int64_t at_ms) {
    std::int64_t mid = 0;
    const auto run = [&](const std::string& name, const Json& args) {
        const host::Source source{{1, 0}, ++mid, {}, true};
        const auto done = turn.run(source, command_of(name, args, {1, static_cast<std::uint64_t>(mid)}, at_ms));
        assert(done.ok() && done->ok());
        static_cast<void>(done);
    };
    Firm firm;
    firm.id = the_firm;
    firm.name = "Cabinet Essai";
    run("firm.create", create_args(entity_info<Firm>(), &firm));
    for (std::size_t place = 0; place < team.size(); ++place) {
        TeamMember member;
        member.id = team[place];
        member.last_name = "M" + std::to_string(place);
        member.email = "m" + std::to_string(place) + "@example.org";
        member.role = place < 2 ? TeamRole::administrator : TeamRole::member;
        run("team_member.create", create_args(entity_info<TeamMember>(), &member));
    }
}

}  // namespace

FaultyDisk::Image first_image(const std::vector<TeamMemberId>& team) {
    FaultyDisk disk(1);
    host::Log log(host::LogFormat::text, host::LogLevel::silent);
    const Timeline start;
    {
        auto storage = host::open_sqlite_file(database_file, domain_schema(), {.create = true});
        assert(storage.ok());
        auto authority =
            host::Authority::open(std::move(*storage), domain_registry(), log, [at = start.now_ms()] { return at; });
        assert(authority.ok());
        auto turn = host::Turn::begin(**authority);
        assert(turn.ok());
        const auto named = (*turn)->storage().set_epoch({7, 7});
        assert(named.ok());
        static_cast<void>(named);
        set_up(**turn, team, start.now_ms());
        const auto done = (*turn)->commit();
        assert(done.ok());
        static_cast<void>(done);
    }
    return disk.image();
}

HostSite::HostSite(Surroundings around, const FaultyDisk::Image& image, int hosts, std::uint64_t seed) :
    around_(around),
    disk_(seed),
    log_(host::LogFormat::text, host::LogLevel::silent),
    hosts_(static_cast<std::size_t>(hosts)),
    dice_(seed ^ 0x5157U) {
    disk_.load(image);
    if (Host* first = any_host()) around_.oracle->follow(first->authority->storage());
}

HostSite::~HostSite() { hosts_.clear(); }

bool HostSite::open(std::size_t place) {
    Host& host = hosts_[place];
    if (host.authority != nullptr) return true;
    disk_.act_as(static_cast<int>(place));
    auto storage = host::open_sqlite_file(database_file, domain_schema(), {});
    if (storage) {
        auto authority = host::Authority::open(std::move(*storage), domain_registry(), log_,
                                               [timeline = around_.timeline] { return timeline->now_ms(); });
        if (authority) {
            host.authority = *std::move(authority);
            host.sync = std::make_unique<host::SyncHost>(*host.authority);
        } else {
            around_.verdict->require(host::is_transient(authority.error().kind), 8,
                                     "a database cannot be opened: " + authority.error().detail);
        }
    }
    after_call();
    if (host.authority == nullptr) return false;
    if (std::exchange(reopened_, false)) around_.oracle->reopened(host.authority->storage());
    return true;
}

/// The power may have gone in the middle of a call.
void HostSite::after_call() {
    if (disk_.power_went()) all_gone();
}

void HostSite::all_gone() {
    disk_.cut_power();
    for (Host& host : hosts_) host = {};
    reopened_ = true;
}

HostSite::Host* HostSite::any_host() {
    for (std::size_t place = 0; place < hosts_.size(); ++place) {
        if (open(place)) return &hosts_[place];
    }
    return nullptr;
}

bool HostSite::is_member(TeamMemberId user) {
    const TeamMember* member = around_.oracle->state().find(user);
    return member != nullptr && !member->inactive;
}

ui::HttpAnswer HostSite::sync(std::size_t place, const std::string& body, TeamMemberId user, bool kept) {
    const auto request = decode_request(body);
    around_.verdict->require(request.ok(), 18, "a device's question cannot be read");
    if (!request) return refusing(RefuseCode::malformed);
    place %= hosts_.size();
    if (!open(place)) return {503, {}, 0};
    if (user.is_nil() || !is_member(user)) return refusing(RefuseCode::auth);
    Host& host = hosts_[place];
    const host::SyncAnswer answer = host.sync->answer(*request, user, around_.timeline->now_ms());
    const bool lost = disk_.power_went();
    if (lost) {
        all_gone();
        return {};
    }
    if (answer.fault) {
        around_.verdict->require(host::is_transient(answer.fault->kind), 8,
                                 "a fault of the host's own: " + answer.fault->detail);
    }
    if (Host* open_host = host.authority != nullptr ? &host : any_host()) {
        around_.oracle->follow(open_host->authority->storage());
    }
    around_.oracle->answered(*request, answer.response);
    if (answer.response.welcome) {
        around_.verdict->require(answer.response.welcome->seq <= around_.oracle->seq(), 8,
                                 "a host speaks of commands that are not in the ledger");
    }
    changed_ = changed_ || answer.changed;
    if (!kept) {
        kill(place);
        return {};
    }
    return {status_of(answer.response), encode(answer.response), 0};
}

bool HostSite::give(TeamMemberId actor, const std::string& name, const Json& args) {
    Host* host = any_host();
    if (host == nullptr) return false;
    bool done = false;
    {
        auto turn = host::Turn::begin(*host->authority);
        if (turn) {
            const std::uint64_t high = dice_.roll();
            const Id128 id{high, dice_.roll()};
            const auto attempt = (*turn)->run({id, 1, actor}, command_of(name, args, id, around_.timeline->now_ms()));
            done = attempt && *attempt && (*turn)->commit().ok();
        }
    }
    after_call();
    changed_ = changed_ || done;
    if (host->authority != nullptr) around_.oracle->follow(host->authority->storage());
    return done;
}

void HostSite::kill(std::size_t place) {
    place %= hosts_.size();
    disk_.kill(static_cast<int>(place));
    hosts_[place] = {};
    reopened_ = true;
}

void HostSite::cut_power() { all_gone(); }

/// All files between two transactions, as a copy that SQLite makes.
FaultyDisk::Image HostSite::quiet_image() { return disk_.image(); }

bool HostSite::restore(const std::set<std::string>& waiting) {
    if (backup_.empty()) return false;
    heal();
    for (Host& host : hosts_) host = {};
    disk_.load(backup_);
    reopened_ = false;
    Host* host = any_host();
    around_.verdict->require(host != nullptr, 8, "a backup cannot be opened");
    if (host == nullptr) return false;
    host::Storage& storage = host->authority->storage();
    const std::uint64_t high = dice_.roll();
    bool named = storage.begin().ok();
    named = named && storage.set_epoch({high, dice_.roll()}).ok();
    named = named && storage.commit().ok();
    around_.verdict->require(named, 8, "a restored database cannot be named");
    for (Host& each : hosts_) each = {};
    host = any_host();
    if (host != nullptr) around_.oracle->start_over(host->authority->storage(), waiting);
    return true;
}

void HostSite::heal() {
    disk_.forget_faults();
    disk_.set_full(false);
    after_call();
}

const Database* HostSite::state() {
    Host* host = any_host();
    if (host == nullptr || !host->authority->catch_up().ok()) return nullptr;
    return &host->authority->db();
}

std::int64_t HostSite::seq() {
    Host* host = any_host();
    return host == nullptr ? -1 : host->authority->seq();
}

void HostSite::check_whole() {
    const Database* db = state();
    if (db == nullptr) return;
    Verdict& verdict = *around_.verdict;
    verdict.require(seq() == around_.oracle->seq(), 4, "the host's number is not the ledger's");
    verdict.require(db->digest() == around_.oracle->state().digest(), 4, "the host's state is not its ledger's replay");
    verdict.require(equals_rebuild(*db), 6, "the host's indexes or digests are not those of its rows");
    Host* host = any_host();
    const auto problems = host->authority->storage().integrity_problems();
    verdict.require(problems.ok() && problems->empty(), 8, "SQLite finds its file damaged");
    // What stands on the disk is what is in memory.
    hosts_[0] = {};
    const bool opened = open(0);
    verdict.require(opened && hosts_[0].authority->db().digest() == around_.oracle->state().digest(), 8,
                    "the stored rows are not the state");
}

}  // namespace pupitre::simulation
