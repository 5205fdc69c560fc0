// Wording of the history: from change-sets to sentences.
#include <algorithm>
#include <map>
#include <optional>

#include "core/crm/client.h"
#include "core/domain/advance.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "core/work/task.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/panel.h"
#include "web-ui/screens/timeline.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t lines_of_entry_max = 6;
constexpr std::size_t value_bytes_max = 160;  // Of a value in a line; a whole note does not fit there.
constexpr std::int64_t noticed_delay_ms = 2 * 60'000;

using RowKey = std::pair<TableIndex, Id128>;
/// What rows that are gone were called.
using GoneNames = std::map<RowKey, std::string>;

std::string shortened(std::string words) {
    std::ranges::replace(words, '\n', ' ');
    if (words.size() <= value_bytes_max) return words;
    std::size_t end = value_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    return words.substr(0, end) + "…";
}

/// The row's own words in a change: its compulsory text, else the first text.
std::string name_in(const EntityInfo& info, const RowChange& change) {
    std::string name;
    for (const FieldChange& field : change.fields) {
        const auto* text = std::get_if<std::string>(is_absent(field.after) ? &field.before : &field.after);
        if (text == nullptr) continue;
        if (info.fields[field.field].need == Need::required) return *text;
        if (name.empty()) name = *text;
    }
    return shortened(name);
}

std::string name_of(const Desk& desk, const RowChange& change, const GoneNames& gone) {
    const EntityInfo& info = desk.schema().entity(change.table);
    std::string name = row_name(desk.db, info.table, change.row);
    if (!name.empty()) return shortened(std::move(name));
    const auto known = gone.find({change.table, change.row});
    if (known != gone.end()) return known->second;
    return change.kind == RowChangeKind::update ? std::string{} : name_in(info, change);
}

/// "le client « Durand »", "une adresse".
std::string object_words(const Desk& desk, const RowChange& change, const GoneNames& gone) {
    std::string table(desk.schema().entity(change.table).table);
    const std::string name = name_of(desk, change, gone);
    const std::string key = (name.empty() ? "timeline.a." : "timeline.the.") + table;
    if (!desk.texts.has(key)) return table;
    return desk.texts.format(key, {name});
}

bool is_told(const Desk& desk, const EntityInfo& info, const Field& field) {
    return field.key != "position" && field.key != "created_by" && desk.texts.has(label_key(info, field));
}

std::string value_in_words(const Desk& desk, const EntityInfo& info, const Field& field, const Value& value) {
    std::string words = value_words(desk.db, info, field, value, desk.texts);
    if (words.empty()) return std::string(desk.texts.label("describe.unknown_row"));
    return shortened(std::move(words));
}

/// "Téléphone : 04 77 … → 04 78 …", one for each field.
std::vector<std::string> field_lines(const Desk& desk, const RowChange& change) {
    const EntityInfo& info = desk.schema().entity(change.table);
    std::vector<std::string> lines;
    for (const FieldChange& each : change.fields) {
        const Field& field = info.fields[each.field];
        if (!is_told(desk, info, field)) continue;
        const std::string_view label = desk.texts.label(label_key(info, field));
        if (change.kind == RowChangeKind::update) {
            lines.push_back(
                desk.texts.format("timeline.from_to", {label, value_in_words(desk, info, field, each.before),
                                                       value_in_words(desk, info, field, each.after)}));
        } else {
            const Value& value = change.kind == RowChangeKind::insert ? each.after : each.before;
            lines.push_back(desk.texts.format("timeline.value", {label, value_in_words(desk, info, field, value)}));
        }
    }
    return lines;
}

/// One row among several: "Tâche « Bilan » · création".
std::vector<std::string> row_lines(const Desk& desk, const RowChange& change, const GoneNames& gone) {
    const std::string_view table = desk.schema().entity(change.table).table;
    const std::string subject = subject_words(desk.db, desk.texts, table, change.row, name_of(desk, change, gone));
    if (change.kind == RowChangeKind::insert) return {desk.texts.format("describe.create", {subject})};
    if (change.kind == RowChangeKind::erase) return {desk.texts.format("describe.delete", {subject})};
    std::vector<std::string> lines;
    for (const std::string& line : field_lines(desk, change))
        lines.push_back(desk.texts.format("describe.change", {subject, line}));
    return lines;
}

void add_lines(std::vector<std::string>& lines, std::vector<std::string> more) {
    std::ranges::move(more, std::back_inserter(lines));
}

std::vector<std::string> lines_of(const Desk& desk, const ChangeSet& changes, const GoneNames& gone,
                                  std::size_t lines_max) {
    std::vector<std::string> lines;
    for (const RowChange& change : changes.rows) {
        add_lines(lines, row_lines(desk, change, gone));
        if (lines.size() > lines_max) break;
    }
    return lines;
}

std::string person(const Desk& desk, TeamMemberId member) {
    if (member.is_nil()) return std::string(desk.texts.label("pending.program"));
    const TeamMember* row = desk.db.find(member);
    return row != nullptr ? row->full_name() : std::string(desk.texts.label("pending.former_member"));
}

/// Where a record can be looked at; nothing if it is gone.
std::optional<Route> place_of(const Desk& desk, const RowChange& change) {
    const EntityInfo& info = desk.schema().entity(change.table);
    const void* row = desk.db.table(change.table).find(change.row);
    if (row == nullptr) return std::nullopt;
    Route route;
    const ScopeId scope = scope_of(info, row);
    if (!scope.value.is_nil()) {
        route.screen = Screen::client;
        route.record = scope.value;
    }
    if (info.table == Client::table) return route;
    if (!has_panel(info.table)) return scope.value.is_nil() ? std::nullopt : std::optional{route};
    if (info.table == TeamMember::table || info.table == Firm::table) route.screen = Screen::settings;
    route.panel = {.table = std::string(info.table), .record = change.row, .client = scope.value};
    return route;
}

/// What was done, whoever told it.
struct Deed {
    std::string command;
    std::int64_t rows = 0;
    std::int64_t commands = 1;
    ChangeSet changes;
};

/// The row that a command is about: of "client.create" the client, though people and addresses come with it.
const RowChange* main_row(const Desk& desk, const Deed& deed) {
    const std::string_view table = std::string_view(deed.command).substr(0, deed.command.find('.'));
    const RowChange* found = nullptr;
    std::size_t of_table = 0;
    for (const RowChange& change : deed.changes.rows) {
        if (desk.schema().entity(change.table).table != table) continue;
        if (found == nullptr) found = &change;
        ++of_table;
    }
    if (found != nullptr && (of_table == 1 || !deed.command.ends_with(".import"))) return found;
    return deed.rows == 1 && deed.changes.rows.size() == 1 ? &deed.changes.rows.front() : nullptr;
}

std::string verb_key(const Deed& deed, const RowChange& row) {
    if (deed.command == "undo") return "timeline.undid_one";
    const std::size_t dot = deed.command.find('.');
    const std::string verb = dot == std::string::npos ? std::string{} : deed.command.substr(dot + 1);
    for (const std::string_view known : {"complete", "reopen", "repeat", "skip", "pause", "resume", "end", "move",
                                         "share", "withdraw", "cancel", "accept", "answer", "send_back", "see"}) {
        if (verb == known) return "timeline.verb." + verb;
    }
    switch (row.kind) {
    case RowChangeKind::insert: return "timeline.verb.create";
    case RowChangeKind::erase: return "timeline.verb.delete";
    case RowChangeKind::update: return "timeline.verb.change";
    }
    return {};
}

class Wording {
public:
    Wording(const Desk& desk, const TimelineFacts& facts) : desk_(&desk), facts_(&facts) {}

    TimelineView view() {
        TimelineView view;
        view.of_record = facts_->of.of == HistoryOf::record;
        view.stage = facts_->stage;
        view.trouble = facts_->trouble;
        view.more = facts_->more;
        view.loading = facts_->loading;
        for (auto command = facts_->waiting.rbegin(); command != facts_->waiting.rend(); ++command)
            add_waiting(**command, view);
        for (const HistoryStep& step : facts_->steps) add_step(step, view);
        add_members(view);
        return view;
    }

private:
    [[nodiscard]] bool is_of(const RowChange& change) const {
        const EntityInfo& info = desk_->schema().entity(change.table);
        switch (facts_->of.of) {
        case HistoryOf::record: return change.row == facts_->of.row && info.table == facts_->of.table;
        case HistoryOf::firm: return true;
        case HistoryOf::file: break;
        }
        if (info.scope_field == 0) return change.row == facts_->of.row;
        if (info.scope_field == no_field) return false;
        const void* row = desk_->db.table(change.table).find(change.row);
        if (row != nullptr) return scope_of(info, row).value == facts_->of.row;
        return std::ranges::any_of(change.fields, [&](const FieldChange& field) {
            return field.field == info.scope_field && field.before == Value{facts_->of.row};
        });
    }

    void add_waiting(const PendingCommand& pending, TimelineView& view) {
        const bool own = facts_->of.member.is_nil() || facts_->of.member == desk_->by.actor;
        Deed deed{pending.queued.command.name, 0, 1, {}};
        std::ranges::copy_if(pending.changes.rows, std::back_inserter(deed.changes.rows),
                             [&](const RowChange& change) { return is_of(change); });
        if (!own || deed.changes.empty()) return;
        deed.rows = std::ssize(deed.changes.rows);
        TimelineView::Entry entry = entry_of(deed, desk_->by.actor);
        entry.key = pending.queued.command.id;
        entry.waiting = true;
        entry.note = desk_->texts.label("timeline.waiting");
        entry.why_not_undo = desk_->texts.label("timeline.undo_waiting");
        add(std::move(entry), pending.queued.command.at_ms, view);
        remember_names(deed.changes);
    }

    void add_step(const HistoryStep& step, TimelineView& view) {
        const auto changes = decode_change_set(desk_->schema(), step.changes);
        // Of a table that a newer program has: that something was done, at least.
        const Deed deed{step.command, step.rows, step.commands, changes ? *changes : ChangeSet{}};
        TimelineView::Entry entry = entry_of(deed, step.actor);
        entry.seq = step.seq;
        const bool may = step.actor == desk_->by.actor || desk_->by.may(Right::manage_firm);
        entry.may_undo = may && desk_->by.may(Right::edit);
        if (!entry.may_undo) entry.why_not_undo = desk_->texts.label("timeline.undo_not_permitted");
        if (step.at_ms - step.given_ms > noticed_delay_ms) {
            const std::string when =
                moment_words(desk_->texts, step.given_ms, facts_->now_ms, desk_->utc_offset_minutes);
            entry.note = desk_->texts.format("timeline.given_offline", {when});
        }
        add(std::move(entry), step.at_ms, view);
        remember_names(deed.changes);
    }

    /// Older entries about the same rows come later.
    void remember_names(const ChangeSet& changes) {
        for (const RowChange& change : changes.rows) {
            if (change.kind != RowChangeKind::erase) continue;
            gone_.try_emplace({change.table, change.row}, name_in(desk_->schema().entity(change.table), change));
        }
    }

    TimelineView::Entry entry_of(const Deed& deed, TeamMemberId actor) const {
        const Texts& texts = desk_->texts;
        TimelineView::Entry entry;
        entry.who = person(*desk_, actor);
        const RowChange* row = main_row(*desk_, deed);
        if (deed.command == AdvanceTime::name) {
            entry.sentence = texts.format("timeline.advanced", {entry.who});
            entry.lines = lines_of(*desk_, deed.changes, gone_, lines_of_entry_max);
        } else if (row != nullptr) {
            entry.sentence = texts.format(verb_key(deed, *row), {entry.who, object_words(*desk_, *row, gone_)});
            if (row->kind == RowChangeKind::update || facts_->of.of == HistoryOf::record)
                entry.lines = field_lines(*desk_, *row);
            ChangeSet others;
            std::ranges::copy_if(deed.changes.rows, std::back_inserter(others.rows),
                                 [&](const RowChange& each) { return &each != row; });
            add_lines(entry.lines, lines_of(*desk_, others, gone_, lines_of_entry_max));
        } else {
            const std::string_view key = deed.command == "undo"              ? "timeline.undid"
                                         : deed.command.ends_with(".import") ? "timeline.imported"
                                                                             : "timeline.several";
            entry.sentence = texts.format(key, {entry.who, texts.count("timeline.rows", deed.rows)});
            entry.lines = lines_of(*desk_, deed.changes, gone_, lines_of_entry_max);
        }
        shorten(entry, deed);
        const RowChange* shown = row != nullptr                  ? row
                                 : deed.changes.rows.size() == 1 ? &deed.changes.rows.front()
                                                                 : nullptr;
        if (const auto place = shown != nullptr ? place_of(*desk_, *shown) : std::nullopt) {
            entry.place = *place;
            entry.has_place = facts_->of.of != HistoryOf::record;
        }
        return entry;
    }

    void shorten(TimelineView::Entry& entry, const Deed& deed) const {
        if (entry.lines.size() <= lines_of_entry_max && deed.rows <= std::ssize(deed.changes.rows)) return;
        const std::int64_t rows = std::max<std::int64_t>(deed.rows, std::ssize(deed.changes.rows));
        if (entry.lines.size() > lines_of_entry_max) entry.lines.resize(lines_of_entry_max);
        const auto shown = std::min<std::int64_t>(rows, std::ssize(entry.lines));
        entry.lines.push_back(rows > shown ? desk_->texts.count("timeline.more_rows", rows - shown)
                                           : std::string(desk_->texts.label("timeline.more_fields")));
    }

    void add(TimelineView::Entry entry, std::int64_t at_ms, TimelineView& view) const {
        const Date day = date_of_instant(at_ms, desk_->utc_offset_minutes);
        const Date today = date_of_instant(facts_->now_ms, desk_->utc_offset_minutes);
        std::string title = day == today                 ? std::string(desk_->texts.label("timeline.today"))
                            : day == today.plus_days(-1) ? std::string(desk_->texts.label("timeline.yesterday"))
                                                         : format_long_date(day, desk_->texts.language());
        entry.time = format_time(at_ms, desk_->utc_offset_minutes);
        if (view.days.empty() || view.days.back().title != title) view.days.push_back({std::move(title), {}});
        view.days.back().entries.push_back(std::move(entry));
    }

    void add_members(TimelineView& view) const {
        desk_->db.for_each<TeamMember>(
            [&](const TeamMember& member) { view.members.emplace_back(to_text(member.id.value), member.full_name()); });
        std::ranges::sort(view.members, {}, &std::pair<std::string, std::string>::second);
    }

    const Desk* desk_;
    const TimelineFacts* facts_;
    GoneNames gone_;
};

}  // namespace

TimelineView timeline_view(const Desk& desk, const TimelineFacts& facts) { return Wording(desk, facts).view(); }

std::vector<std::string> change_lines(const Desk& desk, const ChangeSet& changes, std::size_t lines_max) {
    GoneNames gone;
    for (const RowChange& change : changes.rows) {
        if (change.kind == RowChangeKind::erase)
            gone.try_emplace({change.table, change.row}, name_in(desk.schema().entity(change.table), change));
    }
    std::vector<std::string> lines = lines_of(desk, changes, gone, lines_max);
    if (lines.size() <= lines_max) return lines;
    lines.resize(lines_max);
    const std::int64_t rest = std::ssize(changes.rows) - static_cast<std::int64_t>(lines_max);
    lines.push_back(rest > 0 ? desk.texts.count("timeline.more_rows", rest)
                             : std::string(desk.texts.label("timeline.more_fields")));
    return lines;
}

}  // namespace pupitre::ui
