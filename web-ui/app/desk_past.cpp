// The past in the desk: histories on a page and in the panel, taking back what was done, and the desk as it was.
#include <algorithm>

#include "core/firm/firm.h"
#include "core/store/fold_back.h"
#include "core/text/format.h"
#include "web-ui/app/desk_application.h"
#include "web-ui/platform/page.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t waiting_max = 200;
constexpr std::size_t preview_lines_max = 12;
constexpr std::size_t named_conflicts_max = 5;  // Whose authors are looked up.

std::string trouble_key(PastTrouble trouble) {
    switch (trouble) {
    case PastTrouble::offline: return "past.refuse.offline";
    case PastTrouble::signed_out: return "past.refuse.signed_out";
    case PastTrouble::busy: return "past.refuse.busy";
    case PastTrouble::not_permitted: return "past.refuse.not_permitted";
    case PastTrouble::not_found: return "past.refuse.not_found";
    case PastTrouble::too_far: return "past.refuse.too_far";
    case PastTrouble::too_large: return "past.refuse.too_large";
    case PastTrouble::failed: return "past.refuse.failed";
    }
    return "past.refuse.failed";
}

HistoryQuestion history_of(HistoryOf of, std::string_view table, Id128 row) {
    HistoryQuestion question;
    question.of = of;
    question.table = table;
    question.row = row;
    return question;
}

std::string moment(const Texts& texts, std::int64_t at_ms, std::int32_t utc_offset_minutes) {
    return texts.format("describe.moment", {format_date(date_of_instant(at_ms, utc_offset_minutes), texts.language()),
                                            format_time(at_ms, utc_offset_minutes)});
}

bool touches(const RowChange& change, const Schema& schema, const Conflict& conflict) {
    const EntityInfo& info = schema.entity(change.table);
    if (info.table != conflict.table || change.row != conflict.row) return false;
    return conflict.field.empty() || std::ranges::any_of(change.fields, [&](const FieldChange& field) {
               return info.fields[field.field].key == conflict.field;
           });
}

/// The sentence of an entry that is on a page.
std::string sentence_of(const TimelineView& view, std::int64_t seq) {
    for (const TimelineView::Day& day : view.days) {
        for (const TimelineView::Entry& entry : day.entries) {
            if (entry.seq == seq) return entry.sentence;
        }
    }
    return {};
}

}  // namespace

// --- Histories --------------------------------------------------------------------------------------------------------

std::optional<HistoryQuestion> DeskApplication::page_history() const {
    const Route& here = places_.here();
    if (here.tab != "history") return std::nullopt;
    if (here.screen == Screen::client) return history_of(HistoryOf::file, {}, here.record);
    if (here.screen == Screen::settings) return history_of(HistoryOf::firm, {}, {});
    return std::nullopt;
}

std::optional<HistoryQuestion> DeskApplication::panel_history() const {
    const PanelPlace& panel = places_.here().panel;
    if (past_desk_ || !screens_.panel.history_shown || panel.record.is_nil()) return std::nullopt;
    return history_of(HistoryOf::record, panel.table, panel.record);
}

/// What is shown of the past follows from where one is; called when something may have changed.
void DeskApplication::build_past(const Desk& current) {
    const Route& here = places_.here();
    if (screens_.panel.history_shown && !(screens_.panel.place == here.panel)) screens_.panel.history_shown = false;
    if (const auto of = page_history()) {
        const bool settings = here.screen == Screen::settings;
        build_timeline(current, *of, settings ? screens_.settings_state.history : screens().sheet.history);
    }
    if (const auto of = panel_history()) build_timeline(current, *of, screens_.panel.history);
    if (undo_plan_) preview_undo(current);
    if (past_desk_) {
        // Words that a phone has room for.
        const std::string_view back = texts_.label(frame().narrow ? "past.back_short" : "past.back");
        shell_view_.strips = {{"past", Tone::violet, Icon::history, texts_.format("past.viewed", {past_desk_->when}),
                               std::string(back), LeavePast{}}};
    } else if (past_on_the_way_) {
        const auto [here_now, all] = past_parts_;
        const std::string words =
            all > 1 ? texts_.format("past.on_the_way_parts", {std::to_string(here_now), std::to_string(all)})
                    : std::string(texts_.label("past.on_the_way"));
        shell_view_.strips.push_back(
            {"past", Tone::accent, Icon::loader, words, std::string(texts_.label("past.cancel")), LeavePast{}});
    }
}

void DeskApplication::build_timeline(const Desk& current, const HistoryQuestion& of, Timeline& timeline) {
    HistoryQuestion question = of;
    if (const Result<Id128> member = parse_id(timeline.state.member)) question.member = TeamMemberId{*member};
    const HistoryList& list = past_.history(question, session_->status().seq);
    TimelineFacts facts;
    facts.of = question;
    std::ranges::copy_if(list.steps, std::back_inserter(facts.steps),
                         [this](const HistoryStep& step) { return !past_desk_ || step.seq <= past_desk_->seq; });
    const std::size_t waiting = past_desk_ ? 0 : std::min(session_->pending_count(), waiting_max);
    for (std::size_t place = 0; place < waiting; ++place) facts.waiting.push_back(&session_->pending(place));
    facts.loading = list.loading;
    facts.more = list.next > 0;
    facts.stage = list.trouble == PastTrouble::offline ? TimelineStage::offline
                  : list.trouble                       ? TimelineStage::refused
                  : list.as_of >= 0                    ? TimelineStage::here
                                                       : TimelineStage::loading;
    if (list.trouble) facts.trouble = trouble_key(*list.trouble);
    facts.now_ms = session_->now_ms();
    timeline.view = timeline_view(current, facts);
}

void DeskApplication::handle(const ReadHistory& wanted) {
    auto of = wanted.of_panel ? panel_history() : page_history();
    if (!of) return;
    const bool settings = places_.here().screen == Screen::settings;
    const Timeline& timeline = wanted.of_panel ? screens_.panel.history
                               : settings      ? screens_.settings_state.history
                                               : screens().sheet.history;
    if (const Result<Id128> member = parse_id(timeline.state.member)) of->member = TeamMemberId{*member};
    switch (wanted.what) {
    case ReadHistory::What::more: past_.more(*of); break;
    case ReadHistory::What::retry: past_.retry(*of); break;
    case ReadHistory::What::filtered: break;  // The next frame asks.
    }
}

void DeskApplication::handle(const ShowRecordHistory& wanted) { screens_.panel.history_shown = wanted.shown; }

// --- Taking back ------------------------------------------------------------------------------------------------------

bool DeskApplication::may_act() {
    if (!past_desk_) return true;
    tell(std::string(texts_.label("past.read_only")));
    return false;
}

void DeskApplication::handle(const AskUndo& asked) {
    if (!may_act()) return;
    undo_plan_.emplace();
    undo_plan_->seq = asked.seq;
    for (const Timeline* timeline :
         {&screens_.panel.history, &screens_.sheet.history, &screens_.settings_state.history}) {
        if (undo_plan_->preview.sentence.empty()) undo_plan_->preview.sentence = sentence_of(timeline->view, asked.seq);
    }
    past_.ask_undo(asked.seq, [this, seq = asked.seq](std::variant<std::vector<Json>, PastTrouble> answer) {
        changed_ = true;
        page::request_frame();
        if (!undo_plan_ || undo_plan_->seq != seq || !session_->ready()) return;
        UndoPreview& preview = undo_plan_->preview;
        if (const auto* trouble = std::get_if<PastTrouble>(&answer)) {
            preview.stage = UndoPreview::Stage::impossible;
            preview.problem = texts_.label(trouble_key(*trouble));
            return;
        }
        undo_plan_->args = std::get<std::vector<Json>>(std::move(answer));
        std::vector<NamedCommand> commands;
        for (const Json& args : undo_plan_->args) commands.push_back({"undo", args});
        TryOut tried = session_->try_out(commands);
        undo_plan_->kept = std::move(tried.outcome.conflicts);
        preview.restored = change_lines(present_desk(), tried.outcome.changes, preview_lines_max);
        preview.stage = UndoPreview::Stage::impossible;
        if (tried.refusal) {
            preview.problem = refusal_words(texts_, *tried.refusal);
        } else if (!tried.outcome.changes.empty()) {
            preview.stage = UndoPreview::Stage::ready;
        } else {
            preview.problem = texts_.label(undo_plan_->kept.empty() ? "past.undo_nothing" : "past.undo_in_the_way");
        }
    });
}

/// What stays, and whose work it is as soon as that is known.
void DeskApplication::preview_undo(const Desk& current) {
    std::vector<std::string>& lines = undo_plan_->preview.kept;
    lines.clear();
    for (std::size_t place = 0; place < undo_plan_->kept.size(); ++place) {
        const Conflict& conflict = undo_plan_->kept[place];
        if (place == preview_lines_max) {
            lines.push_back(texts_.count("timeline.more_rows", std::ssize(undo_plan_->kept) - std::ssize(lines)));
            return;
        }
        std::string words = kept_words(current, conflict);
        if (place < named_conflicts_max) {
            Conflict cause = conflict;
            if (!conflict.cause.table.empty()) cause = {conflict.cause.table, conflict.cause.row, {}, {}, {}, {}, {}};
            const HistoryList& list =
                past_.history(history_of(HistoryOf::record, cause.table, cause.row), session_->status().seq);
            const auto step = std::ranges::find_if(list.steps, [&](const HistoryStep& each) {
                const auto changes = decode_change_set(*schema_, each.changes);
                return changes && std::ranges::any_of(changes->rows, [&](const RowChange& change) {
                           return touches(change, *schema_, cause);
                       });
            });
            const TeamMember* member = step != list.steps.end() ? current.db.find(step->actor) : nullptr;
            if (member != nullptr) {
                const std::string when =
                    moment_words(texts_, step->at_ms, session_->now_ms(), current.utc_offset_minutes);
                words = texts_.format("past.undo_kept_by",
                                      {words, texts_.format("pending.by", {member->full_name(), when})});
            }
        }
        lines.push_back(std::move(words));
    }
}

std::string DeskApplication::kept_words(const Desk& current, const Conflict& conflict) {
    const std::string row = subject_words(current.db, texts_, conflict.table, conflict.row, conflict.cause.name);
    if (!conflict.cause.table.empty()) {
        const std::string needs = subject_words(current.db, texts_, conflict.cause.table, conflict.cause.row);
        return texts_.format("past.undo_kept_needed", {row, needs});
    }
    if (!conflict.field.empty()) {
        const std::string value = value_words(current.db, texts_, conflict.table, conflict.field, conflict.theirs);
        return texts_.format("past.undo_kept_field", {row, field_words(texts_, conflict.table, conflict.field), value});
    }
    return texts_.format(conflict.theirs.is_null() ? "past.undo_kept_gone" : "past.undo_kept_row", {row});
}

void DeskApplication::handle(const CarryOutUndo&) {
    if (!undo_plan_ || undo_plan_->preview.stage != UndoPreview::Stage::ready || !may_act()) return;
    Do deed;
    deed.title = texts_.format("past.undone", {undo_plan_->preview.sentence});
    for (Json& args : undo_plan_->args) deed.acts.push_back({"undo", std::move(args)});
    undo_plan_.reset();
    handle(deed);
}

void DeskApplication::handle(const DropPastQuestion&) {
    undo_plan_.reset();
    record_then_.reset();
}

void DeskApplication::past_dialogs_ui(const Desk& current, Intents& out) {
    if (undo_plan_) undo_preview_ui(current, undo_plan_->preview, out);
    if (record_then_) record_then_ui(current, *record_then_, out);
}

// --- As it was --------------------------------------------------------------------------------------------------------

void DeskApplication::handle(const ShowRecordThen& asked) {
    if (const auto of = panel_history()) show_record_then(present_desk(), *of, asked.seq);
}

/// From the row as it is, back through its own history; that is here, so it works without the host.
void DeskApplication::show_record_then(const Desk& current, const HistoryQuestion& of, std::int64_t seq) {
    const HistoryList& list = past_.history(of, session_->status().seq);
    const bool reaches = list.as_of >= 0 && (list.next == 0 || list.next <= seq);
    const auto shown = std::ranges::find(list.steps, seq, &HistoryStep::seq);
    if (!reaches || shown == list.steps.end()) return tell(std::string(texts_.label("past.record_incomplete")));
    const TableIndex table = schema_->index_of(of.table);
    const EntityInfo& info = schema_->entity(table);
    const void* now = current.db.table(table).find(of.row);
    RowFold fold(info, of.row, now);
    for (std::size_t place = session_->pending_count(); place-- > 0;)
        fold.take_back(table, session_->pending(place).changes);
    for (auto step = list.steps.begin(); step != shown; ++step) {
        const auto changes = decode_change_set(*schema_, step->changes);
        if (!changes) return tell(std::string(texts_.label("past.refuse.failed")));
        fold.take_back(table, *changes);
    }
    RecordThen record;
    record.seq = seq;
    record.title = subject_words(current.db, texts_, of.table, of.row);
    record.when = moment(texts_, shown->at_ms, current.utc_offset_minutes);
    record.was_there = fold.row().has_value();
    for (const Field& field : info.fields.subspan(1)) {
        if (!record.was_there || !texts_.has(label_key(info, field)) || field.key == "position") continue;
        const Value then = field.get(fold.row()->data());
        const bool changed = now == nullptr || field.get(now) != then;
        if (is_absent(then) && !changed) continue;
        record.lines.push_back({std::string(texts_.label(label_key(info, field))),
                                value_words(current.db, info, field, then, texts_), changed});
    }
    record_then_ = std::move(record);
}

void DeskApplication::handle(const ShowPast& asked) {
    past_on_the_way_ = true;
    past_parts_ = {};
    const std::uint64_t number = ++past_number_;
    const StateQuestion question{asked.seq, std::min(asked.at_ms, session_->now_ms()), 0};
    past_.ask_state(
        question,
        [this, number](std::int32_t here, std::int32_t all) {
            if (number != past_number_) return;
            past_parts_ = {here, all};
            changed_ = true;
            page::request_frame();
        },
        [this, number, shown_ms = asked.seq > 0 ? 0 : question.at_ms](std::variant<PastState, PastTrouble> answer) {
            if (number != past_number_) return;
            past_on_the_way_ = false;
            changed_ = true;
            page::request_frame();
            if (const auto* trouble = std::get_if<PastTrouble>(&answer))
                return tell(std::string(texts_.label(trouble_key(*trouble))));
            enter_past(std::get<PastState>(std::move(answer)), shown_ms);
        });
}

void DeskApplication::enter_past(PastState state, std::int64_t shown_ms) {
    const std::int64_t at_ms = shown_ms > 0 ? shown_ms : state.at_ms;
    past_desk_.reset();
    past_desk_.emplace();
    past_desk_->db = std::move(state.db);
    past_desk_->seq = state.seq;
    past_desk_->when = moment(texts_, at_ms, page::utc_offset_minutes());
    past_desk_->number = ++past_number_;
    shell_.search = {};
    shell_.toasts = {};  // What they offer belongs to the present.
    undo_plan_.reset();
    record_then_.reset();
    const Screen here = places_.here().screen;
    if (here == Screen::work || here == Screen::clients || here == Screen::client) return;
    Route clients;
    clients.screen = Screen::clients;
    move_to(clients, false);
}

void DeskApplication::handle(const LeavePast&) {
    ++past_number_;
    past_on_the_way_ = false;
    if (!past_desk_) return;
    past_desk_.reset();
    shell_.search = {};
    refused_.reset();
}

void DeskApplication::leave_past_for(const Route& route) {
    const bool of_past =
        route.screen == Screen::work || route.screen == Screen::clients || route.screen == Screen::client;
    if (past_desk_ && !of_past) handle(LeavePast{});
}

}  // namespace pupitre::ui
