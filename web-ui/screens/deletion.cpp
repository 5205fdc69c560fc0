// What is asked about, and what is said of it.
#include "web-ui/screens/deletion.h"

#include <imgui.h>

#include "core/requests/client_request.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float dialog_width = 560;

bool repeats(const std::optional<RepeatedWork>& work) {
    return work && !work->series.is_nil() && is_open(work->status);
}

void consequences_ui(const Desk& desk, const EntityInfo& info, const void* row, bool series) {
    const Texts& texts = desk.texts;
    if (info.table == Project::table) {
        std::int64_t tasks = 0;
        desk.db.for_each_with<&Task::project>(static_cast<const Project*>(row)->id, [&](const Task&) { ++tasks; });
        paragraph(tasks > 0 ? texts.count("deletion.tasks", tasks) : std::string(texts.label("deletion.no_tasks")));
        space(8);
    } else if (info.table == ClientRequest::table && is_on_portal(static_cast<const ClientRequest*>(row)->state)) {
        paragraph(texts.label("deletion.request"));
        space(8);
    }
    if (series) {
        paragraph(texts.label("deletion.series"));
        space(8);
    }
    paragraph(texts.label("deletion.undo"), {.style = TextStyle::small, .color = palette().soft});
}

}  // namespace

bool begin_deletion(const Desk& desk, const EntityInfo& info, const void* row, DeletionState& state, Intents& out) {
    if (info.table == Project::table || info.table == ClientRequest::table || repeats(repeated_work(info, row))) {
        state.asked = id_of(row);
        return false;
    }
    out.push_back(delete_record(desk, info, id_of(row)));
    return true;
}

bool deletion_ui(const Desk& desk, const EntityInfo& info, const void* row, DeletionState& state, Intents& out) {
    if (state.asked.is_nil() || state.asked != id_of(row)) return false;
    const Texts& texts = desk.texts;
    Dialog dialog("deletion", texts.format("deletion.title", {row_name(desk.db, info.table, id_of(row))}),
                  dialog_width);
    if (!dialog.shown()) return false;
    const auto work = repeated_work(info, row);
    const bool series = repeats(work);
    consequences_ui(desk, info, row, series);
    const std::string_view leave = texts.label("deletion.leave");
    const std::string_view one = texts.label(series ? "repeat.reach_one" : "deletion.do");
    const std::string_view following = texts.label("repeat.reach_following");
    dialog.actions(button_width(leave) + 8 + button_width(one) + (series ? 8 + button_width(following) : 0));
    const float wide = dialog.action_width();
    const bool left = button("leave", leave, {.width = wide}) || dialog.closed();
    dialog.next_action();
    std::optional<Do> deed;
    if (button("one", one, {.kind = ButtonKind::danger, .width = wide})) {
        deed = series ? delete_repeated(desk, *work, false) : delete_record(desk, info, id_of(row));
    }
    if (series) {
        dialog.next_action();
        if (button("following", following, {.kind = ButtonKind::danger, .width = wide})) {
            deed = delete_repeated(desk, *work, true);
        }
    }
    if (!left && !deed) return false;
    state.asked = {};
    ImGui::CloseCurrentPopup();
    if (left) return false;
    out.push_back(*std::move(deed));
    return true;
}

}  // namespace pupitre::ui
