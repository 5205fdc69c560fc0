// Where the application meets a client's people: their frame, the link they come by, and the link they are given.
#include "core/crm/portal.h"
#include "web-ui/app/desk_application.h"
#include "web-ui/platform/page.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui {

namespace {

constexpr std::string_view invitation_place = "/invitation/";

HttpRequest question(std::string path, const Json& what) {
    HttpRequest request;
    request.path = std::move(path);
    request.has_body = true;
    request.type = "application/json";
    request.body = what.dump();
    return request;
}

std::string text_of(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

/// Members of the firm always hold their own row, as soon as there is any.
bool DeskApplication::is_portal() const {
    return session_->account() && session_->ready() && !session_->status().repairing &&
           session_->view().find(session_->account()->member) == nullptr;
}

void DeskApplication::portal_frame() {
    // What waits or has to be settled is a tab here; every other place of the desk means the portal.
    if (places_.here().screen == Screen::pending) {
        screens_.portal.tab = "pending";
        screens_.portal.request = {};
        move_to(Route{}, true);
    }
    Intents out;
    {
        build_views(desk());
        const Desk current = desk();
        portal_ui(current, shell_view_, preferences_.theme, screens_.pending, screens_.portal, out);
        if (file_hovers_) drop_hint_ui();
        if (leaving_) leave_question_ui(out);
        shell_overlays_ui(current, shell_, out);
    }
    carry_out(out);
}

void DeskApplication::take_invitation() {
    const std::string place = page::location();
    if (place.starts_with(invitation_place)) invitation_token_ = place.substr(invitation_place.size());
}

void DeskApplication::ask_invitation() {
    invitation_asked_ = true;
    world_->ask(question("/api/portal/invitation", Json{{"token", invitation_token_}}),
                [this](const HttpAnswer& answer) {
                    const Json json = Json::parse(answer.body, nullptr, false);
                    invitation_.over = answer.status == 404 || answer.status == 400;
                    invitation_.name = text_of(json, "name");
                    invitation_.email = text_of(json, "email");
                    invitation_.firm = text_of(json, "firm");
                    if (answer.status == 0) invitation_.problem = texts_.label("sign_in.offline");
                    page::request_frame();
                });
}

void DeskApplication::invitation_frame() {
    // Not earlier: before the first frame the page takes no questions.
    if (!invitation_asked_) ask_invitation();
    Intents out;
    invitation_ui(texts_, invitation_, out);
    carry_out(out);
}

void DeskApplication::handle(const AcceptInvitation& chosen) {
    invitation_.busy = true;
    invitation_.problem.clear();
    session_->accept_invitation(invitation_token_, chosen.password, [this](SignIn outcome, std::int64_t wait_s) {
        invitation_.busy = false;
        if (outcome == SignIn::wrong) {
            invitation_.over = true;
        } else if (outcome == SignIn::done) {
            invitation_ = {};
            invitation_token_.clear();
            page::set_location("/work", true);
            ask_storage_room(true);
        } else {
            invitation_.problem = sign_in_problem(outcome, wait_s, texts_);
        }
        changed_ = true;
        page::request_frame();
    });
}

void DeskApplication::handle(const InviteToPortal& wanted) {
    world_->ask(question("/api/portal/invite", Json{{"access", to_text(wanted.access)}, {"mail", wanted.by_mail}}),
                [this, access = wanted.access, by_mail = wanted.by_mail](const HttpAnswer& answer) {
                    const std::string token = text_of(Json::parse(answer.body, nullptr, false), "token");
                    InvitationLink& invitation = screens_.panel.invitation;
                    invitation = {access, {}, {}, answer.status == 200 && by_mail};
                    if (invitation.mailed)
                        invitation.link.clear();
                    else if (answer.status == 200 && !token.empty())
                        invitation.link = page::origin() + '#' + std::string(invitation_place) + token;
                    else
                        invitation.problem =
                            texts_.label(answer.status == 0 ? "sign_in.offline" : "portal.not_invited");
                    changed_ = true;
                    page::request_frame();
                });
}

}  // namespace pupitre::ui
