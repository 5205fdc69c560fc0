// Collects the orders of the example firm and carries each out on a scratch database, so that later ones can look at
// what earlier ones made. Knows no story.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/demo/demo_firm.h"
#include "core/store/database.h"

namespace pupitre {

class DemoScript {
public:
    explicit DemoScript(const DemoInput& input);

    const Database& db() const { return db_; }
    Date today() const { return input_.today; }
    std::int64_t now_ms() const { return input_.now_ms; }

    /// Whoever gives the orders from here on; nobody while the firm is set up.
    void act_as(TeamMemberId actor) { actor_ = actor; }

    void give(std::string name, Json args);
    template <class Entity>
    void create(const Entity& row) {
        give(std::string(Entity::table) + ".create", row_to_json(entity_info<Entity>(), &row));
    }
    std::vector<DemoOrder> take() { return std::move(orders_); }

private:
    const DemoInput& input_;
    Database db_;
    TeamMemberId actor_;
    std::vector<DemoOrder> orders_;
};

/// A number from 0 to below `count` that looks thrown and is the same everywhere.
std::int32_t throw_of(std::string_view what, std::int64_t number, std::int32_t count);

/// The nearest working day: Saturdays move back, Sundays forward.
Date working_day(Date date);
/// So many working days from the working day nearest to this one, before it if negative.
Date working_days_from(Date today, std::int32_t count);

/// "octobre 2026"
std::string month_text(Date date);
/// The first day of the month that lies so many months away.
Date month_start(Date date, std::int32_t months_away);

// The parts of the story, each in its own file.
void tell_team(DemoScript& script);
void tell_services(DemoScript& script);
void tell_clients(DemoScript& script, std::string_view clients_csv);
void tell_work(DemoScript& script);
void tell_arrivals(DemoScript& script);
void tell_notes(DemoScript& script);
void tell_bank(DemoScript& script);

/// The team, in the order of the story: Claire, Karim, Sophie, Lucas, Inès, Thomas.
enum class DemoMember : std::int32_t { claire, karim, sophie, lucas, ines, thomas };
constexpr std::int32_t demo_team_size = 6;
TeamMemberId demo_member(DemoMember member);
Id128 demo_service(std::string_view key);

}  // namespace pupitre
