// Which warnings reach a client is decided in core/crm/client_list.
#include "web-ui/screens/client_warnings.h"

#include "core/crm/client_list.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"

namespace pupitre::ui {

void client_warnings_ui(const Desk& desk, ClientId client, Intents& out) {
    for (const ClientWarning& warning : warnings_of(desk.db, client)) {
        const bool suspension = warning.kind == ClientWarning::Kind::suspension;
        const bool inherited = warning.from != client;
        const IdScope scope(warning.from);
        const IdScope kind(suspension ? "suspension" : "flag");
        std::string words = warning.text;
        if (suspension) words = desk.texts.format("client_sheet.suspended_because", {warning.text});
        if (inherited) {
            const Client* origin = desk.db.find(warning.from);
            words = desk.texts.format("client_sheet.inherited_from",
                                      {words, origin != nullptr ? std::string_view(origin->name) : ""});
        }
        BannerOptions look;
        look.icon = suspension ? Icon::lock : Icon::flag;
        if (inherited) look.action = desk.texts.label("client_sheet.open_origin");
        if (banner("warning", suspension ? Tone::bad : Tone::warn, words, look).acted) {
            out.push_back(Go{{.screen = Screen::client, .record = warning.from.value, .tab = {}, .panel = {}}});
        }
        space(8);
    }
}

}  // namespace pupitre::ui
