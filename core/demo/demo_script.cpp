// The machinery behind the story: carrying out, dice, calendar.
#include "core/demo/demo_script.h"

#include <array>
#include <cassert>

#include "core/command/execute.h"
#include "core/domain/domain.h"
#include "core/firm/demo_removal.h"
#include "core/firm/firm.h"

namespace pupitre {
namespace {

constexpr std::uint32_t all_rights = static_cast<std::uint32_t>(Right::edit) |
                                     static_cast<std::uint32_t>(Right::delete_clients) |
                                     static_cast<std::uint32_t>(Right::manage_firm);

constexpr std::array<std::string_view, 12> month_names = {"janvier",   "février", "mars",     "avril",
                                                          "mai",       "juin",    "juillet",  "août",
                                                          "septembre", "octobre", "novembre", "décembre"};

}  // namespace

DemoScript::DemoScript(const DemoInput& input) : input_(input), db_(domain_schema()) {}

void DemoScript::give(std::string name, Json args) {
    Command command;
    command.id = demo_id("command:" + std::to_string(orders_.size()));
    command.name = std::move(name);
    command.args = std::move(args);
    command.at_ms = input_.now_ms;
    command.today = input_.today;

    Context by;
    by.actor = actor_;
    by.now_ms = input_.now_ms;
    by.today = input_.today;
    by.role = Role::authority;
    by.rights = actor_.is_nil() ? all_rights : rights_of(db_, actor_);
    const Attempt attempt = execute(db_, domain_registry(), by, command);
    assert(attempt.ok());
    if (attempt.ok()) orders_.push_back({std::move(command), actor_, actor_.is_nil()});
}

std::int32_t throw_of(std::string_view what, std::int64_t number, std::int32_t count) {
    const Id128 die = demo_id(std::string(what) + ':' + std::to_string(number));
    return static_cast<std::int32_t>(die.low % static_cast<std::uint64_t>(count));
}

Date working_day(Date date) {
    if (date.weekday() == Weekday::saturday) return date.plus_days(-1);
    if (date.weekday() == Weekday::sunday) return date.plus_days(1);
    return date;
}

Date working_days_from(Date today, std::int32_t count) {
    Date date = working_day(today);
    const std::int32_t step = count < 0 ? -1 : 1;
    while (count != 0) {
        date = date.plus_days(step);
        if (date.weekday() != Weekday::saturday && date.weekday() != Weekday::sunday) count -= step;
    }
    return date;
}

std::string month_text(Date date) {
    const YearMonthDay day = date.ymd();
    return std::string(month_names[static_cast<std::size_t>(day.month - 1)]) + ' ' + std::to_string(day.year);
}

Date month_start(Date date, std::int32_t months_away) {
    const YearMonthDay day = date.ymd();
    const std::int32_t months = day.year * 12 + day.month - 1 + months_away;
    return Date::from_ymd(months / 12, months % 12 + 1, 1).value_or(date);
}

}  // namespace pupitre
