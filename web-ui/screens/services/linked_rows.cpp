// A heading, a card of rows, a field that finds.
#include "web-ui/screens/services/linked_rows.h"

#include "web-ui/screens/list_row.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

void rows_ui(const LinkedRowsView& view, LinkedRowsResult& result) {
    const Card card("rows", 0);
    for (std::size_t place = 0; place < view.rows.size(); ++place) {
        const LinkedRow& one = view.rows[place];
        const IdScope scope(one.id);
        ListRow row;
        row.title = one.title;
        row.detail = one.detail;
        if (!one.label.empty()) row.labels.emplace_back(one.label, one.tone);
        if (view.may_edit) {
            row.actions.push_back(
                {.key = "remove", .label = std::string(view.remove), .icon = Icon::close, .danger = true});
        }
        const ListRowResult pressed = list_row_ui(row, view.remove, place + 1 == view.rows.size());
        if (pressed.opened) result.opened = one.id;
        if (pressed.action == "remove") result.removed = one.id;
    }
}

}  // namespace

LinkedRowsResult linked_rows_ui(std::string_view id, const LinkedRowsView& view, LinkedRowsState& state) {
    const IdScope scope(id);
    const Group group("linked", mirror::Role::group, view.title);
    LinkedRowsResult result;
    section(view.title);
    space(8);
    if (view.rows.empty()) {
        paragraph(view.none, {.style = TextStyle::small, .color = palette().soft});
    } else {
        rows_ui(view, result);
    }
    if (!view.may_edit) return result;
    space(8);
    PickerOptions options;
    options.field.label_hidden = true;
    options.field.placeholder = view.add;
    options.field.error = state.error;
    const Picked picked = picker("add", view.add, state.chosen, view.find, options);
    if (!picked.changed) return result;
    const Result<Id128> chosen = parse_id(state.chosen);
    state.chosen.clear();
    state.error.clear();
    if (!chosen) return result;
    state.error = view.why_not(*chosen);
    if (state.error.empty()) result.added = *chosen;
    return result;
}

}  // namespace pupitre::ui
