// A bar, tabs, and one column of at most a comfortable width.
#include "web-ui/screens/portal.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "core/exchange/plain_text.h"
#include "core/requests/request_commands.h"
#include "core/text/format.h"
#include "web-ui/screens/documents.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/requests.h"
#include "web-ui/screens/shell_parts.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float column_max = 760;
constexpr float bar_height = 60;
constexpr float strip_height = 40;
constexpr std::size_t password_length_min = 10;  // As the host asks.

std::vector<Option> account_options(const Texts& texts, ThemeChoice theme) {
    std::vector<Option> options;
    const auto add = [&](std::string key, std::string_view label, Icon icon, bool separated = false) {
        options.push_back(
            {.key = std::move(key), .label = std::string(texts.label(label)), .icon = icon, .separated = separated});
    };
    const bool french = texts.language() == Language::french;
    add("language", french ? "settings.language.english" : "settings.language.french", Icon::globe);
    if (theme != ThemeChoice::light) add("light", "settings.theme.light", Icon::sun, true);
    if (theme != ThemeChoice::dark) add("dark", "settings.theme.dark", Icon::moon);
    if (theme != ThemeChoice::system) add("system", "settings.theme.system", Icon::monitor);
    add("leave", "shell.sign_out", Icon::log_out, true);
    return options;
}

void take_account_action(const std::string& taken, const Texts& texts, Intents& out) {
    const bool french = texts.language() == Language::french;
    if (taken == "language") out.push_back(SetLanguage{french ? Language::english : Language::french});
    if (taken == "light") out.push_back(SetTheme{ThemeChoice::light});
    if (taken == "dark") out.push_back(SetTheme{ThemeChoice::dark});
    if (taken == "system") out.push_back(SetTheme{ThemeChoice::system});
    if (taken == "leave") out.push_back(AskToLeave{});
}

void bar_ui(const Desk& desk, const ShellView& view, ThemeChoice theme, Intents& out) {
    const Box box = {0, 0, frame().width, bar_height};
    const Area area("bar", box, {.scrolls = false, .background = palette().surface, .role = mirror::Role::banner});
    horizontal_line(canvas(), 0, box.bottom() - 1, box.w, palette().line);
    const float width = std::min(column_max, box.w - 32);
    const float left = std::round((box.w - width) / 2);
    const float menu = frame().narrow ? size::touch : icon_button_width;
    ImGui::SetCursorScreenPos({left, 10});
    text(view.firm, {.style = TextStyle::panel_title, .width = width - menu - 12, .line = 24});
    ImGui::SetCursorScreenPos({left, 34});
    text(view.sync.words, {.style = TextStyle::tiny, .color = palette().soft, .width = width - menu - 12});
    ImGui::SetCursorScreenPos({left + width - menu, (bar_height - menu) / 2});
    const std::string taken = menu_button("account", Icon::person, desk.texts.format("shell.account", {view.member}),
                                          account_options(desk.texts, theme));
    take_account_action(taken, desk.texts, out);
}

std::vector<const ClientRequest*> visible_requests(const Database& db) {
    std::vector<const ClientRequest*> requests;
    db.for_each<ClientRequest>([&](const ClientRequest& request) { requests.push_back(&request); });
    const auto rank = [](const ClientRequest& request) {
        return std::tuple{!awaits_answer(request.state), !request.due_on, request.due_on, -request.shared_at};
    };
    std::ranges::stable_sort(requests,
                             [&](const ClientRequest* a, const ClientRequest* b) { return rank(*a) < rank(*b); });
    return requests;
}

/// To the client, a request that was shared is new, and one that was answered lies with the firm.
std::string portal_state_words(const ClientRequest& request, const Texts& texts) {
    if (request.state == RequestState::shared) return std::string(texts.label("portal.new"));
    if (request.state == RequestState::seen) return std::string(texts.label("portal.to_do"));
    return request_state_words(request, texts);
}

void list_ui(const Desk& desk, PortalState& state) {
    const Texts& texts = desk.texts;
    const auto requests = visible_requests(desk.db);
    if (requests.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::circle_check;
        static_cast<void>(
            empty_state("none", texts.label("portal.no_requests"), texts.label("portal.no_requests_why"), look));
        return;
    }
    const Card card("requests", 0);
    for (std::size_t place = 0; place < requests.size(); ++place) {
        const ClientRequest& request = *requests[place];
        const IdScope scope(request.id);
        const bool overdue = is_overdue(request, desk.by.today);
        const auto kind = static_cast<std::size_t>(request.kind);
        ListRow row;
        row.title = request.title;
        row.icon = request.kind == RequestKind::document ? Icon::paperclip
                   : request.kind == RequestKind::action ? Icon::task
                                                         : Icon::message;
        row.detail = texts.label("choice.client_request.kind." + std::string(enum_names<RequestKind>[kind]));
        row.labels.emplace_back(portal_state_words(request, texts), request_tone(request.state));
        if (overdue) row.labels.emplace_back(std::string(texts.label("requests.overdue")), Tone::bad);
        if (request.due_on) row.right = format_date(*request.due_on, texts.language());
        row.right_tone = overdue ? Tone::bad : Tone::neutral;
        row.faded = request.state == RequestState::accepted;
        if (list_row_ui(row, texts.label("list.actions"), place + 1 == requests.size()).opened) {
            state.request = request.id.value;
        }
    }
}

void answer_ui(const Desk& desk, const ClientRequest& request, PortalState& state, Intents& out) {
    const Texts& texts = desk.texts;
    if (state.answer_of != request.id.value) {
        state.answer_of = request.id.value;
        state.answer.clear();
    }
    const bool again = request.state == RequestState::answered;
    const Group form("answer", mirror::Role::form, texts.label("portal.answer"));
    space(8);
    const bool question = request.kind == RequestKind::question;
    long_text("text", texts.label(question ? "portal.answer" : "portal.answer_word"), state.answer, question ? 4 : 2,
              {.required = question});
    space(10);
    if (button("attach", texts.label("documents.attach"), {.icon = Icon::paperclip})) {
        out.push_back(AddFiles{{}, {}, false, request.id.value, {}});
    }
    if (frame().touch) {
        beside(8);
        if (button("photograph", texts.label("documents.photograph"))) {
            out.push_back(AddFiles{{}, {}, true, request.id.value, {}});
        }
    }
    space(12);
    bool has_own_file = false;
    for (const SharedDocument* document : documents_of(desk.db, request.id)) {
        has_own_file = has_own_file || desk.db.find(PortalAccessId{document->author.value}) != nullptr;
    }
    const bool written = !trimmed(state.answer).empty();
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    look.enabled =
        written || (request.kind == RequestKind::document && has_own_file) || request.kind == RequestKind::action;
    look.why_disabled = texts.label(question ? "portal.answer_needed" : "portal.file_needed");
    look.width = frame().narrow ? -1.0F : 0.0F;
    const std::string_view words = texts.label(again                                 ? "portal.answer_again"
                                               : request.kind == RequestKind::action ? "portal.done"
                                                                                     : "portal.send");
    if (!button("send", words, look)) return;
    const AnswerRequest command{request.id, RequestMessageId{desk.new_id()}, std::string(trimmed(state.answer))};
    out.push_back(Do{{{std::string(AnswerRequest::name), command.to_json()}}, std::string(texts.label("portal.sent"))});
    state.answer.clear();
}

void request_ui(const Desk& desk, const ClientRequest& request, PortalState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope(request.id);
    if (request.state != RequestState::shared) state.seen = {};  // It may be shared anew.
    if (request.state == RequestState::shared && !desk.in_past && state.seen != request.id.value) {
        state.seen = request.id.value;
        out.push_back(Do{{{std::string(SeeRequest::name), SeeRequest{request.id}.to_json()}}, {}});
    }
    heading(1, request.title, available_width());
    space(8);
    badge(portal_state_words(request, texts), request_tone(request.state));
    if (is_overdue(request, desk.by.today)) {
        beside(6);
        badge(texts.label("requests.overdue"), Tone::bad);
    }
    if (request.due_on) {
        beside(10);
        text(request_due_words(request, texts),
             {.style = TextStyle::small, .color = palette().soft, .line = size::badge});
    }
    if (request.changed_at > 0) {
        space(8);
        text(texts.label("portal.changed"), {.style = TextStyle::small, .color = palette().soft});
    }
    if (!request.message.empty()) {
        space(14);
        paragraph(request.message);
    }
    space(16);
    file_problems_ui(desk, out);
    const auto documents = documents_of(desk.db, request.id);
    if (!documents.empty()) {
        {
            const Card card("documents", 0);
            shared_rows_ui(desk, documents, false, out);
        }
        space(12);
    }
    request_words_ui(desk, request);
    if (request.state != RequestState::accepted) answer_ui(desk, request, state, out);
}

void shared_ui(const Desk& desk, Intents& out) {
    const Texts& texts = desk.texts;
    const PortalAccess* access = access_of(desk.db, desk.by.actor);
    if (access == nullptr) return;
    const auto documents = documents_of(desk.db, access->portal);
    if (!documents.empty()) {
        const Card card("documents", 0);
        shared_rows_ui(desk, documents, true, out);
        return;
    }
    EmptyStateOptions look;
    look.icon = Icon::documents;
    static_cast<void>(empty_state("none", texts.label("shared.none"), texts.label("portal.no_documents_why"), look));
}

void tabs_ui(const Desk& desk, const ShellView& view, PortalState& state) {
    const Texts& texts = desk.texts;
    std::int64_t fresh = 0;
    desk.db.for_each<ClientRequest>(
        [&](const ClientRequest& request) { fresh += request.state == RequestState::shared ? 1 : 0; });
    std::vector<Option> options = {{.key = "",
                                    .label = std::string(texts.label("portal.title")),
                                    .detail = fresh > 0 ? std::to_string(fresh) : std::string{}},
                                   {.key = "documents", .label = std::string(texts.label("portal.documents"))}};
    if (view.to_settle > 0 || state.tab == "pending") {
        options.push_back({.key = "pending",
                           .label = std::string(texts.label("shell.nav.pending")),
                           .detail = std::to_string(view.to_settle)});
    }
    if (tabs("tabs", texts.label("portal"), state.tab, options)) state.request = {};
}

}  // namespace

void portal_ui(const Desk& desk, const ShellView& view, ThemeChoice theme, const PendingView& pending,
               PortalState& state, Intents& out) {
    const Texts& texts = desk.texts;
    bar_ui(desk, view, theme, out);
    const float width = std::min(column_max, frame().width - 32);
    const float left = std::round((frame().width - width) / 2);
    const Box strips = {0, bar_height, frame().width, static_cast<float>(view.strips.size()) * strip_height};
    if (!view.strips.empty()) parts::strips_ui(view, strips, out);
    const Area page("portal", {left, strips.bottom(), width, frame().height - strips.bottom()},
                    {.padding_y = 16, .role = mirror::Role::main, .name = texts.label("portal.title")});
    if (access_of(desk.db, desk.by.actor) == nullptr) {
        EmptyStateOptions look;
        look.icon = Icon::lock;
        static_cast<void>(empty_state("gone", texts.label("portal.over"), texts.label("portal.over_why"), look));
        return;
    }
    const ClientRequest* request = desk.db.find(ClientRequestId{state.request});
    if (request != nullptr) {
        if (button("back", texts.label("portal.back"), {.kind = ButtonKind::quiet, .icon = Icon::arrow_left})) {
            state.request = {};
        }
        space(10);
        request_ui(desk, *request, state, out);
        space(24);
        return;
    }
    tabs_ui(desk, view, state);
    space(16);
    if (state.tab == "documents") {
        shared_ui(desk, out);
    } else if (state.tab == "pending") {
        pending_ui(desk, pending, out);
    } else {
        list_ui(desk, state);
    }
    space(24);
}

void invitation_ui(const Texts& texts, InvitationView& view, Intents& out) {
    const float width = std::min(380.0F, frame().width - 40);
    const float left = std::round((frame().width - width) / 2);
    const Area page("invitation", {left, 0, width, frame().height},
                    {.role = mirror::Role::main, .name = texts.label("invitation.title")});
    space(std::max(24.0F, std::round(frame().height * 0.5F - 260)));
    heading(1, view.firm.empty() ? "Pupitre" : view.firm, width);
    space(12);
    if (view.over) {
        paragraph(texts.label("invitation.over"), {.color = palette().soft});
        return;
    }
    if (view.name.empty()) {
        paragraph(view.problem.empty() ? texts.label("sign_in.opening") : std::string_view(view.problem),
                  {.color = palette().soft});
        return;
    }
    paragraph(texts.format("invitation.words", {view.name}), {.color = palette().soft});
    space(18);
    const Group form("form", mirror::Role::form, texts.label("invitation.title"));
    labelled(texts.label("sign_in.email"), view.email);
    space(14);
    const Edited typed = text_field(
        "password", texts.label("invitation.password"), view.password,
        {.field = {.hint = texts.label("invitation.password_hint"), .error = view.problem, .enabled = !view.busy},
         .kind = TextKind::new_password});
    space(18);
    const bool long_enough = view.password.size() >= password_length_min;
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    look.enabled = !view.busy && long_enough;
    look.why_disabled = texts.label("invitation.password_hint");
    look.width = -1;
    const bool pressed = button("enter", texts.label(view.busy ? "sign_in.busy" : "invitation.enter"), look);
    if ((pressed || typed.submitted) && long_enough && !view.busy) out.push_back(AcceptInvitation{view.password});
}

}  // namespace pupitre::ui
