// The course of a run, and what is looked at on the way. What the steps do stands in world_steps.cpp.
#include "tests/simulation/world.h"

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/work/task.h"
#include "server-stub/firm/sight.h"
#include "tests/core/support/rebuild.h"

namespace pupitre::simulation {

namespace {

constexpr std::int64_t round_ms = 30'000;
constexpr int rounds_most = 40;  // A pause after failures is a minute at most, a poll comes every five.

}  // namespace

std::vector<TeamMemberId> team() { return {{{1, 1}}, {{1, 2}}, {{1, 3}}, {{1, 4}}}; }

World::World(const Plan& plan, const FaultyDisk::Image& image) :
    plan_(plan),
    oracle_(domain_registry(), verdict_),
    hosts_({&timeline_, &oracle_, &verdict_}, image, plan.hosts, plan.seed),
    network_(timeline_, hosts_, static_cast<std::size_t>(plan.devices), plan.seed ^ 0x4E45U),
    dice_(plan.seed ^ 0x574FU),
    begun_ms_(timeline_.now_ms()) {
    const std::vector<TeamMemberId> members = team();
    network_.member_of = [members](const std::string& email) {
        for (std::size_t place = 0; place < members.size(); ++place) {
            if (email == "m" + std::to_string(place) + "@example.org") return members[place];
        }
        return TeamMemberId{};
    };
    network_.on_question = [this](int device, const SyncRequest& request) { look_at_question(device, request); };
    network_.on_change = [this] {
        const std::string hint = Json{{"space", "firm"}, {"seq", oracle_.seq()}}.dump();
        for (const auto& device : devices_) {
            // A hint may be lost: it costs time, never data.
            if (!dice_.one_in(8)) device->hint(hint);
        }
    };
    for (int number = 0; number < plan.devices; ++number) {
        devices_.push_back(
            std::make_unique<Device>(Device::Surroundings{&timeline_, &network_, &oracle_, &verdict_}, number,
                                     Dice(plan.seed * 64 + static_cast<std::uint64_t>(number) + 1).roll()));
        network_.line(number).cookie = members[static_cast<std::size_t>(number) % members.size()];
        devices_.back()->open_tab();
    }
}

World::~World() { devices_.clear(); }

void World::note(const Hash128& what) {
    std::string bytes = to_text(trace_) + to_text(what);
    trace_ = hash_bytes(bytes);
}

void World::until(std::int64_t at_ms) {
    while (verdict_.fine() && timeline_.step(at_ms)) verdict_.at(timeline_.now_ms() - begun_ms_);
}

Ending World::run() {
    for (const Step& step : plan_.steps) {
        until(begun_ms_ + step.at_ms);
        if (!verdict_.fine()) break;
        verdict_.at(timeline_.now_ms() - begun_ms_);
        carry_out(step);
        check_devices();
    }
    until(begun_ms_ + plan_.lasts_ms);
    if (verdict_.fine()) {
        stop_faults();
        drain();
        check_end();
    }
    return {verdict_.violation(), trace_, commands_, oracle_.decided(), timeline_.events(), verdict_.checks(),
            oracle_.accepted()};
}

/// What a device says is true of its disk, and it asks for a repair only if something is broken.
void World::look_at_question(int number, const SyncRequest& request) {
    Device& device = *devices_[static_cast<std::size_t>(number)];
    // Tabs of one device may be those of several users.
    const auto in_some_store = [&](const auto& holds) {
        return std::ranges::any_of(device.stores(), [&](const auto& each) { return holds(each.second); });
    };
    const bool tainted = in_some_store([](const StoreOnDisk& store) { return store.tainted; });
    verdict_.require(!request.hello.repair || tainted, 9, "a device finds its base broken and nothing was damaged");
    if (!request.push) return;
    for (const QueuedCommand& queued : request.push->commands) {
        const std::string id = to_text(queued.command.id);
        verdict_.require(in_some_store([&](const StoreOnDisk& store) { return store.disk.knows(id); }), 8,
                         queued.command.name + " was sent before it was durable");
    }
}

void World::check_devices() {
    for (const auto& device : devices_) {
        for (const auto& tab : device->tabs()) check_tab(*device, *tab);
    }
    note(oracle_.state().digest());
}

void World::check_tab(const Device& device, Tab& tab) {
    ui::Session& session = tab.session();
    if (!session.ready() || tab.store() == nullptr) return;
    const ui::Status status = session.status();
    if (session.pending_count() == 0 && !status.repairing && !tab.store()->tainted) {
        verdict_.require(oracle_.was_state(status.seq, session.context().actor, session.view().digest()), 5,
                         "a base is not the host's state at " + std::to_string(status.seq));
    }
    note(session.view().digest());
    if (!dice_.one_in(20)) return;
    verdict_.require(equals_rebuild(session.view()), 6, "a view's indexes or digests are not those of its rows");
    for (std::size_t place = 0; place < session.pending_count(); ++place) {
        const bool stored = session.stage(place) == ui::Stage::on_device || session.stage(place) == ui::Stage::sent;
        if (!stored || !tab.is_writer()) continue;
        verdict_.require(tab.store()->disk.knows(to_text(session.pending(place).queued.command.id)), 1,
                         "a command is called stored and is not on the disk");
    }
    check_reopening(device, tab);
}

/// What the disk holds gives the view that is shown.
void World::check_reopening(const Device& device, Tab& tab) {
    ui::Session& session = tab.session();
    const bool quiet = tab.is_writer() && tab.at_rest() && !tab.store()->tainted && session.status().unsaved == 0;
    if (!quiet || session.status().repairing || session.status().storage) return;
    ui::LocalState fresh(domain_schema(), device.newer ? registry_of_tomorrow() : domain_registry(),
                         session.account() ? session.account()->member : team()[0]);
    fresh.open(tab.store()->disk.content(ui::TabRole::writer), {9, static_cast<std::uint64_t>(device.number)});
    if (fresh.seq() != session.status().seq) return;  // A write that failed is being tried again.
    verdict_.require(fresh.view().digest() == session.view().digest(), 7, "reopening gives another view");
}

/// Somebody who may do everything; the core sees to it that there is one.
TeamMemberId World::administrator() const {
    TeamMemberId found;
    oracle_.state().for_each<TeamMember>([&](const TeamMember& member) {
        if (member.role == TeamRole::administrator && !member.inactive) found = member.id;
    });
    return found;
}

/// Who has left works again, also who was deleted.
void World::bring_back(TeamMemberId member) {
    const TeamMember* row = oracle_.state().find(member);
    if (row != nullptr) {
        if (row->inactive) change_member(member, "inactive", Value{});
        return;
    }
    TeamMember again;
    again.id = member;
    again.last_name = "Encore";
    again.email = "encore" + to_text(member.value) + "@example.org";
    hosts_.give(administrator(), "team_member.create", create_args(entity_info<TeamMember>(), &again));
}

void World::stop_faults() {
    hosts_.heal();
    network_.heal();
    for (const auto& device : devices_) {
        device->suspended_until_ms = 0;
        for (auto& [name, store] : device->stores()) store.faults = 0;
        if (device->tab_count() == 0) device->open_tab();
        for (const auto& tab : device->tabs()) tab->freeze(false);
    }
    until(timeline_.now_ms() + 1'000);
    for (const auto& device : devices_) {
        // Whoever was not told of being offline is not told of being online: patience must bring it back.
        if (!network_.line(device->number).was_offline) continue;
        for (const auto& tab : device->tabs()) tab->session().online_changed(true);
    }
}

/// Whoever is signed out signs in, and a page that was told so is loaded again.
void World::let_everybody_in() {
    const std::vector<TeamMemberId> members = team();
    for (const TeamMemberId member : members) bring_back(member);
    for (const auto& device : devices_) {
        const auto& account = device->tab(0)->session().account();
        network_.line(device->number).cookie =
            account ? account->member : members[static_cast<std::size_t>(device->number) % members.size()];
        for (std::size_t place = 0; place < device->tab_count(); ++place) {
            Tab& tab = *device->tab(place);
            const ui::Status status = tab.session().status();
            if (status.must_reload || status.upgrade_needed) {
                device->close_all();  // The new program comes to all tabs at once.
                device->open_tab();
                break;
            }
            if (status.sign_in_needed || !tab.session().account()) tab.session().told("signed_in");
        }
    }
}

/// Another user of the device comes back for what waits in their store. False if nothing waits.
bool World::open_waiting_store(Device& device) {
    for (const auto& [name, store] : device.stores()) {
        if (store.disk.outbox.empty() || device.store() == &store) continue;
        const Json account{{"member", name.substr(2)}, {"name", "M"}, {"email", ""}, {"firm", "Essai"}};
        device.remembered = account.dump();
        network_.line(device.number).cookie = TeamMemberId{*parse_id(name.substr(2))};
        device.close_all();
        device.open_tab();
        return true;
    }
    return false;
}

bool World::at_rest() {
    for (const auto& device : devices_) {
        for (const auto& tab : device->tabs()) {
            const ui::Status status = tab->session().status();
            const bool quiet = tab->session().ready() && status.pending == 0 && status.unsaved == 0 &&
                               status.seq == oracle_.seq() && !status.repairing && tab->at_rest();
            if (!quiet) return false;
        }
    }
    return true;
}

std::string World::why_not_at_rest() {
    std::string why;
    for (const auto& device : devices_) {
        for (const auto& tab : device->tabs()) {
            const ui::Status status = tab->session().status();
            why += "; device " + std::to_string(device->number) + ": state " +
                   std::to_string(static_cast<int>(status.state)) + ", role " +
                   std::to_string(static_cast<int>(status.role)) + ", pending " + std::to_string(status.pending) +
                   ", unsaved " + std::to_string(status.unsaved) + ", at " + std::to_string(status.seq) +
                   (status.sign_in_needed ? ", signed out" : "") + (status.upgrade_needed ? ", too old" : "") +
                   (status.must_reload ? ", to load again" : "") + (status.online ? "" : ", offline") +
                   (status.repairing ? ", repairing" : "") + " of " + std::to_string(oracle_.seq());
        }
    }
    return why;
}

void World::drain() {
    for (int part = 0; part < 2; ++part) {
        int round = 0;
        while (verdict_.fine() && round < rounds_most && (round == 0 || !at_rest())) {
            let_everybody_in();
            until(timeline_.now_ms() + round_ms);
            ++round;
            if (!at_rest()) continue;
            for (const auto& device : devices_) {
                if (open_waiting_store(*device)) round = std::min(round, rounds_most / 2);
            }
        }
        if (!verdict_.fine()) return;
        if (!at_rest()) return verdict_.require(false, 23, "devices do not come to rest" + why_not_at_rest());
        // One more change for all: a base that is not the host's shows.
        if (part == 0) {
            Client client;
            client.id = ClientId{{5, 5}};
            client.name = "Le dernier";
            const Json args = create_args(entity_info<Client>(), &client);
            hosts_.give(administrator(), "client.create", args);
        }
    }
}

void World::check_end() {
    if (!verdict_.fine()) return;
    const Database* state = hosts_.state();
    verdict_.require(state != nullptr, 23, "no host can be opened any more");
    if (state == nullptr) return;
    const Hash128 whole = state->digest();
    for (const auto& device : devices_) {
        for (const auto& tab : device->tabs()) {
            ui::Session& session = tab->session();
            verdict_.require(session.view().digest() == host::Sight(*state, session.context().actor).digest(), 23,
                             "a device does not show the host's state");
            verdict_.require(equals_rebuild(session.view()), 6, "a view's indexes are not those of its rows");
            check_reopening(*device, *tab);
            const StoreOnDisk& store = *tab->store();
            verdict_.require(store.disk.outbox.empty(), 24, "a command stays in an outbox");
            std::size_t bytes = 0;
            const TeamMemberId reader = session.context().actor;
            for (const auto& segment : store.disk.segments) {
                bytes += segment.bytes.size();
                oracle_.check_seen(reader, segment.bytes, "on a disk");
            }
            std::size_t logged = 0;
            for (const auto& [n, entry] : store.disk.log) {
                logged += entry.bytes.size();
                if (const auto patch = decode_patch(entry.bytes)) oracle_.check_seen(reader, *patch, "in a log");
            }
            verdict_.require(logged < 2 * bytes + 64 * 1024, 22, "a log is never written into a base");
        }
    }
    oracle_.check_end([this](int number, Id128 command) {
        Device& device = *devices_[static_cast<std::size_t>(number)];
        for (const auto& [name, store] : device.stores()) {
            if (!store.disk.results.contains(to_text(command))) continue;
            return std::ranges::all_of(device.tabs(), [&](const auto& tab) {
                const auto& shown = tab->session().to_settle();
                return tab->store() != &store ||
                       std::ranges::any_of(shown, [&](const auto& each) { return each.command.id == command; });
            });
        }
        return false;
    });
    hosts_.check_whole();
    note(whole);
}

}  // namespace pupitre::simulation
