// One row per document; above them what was not taken, and the ways to add.
#include "web-ui/screens/documents.h"

#include <algorithm>

#include "core/documents/file_kind.h"
#include "core/exchange/plain_text.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/file_facts.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

FileFact fact_of(const Desk& desk, const Document& document) {
    return desk.files == nullptr ? FileFact{} : desk.files->of(document.id.value);
}

Icon icon_of(std::string_view name) {
    switch (kind_of(name)) {
    case FileKind::pdf:
    case FileKind::text: return Icon::quotes;
    case FileKind::spreadsheet: return Icon::spreadsheet;
    case FileKind::archive: return Icon::archive;
    case FileKind::image:
    case FileKind::other: return Icon::file;
    }
    return Icon::file;
}

std::string percent_words(const Texts& texts, std::string_view key, int percent) {
    return texts.format(key, {std::to_string(percent)});
}

void add_state(const FileFact& fact, const Texts& texts, ListRow& row) {
    const auto label = [&](std::string words, Tone tone) { row.labels.emplace_back(std::move(words), tone); };
    using State = FileFact::State;
    switch (fact.state) {
    case State::settled:
        if (fact.here) label(std::string(texts.label("documents.state.here")), Tone::ok);
        break;
    case State::waiting: label(std::string(texts.label("documents.state.waiting")), Tone::warn); break;
    case State::sending: label(percent_words(texts, "documents.state.sending", fact.percent), Tone::accent); break;
    case State::refused: label(std::string(texts.label("documents.state.refused")), Tone::bad); break;
    case State::held: label(std::string(texts.label("documents.state.held")), Tone::warn); break;
    case State::awaited: label(std::string(texts.label("documents.state.awaited")), Tone::warn); break;
    case State::fetching: label(percent_words(texts, "documents.state.fetching", fact.percent), Tone::accent); break;
    }
}

/// "Fichier infecté · 2,4 Mo · Anna Essai · 24/11/2026 14:05 · Bilan"
std::string detail_of(const Desk& desk, const Document& document, const FileFact& fact, bool with_task) {
    const TeamMember* author = desk.db.find(document.author);
    const Task* task = with_task ? desk.db.find(document.task) : nullptr;
    const std::string when =
        format_date(date_of_instant(document.added_at, desk.utc_offset_minutes), desk.texts.language()) + ' ' +
        format_time(document.added_at, desk.utc_offset_minutes);
    std::string words;
    for (const std::string& part : {fact.why, file_size_words(document.size_bytes, desk.texts),
                                    author != nullptr ? author->full_name() : std::string{}, when,
                                    task != nullptr ? task->title : std::string{}}) {
        if (part.empty()) continue;
        if (!words.empty()) words += " · ";
        words += part;
    }
    return words;
}

std::vector<Option> actions_of(const Desk& desk, const Document& document, const FileFact& fact, bool may_edit) {
    const Texts& texts = desk.texts;
    std::vector<Option> actions;
    const auto add = [&](std::string key, std::string_view label, Icon icon) {
        actions.push_back({.key = std::move(key), .label = std::string(texts.label(label)), .icon = icon});
    };
    using State = FileFact::State;
    const bool under_way = fact.state == State::waiting || fact.state == State::sending;
    if (is_shown_in_browser(document.name)) add("open", "documents.open", Icon::external_link);
    add("save", "documents.save", Icon::download);
    if (fact.state == State::fetching) add("stop", "documents.stop", Icon::circle_close);
    if (!fact.here) add("keep", "documents.keep", Icon::offline);
    if (fact.ours && (under_way || fact.state == State::refused)) add("retry", "documents.retry", Icon::refresh);
    if (!may_edit) return actions;
    add("rename", "documents.rename", Icon::pencil);
    actions.push_back({.key = "delete",
                       .label = std::string(texts.label("list.delete")),
                       .icon = Icon::trash,
                       .danger = true,
                       .separated = true});
    return actions;
}

void act_on(const Desk& desk, const Document& document, const std::string& action, DocumentsState& state,
            Intents& out) {
    using How = FetchFile::How;
    const Id128 id = document.id.value;
    if (action == "open") out.push_back(FetchFile{id, How::open});
    if (action == "save") out.push_back(FetchFile{id, How::save});
    if (action == "keep") out.push_back(FetchFile{id, How::keep});
    if (action == "stop") out.push_back(StopFetching{id});
    if (action == "retry") out.push_back(RetryFile{id});
    if (action == "delete") out.push_back(delete_record(desk, entity_info<Document>(), id));
    if (action != "rename") return;
    state.renamed = id;
    state.renaming = document.name;
}

void rename_ui(const Desk& desk, const Document& document, DocumentsState& state, Intents& out) {
    TextFieldOptions options;
    options.field.label_hidden = true;
    const Edited edited = text_field("name", desk.texts.label("document.name"), state.renaming, options);
    if (!edited.committed && !edited.submitted) return;
    Document after = document;
    after.name = trimmed(state.renaming);
    state.renamed = {};
    if (after.name.empty() || after.name == document.name) return;
    const EntityInfo& info = entity_info<Document>();
    out.push_back(change_record(desk, info, &document, edits_between(info, &document, &after)));
}

void rows_ui(const Desk& desk, const std::vector<const Document*>& documents, bool with_task, bool may_edit,
             DocumentsState& state, Intents& out) {
    for (std::size_t place = 0; place < documents.size(); ++place) {
        const Document& document = *documents[place];
        const IdScope scope(document.id);
        if (state.renamed == document.id.value) {
            rename_ui(desk, document, state, out);
            space(4);
            continue;
        }
        const FileFact fact = fact_of(desk, document);
        ListRow row;
        row.title = document.name;
        row.icon = icon_of(document.name);
        row.detail = detail_of(desk, document, fact, with_task);
        add_state(fact, desk.texts, row);
        row.actions = actions_of(desk, document, fact, may_edit);
        const ListRowResult result = list_row_ui(row, desk.texts.label("list.actions"), place + 1 == documents.size());
        const bool shown = is_shown_in_browser(document.name);
        if (result.opened) act_on(desk, document, shown ? "open" : "save", state, out);
        act_on(desk, document, result.action, state, out);
    }
}

/// Files that did not become documents, each with its reason.
void problems_ui(const Desk& desk, Intents& out) {
    if (desk.files == nullptr || desk.files->problems.empty()) return;
    const auto& problems = desk.files->problems;
    for (std::size_t place = 0; place < problems.size(); ++place) {
        const bool last = place + 1 == problems.size();
        const BannerResult result = banner("problem-" + std::to_string(place), Tone::bad, problems[place],
                                           {.icon = Icon::circle_alert, .closable = last});
        if (result.closed) out.push_back(DismissFileProblems{});
        space(8);
    }
}

AddFiles add_to(const Client& client, bool camera) { return {client.id.value, {}, camera}; }

void ways_to_add_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    if (button("add_documents", texts.label("documents.add"), {.kind = ButtonKind::primary, .icon = Icon::plus})) {
        out.push_back(add_to(client, false));
    }
    // Where there is a finger there is mostly a camera.
    if (!frame().narrow) return;
    beside(8);
    if (button("photograph", texts.label("documents.photograph"))) out.push_back(add_to(client, true));
}

}  // namespace

Icon file_icon(std::string_view name) { return icon_of(name); }

void add_file_state(const FileFact& fact, const Texts& texts, ListRow& row) { add_state(fact, texts, row); }

void file_problems_ui(const Desk& desk, Intents& out) { problems_ui(desk, out); }

std::string file_size_words(std::int64_t bytes, const Texts& texts) {
    constexpr std::int64_t kilobyte = 1'024;
    constexpr std::int64_t megabyte = kilobyte * 1'024;
    if (bytes < megabyte) {
        return texts.format("settings.kilobytes", {format_number((bytes + kilobyte - 1) / kilobyte, texts.language())});
    }
    const std::int64_t tenths = (bytes * 10 + megabyte - 1) / megabyte;
    std::string words = format_number(tenths / 10, texts.language());
    if (tenths % 10 != 0) {
        words += texts.language() == Language::french ? ',' : '.';
        words += std::to_string(tenths % 10);
    }
    return texts.format("settings.megabytes", {words});
}

void documents_tab_ui(const Desk& desk, const Client& client, DocumentsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_edit = desk.by.may(Right::edit);
    problems_ui(desk, out);
    const std::vector<const Document*> documents = documents_of(desk.db, client.id);
    if (documents.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::documents;
        if (may_edit) look.action = texts.label("documents.add");
        if (may_edit && frame().narrow) look.second_action = texts.label("documents.photograph");
        const auto pressed =
            empty_state("none", texts.label("documents.none"), texts.label("documents.none_why"), look);
        if (pressed.acted) out.push_back(add_to(client, false));
        if (pressed.second) out.push_back(add_to(client, true));
        return;
    }
    {
        const Card card("documents", 0);
        rows_ui(desk, documents, true, may_edit, state, out);
    }
    if (!may_edit) return;
    space(12);
    ways_to_add_ui(desk, client, out);
    if (frame().narrow) return;
    space(8);
    text(texts.label("documents.drop_hint"),
         {.style = TextStyle::small, .color = palette().soft, .width = available_width()});
}

void attachments_ui(const Desk& desk, const Task& task, bool may_edit, DocumentsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const Document*> documents = documents_of(desk.db, task.id);
    const Group group("attachments", mirror::Role::group, texts.label("documents.attachments"));
    text(texts.label("documents.attachments"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    problems_ui(desk, out);
    if (!documents.empty()) {
        const Card card("documents", 0);
        rows_ui(desk, documents, false, may_edit, state, out);
    }
    if (!may_edit) return;
    if (!documents.empty()) space(8);
    if (button("attach", texts.label("documents.attach"), {.icon = Icon::paperclip})) {
        out.push_back(AddFiles{task.client.value, task.id.value, false});
    }
}

}  // namespace pupitre::ui
