// A list of titles; one licence at a time is unfolded.
#include "web-ui/screens/notices.h"

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
}

bool is_rule(std::string_view line) {
    return line.size() > 20 && line.find_first_not_of('=') == std::string_view::npos;
}

void add_line(NoticesView::Component& component, std::string_view line) {
    if (component.paragraphs.empty()) component.paragraphs.emplace_back();
    if (line.find_first_not_of(' ') == std::string_view::npos) {
        if (!component.paragraphs.back().empty()) component.paragraphs.emplace_back();
        return;
    }
    if (!component.paragraphs.back().empty()) component.paragraphs.back() += '\n';
    component.paragraphs.back() += line;
}

/// "Dear ImGui 1.92.2b" of "Dear ImGui 1.92.2b (MIT; browser)".
std::string_view name_of(std::string_view title) { return title.substr(0, title.rfind(" (")); }

}  // namespace

std::vector<NoticesView::Component> read_notices(std::string_view text) {
    std::vector<NoticesView::Component> components;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (is_rule(line)) {
            components.push_back({std::string(take_line(text)), {}});
            take_line(text);
        } else if (!components.empty()) {
            add_line(components.back(), line);
        }
    }
    for (auto& component : components) {
        while (!component.paragraphs.empty() && component.paragraphs.back().empty()) component.paragraphs.pop_back();
    }
    return components;
}

void notices_ui(const NoticesView& view, const Texts& texts, NoticesState& state) {
    switch (view.stage) {
    case NoticesView::Stage::absent:
    case NoticesView::Stage::loading: paragraph(texts.label("notices.loading"), {.color = palette().soft}); return;
    case NoticesView::Stage::unreachable:
        paragraph(texts.label("notices.unreachable"), {.color = palette().soft});
        return;
    case NoticesView::Stage::here: break;
    }
    for (const NoticesView::Component& component : view.components) {
        const IdScope scope(component.title);
        const bool open = state.open == component.title;
        const ButtonOptions look = {.kind = ButtonKind::quiet,
                                    .icon = open ? Icon::chevron_down : Icon::chevron_right,
                                    .expanded_known = true,
                                    .expanded = open};
        // A phone has room for the name alone; unfolded, everything can be read.
        const std::string_view name = frame().narrow ? name_of(component.title) : std::string_view(component.title);
        if (button("title", name, look)) state.open = open ? std::string() : component.title;
        if (!open) continue;
        space(6);
        if (frame().narrow) {
            paragraph(component.title, {.style = TextStyle::small_medium});
            space(8);
        }
        for (const std::string& words : component.paragraphs) {
            paragraph(words, {.style = TextStyle::small, .color = palette().soft});
            space(8);
        }
        space(12);
    }
}

}  // namespace pupitre::ui
