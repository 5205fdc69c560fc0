// What a tab fetches of the past: pages put together, refreshed and kept in memory; states and undo arguments part by part.
#include "web-ui/device/past.h"

#include <deque>

#include "core/domain/domain.h"
#include "core/store/snapshot.h"
#include "tests/device/support/desk.h"

using namespace pupitre;
using namespace pupitre::test;

namespace {

/// The world as Past sees it: questions wait until the test answers them.
class Wire final : public Surroundings {
public:
    struct Asked {
        HttpRequest request;
        std::function<void(HttpAnswer)> done;
    };
    std::deque<Asked> asked;

    void ask(HttpRequest request, std::function<void(HttpAnswer)> done) override {
        asked.push_back({std::move(request), std::move(done)});
    }
    PastQuestion question() const {
        REQUIRE_FALSE(asked.empty());
        CHECK(asked.front().request.path == "/api/past");
        const auto read = decode_past_question(asked.front().request.body);
        REQUIRE(read.ok());
        return *read;
    }
    void answer(const PastAnswer& answer, int status = 200) {
        REQUIRE_FALSE(asked.empty());
        const Asked first = std::move(asked.front());
        asked.pop_front();
        first.done({status, status == 0 ? std::string{} : encode(answer), 0});
    }
    void fall_silent() { answer({}, 0); }

    void listen(bool) override {}
    std::int64_t now_ms() override { return 0; }
    Date today() override { return {}; }
    std::uint64_t random() override { return 4; }
    void call_after(std::int32_t, std::function<void()>) override {}
    void storage_room(bool, std::function<void(StorageRoom)>) override {}
    void remember(const std::string&) override {}
    void reload_page() override {}
    void activate_update() override {}
};

PastAnswer page(std::int64_t newest, std::int64_t oldest, std::int64_t next, Id128 batch = {}) {
    PastAnswer answer;
    answer.history.emplace();
    for (std::int64_t seq = newest; seq >= oldest; --seq) {
        HistoryStep step;
        step.seq = step.first = seq;
        step.rows = 1;
        step.batch = batch;
        answer.history->steps.push_back(step);
    }
    answer.history->next = next;
    return answer;
}

struct Reader {
    Wire wire;
    Past past{wire, domain_schema()};
    HistoryQuestion firm = [] {
        HistoryQuestion question;
        question.of = HistoryOf::firm;
        return question;
    }();
    int changes = 0;

    Reader() {
        past.on_changed = [this] { ++changes; };
    }
    std::vector<std::int64_t> seqs(std::int64_t seq) {
        std::vector<std::int64_t> all;
        for (const HistoryStep& step : past.history(firm, seq).steps) all.push_back(step.seq);
        return all;
    }
};

}  // namespace

TEST_CASE("past: pages follow each other, what is new comes in front, and nothing is asked twice") {
    Reader reader;
    CHECK(reader.past.history(reader.firm, 60).loading);
    CHECK(reader.past.history(reader.firm, 60).loading);
    REQUIRE(reader.wire.asked.size() == 1);
    reader.wire.answer(page(60, 21, 21));
    CHECK(reader.changes == 1);
    CHECK(reader.seqs(60).size() == 40);
    CHECK(reader.wire.asked.empty());

    reader.past.more(reader.firm);
    reader.past.more(reader.firm);
    REQUIRE(reader.wire.asked.size() == 1);
    CHECK(reader.wire.question().history->before == 21);
    reader.wire.answer(page(20, 1, 0));
    CHECK(reader.seqs(60).size() == 60);
    CHECK(reader.past.history(reader.firm, 60).next == 0);

    // The host has moved on: the newest page again, and the older ones stay.
    static_cast<void>(reader.seqs(62));
    REQUIRE(reader.wire.asked.size() == 1);
    CHECK(reader.wire.question().history->before == 0);
    reader.wire.answer(page(62, 23, 23));
    const auto all = reader.seqs(62);
    REQUIRE(all.size() == 62);
    CHECK(all.front() == 62);
    CHECK(all.back() == 1);
    CHECK(reader.past.history(reader.firm, 62).next == 0);
    // So much was done meanwhile that there would be a gap: then the older ones are fetched anew.
    static_cast<void>(reader.seqs(500));
    reader.wire.answer(page(500, 461, 461));
    CHECK(reader.seqs(500).size() == 40);
    CHECK(reader.past.history(reader.firm, 500).next == 461);
}

TEST_CASE("past: a batch over several pages is one step, and pages are fetched until there is something to see") {
    Reader reader;
    const Id128 batch{5, 5};
    static_cast<void>(reader.seqs(200));
    reader.wire.answer(page(200, 161, 161, batch));
    // One step is little: the next page is asked for by itself.
    REQUIRE(reader.wire.asked.size() == 1);
    CHECK(reader.wire.question().history->before == 161);
    reader.wire.answer(page(160, 151, 151, batch));
    REQUIRE(reader.wire.asked.size() == 1);
    reader.wire.answer(page(150, 111, 0));
    const HistoryList& list = reader.past.history(reader.firm, 200);
    REQUIRE(list.steps.size() == 41);
    CHECK(list.steps[0].seq == 200);
    CHECK(list.steps[0].first == 151);
    CHECK(list.steps[0].commands == 50);
    CHECK(list.steps[0].rows == 50);
}

TEST_CASE("past: without the host what was fetched stays, and the person says when to try again") {
    Reader reader;
    static_cast<void>(reader.seqs(10));
    reader.wire.answer(page(10, 1, 0));
    static_cast<void>(reader.seqs(11));
    reader.wire.fall_silent();
    CHECK(reader.past.history(reader.firm, 11).trouble == PastTrouble::offline);
    CHECK(reader.seqs(11).size() == 10);
    CHECK(reader.wire.asked.empty());
    reader.past.retry(reader.firm);
    static_cast<void>(reader.seqs(11));
    REQUIRE(reader.wire.asked.size() == 1);
    reader.wire.answer(page(11, 1, 0));
    CHECK(reader.seqs(11).size() == 11);
    CHECK_FALSE(reader.past.history(reader.firm, 11).trouble.has_value());
    // Refused.
    HistoryQuestion other = reader.firm;
    other.member = TeamMemberId{{1, 1}};
    static_cast<void>(reader.past.history(other, 11));
    reader.wire.answer(PastAnswer{PastRefusal::not_permitted, {}, {}, {}}, 403);
    CHECK(reader.past.history(other, 11).trouble == PastTrouble::not_permitted);
    // Somebody else sits here: the answer to the one before is nobody's business.
    reader.past.forget();
    static_cast<void>(reader.seqs(11));
    const int changes = reader.changes;
    reader.past.forget();
    reader.wire.answer(page(11, 1, 0));
    CHECK(reader.changes == changes);
    CHECK(reader.past.history(reader.firm, -1).steps.empty());
}

TEST_CASE("past: what takes a command back comes in parts, and a host that never ends is not believed") {
    Reader reader;
    std::optional<std::variant<std::vector<Json>, PastTrouble>> got;
    const auto part = [](std::int64_t next) {
        PastAnswer answer;
        answer.undo = UndoPart{{Json{{"rows", Json::array()}}}, next};
        return answer;
    };
    reader.past.ask_undo(90, [&](auto answer) { got = std::move(answer); });
    reader.wire.answer(part(80));
    REQUIRE(reader.wire.asked.size() == 1);
    CHECK(reader.wire.question().undo == UndoQuestion{90, 80});
    reader.wire.answer(part(0));
    REQUIRE(got.has_value());
    CHECK(std::get<std::vector<Json>>(*got).size() == 2);

    reader.past.ask_undo(90, [&](auto answer) { got = std::move(answer); });
    reader.wire.answer(part(80));
    reader.wire.answer(part(80));
    CHECK(std::get<PastTrouble>(*got) == PastTrouble::failed);
    CHECK(reader.wire.asked.empty());
}

TEST_CASE("past: an earlier state is put together from its parts, and one that is not whole is not shown") {
    Reader reader;
    Database db(domain_schema());
    for (std::uint64_t number = 1; number <= 3; ++number) {
        Client client;
        client.id = ClientId{{100, number}};
        client.name = "Client " + std::to_string(number);
        db.load(domain_schema().index_of<Client>(), &client);
    }
    TeamMember anna;
    anna.id = TeamMemberId{{1, 1}};
    anna.last_name = "Anna";
    db.load(domain_schema().index_of<TeamMember>(), &anna);
    const std::vector<std::string> blocks = encode_snapshot(db);
    REQUIRE(blocks.size() == 2);
    const auto part = [&](std::int32_t place, Hash128 digest) {
        PastAnswer answer;
        answer.state = StatePart{{3, 4}, 17, 1'000, place, 2, blocks[static_cast<std::size_t>(place)], digest};
        return answer;
    };
    std::optional<std::variant<PastState, PastTrouble>> got;
    std::vector<std::int32_t> progress;
    const auto ask = [&] {
        reader.past.ask_state(
            {0, 5'000, 0}, [&](std::int32_t here, std::int32_t) { progress.push_back(here); },
            [&](auto answer) { got.emplace(std::move(answer)); });
    };
    ask();
    CHECK(reader.wire.question().state == StateQuestion{0, 5'000, 0});
    reader.wire.answer(part(0, db.digest()));
    // Further parts are of the same state, whatever happens meanwhile.
    CHECK(reader.wire.question().state == StateQuestion{17, 0, 1});
    reader.wire.answer(part(1, db.digest()));
    REQUIRE(got.has_value());
    const PastState& state = std::get<PastState>(*got);
    CHECK(state.db->digest() == db.digest());
    CHECK(state.seq == 17);
    CHECK(progress == std::vector<std::int32_t>{1, 2});

    ask();
    reader.wire.answer(part(0, db.digest()));
    reader.wire.answer(part(1, Hash128{1, 1}));
    CHECK(std::get<PastTrouble>(*got) == PastTrouble::failed);
    ask();
    reader.wire.answer(part(0, db.digest()));
    PastAnswer restored = part(1, db.digest());
    restored.state->epoch = {3, 5};  // The number has come again, in another database.
    reader.wire.answer(restored);
    CHECK(std::get<PastTrouble>(*got) == PastTrouble::failed);
    got.reset();
    ask();
    reader.wire.answer(part(1, db.digest()));  // Not the part that was asked for.
    CHECK(std::get<PastTrouble>(*got) == PastTrouble::failed);
    ask();
    reader.wire.answer(PastAnswer{PastRefusal::too_far, {}, {}, {}}, 409);
    CHECK(std::get<PastTrouble>(*got) == PastTrouble::too_far);
}

TEST_CASE("session: what is only tried leaves no trace, whatever comes of it") {
    pupitre::test::Desk desk;
    const ClientId id = desk.add("Durand");
    desk.device.pass(100);
    const Hash128 before = desk.session().view().digest();
    const Json rename = desk.renaming(desk.session().view().get(id), "Durand SARL");
    const TryOut tried = desk.session().try_out({{"client.change", rename}, {"client.delete", delete_args(id.value)}});
    CHECK_FALSE(tried.refusal.has_value());
    CHECK(tried.outcome.changes.rows.size() == 2);
    const TryOut refused =
        desk.session().try_out({{"client.change", rename}, {"client.delete", delete_args(Id128{9, 9})}});
    CHECK(refused.refusal.has_value());
    CHECK(refused.outcome.changes.rows.size() == 1);
    CHECK(desk.session().view().digest() == before);
    CHECK(desk.session().pending_count() == 0);
    CHECK(desk.name_here(id) == "Durand");
}
