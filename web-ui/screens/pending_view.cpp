// Wording of what waits and of what is contested.
#include <algorithm>

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

/// What the person wrote, one field a line.
std::string written_text(const Desk& desk, const Command& command) {
    std::string text;
    for (const FieldWords& field : fields_set_by(desk.db, desk.texts, command)) {
        if (!text.empty()) text += '\n';
        text += desk.texts.format("describe.refused_field", {field.label, field.after});
    }
    return text;
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

PendingView::Contest contest_of(const Desk& desk, const Conflict& conflict, std::size_t place) {
    PendingView::Contest contest;
    contest.place = place;
    if (conflict.field.empty()) {
        contest.whole_row = true;
        contest.label = subject_words(desk.db, desk.texts, conflict.table, conflict.row);
        return contest;
    }
    contest.label = field_words(desk.texts, conflict.table, conflict.field);
    const std::optional<Json> now = value_now(desk.db, conflict);
    contest.before = value_words(desk.db, desk.texts, conflict.table, conflict.field, conflict.base);
    contest.mine = value_words(desk.db, desk.texts, conflict.table, conflict.field, conflict.mine);
    contest.theirs = value_words(desk.db, desk.texts, conflict.table, conflict.field, now.value_or(conflict.theirs));
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
    if (fact.result.refusal) entry.reason = refusal_words(desk.texts, *fact.result.refusal);
    entry.text = written_text(desk, fact.command);
    for (std::size_t place = 0; place < fact.result.conflicts.size(); ++place) {
        if (std::find(settled.begin(), settled.end(), std::pair{fact.command.id, place}) != settled.end()) continue;
        entry.contests.push_back(contest_of(desk, fact.result.conflicts[place], place));
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
