// Questions about the past and their answers: there and back, and what is not a question.
#include "core/sync/past_messages.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

HistoryQuestion file_question() {
    HistoryQuestion question;
    question.of = HistoryOf::file;
    question.row = {1, 2};
    question.member = TeamMemberId{{1, 1}};
    question.before = 17;
    question.count = 25;
    return question;
}

HistoryStep full_step() {
    HistoryStep step;
    step.seq = 12;
    step.first = 9;
    step.at_ms = 1'795'000'000'000;
    step.given_ms = 1'794'000'000'000;
    step.actor = TeamMemberId{{1, 1}};
    step.command = "client.import";
    step.batch = {5, 5};
    step.commands = 4;
    step.rows = 800;
    step.changes = std::string("\1\0\xFF", 3);
    return step;
}

Json as_json(const std::string& bytes) { return Json::from_cbor(bytes, true, false); }
std::string as_bytes(const Json& json) {
    std::string bytes;
    Json::to_cbor(json, bytes);
    return bytes;
}

/// The question with one member of one part replaced.
std::string forged(const PastQuestion& question, const char* part, const char* key, const Json& value) {
    Json json = as_json(encode(question));
    json[part][key] = value;
    return as_bytes(json);
}

}  // namespace

TEST_CASE("past: questions arrive as they were asked") {
    PastQuestion question;
    question.history = file_question();
    auto read = decode_past_question(encode(question));
    REQUIRE(read.ok());
    CHECK(read->history == question.history);
    CHECK_FALSE(read->undo.has_value());

    question = {};
    question.undo = UndoQuestion{8, 7};
    read = decode_past_question(encode(question));
    REQUIRE(read.ok());
    CHECK(read->undo == question.undo);

    question = {};
    question.state = StateQuestion{0, 1'795'000'000'000, 3};
    read = decode_past_question(encode(question));
    REQUIRE(read.ok());
    CHECK(read->state == question.state);
}

TEST_CASE("past: answers arrive as they were given") {
    PastAnswer answer;
    HistoryStep plain = full_step();
    plain.actor = {};
    plain.batch = {};
    plain.commands = 1;
    answer.history = HistoryPage{{full_step(), plain}, 9};
    answer.undo = UndoPart{{Json{{"rows", Json::array()}}}, 4};
    answer.state = StatePart{{3, 4}, 18, 1'795'000'000'000, 1, 3, std::string("\xFF\0", 2), {9, 8}};
    const auto read = decode_past_answer(encode(answer));
    REQUIRE(read.ok());
    CHECK(read->history == answer.history);
    CHECK(read->undo == answer.undo);
    CHECK(read->state == answer.state);
    CHECK_FALSE(read->refusal.has_value());
    for (const PastRefusal refusal : {PastRefusal::auth, PastRefusal::too_far, PastRefusal::too_large}) {
        const auto refused = decode_past_answer(encode(PastAnswer{refusal, {}, {}, {}}));
        REQUIRE(refused.ok());
        CHECK(refused->refusal == refusal);
    }
}

TEST_CASE("past: what is no question is told apart from one") {
    PastQuestion history;
    history.history = file_question();
    const auto error_of = [](const std::string& bytes) {
        const auto read = decode_past_question(bytes);
        REQUIRE_FALSE(read.ok());
        return read.error().code;
    };
    CHECK(error_of(forged(history, "history", "count", 0)) == ErrorCode::out_of_range);
    CHECK(error_of(forged(history, "history", "count", history_steps_max + 1)) == ErrorCode::out_of_range);
    CHECK(error_of(forged(history, "history", "before", -1)) == ErrorCode::out_of_range);
    CHECK(error_of(forged(history, "history", "of", "everything")) == ErrorCode::unknown_name);
    CHECK(error_of(forged(history, "history", "row", "12")) == ErrorCode::malformed);
    CHECK(error_of(forged(history, "history", "table", "client")) == ErrorCode::malformed);  // A file has none.
    CHECK(error_of(forged(history, "history", "of", "firm")) == ErrorCode::malformed);       // Nor has the firm a row.
    PastQuestion undo;
    undo.undo = UndoQuestion{8, 0};
    CHECK(error_of(forged(undo, "undo", "seq", 0)) == ErrorCode::out_of_range);
    PastQuestion state;
    state.state = StateQuestion{3, 0, 0};
    CHECK(error_of(forged(state, "state", "part", -1)) == ErrorCode::out_of_range);
    CHECK(error_of(forged(state, "state", "at_ms", instant_max + 1)) == ErrorCode::out_of_range);
    // Nothing, or two things at once.
    CHECK(error_of(encode(PastQuestion{})) == ErrorCode::malformed);
    undo.state = state.state;
    CHECK(error_of(encode(undo)) == ErrorCode::malformed);
    CHECK(error_of(std::string(past_question_bytes_max + 1, 'x')) == ErrorCode::too_large);
}
