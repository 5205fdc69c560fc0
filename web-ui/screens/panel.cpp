// Chooses the half of the panel and keeps the drafts.
#include "web-ui/screens/panel.h"

#include <algorithm>
#include <array>

#include "web-ui/screens/panel_parts.h"

namespace pupitre::ui {

bool has_panel(std::string_view table) {
    constexpr std::array<std::string_view, 17> tables = {"client",
                                                         "person",
                                                         "address",
                                                         "note",
                                                         "task",
                                                         "project",
                                                         "team_member",
                                                         "client_group",
                                                         "firm",
                                                         "service",
                                                         "service_item",
                                                         "service_category",
                                                         "service_bundle",
                                                         "deliverable_type",
                                                         "client_request",
                                                         "bank_account",
                                                         "bank_transaction"};
    return std::find(tables.begin(), tables.end(), table) != tables.end();
}

bool may_write(const Desk& desk, const EntityInfo& info) {
    return desk.by.may(desk.registry.rules(desk.schema().index_of(info.table)).write);
}

Route without_panel(const Route& route) {
    Route next = route;
    next.panel = {};
    return next;
}

Json drafts_to_json(const PanelState& state) {
    Json kept = Json::object();
    for (const auto& [key, draft] : state.drafts) kept[key] = draft;
    return kept;
}

void restore_drafts(PanelState& state, const Json& kept) {
    if (!kept.is_object()) return;
    for (const auto& [key, draft] : kept.items()) {
        if (draft.is_object()) state.drafts[key] = draft;
    }
}

void panel_ui(const Desk& desk, const Box& box, PanelState& state, Intents& out) {
    const PanelPlace& place = desk.route.panel;
    if (!place.is_open() || !has_panel(place.table)) {
        // A new record begins afresh, or from its draft, whenever the panel opens.
        if (state.place.record.is_nil()) state.place = {};
        return;
    }
    const bool other = !(state.place == place);
    if (other) {
        state.place = place;
        state.form.clear();
        state.address.clear();
        state.person.clear();
        state.checklist = {};
        state.comments.changed = {};
        state.repeat = {};
        state.deletion = {};
        state.dropping = false;
        state.added_task.clear();
        state.entrusted.client.clear();
        state.links = {};
        state.history = {};
        state.lines.clear();
        state.request_word.clear();
        state.invitation = {};
        state.asked = false;
        state.taken_up = false;
        state.new_id = {};
        state.like = {};
        if (place.record.is_nil()) begin_draft(desk, state);
    }
    if (place.record.is_nil()) {
        create_panel_ui(desk, box, state, out);
    } else {
        edit_panel_ui(desk, box, state, out);
    }
}

}  // namespace pupitre::ui
