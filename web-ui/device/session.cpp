// The account, the user's actions, and what the screen asks. Storing: session_store.cpp; the host: session_sync.cpp.
#include "web-ui/device/session.h"

#include <algorithm>
#include <tuple>

#include "core/base/planted.h"
#include "core/firm/firm.h"

namespace pupitre::ui {

namespace {

Json account_json(const Account& account) {
    return Json{{"member", to_text(account.member.value)},
                {"name", account.name},
                {"email", account.email},
                {"firm", account.firm}};
}

std::string text_in(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<Account> account_from(const Json& json) {
    if (!json.is_object()) return std::nullopt;
    const Result<Id128> member = parse_id(text_in(json, "member"));
    if (!member || member->is_nil()) return std::nullopt;
    return Account{TeamMemberId{*member}, text_in(json, "name"), text_in(json, "email"), text_in(json, "firm")};
}

/// The account in the host's words: {user: {id, name, email}, firm: {name}}.
std::optional<Account> account_from_host(std::string_view body) {
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("user") || !json["user"].is_object()) return std::nullopt;
    const Json& user = json["user"];
    const Result<Id128> member = parse_id(text_in(user, "id"));
    if (!member || member->is_nil()) return std::nullopt;
    const Json firm = json.value("firm", Json::object());
    return Account{TeamMemberId{*member}, text_in(user, "name"), text_in(user, "email"),
                   firm.is_object() ? text_in(firm, "name") : std::string{}};
}

/// What the host says of itself beside the account; nothing if it does not say.
std::optional<std::int64_t> file_limit_from_host(std::string_view body) {
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto found = json.find("file_bytes_max");
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

}  // namespace

Session::Session(Store& store, Surroundings& world, const Schema& schema, const Registry& registry,
                 std::size_t log_bytes) :
    store_(&store),
    world_(&world),
    schema_(&schema),
    registry_(&registry),
    log_bytes_(log_bytes),
    alive_(std::make_shared<bool>(true)) {}

Session::~Session() { *alive_ = false; }

void Session::start(const std::string& remembered) {
    const std::optional<Account> known = account_from(Json::parse(remembered, nullptr, false));
    // What the device has is shown at once, with or without the host; who is signed in is asked beside it.
    if (known) open_account(*known);
    ask_who();
}

void Session::open_account(const Account& account) {
    const bool same = account_ && account_->member == account.member;
    account_ = account;
    remember();
    if (same && local_ != nullptr) return;
    stop_compacting();
    local_ = std::make_unique<LocalState>(*schema_, *registry_, account.member, log_bytes_);
    opened_ = false;
    store_->open("u-" + to_text(account.member.value));
    changed();
}

void Session::remember() const { world_->remember(account_ ? account_json(*account_).dump() : std::string{}); }

void Session::ask_who() {
    HttpRequest request;
    request.path = "/api/session";
    request.limit_ms = 10'000;
    world_->ask(std::move(request), [this, alive = alive_, sign_in = sign_ins_](const HttpAnswer& answer) {
        if (*alive && sign_in == sign_ins_) take_session_answer(answer);
    });
}

void Session::take_session_answer(const HttpAnswer& answer) {
    answered_ = answer.status != 0;
    if (answer.status == 200) {
        const std::optional<Account> account = account_from_host(answer.body);
        if (account) {
            ++sign_ins_;
            sign_in_needed_ = false;
            host_file_bytes_max_ = file_limit_from_host(answer.body).value_or(pupitre::file_bytes_max);
            open_account(*account);
            sync_now();
        }
    } else if (answer.status == 401) {
        sign_in_needed_ = account_.has_value();
    } else {
        schedule(5'000);
    }
    changed();
}

void Session::sign_in(const std::string& email, const std::string& password,
                      std::function<void(SignIn, std::int64_t)> done) {
    enter("/api/login", Json{{"email", email}, {"password", password}}, std::move(done));
}

void Session::accept_invitation(const std::string& token, const std::string& password,
                                std::function<void(SignIn, std::int64_t)> done) {
    enter("/api/portal/accept", Json{{"token", token}, {"password", password}}, std::move(done));
}

void Session::enter(const std::string& path, const Json& what, std::function<void(SignIn, std::int64_t)> done) {
    HttpRequest request;
    request.path = path;
    request.has_body = true;
    request.type = "application/json";
    request.body = what.dump(-1, ' ', false, Json::error_handler_t::replace);
    world_->ask(std::move(request), [this, alive = alive_, done = std::move(done)](const HttpAnswer& answer) {
        if (!*alive) return;
        answered_ = answer.status != 0;
        if (answer.status == 401 || answer.status == 404) return done(SignIn::wrong, 0);
        if (answer.status == 429) return done(SignIn::locked, answer.retry_after_s);
        if (answer.status == 0) return done(SignIn::offline, 0);
        if (answer.status != 200) return done(SignIn::failed, answer.retry_after_s);
        take_session_answer(answer);
        done(account_ ? SignIn::done : SignIn::failed, 0);
        store_->tell("signed_in");
    });
}

void Session::sign_out(bool wipe, std::function<void()> done) {
    HttpRequest request;
    request.path = "/api/logout";
    request.has_body = true;
    world_->ask(std::move(request), [](const HttpAnswer&) {});
    store_->tell("signed_out");
    if (!wipe) {
        leave();
        done();
        return;
    }
    account_.reset();
    store_->wipe([this, alive = alive_, done = std::move(done)](const Result<Written, StoreFailure>&) {
        if (!*alive) return;
        leave();
        done();
    });
}

void Session::leave() {
    world_->listen(false);
    ++timer_;
    account_.reset();
    remember();
    store_->close();
    opened_ = false;
    ++opened_count_;
    stop_compacting();
    local_.reset();
    settings_.clear();
    drafts_.clear();
    waiting_ = {};
    saving_ = writing_ = base_writing_ = compact_asked_ = exchanging_ = held_ = again_ = sign_in_needed_ =
        append_failed_ = false;
    storage_.reset();
    changed();
}

std::uint64_t Session::revision() const { return local_ == nullptr ? 0 : (opened_count_ << 50u) + local_->revision(); }

Id128 Session::new_id() {
    const std::uint64_t high = world_->random();
    if (planted(Planted::ids_from_the_wall_clock)) return time_ordered_id(world_->now_ms(), 0, 0);
    return time_ordered_id(world_->now_ms(), static_cast<std::uint16_t>(high & 0xFFFFu), world_->random());
}

Context Session::context() const {
    Command now;
    now.at_ms = world_->now_ms();
    now.today = world_->today();
    return context_for(view(), account_->member, now, Role::replica);
}

Attempt Session::submit(std::string name, Json args) {
    std::vector<NamedCommand> one;
    one.push_back({std::move(name), std::move(args)});
    if (const auto refused = run(std::move(one))) return refused->refusal;
    const PendingCommand& given = local_->pending().back();
    Outcome outcome{given.changes, given.conflicts};
    hand_over();
    return outcome;
}

std::optional<BatchRefusal> Session::submit_all(std::vector<NamedCommand> commands) {
    if (commands.empty()) return std::nullopt;
    if (auto refused = run(std::move(commands))) return refused;
    hand_over();
    return std::nullopt;
}

bool Session::take_back(std::span<const Id128> commands) {
    const std::vector<PendingCommand>& pending = local_->pending();
    if (commands.size() > pending.size()) return false;
    const auto last = pending.end() - static_cast<std::ptrdiff_t>(commands.size());
    const bool newest = std::equal(commands.begin(), commands.end(), last,
                                   [](Id128 id, const PendingCommand& each) { return each.queued.command.id == id; });
    if (!newest || !local_->take_back(commands.size())) return false;
    changed();
    return true;
}

TryOut Session::try_out(const std::vector<NamedCommand>& commands) {
    std::vector<Command> given;
    given.reserve(commands.size());
    for (const NamedCommand& named : commands) given.push_back(command_now(named, {}));
    return local_->try_out(given);
}

Command Session::command_now(NamedCommand named, Id128 batch) {
    Command command;
    command.id = new_id();
    command.name = std::move(named.name);
    command.args = std::move(named.args);
    command.at_ms = world_->now_ms();
    command.today = world_->today();
    command.batch = batch;
    return command;
}

/// Carries all out or none.
std::optional<BatchRefusal> Session::run(std::vector<NamedCommand> commands) {
    assert(ready());
    const Id128 batch = commands.size() > 1 ? new_id() : Id128{};
    for (std::size_t place = 0; place < commands.size(); ++place) {
        const Attempt attempt = local_->submit(command_now(std::move(commands[place]), batch));
        if (attempt) continue;
        const bool gone = local_->take_back(place);
        assert(gone);
        static_cast<void>(gone);
        changed();
        return BatchRefusal{place, attempt.error()};
    }
    return std::nullopt;
}

/// On to the disk: by this tab, or by the writer's.
void Session::hand_over() {
    if (is_writer()) {
        save();
    } else if (opened_ && !held_) {
        for (const OutboxRow& row : local_->unsaved_rows()) store_->submit(row.id, row.bytes);
    }
    changed();
}

Status Session::status() const {
    Status status;
    status.online = answered_;
    status.sign_in_needed = sign_in_needed_;
    status.upgrade_needed = upgrade_needed_;
    status.update_waiting = update_waiting_;
    status.must_reload = must_reload_;
    status.slow_storage = slow_storage_;
    status.storage = storage_;
    if (local_ == nullptr) return status;
    status.role = local_->role();
    status.unsaved = local_->count(Stage::unsaved) + local_->count(Stage::saving);
    status.pending = local_->count(Stage::on_device) + local_->count(Stage::sent);
    status.to_settle = local_->unsettled().size();
    status.broken = local_->quarantined().size();
    status.confirmed_ms = std::max(contact_ms_, local_->device().contact_ms);
    status.repairing = local_->repairing();
    status.device = local_->device().client;
    status.seq = local_->seq();
    std::tie(status.parts_received, status.parts) = local_->snapshot_progress();

    const bool attention = status.to_settle > 0 || status.broken > 0 || sign_in_needed_ || upgrade_needed_;
    if (append_failed_ || storage_)
        status.state = SyncState::not_saved;
    else if (!ready())
        status.state = SyncState::opening;
    else if (attention)
        status.state = SyncState::needs_attention;
    else if (!status.online)
        status.state = SyncState::offline;
    else if (status.unsaved + status.pending > 0)
        status.state = SyncState::sending;
    else
        status.state = SyncState::confirmed;
    return status;
}

const std::vector<Unsettled>& Session::to_settle() const {
    static const std::vector<Unsettled> none;
    return local_ == nullptr ? none : local_->unsettled();
}

const std::vector<OutboxRow>& Session::broken() const {
    static const std::vector<OutboxRow> none;
    return local_ == nullptr ? none : local_->quarantined();
}

std::string Session::setting(const std::string& key) const {
    const auto found = settings_.find(key);
    return found == settings_.end() ? std::string{} : found->second;
}

std::string Session::draft(const std::string& key) const {
    const auto found = drafts_.find(key);
    return found == drafts_.end() ? std::string{} : found->second;
}

void Session::activate_update() {
    if (on_hidden) on_hidden();
    world_->activate_update();
}

void Session::changed() {
    if (is_writer()) tell_status();
    if (on_changed) on_changed();
}

}  // namespace pupitre::ui
