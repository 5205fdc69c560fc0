// Assigning services: to a project, to hundreds of clients at once (a project is made for each), and taking an assignment
// back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/command/registry.h"
#include "core/work/assignment.h"

namespace pupitre {

constexpr std::size_t assigned_services_max = 50;
constexpr std::size_t assigned_clients_max = 500;
constexpr std::size_t assigned_tasks_max = 10'000;  // That one command makes.

/// One service as it is assigned.
struct AssignedService {
    ServiceId service;
    Date starts_on;
    Date ends_on;
    TeamMemberId responsible;  // Nil: the project's.
    std::optional<Money> price;
};

/// Assigns services to a project: {project, services: [{service, starts_on, ends_on, price, responsible}]}. A service that
/// is there already with the same dates and price is left as it is.
struct AssignServices {
    static constexpr std::string_view name = "service.assign";
    static constexpr std::int32_t version = 1;

    ProjectId project;
    std::vector<AssignedService> services;

    static Result<AssignServices> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const AssignServices& command);
void apply(Changes& changes, const Context& by, const AssignServices& command);

/// The same for many clients: {clients: [{client, responsible}], title, starts_on, due_on, responsible, services: […]}.
/// Each gets a project of that title and start, unless it is there; services that it holds are left as they are.
struct AssignToClients {
    static constexpr std::string_view name = "service.assign_many";
    static constexpr std::int32_t version = 1;

    struct One {
        ClientId client;
        TeamMemberId responsible;  // Nil: the same for all.
    };
    std::vector<One> clients;
    std::string title;
    Date starts_on;
    Date due_on;
    TeamMemberId responsible;
    std::vector<AssignedService> services;

    static Result<AssignToClients> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const AssignToClients& command);
void apply(Changes& changes, const Context& by, const AssignToClients& command);

/// The project that the command makes for a client: the same on every device.
ProjectId assigned_project_id(ClientId client, std::string_view title, Date starts_on);
/// How many tasks the services have together in one period.
std::size_t tasks_of(const Database& db, const std::vector<AssignedService>& services);

/// Takes an assignment back: open work is cancelled, finished work stays.
struct WithdrawAssignment {
    static constexpr std::string_view name = "assignment.withdraw";
    static constexpr std::int32_t version = 1;

    AssignmentId assignment;

    static Result<WithdrawAssignment> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const WithdrawAssignment& command);
void apply(Changes& changes, const Context& by, const WithdrawAssignment& command);

/// What withdrawing does, for the question before it.
struct WithdrawalNumbers {
    std::int64_t cancelled = 0;
    std::int64_t kept = 0;
    std::int64_t requests = 0;  // Cancelled, too: those without an answer.
};
WithdrawalNumbers withdrawal_numbers(const Database& db, AssignmentId assignment);

}  // namespace pupitre
