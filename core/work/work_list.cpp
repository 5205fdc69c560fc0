// Sources and columns of the work list, and runs of days in it.
#include "core/work/work_list.h"

#include <algorithm>
#include <iterator>

#include "core/base/text_fold.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

constexpr std::int32_t days_per_week = 7;

std::string client_name(const Database& db, Id128 id) {
    const Client* client = db.find(ClientId{id});
    return client != nullptr ? client->name : std::string{};
}

std::string member_name(const Database& db, Id128 id) {
    const TeamMember* member = db.find(TeamMemberId{id});
    return member != nullptr ? member->full_name() : std::string{};
}

std::string project_title(const Database& db, Id128 id) {
    const Project* project = db.find(ProjectId{id});
    return project != nullptr ? project->title : std::string{};
}

std::string service_name(const Database& db, Id128 id) {
    const Service* service = db.find(ServiceId{id});
    return service != nullptr ? service->name : std::string{};
}

TeamMemberId who(const Database&, const Task& task) { return task.assignee; }
TeamMemberId who(const Database&, const Project& project) { return project.responsible; }
TeamMemberId who(const Database& db, const ClientRequest& request) {
    const RequestTracking* tracking = db.find(request_tracking_id(request.id));
    return tracking != nullptr ? tracking->responsible : TeamMemberId{};
}

WorkStatus status_of(const Task& task) { return task.status; }
WorkStatus status_of(const Project& project) { return project.status; }
WorkStatus status_of(const ClientRequest& request) { return status_of(request.state); }

ProjectId project_of(const Database&, const Task& task) { return task.project; }
ProjectId project_of(const Database&, const Project&) { return {}; }
ProjectId project_of(const Database& db, const ClientRequest& request) {
    const RequestTracking* tracking = db.find(request_tracking_id(request.id));
    return tracking != nullptr ? tracking->project : ProjectId{};
}

std::string_view words_of_work(const Task& task) { return task.description; }
std::string_view words_of_work(const Project& project) { return project.description; }
std::string_view words_of_work(const ClientRequest& request) { return request.message; }

bool repeats(const Task& task) { return !task.series.is_nil(); }
bool repeats(const Project& project) { return !project.series.is_nil(); }
bool repeats(const ClientRequest&) { return false; }

std::int64_t position_of(const Task& task) { return task.position; }
std::int64_t position_of(const Project& project) { return project.position; }
std::int64_t position_of(const ClientRequest&) { return 0; }

ServiceId service_of(const Database& db, const ClientRequest& request) {
    const RequestTracking* tracking = db.find(request_tracking_id(request.id));
    return tracking != nullptr ? tracking->service : ServiceId{};
}
ServiceId service_of(const Database& db, const Task& task) {
    const Project* project = db.find(task.project);
    return project != nullptr ? project->service : ServiceId{};
}
ServiceId service_of(const Database&, const Project& project) { return project.service; }

std::optional<Date> finished_on(const Task& task) { return task.completed_on; }
std::optional<Date> finished_on(const Project& project) {
    return project.completed_on ? project.completed_on : project.due_on;
}
std::optional<Date> finished_on(const ClientRequest& request) { return request.due_on; }

template <class Work>
std::string search_text(const Database& db, const void* row) {
    const auto& work = *static_cast<const Work*>(row);
    std::string text = work.title;
    text.append(" ").append(words_of_work(work)).append(" ") += member_name(db, who(db, work).value);
    const Client* client = db.find(work.client);
    if (client != nullptr) text += ' ' + client->name + ' ' + client->reference;
    const std::string service = service_name(db, service_of(db, work).value);
    if (!service.empty()) text += ' ' + service;
    return fold(text);
}

template <class Work>
std::vector<Id128> of_scope(const Database& db, ScopeId scope) {
    std::vector<Id128> rows;
    if (scope != ScopeId{}) {
        const auto theirs = db.ids_with<&Work::client>(ClientId{scope.value});
        rows.assign(theirs.begin(), theirs.end());
        return rows;
    }
    // What belongs to nobody stands in no index.
    db.table<Work>().for_each([&](const void* row) {
        const auto& work = *static_cast<const Work*>(row);
        if (work.client.is_nil()) rows.push_back(work.id.value);
    });
    return rows;
}

/// Of a client's file and of its portal, which are two scopes.
template <>
std::vector<Id128> of_scope<ClientRequest>(const Database& db, ScopeId scope) {
    const Portal* portal = db.find(PortalId{scope.value});
    const auto theirs = db.ids_with<&ClientRequest::client>(portal != nullptr ? portal->client : ClientId{scope.value});
    return {theirs.begin(), theirs.end()};
}

Value id_value(Id128 id) { return id.is_nil() ? Value{} : Value{id}; }
Value date_value(std::optional<Date> date) { return date ? Value{*date} : Value{}; }

/// A value for the rows of each table, made by a function that takes either.
template <class Read>
void read_all(ListColumn& column, Read read) {
    column.value = [read](const Database& db, const void* row) { return read(db, *static_cast<const Task*>(row)); };
    column.beside = {
        [read](const Database& db, const void* row) { return read(db, *static_cast<const Project*>(row)); },
        [read](const Database& db, const void* row) { return read(db, *static_cast<const ClientRequest*>(row)); }};
}

template <class Read>
ListColumn column_of(std::string_view key, std::string_view label, ColumnKind kind, Read read) {
    ListColumn column{.key = key, .label = label, .kind = kind};
    read_all(column, read);
    return column;
}

template <class Read>
ListColumn row_column(std::string_view key, std::string_view label, std::string_view target, NameOfRow name,
                      Read read) {
    ListColumn column = column_of(key, label, ColumnKind::row, read);
    column.target = target;
    column.name = name;
    return column;
}

template <class Enum, class Read>
ListColumn choice_column(std::string_view key, std::string_view label, std::string_view words, Read read) {
    ListColumn column = column_of(key, label, ColumnKind::choice, [read](const Database& db, const auto& work) {
        return Value{static_cast<std::int64_t>(read(db, work))};
    });
    column.choices = enum_names<Enum>;
    column.choice_label = words;
    return column;
}

/// Of tasks only.
template <class Read>
ListColumn task_column(std::string_view key, std::string_view label, ColumnKind kind, Read read) {
    ListColumn column{.key = key, .label = label, .kind = kind};
    column.value = [read](const Database&, const void* row) { return read(*static_cast<const Task*>(row)); };
    return column;
}

/// A project is also theirs who have one of its tasks.
bool has_task_in(const Database& db, const ListedRow& row, const Value& wanted) {
    if (row.kind != static_cast<std::size_t>(WorkKind::project)) return false;
    const auto& project = *static_cast<const Project*>(row.row);
    bool found = false;
    db.for_each_with<&Task::project>(project.id,
                                     [&](const Task& task) { found = found || Value{task.assignee.value} == wanted; });
    return found;
}

/// Within its group: by due date; what was finished last stands first.
template <class Work>
std::int64_t urgency(const Work& work) {
    if (is_open(status_of(work))) return work.due_on ? work.due_on->days() : 0;
    const std::optional<Date> day = finished_on(work);
    return day ? -day->days() : 0;
}

WorkKind kind_of(const Task&) { return WorkKind::task; }
WorkKind kind_of(const Project&) { return WorkKind::project; }
WorkKind kind_of(const ClientRequest&) { return WorkKind::request; }

std::vector<ListColumn> identity_columns() {
    return {choice_column<WorkKind>("kind", "work.column.kind", "work.kind.",
                                    [](const Database&, const auto& work) { return kind_of(work); }),
            column_of("title", "work.column.title", ColumnKind::text,
                      [](const Database&, const auto& work) { return Value{work.title}; }),
            row_column("client", "task.client", Client::table, client_name,
                       [](const Database&, const auto& work) { return id_value(work.client.value); }),
            row_column("project", "task.project", Project::table, project_title,
                       [](const Database& db, const auto& work) { return id_value(project_of(db, work).value); }),
            row_column("service", "project.service", Service::table, service_name,
                       [](const Database& db, const auto& work) { return id_value(service_of(db, work).value); })};
}

std::vector<ListColumn> day_columns(Date today) {
    ListColumn starts{.key = "starts_on", .label = "project.starts_on", .kind = ColumnKind::date};
    starts.beside = {
        [](const Database&, const void* row) { return date_value(static_cast<const Project*>(row)->starts_on); }};
    return {choice_column<DueGroup>(
                "when", "work.column.when", "work.group.",
                [today](const Database&, const auto& work) { return due_group(status_of(work), work.due_on, today); }),
            std::move(starts),
            column_of("due_on", "task.due_on", ColumnKind::date,
                      [](const Database&, const auto& work) { return date_value(work.due_on); }),
            task_column("completed_on", "task.completed_on", ColumnKind::date,
                        [](const Task& task) { return date_value(task.completed_on); })};
}

std::vector<ListColumn> progress_columns() {
    ListColumn assignee =
        row_column("assignee", "work.column.assignee", TeamMember::table, member_name,
                   [](const Database& db, const auto& work) { return id_value(who(db, work).value); });
    assignee.also = has_task_in;
    ListColumn request{.key = "request_state", .label = "work.column.request", .kind = ColumnKind::choice};
    request.choices = enum_names<RequestState>;
    request.choice_label = "choice.client_request.state.";
    request.beside = {{}, [](const Database&, const void* row) {
                          return Value{static_cast<std::int64_t>(static_cast<const ClientRequest*>(row)->state)};
                      }};
    return {choice_column<WorkStatus>("status", "task.status", "choice.task.status.",
                                      [](const Database&, const auto& work) { return status_of(work); }),
            std::move(request),
            task_column("estimate", "work.column.estimate", ColumnKind::minutes,
                        [](const Task& task) { return Value{std::int64_t{task.estimate_minutes}}; }),
            column_of("repeats", "work_list.repeats", ColumnKind::yes_no,
                      [](const Database&, const auto& work) { return Value{repeats(work)}; }),
            std::move(assignee)};
}

std::vector<ListColumn> order_columns() {
    ListColumn urgent = column_of("urgency", "", ColumnKind::number,
                                  [](const Database&, const auto& work) { return Value{urgency(work)}; });
    urgent.internal = true;
    ListColumn position = column_of("position", "", ColumnKind::number,
                                    [](const Database&, const auto& work) { return Value{position_of(work)}; });
    position.internal = true;
    return {std::move(urgent), std::move(position)};
}

/// The first place from `first` on that is not due before a day; what has no date is due after all days.
std::size_t first_due_from(const Database& db, const std::vector<Id128>& rows, std::size_t first,
                           std::optional<Date> day) {
    const auto is_before = [&](Id128 id) {
        const std::optional<Date> due = due_date(db, id);
        return due && (!day || *due < *day);
    };
    const auto from = rows.begin() + static_cast<std::ptrdiff_t>(first);
    return static_cast<std::size_t>(std::partition_point(from, rows.end(), is_before) - rows.begin());
}

}  // namespace

DueGroup due_group(WorkStatus status, std::optional<Date> due_on, Date today) {
    if (!is_open(status)) return DueGroup::finished;
    if (!due_on) return DueGroup::no_date;
    if (*due_on < today) return DueGroup::overdue;
    if (*due_on == today) return DueGroup::today;
    const Date next_monday = today.week_start().plus_days(days_per_week);
    if (*due_on < next_monday) return DueGroup::this_week;
    if (*due_on < next_monday.plus_days(days_per_week)) return DueGroup::next_week;
    return DueGroup::later;
}

WorkStatus status_of(RequestState state) {
    switch (state) {
    case RequestState::draft: return WorkStatus::to_do;
    case RequestState::planned: return WorkStatus::blocked;
    case RequestState::shared:
    case RequestState::seen:
    case RequestState::answered:
    case RequestState::sent_back: return WorkStatus::in_progress;
    case RequestState::accepted: return WorkStatus::done;
    case RequestState::cancelled: return WorkStatus::cancelled;
    }
    assert(false);
    return WorkStatus::to_do;
}

std::optional<WorkItem> work_item(const Database& db, Id128 id) {
    const auto common = [&](const auto& work) {
        WorkItem item;
        item.kind = kind_of(work);
        item.id = id;
        item.title = work.title;
        item.client = work.client;
        item.who = who(db, work);
        item.status = status_of(work);
        item.due_on = work.due_on;
        item.repeats = repeats(work);
        return item;
    };
    if (const Task* task = db.find(TaskId{id})) {
        return common(*task);
    }
    if (const Project* project = db.find(ProjectId{id})) {
        WorkItem item = common(*project);
        item.starts_on = project->starts_on;
        return item;
    }
    const ClientRequest* request = db.find(ClientRequestId{id});
    if (request == nullptr) return std::nullopt;
    WorkItem item = common(*request);
    item.request = request->state;
    return item;
}

std::optional<Date> due_date(const Database& db, Id128 id) {
    if (const Task* task = db.find(TaskId{id})) return task->due_on;
    if (const Project* project = db.find(ProjectId{id})) return project->due_on;
    const ClientRequest* request = db.find(ClientRequestId{id});
    return request != nullptr ? request->due_on : std::nullopt;
}

ListModel work_list_model(const Schema& schema, Date today) {
    const TableIndex clients = schema.index_of<Client>();
    const TableIndex tasks = schema.index_of<Task>();
    const TableIndex projects = schema.index_of<Project>();
    ListModel model;
    model.name = "work";
    // Work is found by its client's name, a task by its project's service, a project by who has one of its tasks.
    model.sources = {{tasks, search_text<Task>, {clients, projects}, of_scope<Task>},
                     {projects, search_text<Project>, {clients, tasks}, of_scope<Project>},
                     {schema.index_of<ClientRequest>(),
                      search_text<ClientRequest>,
                      {clients, schema.index_of<RequestTracking>()},
                      of_scope<ClientRequest>}};
    for (auto columns : {identity_columns(), day_columns(today), progress_columns(), order_columns()}) {
        std::ranges::move(columns, std::back_inserter(model.columns));
    }
    model.order = {{"urgency", false}, {"position", false}};
    return model;
}

ListCondition unfinished_work() { return {"status", ListTest::is, {"to_do", "in_progress", "blocked"}}; }

std::string_view card_column_key(CardColumn column) {
    switch (column) {
    case CardColumn::overdue: return "work.group.overdue";
    case CardColumn::this_week: return "work.group.this_week";
    case CardColumn::next_30_days: return "work.card.next_30_days";
    case CardColumn::no_date: return "work.group.no_date";
    }
    assert(false);
    return "";
}

std::array<RowRun, card_column_count> card_columns(const Database& db, const std::vector<Id128>& rows, Date today) {
    const std::size_t due_today = first_due_from(db, rows, 0, today);
    const std::size_t next_week = first_due_from(db, rows, due_today, today.week_start().plus_days(days_per_week));
    const std::size_t later = first_due_from(db, rows, next_week, today.plus_days(card_days + 1));
    const std::size_t no_date = first_due_from(db, rows, later, std::nullopt);
    return {RowRun{0, due_today}, RowRun{due_today, next_week - due_today}, RowRun{next_week, later - next_week},
            RowRun{no_date, rows.size() - no_date}};
}

RowRun due_between(const Database& db, const std::vector<Id128>& rows, Date first, Date last) {
    const std::size_t from = first_due_from(db, rows, 0, first);
    return {from, first_due_from(db, rows, from, last.plus_days(1)) - from};
}

}  // namespace pupitre
