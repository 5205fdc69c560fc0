// Each area says what it does when days pass.
#include "core/domain/advance.h"

#include <algorithm>

#include "core/catalogue/service_category.h"
#include "core/work/assignment_work.h"
#include "core/work/series_tasks.h"

namespace pupitre {

Result<AdvanceTime> AdvanceTime::from_json(const Json& args) {
    const auto to = args.find("to");
    if (to == args.end() || !to->is_string()) return Error{ErrorCode::malformed, "to"};
    const Result<Date> date = parse_iso_date(*to->get_ptr<const std::string*>());
    if (!date) return Error{ErrorCode::malformed, "to"};
    return AdvanceTime{*date};
}

Json AdvanceTime::to_json() const { return Json{{"to", to_iso(to)}}; }

std::optional<Refusal> refuse(const Database&, const Context& by, const AdvanceTime&) {
    if (!by.may(Right::edit)) return Refusal{RefusalCode::not_permitted, {}, {}, {}, {}};
    return std::nullopt;
}

void apply(Changes& changes, const Context& by, const AdvanceTime& command) {
    Context at = by;
    at.today = std::min(by.today, command.to);
    adopt_category_names(changes);
    continue_all_series(changes, at);
    continue_assignments(changes, at);
}

bool wants_advance(const Database& db, Date today) {
    return has_series_to_continue(db, today) || has_assignments_to_continue(db, today) || has_category_names(db);
}

}  // namespace pupitre
