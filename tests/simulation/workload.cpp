// Shapes of arguments. A command that is registered and not named here still takes part: with what its name says.
#include "tests/simulation/workload.h"

#include <array>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/crm/note.h"
#include "core/domain/domain.h"
#include "core/work/series_work.h"
#include "core/work/work_dependency.h"

namespace pupitre::simulation {

namespace {

constexpr std::array<std::string_view, 5> rules = {"FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=DAILY;COUNT=5",
                                                   "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY"};
constexpr std::size_t contended_rows = 3;

/// What only tomorrow's program can do: a host of today does not know it.
Registry& build_of_tomorrow(Registry& registry) {
    for (const auto& [name, type] : domain_registry().commands()) registry.add_command(type);
    registry.add_command({std::string(command_of_tomorrow), 1, [](Changes& changes, const Context&, const Json& args) {
                              const auto id = parse_id(args.value("id", std::string{}));
                              if (!id) return Attempt{Refusal{RefusalCode::malformed_arguments, {}, {}, "id", {}}};
                              Client client;
                              client.id = ClientId{*id};
                              client.name = "Demain";
                              changes.put(client);
                              return Attempt{Outcome{}};
                          }});
    return registry;
}

}  // namespace

const Registry& registry_of_tomorrow() {
    static Registry registry(domain_schema());
    static const Registry& built = build_of_tomorrow(registry);
    return built;
}

Deed Workload::of_tomorrow() { return {std::string(command_of_tomorrow), {{"id", to_text(new_id())}}}; }

Workload::Workload(std::uint64_t seed) : maker_(domain_registry(), seed), dice_(seed ^ 0x77U) {}

Deed Workload::next(const Database& seen, Date today) {
    if (dice_.one_in(6)) {
        if (auto deed = shaped(seen, today)) return *std::move(deed);
    }
    if (dice_.one_in(4)) {
        const auto table = static_cast<TableIndex>(dice_.below(seen.schema().table_count()));
        if (seen.table(table).size() > 0) return contended(seen, table);
    }
    Command made = maker_.next(seen);
    return {std::move(made.name), std::move(made.args)};
}

std::optional<Deed> Workload::shaped(const Database& seen, Date today) {
    switch (dice_.below(10)) {
    case 0: {
        const auto days = static_cast<std::int32_t>(dice_.below(40));
        return Deed{"time.advance", {{"to", to_iso(today.plus_days(days))}}};
    }
    case 1: {
        if (dice_.one_in(3)) {
            WorkSeries series;
            series.id = {new_id()};
            series.rule = std::string(rules[dice_.below(rules.size())]);
            series.starts_on = series.first_on = today;
            return Deed{"series.create", create_args(entity_info<WorkSeries>(), &series)};
        }
        Json series{{"rule", std::string(rules[dice_.below(rules.size())])}};
        if (dice_.one_in(4)) {
            return Deed{"project.repeat", {{"project", some_row(seen, "project")}, {"series", std::move(series)}}};
        }
        return Deed{"task.repeat", {{"task", some_row(seen, "task")}, {"series", std::move(series)}}};
    }
    case 2: {
        if (dice_.one_in(4)) {
            const Json fields = {dice_.one_in(2) ? "title" : "description"};
            const std::string series = some_row(seen, "series");
            const WorkSeries* row = seen.find(WorkSeriesId{parse_id(series).value()});
            const auto latest = row != nullptr ? latest_work(seen, *row) : std::nullopt;
            const std::string work = latest ? to_text(latest->id) : some_row(seen, "task");
            return Deed{"series.keep",
                        {{"series", series}, {"work", work}, {"fields", fields}, {"kept", !dice_.one_in(4)}}};
        }
        const auto skipped = static_cast<std::int32_t>(dice_.below(30));
        return Deed{"series.skip",
                    {{"series", some_row(seen, "series")}, {"nominal", to_iso(today.plus_days(skipped))}}};
    }
    case 3: {
        const std::string nominal = to_iso(today.plus_days(static_cast<std::int32_t>(dice_.below(30))));
        const std::string to = to_iso(today.plus_days(static_cast<std::int32_t>(dice_.below(60))));
        return Deed{"series.move_one", {{"series", some_row(seen, "series")}, {"nominal", nominal}, {"to", to}}};
    }
    case 4: {
        constexpr std::array<const char*, 3> orders = {"series.end", "series.pause", "series.resume"};
        const char* order = orders[dice_.below(orders.size())];
        return Deed{order, {{"series", some_row(seen, "series")}}};
    }
    case 5: {
        const char* order = dice_.one_in(2) ? "task.complete" : "task.reopen";
        return Deed{order, {{"task", some_row(seen, "task")}}};
    }
    case 6: return import(seen);
    case 7:
    case 8: return around_services(seen, today);
    default: {
        Task task;
        task.id = TaskId{new_id()};
        task.title = "Travail " + std::to_string(dice_.below(1'000));
        task.due_on = today.plus_days(static_cast<std::int32_t>(dice_.below(60)));
        return Deed{"task.create", create_args(entity_info<Task>(), &task)};
    }
    }
}

AssignedService Workload::some_service(const Database& seen, Date starts_on) {
    AssignedService service;
    service.service = {parse_id(some_row(seen, "service")).value()};
    service.starts_on = starts_on;
    service.ends_on = starts_on.plus_days(10 + static_cast<std::int32_t>(dice_.below(60)));
    service.price = Money{static_cast<std::int64_t>(1 + dice_.below(3)) * 100, Currency::eur};
    return service;
}

/// Few services and projects, so that two people assign the same one.
Deed Workload::around_services(const Database& seen, Date today) {
    switch (dice_.below(8)) {
    case 0: {
        ServiceItem item;
        item.id = {new_id()};
        item.service = {parse_id(some_row(seen, "service")).value()};
        item.title = "Étape " + std::to_string(dice_.below(1'000));
        item.delay = static_cast<Delay>(dice_.below(9));
        item.delay_days = static_cast<std::int32_t>(dice_.below(20));
        return {"service_item.create", create_args(entity_info<ServiceItem>(), &item)};
    }
    case 1: {
        WorkDependency dependency;
        dependency.task = {parse_id(some_row(seen, "task")).value()};
        dependency.waits_for = {parse_id(some_row(seen, "task")).value()};
        dependency.id = work_dependency_id(dependency.task, dependency.waits_for);
        return {"work_dependency.create", create_args(entity_info<WorkDependency>(), &dependency)};
    }
    case 2: return {"assignment.withdraw", {{"assignment", some_row(seen, "assignment")}}};
    case 3: {
        AssignToClients command;
        const std::string responsible = some_row(seen, "team_member");
        command.responsible = {parse_id(responsible).value()};
        for (std::uint64_t count = 1 + dice_.below(3); count > 0; --count)
            command.clients.push_back({{parse_id(some_row(seen, "client")).value()}, {}});
        command.title = "Année";
        command.starts_on = today.plus_days(-static_cast<std::int32_t>(dice_.below(2)) * 30);
        command.due_on = command.starts_on.plus_days(100);
        command.services.push_back(some_service(seen, command.starts_on));
        return {std::string(AssignToClients::name), command.to_json()};
    }
    case 4: {
        const Project* project = seen.find(ProjectId{parse_id(some_row(seen, "project")).value()});
        if (project == nullptr || !project->starts_on) return import(seen);
        return {std::string(AssignServices::name),
                AssignServices{project->id, {some_service(seen, *project->starts_on)}}.to_json()};
    }
    case 5: return {"service_category.remove", {{"category", some_row(seen, "service_category")}}};
    case 6: {
        // Their ends are their identity: there is nothing else to change.
        const std::string table = dice_.one_in(2) ? "work_dependency" : "service_item_dependency";
        return {table + ".change", {{"id", some_row(seen, table)}, {"set", Json::object()}}};
    }
    default: {
        Service service;
        service.id = {new_id()};
        service.name = "Prestation " + std::to_string(dice_.below(10));
        service.periodicity = static_cast<Periodicity>(dice_.below(6));
        return {"service.create", create_args(entity_info<Service>(), &service)};
    }
    }
}

Deed Workload::import(const Database& seen) {
    Json created = Json::array();
    for (std::uint64_t count = 1 + dice_.below(6); count > 0; --count) {
        Client client;
        client.id = ClientId{new_id()};
        client.name = "Importé " + std::to_string(dice_.below(10'000));
        Note note;
        note.id = {new_id()};
        note.client = client.id;
        note.text = "Vu le " + std::to_string(seen.row_count());
        created.push_back({{"client", row_to_json(entity_info<Client>(), &client)},
                           {"notes", Json::array({row_to_json(entity_info<Note>(), &note)})}});
    }
    return {"client.import", {{"create", std::move(created)}}};
}

std::string Workload::some_row(const Database& seen, const std::string& table) {
    const Table& rows = seen.table(seen.schema().index_of(table));
    return to_text(rows.size() == 0 ? new_id() : id_of(rows.at(dice_.below(rows.size()))));
}

Deed Workload::contended(const Database& seen, TableIndex table) {
    const EntityInfo& info = seen.schema().entity(table);
    const Table& rows = seen.table(table);
    const void* row = rows.at(dice_.below(std::min(contended_rows, rows.size())));
    if (dice_.one_in(12)) return {std::string(info.table) + ".delete", delete_args(id_of(row))};
    std::vector<const Field*> texts;
    for (const Field& field : info.fields) {
        if (field.type == FieldType::text && field.check == nullptr) texts.push_back(&field);
    }
    if (texts.empty()) return {std::string(info.table) + ".delete", delete_args(new_id())};
    const Field& field = *texts[dice_.below(texts.size())];
    // A text with a token of its own, so that a lost addition shows.
    const Value before = field.get(row);
    const auto* text = std::get_if<std::string>(&before);
    std::string after = (text == nullptr || text->size() > 100 ? std::string{} : *text + ' ');
    after += 't' + std::to_string(dice_.below(1'000'000));
    const std::vector<FieldEdit> edits = {{info.index_of(field), before, Value{std::move(after)}}};
    return {std::string(info.table) + ".change", change_args(info, id_of(row), edits)};
}

}  // namespace pupitre::simulation
