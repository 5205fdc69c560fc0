// Commands with their titles.
#include "web-ui/screens/record_actions.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/deletion.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/form_values.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t title_words_max = 60;  // Code points of a value in a toast.

Act act(const EntityInfo& info, std::string_view verb, Json args) {
    return {std::string(info.table) + '.' + std::string(verb), std::move(args)};
}

/// "Échéance : 24/11/2026"; several changes at once are only counted.
std::string title_of(const Desk& desk, const EntityInfo& info, const std::vector<FieldEdit>& edits) {
    if (edits.size() != 1) return desk.texts.count("panel.changed_several", static_cast<std::int64_t>(edits.size()));
    const Field& field = info.fields[edits.front().field];
    const std::string label(desk.texts.label(label_key(info, field)));
    const std::string words = value_words(desk.db, info, field, edits.front().after, desk.texts);
    if (field.edit == Edit::long_text || code_points(words) > title_words_max) {
        return desk.texts.format("panel.changed", {label});
    }
    return desk.texts.format("panel.changed_to", {label, words});
}

std::string name_for_title(const Desk& desk, const EntityInfo& info, Id128 row) {
    const std::string name = row_name(desk.db, info.table, row);
    return name.empty() ? std::string(desk.texts.label(info.table)) : name;
}

}  // namespace

void open_record(const Desk& desk, std::string_view table, Id128 record, ClientId client, Intents& out) {
    Route route = desk.route;
    route.panel = {.table = std::string(table), .record = record, .client = client.value};
    out.push_back(Go{route});
}

Do change_record(const Desk& desk, const EntityInfo& info, const void* row, const std::vector<FieldEdit>& edits) {
    Do made;
    made.title = title_of(desk, info, edits);
    std::vector<FieldEdit> plain = edits;
    if (info.table == Task::table) {
        const Task& task = *static_cast<const Task*>(row);
        const FieldIndex status = Database::index_of_member<&Task::status>();
        const auto found =
            std::find_if(plain.begin(), plain.end(), [&](const FieldEdit& edit) { return edit.field == status; });
        Task after = task;
        if (found != plain.end()) info.fields[status].set(&after, found->after);
        if (after.status == WorkStatus::done && task.status != WorkStatus::done) {
            made.acts.push_back({std::string(CompleteTask::name), CompleteTask{task.id}.to_json()});
            plain.erase(found);
        } else if (is_open(after.status) && !is_open(task.status)) {
            made.acts.push_back({std::string(ReopenTask::name), ReopenTask{task.id}.to_json()});
            // Reopened, a task is to do; whoever wants another state changes it from there.
            if (after.status == WorkStatus::to_do) {
                plain.erase(found);
            } else {
                Task reopened = task;
                reopened.status = WorkStatus::to_do;
                found->before = info.fields[status].get(&reopened);
            }
        }
    }
    if (!plain.empty()) made.acts.push_back(act(info, "change", change_args(info, id_of(row), plain)));
    return made;
}

Do complete_task(const Desk& desk, const Task& task) {
    return {{{std::string(CompleteTask::name), CompleteTask{task.id}.to_json()}},
            desk.texts.format("panel.completed", {task.title})};
}

Do reopen_task(const Desk& desk, const Task& task) {
    return {{{std::string(ReopenTask::name), ReopenTask{task.id}.to_json()}},
            desk.texts.format("panel.reopened", {task.title})};
}

Do delete_record(const Desk& desk, const EntityInfo& info, Id128 row) {
    return {{act(info, "delete", delete_args(row))},
            desk.texts.format("panel.deleted", {name_for_title(desk, info, row)})};
}

void add_moves(std::size_t place, std::size_t rows, const Texts& texts, std::vector<Option>& actions) {
    const auto add = [&](std::string_view key, std::string_view label_key, Icon icon) {
        actions.push_back({.key = std::string(key), .label = std::string(texts.label(label_key)), .icon = icon});
    };
    if (place > 0) add("up", "list.move_up", Icon::arrow_up);
    if (place + 1 < rows) add("down", "list.move_down", Icon::arrow_down);
}

std::optional<Do> move_record(const Desk& desk, const EntityInfo& info, std::span<const Id128> rows, std::size_t place,
                              std::string_view action) {
    if (action != "up" && action != "down") return std::nullopt;
    const std::size_t before = action == "up" ? place - 1 : place + 2;
    const Id128 row = rows[place];
    return Do{{act(info, "move", move_args(row, before < rows.size() ? rows[before] : Id128{}))},
              desk.texts.format("panel.moved", {name_for_title(desk, info, row)})};
}

Do set_inactive(const Desk& desk, const Client& client, bool inactive) {
    const EntityInfo& info = entity_info<Client>();
    Client after = client;
    after.inactive = inactive;
    return {{act(info, "change", change_args(info, client.id.value, edits_between(info, &client, &after)))},
            desk.texts.format(inactive ? "client_sheet.made_inactive" : "client_sheet.made_active", {client.name})};
}

Act main_person_act(const Client& client, PersonId person) {
    const EntityInfo& info = entity_info<Client>();
    Client after = client;
    after.main_person = person;
    return act(info, "change", change_args(info, client.id.value, edits_between(info, &client, &after)));
}

Do make_main(const Desk& desk, const Person& person) {
    return {{main_person_act(desk.db.get(person.client), person.id)},
            desk.texts.format("client_sheet.made_main", {person.full_name()})};
}

std::optional<std::string> why_not_delete(const Desk& desk, const EntityInfo& info, Id128 row) {
    const TableIndex table = desk.schema().index_of(info.table);
    const EntityRules& rules = desk.registry.rules(table);
    if (!desk.by.may(rules.remove)) return std::string(desk.texts.label("refusal.not_permitted"));
    std::optional<Refusal> refusal = refuse_deletion(desk.db, table, row);
    const void* stored = desk.db.table(table).find(row);
    if (!refusal && rules.check_removal != nullptr && stored != nullptr) {
        refusal = rules.check_removal(desk.db, desk.by, stored);
    }
    if (!refusal) return std::nullopt;
    if (refusal->code == RefusalCode::row_in_use && desk.texts.has(refusal->detail)) {
        return desk.texts.format("panel.in_use", {desk.texts.label(refusal->detail)});
    }
    return refusal_words(*refusal, desk.texts);
}

}  // namespace pupitre::ui
