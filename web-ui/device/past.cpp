// Asks the host, part after part, and puts pages together.
#include "web-ui/device/past.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/command/command.h"
#include "core/store/snapshot.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t lists_max = 24;
constexpr std::int32_t page_steps = 40;
// A long batch fills pages without ending: so many of them are fetched for one that was asked for.
constexpr int rounds_max = 8;
constexpr std::size_t undo_bytes_max = std::size_t{16} * 1024 * 1024;
constexpr std::int32_t state_limit_ms = 60'000;  // The host may have to reckon for a while.

bool same_history(const HistoryQuestion& a, const HistoryQuestion& b) {
    return a.of == b.of && a.table == b.table && a.row == b.row && a.member == b.member;
}

PastTrouble trouble_of(PastRefusal refusal) {
    switch (refusal) {
    case PastRefusal::auth: return PastTrouble::signed_out;
    case PastRefusal::overloaded: return PastTrouble::busy;
    case PastRefusal::not_permitted: return PastTrouble::not_permitted;
    case PastRefusal::not_found: return PastTrouble::not_found;
    case PastRefusal::too_far: return PastTrouble::too_far;
    case PastRefusal::too_large: return PastTrouble::too_large;
    case PastRefusal::malformed: return PastTrouble::failed;
    }
    return PastTrouble::failed;
}

/// Adds an older page. A batch that goes on from the page before becomes one step again.
void append(std::vector<HistoryStep>& steps, const std::vector<HistoryStep>& older) {
    for (const HistoryStep& step : older) {
        HistoryStep* last = steps.empty() ? nullptr : &steps.back();
        if (last != nullptr && !step.batch.is_nil() && last->batch == step.batch && last->actor == step.actor) {
            last->first = step.first;
            last->commands += step.commands;
            last->rows += step.rows;
        } else {
            steps.push_back(step);
        }
    }
}

}  // namespace

struct Past::ArrivingUndo {
    UndoQuestion question;
    std::vector<Json> args;
    std::size_t bytes = 0;
    PastAnswered<std::vector<Json>> done;
};

struct Past::ArrivingState {
    StateQuestion question;
    std::function<void(std::int32_t, std::int32_t)> progress;
    PastAnswered<PastState> done;
    PastState state;
    Id128 epoch;
};

Past::Past(Surroundings& world, const Schema& schema) :
    world_(&world), schema_(&schema), life_(std::make_shared<int>(0)) {}

Past::~Past() { ++*life_; }

void Past::forget() {
    ++*life_;
    lists_.clear();
}

void Past::changed() const {
    if (on_changed) on_changed();
}

HistoryList& Past::list_of(const HistoryQuestion& of) {
    const auto found = std::ranges::find_if(lists_, [&](const auto& list) { return same_history(list->of, of); });
    if (found != lists_.end()) {
        std::rotate(found, std::next(found), lists_.end());
        return *lists_.back();
    }
    // One that is on its way stays: its answer will look for it.
    const auto oldest = std::ranges::find_if(lists_, [](const auto& list) { return !list->loading; });
    if (lists_.size() >= lists_max && oldest != lists_.end()) lists_.erase(oldest);
    lists_.push_back(std::make_unique<HistoryList>());
    lists_.back()->of = of;
    return *lists_.back();
}

const HistoryList& Past::history(const HistoryQuestion& of, std::int64_t seq) {
    HistoryList& list = list_of(of);
    // After trouble the person says when to try again.
    if (!list.loading && !list.trouble && list.as_of < seq) fetch(list, 0, seq, rounds_max);
    return list;
}

void Past::more(const HistoryQuestion& of) {
    HistoryList& list = list_of(of);
    if (!list.loading && list.next > 0) fetch(list, list.next, list.as_of, rounds_max);
}

void Past::retry(const HistoryQuestion& of) {
    HistoryList& list = list_of(of);
    list.trouble.reset();
    if (!list.loading && list.as_of >= 0 && list.next > 0) fetch(list, list.next, list.as_of, rounds_max);
}

void Past::fetch(HistoryList& list, std::int64_t before, std::int64_t seq, int rounds) {
    list.loading = true;
    list.trouble.reset();
    PastQuestion question;
    question.history = list.of;
    question.history->before = before;
    question.history->count = page_steps;
    // Lists stand where they are as long as they are loading.
    ask(question, [this, &list, before, seq, rounds](const Told& told) {
        list.loading = false;
        take_page(list, before, seq, rounds, told);
        changed();
    });
}

void Past::take_page(HistoryList& list, std::int64_t before, std::int64_t seq, int rounds, const Told& told) {
    const auto* answer = std::get_if<PastAnswer>(&told);
    if (answer == nullptr || !answer->history) {
        list.trouble = answer == nullptr ? std::get<PastTrouble>(told) : PastTrouble::failed;
        return;
    }
    const HistoryPage& page = *answer->history;
    const std::size_t known = before == 0 ? 0 : list.steps.size();
    if (before == 0) {
        // What is new stands before what was here, unless there is a gap between them.
        const std::int64_t oldest = page.next > 0 ? page.next : 0;
        std::vector<HistoryStep> kept;
        if (!list.steps.empty() && list.steps.front().seq >= oldest && oldest > 0) {
            std::ranges::copy_if(list.steps, std::back_inserter(kept),
                                 [oldest](const HistoryStep& step) { return step.seq < oldest; });
        }
        list.next = kept.empty() ? page.next : list.next;
        list.steps.clear();
        append(list.steps, page.steps);
        append(list.steps, kept);
        list.as_of = seq;
    } else {
        append(list.steps, page.steps);
        list.next = page.next;
    }
    const bool little_new = list.steps.size() < known + page_steps / 2;
    if (list.next > 0 && little_new && rounds > 1) fetch(list, list.next, list.as_of, rounds - 1);
}

void Past::ask_undo(std::int64_t seq, PastAnswered<std::vector<Json>> done) {
    auto arriving = std::make_shared<ArrivingUndo>();
    arriving->question.seq = seq;
    arriving->done = std::move(done);
    fetch_undo(arriving);
}

void Past::fetch_undo(const std::shared_ptr<ArrivingUndo>& arriving) {
    PastQuestion question;
    question.undo = arriving->question;
    ask(question, [this, arriving](const Told& told) {
        const auto* answer = std::get_if<PastAnswer>(&told);
        if (answer == nullptr) return arriving->done(std::get<PastTrouble>(told));
        if (!answer->undo) return arriving->done(PastTrouble::failed);
        for (const Json& args : answer->undo->args) {
            arriving->bytes += json_bytes(args);
            arriving->args.push_back(args);
        }
        if (arriving->bytes > undo_bytes_max) return arriving->done(PastTrouble::too_large);
        if (answer->undo->next == 0) return arriving->done(std::move(arriving->args));
        // Each part is older than the one before: a host that says otherwise would never end.
        const std::int64_t next = answer->undo->next;
        if (arriving->question.from > 0 && next >= arriving->question.from) return arriving->done(PastTrouble::failed);
        arriving->question.from = next;
        fetch_undo(arriving);
    });
}

void Past::ask_state(const StateQuestion& question, std::function<void(std::int32_t, std::int32_t)> progress,
                     PastAnswered<PastState> done) {
    auto arriving = std::make_shared<ArrivingState>();
    arriving->question = question;
    arriving->question.part = 0;
    arriving->progress = std::move(progress);
    arriving->done = std::move(done);
    arriving->state.db = std::make_unique<Database>(*schema_);
    fetch_state(arriving);
}

void Past::fetch_state(const std::shared_ptr<ArrivingState>& arriving) {
    PastQuestion question;
    question.state = arriving->question;
    ask(question, [this, arriving](const Told& told) {
        const auto* answer = std::get_if<PastAnswer>(&told);
        if (answer == nullptr) return arriving->done(std::get<PastTrouble>(told));
        const bool first = arriving->question.part == 0;
        if (!answer->state || answer->state->part != arriving->question.part ||
            (!first && (answer->state->seq != arriving->state.seq || answer->state->epoch != arriving->epoch))) {
            return arriving->done(PastTrouble::failed);
        }
        const StatePart& part = *answer->state;
        Database& db = *arriving->state.db;
        if (!part.block.empty() && !load_block(db, part.block)) return arriving->done(PastTrouble::failed);
        arriving->epoch = part.epoch;
        arriving->state.seq = part.seq;
        arriving->state.at_ms = part.at_ms;
        if (arriving->progress) arriving->progress(part.part + 1, part.parts);
        if (part.part + 1 < part.parts) {
            arriving->question = {part.seq, 0, part.part + 1};
            return fetch_state(arriving);
        }
        if (db.digest() != part.digest) return arriving->done(PastTrouble::failed);
        arriving->done(std::move(arriving->state));
    });
}

void Past::ask(const PastQuestion& question, std::function<void(const Told&)> done) {
    HttpRequest request;
    request.path = "/api/past";
    request.has_body = true;
    request.type = "application/cbor";
    request.body = encode(question);
    if (question.state) request.limit_ms = state_limit_ms;
    world_->ask(std::move(request), [life = life_, now = *life_, done = std::move(done)](const HttpAnswer& http) {
        if (*life != now) return;
        if (http.status == 0) return done(PastTrouble::offline);
        const auto answer = decode_past_answer(http.body);
        // A proxy in between answers in words of its own.
        if (!answer) return done(http.status == 503 || http.status == 502 ? PastTrouble::offline : PastTrouble::failed);
        if (answer->refusal) return done(trouble_of(*answer->refusal));
        done(*answer);
    });
}

}  // namespace pupitre::ui
