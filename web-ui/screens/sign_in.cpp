// One card in the middle of the page.
#include "web-ui/screens/sign_in.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

void title_ui(const Texts& texts) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box logo = {at.x, at.y, 36, 36};
    fill_box(canvas(), logo, palette().accent, 10);
    draw_text_in(canvas(), logo, TextStyle::panel_title, palette().on_accent, "P", Align::center);
    ImGui::SetCursorScreenPos({at.x + 48, at.y + 1});
    heading(1, "Pupitre");
    ImGui::SetCursorScreenPos({at.x, at.y + 52});
    paragraph(texts.label("sign_in.subtitle"), {.color = palette().soft});
    space(20);
}

void demo_ui(const SignInView& view, const Texts& texts, SignInState& state) {
    space(20);
    const Card card("demo", 14);
    text(texts.label("sign_in.demo"), {.style = TextStyle::body_strong});
    space(2);
    paragraph(texts.format("sign_in.demo_account", {view.demo_email, view.demo_password}),
              {.style = TextStyle::small, .color = palette().soft});
    space(8);
    if (link("fill", texts.label("sign_in.demo_fill"))) {
        state.email = view.demo_email;
        state.password = view.demo_password;
    }
}

void language_ui(const Texts& texts, Intents& out) {
    const std::vector<Option> languages = {
        {.key = "fr", .label = std::string(texts.label("settings.language.french"))},
        {.key = "en", .label = std::string(texts.label("settings.language.english"))}};
    std::string language = texts.language() == Language::french ? "fr" : "en";
    if (segmented("language", texts.label("settings.language"), language, languages)) {
        out.push_back(SetLanguage{language == "fr" ? Language::french : Language::english});
    }
}

void fields_ui(const SignInView& view, const Texts& texts, SignInState& state, Intents& out) {
    const Group form("form", mirror::Role::form, texts.label("sign_in.title"));
    const bool first = !state.opened && !frame().touch;
    state.opened = true;
    const Edited email =
        text_field("email", texts.label("sign_in.email"), state.email,
                   {.field = {.enabled = !view.busy, .take_focus = first}, .kind = TextKind::user_name});
    space(14);
    const Edited password =
        text_field("password", texts.label("sign_in.password"), state.password,
                   {.field = {.error = view.problem, .enabled = !view.busy}, .kind = TextKind::password});
    space(18);
    const bool pressed = button("enter", texts.label(view.busy ? "sign_in.busy" : "sign_in.enter"),
                                {.kind = ButtonKind::primary, .enabled = !view.busy, .width = -1});
    // A password manager may fill both fields and press Enter in either.
    if ((pressed || email.submitted || password.submitted) && !state.email.empty() && !state.password.empty()) {
        out.push_back(TrySignIn{state.email, state.password});
    }
}

}  // namespace

void sign_in_ui(const SignInView& view, const Texts& texts, SignInState& state, Intents& out) {
    const float width = std::min(380.0F, frame().width - 40);
    const float left = std::round((frame().width - width) / 2);
    const float top = std::max(24.0F, std::round(frame().height * 0.5F - 260));
    const Area page("sign_in", {left, 0, width, frame().height},
                    {.role = mirror::Role::main, .name = texts.label("sign_in.title")});
    space(top);
    title_ui(texts);
    if (view.opening && !view.blocked.empty()) {
        banner("blocked", Tone::bad, view.blocked, {.icon = Icon::circle_alert});
        return;
    }
    if (view.opening) {
        static_cast<void>(progress("opening", texts.label("sign_in.opening"), view.share));
        space(16);
        paragraph(view.problem, {.color = palette().soft});
        return;
    }
    fields_ui(view, texts, state, out);
    if (view.may_cancel) {
        space(12);
        if (link("later", texts.label("sign_in.later"))) out.push_back(GoBack{});
    }
    if (!view.demo_email.empty()) demo_ui(view, texts, state);
    space(28);
    language_ui(texts, out);
    space(24);
}

}  // namespace pupitre::ui
