// Keys are stored for ever: they decide which row is which.
#include "core/calendar/series/series.h"

namespace pupitre {

Id128 occurrence_id(Id128 series, Date nominal) { return derived_id(series, to_iso(nominal)); }

Id128 successor_id(Id128 series, std::int64_t created) {
    return derived_id(series, "after " + std::to_string(created));
}

Id128 following_series_id(Id128 series, Date nominal) { return derived_id(series, "from " + to_iso(nominal)); }

}  // namespace pupitre
