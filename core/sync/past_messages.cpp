// CBOR forms of what is said about the past.
#include "core/sync/past_messages.h"

#include <array>

#include "core/sync/object_reader.h"

namespace pupitre {

namespace {

constexpr std::array<std::string_view, 3> whose = {"record", "file", "firm"};
constexpr std::array<std::string_view, 7> refusals = {"auth",      "malformed", "overloaded", "not_permitted",
                                                      "not_found", "too_far",   "too_large"};

std::int64_t place_in_order(ObjectReader& in, const char* key) {
    const std::int64_t number = in.number(key);
    if (number < 0) in.fail(ErrorCode::out_of_range, key);
    return number;
}

Json history_json(const HistoryQuestion& question) {
    Json json{{"of", std::string(whose[static_cast<std::size_t>(question.of)])}, {"count", question.count}};
    if (!question.table.empty()) json["table"] = question.table;
    if (!question.row.is_nil()) json["row"] = to_text(question.row);
    if (!question.member.is_nil()) json["member"] = to_text(question.member.value);
    if (question.before != 0) json["before"] = question.before;
    return json;
}

Result<HistoryQuestion> read_history(const Json& json) {
    ObjectReader in(json, "history");
    HistoryQuestion question;
    question.of = static_cast<HistoryOf>(in.name_in("of", whose));
    question.table = in.text("table");
    question.row = in.id("row");
    question.member = TeamMemberId{in.id("member")};
    question.before = place_in_order(in, "before");
    question.count = in.small_number("count", question.count);
    if (question.count < 1 || question.count > history_steps_max) in.fail(ErrorCode::out_of_range, "count");
    if ((question.of == HistoryOf::firm) != question.row.is_nil()) in.fail(ErrorCode::malformed, "row");
    if ((question.of == HistoryOf::record) == question.table.empty()) in.fail(ErrorCode::malformed, "table");
    if (in.error()) return *in.error();
    return question;
}

Result<UndoQuestion> read_undo_question(const Json& json) {
    ObjectReader in(json, "undo");
    UndoQuestion question{place_in_order(in, "seq"), place_in_order(in, "from")};
    if (question.seq == 0) in.fail(ErrorCode::out_of_range, "seq");
    if (in.error()) return *in.error();
    return question;
}

Result<StateQuestion> read_state_question(const Json& json) {
    ObjectReader in(json, "state");
    StateQuestion question{place_in_order(in, "seq"), place_in_order(in, "at_ms"), in.small_number("part")};
    if (question.at_ms > instant_max) in.fail(ErrorCode::out_of_range, "at_ms");
    if (question.part < 0) in.fail(ErrorCode::out_of_range, "part");
    if (in.error()) return *in.error();
    return question;
}

Json step_json(const HistoryStep& step) {
    Json json{{"seq", step.seq},
              {"first", step.first},
              {"at_ms", step.at_ms},
              {"given_ms", step.given_ms},
              {"command", step.command},
              {"rows", step.rows},
              {"changes", binary(step.changes)}};
    if (!step.actor.is_nil()) json["actor"] = to_text(step.actor.value);
    if (!step.batch.is_nil()) json["batch"] = to_text(step.batch);
    if (step.commands != 1) json["commands"] = step.commands;
    return json;
}

Result<HistoryStep> read_step(const Json& json) {
    ObjectReader in(json, "step");
    HistoryStep step;
    step.seq = in.number("seq");
    step.first = in.number("first");
    step.at_ms = in.number("at_ms");
    step.given_ms = in.number("given_ms");
    step.actor = TeamMemberId{in.id("actor")};
    step.command = in.text("command");
    step.batch = in.id("batch");
    step.commands = in.number("commands", 1);
    step.rows = in.number("rows");
    step.changes = in.bytes("changes");
    for (const std::int64_t moment : {step.at_ms, step.given_ms}) {
        if (moment < 0 || moment > instant_max) in.fail(ErrorCode::out_of_range, "at_ms");
    }
    if (in.error()) return *in.error();
    return step;
}

Json page_json(const HistoryPage& page) {
    Json steps = Json::array();
    for (const HistoryStep& step : page.steps) steps.push_back(step_json(step));
    return Json{{"steps", std::move(steps)}, {"next", page.next}};
}

Result<HistoryPage> read_page(const Json& json) {
    ObjectReader in(json, "page");
    HistoryPage page;
    for (const Json& entry : in.list("steps")) {
        Result<HistoryStep> step = read_step(entry);
        if (!step) return step.error();
        page.steps.push_back(*std::move(step));
    }
    page.next = in.number("next");
    if (in.error()) return *in.error();
    return page;
}

Result<UndoPart> read_undo_part(const Json& json) {
    ObjectReader in(json, "undo");
    UndoPart part;
    for (const Json& args : in.list("args")) {
        if (!args.is_object()) in.fail(ErrorCode::wrong_type, "args");
        part.args.push_back(args);
    }
    part.next = in.number("next");
    if (in.error()) return *in.error();
    return part;
}

Json state_json(const StatePart& part) {
    return Json{{"epoch", to_text(part.epoch)},
                {"seq", part.seq},
                {"at_ms", part.at_ms},
                {"part", part.part},
                {"parts", part.parts},
                {"block", binary(part.block)},
                {"digest", hash_json(part.digest)}};
}

Result<StatePart> read_state(const Json& json) {
    ObjectReader in(json, "state");
    StatePart part;
    part.epoch = in.id("epoch");
    part.seq = in.number("seq");
    part.at_ms = in.number("at_ms");
    part.part = in.small_number("part");
    part.parts = in.small_number("parts", 1);
    part.block = in.bytes("block");
    part.digest = in.hash("digest");
    if (part.at_ms < 0 || part.at_ms > instant_max) in.fail(ErrorCode::out_of_range, "at_ms");
    if (in.error()) return *in.error();
    return part;
}

}  // namespace

std::string_view past_refusal_name(PastRefusal refusal) { return refusals[static_cast<std::size_t>(refusal)]; }

std::string encode(const PastQuestion& question) {
    Json json = Json::object();
    if (question.history) json["history"] = history_json(*question.history);
    if (question.undo) json["undo"] = {{"seq", question.undo->seq}, {"from", question.undo->from}};
    if (question.state) {
        json["state"] = {
            {"seq", question.state->seq}, {"at_ms", question.state->at_ms}, {"part", question.state->part}};
    }
    return cbor(json);
}

std::string encode(const PastAnswer& answer) {
    Json json = Json::object();
    if (answer.refusal) json["refusal"] = std::string(past_refusal_name(*answer.refusal));
    if (answer.history) json["history"] = page_json(*answer.history);
    if (answer.undo) json["undo"] = {{"args", answer.undo->args}, {"next", answer.undo->next}};
    if (answer.state) json["state"] = state_json(*answer.state);
    return cbor(json);
}

Result<PastQuestion> decode_past_question(std::string_view bytes) {
    if (bytes.size() > past_question_bytes_max) return Error{ErrorCode::too_large, "question"};
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    ObjectReader in(*json, "question");
    PastQuestion question;
    if (const Json* part = in.find("history")) {
        Result<HistoryQuestion> history = read_history(*part);
        if (!history) return history.error();
        question.history = *std::move(history);
    }
    if (const Json* part = in.find("undo")) {
        const Result<UndoQuestion> undo = read_undo_question(*part);
        if (!undo) return undo.error();
        question.undo = *undo;
    }
    if (const Json* part = in.find("state")) {
        const Result<StateQuestion> state = read_state_question(*part);
        if (!state) return state.error();
        question.state = *state;
    }
    if (in.error()) return *in.error();
    const int asked = (question.history ? 1 : 0) + (question.undo ? 1 : 0) + (question.state ? 1 : 0);
    if (asked != 1) return Error{ErrorCode::malformed, "question"};
    return question;
}

Result<PastAnswer> decode_past_answer(std::string_view bytes) {
    const Result<Json> json = from_cbor(bytes);
    if (!json) return json.error();
    ObjectReader in(*json, "answer");
    PastAnswer answer;
    if (in.find("refusal") != nullptr) answer.refusal = static_cast<PastRefusal>(in.name_in("refusal", refusals));
    if (const Json* part = in.find("history")) {
        Result<HistoryPage> page = read_page(*part);
        if (!page) return page.error();
        answer.history = *std::move(page);
    }
    if (const Json* part = in.find("undo")) {
        Result<UndoPart> undo = read_undo_part(*part);
        if (!undo) return undo.error();
        answer.undo = *std::move(undo);
    }
    if (const Json* part = in.find("state")) {
        Result<StatePart> state = read_state(*part);
        if (!state) return state.error();
        answer.state = *std::move(state);
    }
    if (in.error()) return *in.error();
    return answer;
}

}  // namespace pupitre
