// What a person arranged in a table (columns, widths, order), as it is kept between visits.
#pragma once

#include "core/schema/json_codec.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

/// Hidden columns, widths, order; not the selection.
Json to_json(const TableState& state);
/// What can't be read is left as it was.
void restore(TableState& state, const Json& kept);

}  // namespace pupitre::ui
