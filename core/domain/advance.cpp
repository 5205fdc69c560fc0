// Each area says what it does when days pass; so far that is work.
#include "core/domain/advance.h"

#include <algorithm>

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
    continue_all_series(changes, at);
}

bool wants_advance(const Database& db, Date today) { return has_series_to_continue(db, today); }

}  // namespace pupitre
