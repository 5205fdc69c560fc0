// Wording of what waits and of what is contested.
#include <algorithm>

#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/pending.h"

namespace pupitre::ui {

namespace {

PendingView::Row row_of(const Desk& desk, const PendingFact& fact, std::int64_t now_ms) {
    PendingView::Row row;
    row.command = fact.command.id;
    row.title = command_words(desk.db, desk.texts, fact.command);
    row.when = moment_words(desk.texts, fact.command.at_ms, now_ms, desk.utc_offset_minutes);
    if (fact.command.name.ends_with(".change")) {
        for (const FieldWords& field : fields_set_by(desk.db, desk.texts, fact.command)) {
            if (!row.detail.empty()) row.detail += " · ";
            row.detail += desk.texts.format("pending.change", {field.label, field.before, field.after});
        }
    }
    switch (fact.stage) {
    case PendingStage::saving: row.state = desk.texts.label("pending.stage.saving"); break;
    case PendingStage::on_device:
        row.state = desk.texts.label("pending.stage.on_device");
        row.tone = Tone::warn;
        break;
    case PendingStage::sent:
        row.state = desk.texts.label("pending.stage.sent");
        row.tone = Tone::accent;
        break;
    }
    if (fact.refusal) {
        row.state = desk.texts.label("pending.stage.doubtful");
        row.tone = Tone::bad;
        row.detail = refusal_words(desk.texts, *fact.refusal);
    }
    return row;
}

void add_line(std::string& text, const Desk& desk, std::string_view label, std::string_view value) {
    if (!text.empty()) text += '\n';
    text += desk.texts.format("describe.refused_field", {label, value});
}

/// What the person wrote, one field a line.
std::string written_text(const Desk& desk, const Command& command) {
    std::string text;
    for (const FieldWords& field : fields_set_by(desk.db, desk.texts, command))
        add_line(text, desk, field.label, field.after);
    return text;
}

/// What stands there now in the fields that the command would have changed; empty if it changes none, or if the row is
/// gone.
std::string present_text(const Desk& desk, const Command& command) {
    std::string text;
    for (const FieldWords& field : fields_standing(desk.db, desk.texts, command))
        add_line(text, desk, field.label, field.before);
    return text;
}

/// "Léa Moreau, 20/11 à 14:05"; empty if the host did not say who.
std::string by_words(const Desk& desk, const Cause& cause, std::int64_t now_ms) {
    if (cause.at_ms == 0) return {};
    const std::string when = moment_words(desk.texts, cause.at_ms, now_ms, desk.utc_offset_minutes);
    if (cause.by == desk.by.actor && !cause.by.is_nil()) return desk.texts.format("pending.by_yourself", {when});
    if (cause.by.is_nil()) return desk.texts.format("pending.by", {desk.texts.label("pending.program"), when});
    const TeamMember* member = desk.db.find(cause.by);
    if (member == nullptr) return desk.texts.format("pending.by", {desk.texts.label("pending.former_member"), when});
    return desk.texts.format("pending.by", {member->full_name(), when});
}

/// The row that stands against the command, and whose work it is.
std::string cause_words(const Desk& desk, const Cause& cause, std::int64_t now_ms) {
    std::string by = by_words(desk, cause, now_ms);
    if (cause.table.empty()) {
        if (cause.name.empty()) return by;
        return by.empty() ? cause.name : desk.texts.format("pending.cause_by", {cause.name, by});
    }
    std::string row = subject_words(desk.db, desk.texts, cause.table, cause.row, cause.name);
    return by.empty() ? row : desk.texts.format("pending.cause_by", {row, by});
}

/// The value that stands in the data now; null if the row is gone.
std::optional<Json> value_now(const Database& db, const Conflict& conflict) {
    if (!db.schema().has(conflict.table)) return std::nullopt;
    const TableIndex table = db.schema().index_of(conflict.table);
    const Field* field = db.schema().entity(table).find_field(conflict.field);
    const void* row = db.table(table).find(conflict.row);
    if (field == nullptr || row == nullptr) return std::nullopt;
    return value_to_json(*field, field->get(row));
}

PendingView::Contest contest_of(const Desk& desk, const Conflict& conflict, std::size_t place, std::int64_t now_ms) {
    PendingView::Contest contest;
    contest.place = place;
    if (conflict.field.empty()) {
        contest.whole_row = true;
        contest.label = subject_words(desk.db, desk.texts, conflict.table, conflict.row, conflict.cause.name);
        contest.by = conflict.cause.table.empty() ? by_words(desk, conflict.cause, now_ms)
                                                  : cause_words(desk, conflict.cause, now_ms);
        return contest;
    }
    contest.label = field_words(desk.texts, conflict.table, conflict.field);
    const std::optional<Json> now = value_now(desk.db, conflict);
    contest.before = value_words(desk.db, desk.texts, conflict.table, conflict.field, conflict.base);
    contest.mine = value_words(desk.db, desk.texts, conflict.table, conflict.field, conflict.mine);
    contest.theirs = value_words(desk.db, desk.texts, conflict.table, conflict.field, now.value_or(conflict.theirs));
    contest.by = by_words(desk, conflict.cause, now_ms);
    // The value went on changing: what the other person put there is told with it.
    if (now && *now != conflict.theirs && !contest.by.empty()) {
        const std::string then = value_words(desk.db, desk.texts, conflict.table, conflict.field, conflict.theirs);
        contest.by = desk.texts.format("pending.by_then", {then, contest.by});
    }
    contest.whole_row = !now;
    return contest;
}

/// Where the record of a command can be looked at.
void set_place(const Desk& desk, const Command& command, PendingView::Entry& entry) {
    const std::string_view table = std::string_view(command.name).substr(0, command.name.find('.'));
    const auto id = command.args.is_object() ? command.args.find("id") : command.args.end();
    if (id == command.args.end() || !id->is_string()) return;
    const Result<Id128> row = parse_id(*id->get_ptr<const std::string*>());
    if (!row || !desk.db.schema().has(table) || desk.db.table(desk.db.schema().index_of(table)).find(*row) == nullptr)
        return;
    if (table == "client") {
        entry.place.screen = Screen::client;
        entry.place.record = *row;
    } else if (table == "task" || table == "project") {
        entry.place.panel.table = table;
        entry.place.panel.record = *row;
    } else {
        return;
    }
    entry.has_place = true;
}

PendingView::Entry entry_of(const Desk& desk, const SettleFact& fact, std::int64_t now_ms,
                            const std::vector<std::pair<Id128, std::size_t>>& settled) {
    PendingView::Entry entry;
    entry.command = fact.command.id;
    entry.title = command_words(desk.db, desk.texts, fact.command);
    entry.when = moment_words(desk.texts, fact.command.at_ms, now_ms, desk.utc_offset_minutes);
    entry.refused = fact.result.kind == ResultKind::refused;
    if (fact.result.refusal) {
        entry.reason = refusal_words(desk.texts, *fact.result.refusal);
        entry.cause = cause_words(desk, fact.result.refusal->cause, now_ms);
        entry.present = present_text(desk, fact.command);
    }
    entry.text = written_text(desk, fact.command);
    for (std::size_t place = 0; place < fact.result.conflicts.size(); ++place) {
        if (std::find(settled.begin(), settled.end(), std::pair{fact.command.id, place}) != settled.end()) continue;
        entry.contests.push_back(contest_of(desk, fact.result.conflicts[place], place, now_ms));
    }
    set_place(desk, fact.command, entry);
    return entry;
}

}  // namespace

PendingView pending_view(const Desk& desk, const PendingFacts& facts, std::int64_t now_ms,
                         const std::vector<std::pair<Id128, std::size_t>>& settled) {
    PendingView view;
    view.online = facts.online;
    view.broken = facts.broken;
    for (const SettleFact& fact : facts.settle) view.entries.push_back(entry_of(desk, fact, now_ms, settled));
    for (const PendingFact& fact : facts.pending) view.rows.push_back(row_of(desk, fact, now_ms));
    view.more = facts.total - std::min(facts.total, facts.pending.size());
    return view;
}

std::optional<Act> act_to_keep_mine(const Database& db, const Conflict& conflict) {
    const std::optional<Json> now = value_now(db, conflict);
    if (!now) return std::nullopt;
    Json args{{"id", to_text(conflict.row)}};
    args["set"][conflict.field] = Json::array({*now, conflict.mine});
    return Act{conflict.table + ".change", std::move(args)};
}

}  // namespace pupitre::ui
