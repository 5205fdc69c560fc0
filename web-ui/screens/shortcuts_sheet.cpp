// The sheet that "?" opens: every shortcut in one place.
#include <cmath>

#include <imgui.h>

#include "web-ui/screens/shell_parts.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui::parts {

namespace {

struct Shortcut {
    std::string_view keys;
    std::string_view label_key;
};
constexpr Shortcut everywhere[] = {
    {"Ctrl K", "shell.keys.search"},   {"/", "shell.keys.filter"},      {"C", "shell.keys.create"},
    {"Ctrl Z", "shell.keys.undo"},     {"Ctrl Y", "shell.keys.redo"},   {"G C", "shell.keys.go_clients"},
    {"G T", "shell.keys.go_work"},     {"G I", "shell.keys.go_import"}, {"G A", "shell.keys.go_pending"},
    {"G P", "shell.keys.go_settings"}, {"G N", "shell.keys.go_inbox"},  {"J  K", "shell.keys.move"},
    {"X", "shell.keys.select"},        {"Esc", "shell.keys.back"},      {"?", "shell.keys.sheet"},
};
constexpr float line_height = 30;

}  // namespace

void shortcuts_sheet_ui(const Desk& desk, ShellState& state) {
    Dialog sheet("shortcuts", desk.texts.label("shell.shortcuts"), 420);
    if (!sheet.shown()) return;
    const float width = available_width();
    for (const Shortcut& shortcut : everywhere) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float keys = std::ceil(text_width(TextStyle::tiny, shortcut.keys)) + 12;
        text(desk.texts.label(shortcut.label_key), {.width = width - keys - 12, .line = line_height});
        ImGui::SetCursorScreenPos({at.x + width - keys, at.y + (line_height - 20) / 2});
        key_hint(shortcut.keys);
        ImGui::SetCursorScreenPos({at.x, at.y + line_height});
    }
    space(4);
    if (sheet.closed()) state.shortcuts_shown = false;
}

}  // namespace pupitre::ui::parts
