// What becomes of a message.
#include "tests/simulation/network.h"

#include <memory>

#include "core/schema/json_codec.h"

namespace pupitre::simulation {

namespace {

constexpr std::int64_t day_ms = 86'400'000;

}  // namespace

Network::Network(Timeline& timeline, HostSite& hosts, std::size_t devices, std::uint64_t seed) :
    timeline_(&timeline), hosts_(&hosts), lines_(devices), dice_(seed) {}

void Network::heal() {
    healed_ = true;
    kill_next_ = false;
    for (Line& line : lines_) {
        line.offline_until_ms = line.deaf_until_ms = line.bad_until_ms = 0;
        line.old_program = line.new_program = 0;
    }
}

Network::Fate Network::fate_of(int device) {
    const std::int64_t now = timeline_->now_ms();
    const Line& at = line(device);
    Fate fate;
    fate.there_ms = 1 + static_cast<std::int64_t>(dice_.below(60));
    fate.back_ms = 1 + static_cast<std::int64_t>(dice_.below(60));
    const std::uint64_t chance = dice_.below(18);
    const std::uint64_t later = dice_.roll();
    fate.lost = now < at.offline_until_ms;
    fate.answer_lost = now < at.deaf_until_ms;
    if (now >= at.bad_until_ms) return fate;
    switch (chance) {
    case 0: fate.lost = true; break;
    case 1: fate.answer_lost = true; break;
    case 2: fate.cut = true; break;
    case 3: fate.again_ms = 1 + static_cast<std::int64_t>(later % 30'000); break;
    case 4: fate.again_ms = day_ms + static_cast<std::int64_t>(later % (5 * day_ms)); break;
    case 5: fate.there_ms += static_cast<std::int64_t>(later % 40'000); break;
    case 6: fate.back_ms += static_cast<std::int64_t>(later % 40'000); break;
    default: break;
    }
    return fate;
}

void Network::ask(int device, const ui::HttpRequest& request, std::function<void(ui::HttpAnswer)> done) {
    const Fate fate = fate_of(device);
    const std::uint64_t number = ++messages_;
    const auto asked = std::make_shared<ui::HttpRequest>(request);
    asked->body = as_sent(device, request.body);
    // Whatever comes first: the answer, or the browser's patience.
    const auto open = std::make_shared<bool>(true);
    const auto answer = [open, done = std::move(done)](const ui::HttpAnswer& what) {
        if (std::exchange(*open, false)) done(what);
    };
    timeline_->after(fate.lost ? 50 : request.limit_ms, [answer] { answer({}); });
    if (fate.lost) return;
    if (fate.again_ms > 0) {
        // Long after everybody has forgotten it; not in the end, when faults have stopped.
        timeline_->after(fate.again_ms, [this, device, asked, number] { serve(device, *asked, number); });
    }
    timeline_->after(fate.there_ms, [this, device, asked, answer, fate, number] {
        ui::HttpAnswer said = serve(device, *asked, number);
        if (hosts_->changed() && on_change) on_change();
        if (fate.answer_lost) return;
        if (fate.cut) said.body.resize(said.body.size() / 2);
        timeline_->after(fate.back_ms, [answer, said = std::move(said)] { answer(said); });
    });
}

/// A page of another version, as the host sees it.
std::string Network::as_sent(int device, const std::string& body) {
    auto request = decode_request(body);
    if (!request) return body;
    if (on_question) on_question(device, *request);
    const Line& at = line(device);
    if (at.old_program == 0 && at.new_program == 0) return body;
    request->hello.protocol -= at.old_program;
    request->hello.core += at.new_program;
    return encode(*request);
}

ui::HttpAnswer Network::who(int device) {
    const TeamMemberId user = line(device).cookie;
    if (user.is_nil() || !hosts_->is_member(user)) return {401, R"({"error":"signed_out"})", 0};
    return {200, R"({"user":{"id":")" + to_text(user.value) + R"(","name":"M"},"firm":{"name":"Essai"}})", 0};
}

ui::HttpAnswer Network::serve(int device, const ui::HttpRequest& request, std::uint64_t number) {
    Line& at = line(device);
    if (request.path == "/api/logout") {
        at.cookie = {};
        return {200, "{}", 0};
    }
    if (request.path == "/api/login") {
        const Json json = Json::parse(request.body, nullptr, false);
        at.cookie = member_of ? member_of(json.value("email", std::string{})) : TeamMemberId{};
        return who(device);
    }
    if (request.path != "/api/sync") return who(device);
    const bool kept = healed_ || !std::exchange(kill_next_, false);
    return hosts_->sync(number % hosts_->hosts(), request.body, at.cookie, kept);
}

}  // namespace pupitre::simulation
