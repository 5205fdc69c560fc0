// One area, one screen in it.
#include "web-ui/app/desk_screens.h"

#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/layout.h"

namespace pupitre::ui {

namespace {

Json read_kept(const Session& session, const std::string& key) {
    return Json::parse(session.setting(key), nullptr, false);
}

}  // namespace

void content_ui(const Desk& desk, const Box& box, DeskScreens& screens, Intents& out) {
    const float padding = frame().narrow ? 12 : size::panel_padding;
    const Screen screen = desk.route.screen;
    // Tables scroll themselves, so that their heads stay.
    const bool scrolls = screen == Screen::client || screen == Screen::pending || screen == Screen::inbox;
    const Area area("content", box,
                    {.padding_x = padding,
                     .padding_y = frame().narrow ? 12.0F : 16.0F,
                     .scrolls = scrolls,
                     .role = mirror::Role::main});
    switch (screen) {
    case Screen::clients: clients_ui(desk, screens.clients, out); break;
    case Screen::client: client_sheet_ui(desk, screens.sheet, out); break;
    case Screen::inbox: inbox_ui(desk, screens.inbox, out); break;
    case Screen::pending: pending_ui(desk, screens.pending, out); break;
    case Screen::import_clients: import_ui(desk, screens.import, out); break;
    case Screen::settings: settings_ui(desk, screens.settings, screens.settings_state, out); break;
    case Screen::work:
    case Screen::gallery: work_ui(desk, screens.work, out); break;
    }
}

void restore_screens(const Session& session, DeskScreens& screens) {
    restore(screens.clients, read_kept(session, "clients"));
    restore(screens.work, read_kept(session, "work"));
    restore_drafts(screens.panel, Json::parse(session.draft("panel"), nullptr, false));
}

void keep_screens(Session& session, DeskScreens& screens) {
    if (screens.clients.keep) session.set_setting("clients", to_json(screens.clients).dump());
    if (screens.work.list.keep) session.set_setting("work", to_json(screens.work).dump());
    if (screens.panel.drafts_changed) session.set_draft("panel", drafts_to_json(screens.panel).dump());
    screens.clients.keep = screens.work.list.keep = screens.panel.drafts_changed = false;
}

}  // namespace pupitre::ui
