// Events of the page become Dear ImGui's events, scrolling, and reports to the mirror.
#include "web-ui/platform/input.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <string>
#include <utility>

#include <emscripten.h>
#include <imgui.h>

#include "web-ui/mirror/tree.h"
#include "web-ui/platform/application.h"
#include "web-ui/platform/canvas.h"
#include "web-ui/platform/loop.h"
#include "web-ui/platform/page_calls.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui::input {
namespace {

constexpr double eased_ms = 45;         // Time in which a wheel's step covers two thirds of its way.
constexpr double swing_ms = 325;        // The same for the swing after a finger.
constexpr float slowest_swing = 0.02F;  // Pixels per millisecond.

ImVec2 wheel_rest;   // Still to go.
ImVec2 swing_speed;  // Pixels per millisecond.
double last_ms = 0;
double last_scroll_ms = -1000;
bool touch = false;
bool typing = false;
int shown_cursor = -1;

struct Finger {
    bool down = false;
    bool scrolls = false;
    ImVec2 start, last;
    double last_ms = 0;
};
Finger finger;

// What the pointer did and no frame has seen yet. A button waits for the frame after the pointer came to its place: only
// then is it known which of two things that lie over each other (a row, a box to tick in it) is meant.
struct PointerStep {
    ImVec2 at;
    int button = -1;  // Dear ImGui's; -1: only the place.
    bool down = false;
};
std::deque<PointerStep> steps;
ImVec2 pointer_at = {-FLT_MAX, -FLT_MAX};

void take_steps() {
    ImGuiIO& io = ImGui::GetIO();
    bool moved = false;
    while (!steps.empty()) {
        const PointerStep& step = steps.front();
        if (step.button >= 0 && moved) return;
        if (step.at.x != pointer_at.x || step.at.y != pointer_at.y) {
            pointer_at = step.at;
            io.AddMousePosEvent(step.at.x, step.at.y);
            moved = true;
            if (step.button >= 0) return;
        }
        const bool pressed = step.button >= 0;
        if (pressed) io.AddMouseButtonEvent(step.button, step.down);
        steps.pop_front();
        if (pressed) return;
    }
}

float length(ImVec2 v) { return std::hypot(v.x, v.y); }

}  // namespace

void start() { last_ms = 0; }

void advance(double now_ms) {
    const double elapsed = std::clamp(now_ms - last_ms, 0.0, 50.0);
    last_ms = now_ms;
    take_steps();
    if (length(wheel_rest) > 0) {
        auto share = static_cast<float>(1 - std::exp(-elapsed / eased_ms));
        if (length(wheel_rest) < 1.5F || frame().reduced_motion) share = 1;
        scroll_by(wheel_rest.x * share, wheel_rest.y * share);
        wheel_rest.x -= wheel_rest.x * share;
        wheel_rest.y -= wheel_rest.y * share;
        last_scroll_ms = now_ms;
    }
    if (!finger.down && length(swing_speed) > 0) {
        const auto way = static_cast<float>(elapsed);
        scroll_by(swing_speed.x * way, swing_speed.y * way);
        const auto kept = static_cast<float>(std::exp(-elapsed / swing_ms));
        swing_speed.x *= kept;
        swing_speed.y *= kept;
        if (length(swing_speed) < slowest_swing || frame().reduced_motion) swing_speed = {};
        last_scroll_ms = now_ms;
    }
}

bool is_moving() { return !steps.empty() || length(wheel_rest) > 0 || (!finger.down && length(swing_speed) > 0); }
bool is_scrolling() { return last_ms - last_scroll_ms < 120; }
bool is_typing() { return typing; }
bool by_touch() { return touch; }

void show_cursor() {
    const int wanted = ImGui::GetMouseCursor();
    if (wanted != shown_cursor) page_cursor(wanted);
    shown_cursor = wanted;
}

namespace {

enum class Pointer : int { move, down, up, leave };

void mouse(Pointer kind, ImVec2 at, int button) {
    touch = false;
    if (kind == Pointer::leave) at = {-FLT_MAX, -FLT_MAX};
    // Moves no frame has seen become one.
    if (!steps.empty() && steps.back().button < 0) steps.pop_back();
    steps.push_back({at});
    if (kind == Pointer::move || kind == Pointer::leave || button > 2) return;
    // The browser counts left, middle, right; Dear ImGui left, right, middle.
    steps.push_back({at, button == 0 ? 0 : 3 - button, kind == Pointer::down});
}

// A finger that stays in its place is a click when it leaves; one that moves scrolls what lies under it.
void touched(Pointer kind, ImVec2 at, double now_ms) {
    constexpr float still = 8;
    touch = true;
    if (kind == Pointer::down) {
        finger = {true, false, at, at, now_ms};
        swing_speed = {};
        steps.push_back({at});
        return;
    }
    if (!finger.down) return;
    const ImVec2 moved = {finger.last.x - at.x, finger.last.y - at.y};
    if (kind == Pointer::move) {
        if (length({at.x - finger.start.x, at.y - finger.start.y}) > still) finger.scrolls = true;
        if (finger.scrolls) {
            scroll_by(moved.x, moved.y);
            last_scroll_ms = now_ms;
            const auto elapsed = static_cast<float>(std::max(1.0, now_ms - finger.last_ms));
            swing_speed = {0.6F * moved.x / elapsed + 0.4F * swing_speed.x,
                           0.6F * moved.y / elapsed + 0.4F * swing_speed.y};
        }
        finger.last = at;
        finger.last_ms = now_ms;
        return;
    }
    finger.down = false;
    if (finger.scrolls) {
        if (now_ms - finger.last_ms > 80) swing_speed = {};
        return;
    }
    if (kind == Pointer::leave) return;
    steps.push_back({at, 0, true});
    steps.push_back({at, 0, false});
}

std::string taken(char* given) {
    std::string text(given);
    std::free(given);
    return text;
}

}  // namespace
}  // namespace pupitre::ui::input

using pupitre::ui::loop::application;
namespace mirror = pupitre::ui::mirror;
namespace input = pupitre::ui::input;

extern "C" {

EMSCRIPTEN_KEEPALIVE void pupitre_resize(float width, float height, float ratio) {
    pupitre::ui::canvas::resize(width, height, ratio);
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_pointer(int kind, int is_touch, float x, float y, int button, double now_ms) {
    if (is_touch != 0) {
        input::touched(static_cast<input::Pointer>(kind), {x, y}, now_ms);
    } else {
        input::mouse(static_cast<input::Pointer>(kind), {x, y}, button);
    }
    pupitre::ui::loop::wake();
}

// Small steps come from a touchpad and are exact; large ones from a wheel and are eased.
EMSCRIPTEN_KEEPALIVE void pupitre_wheel(float dx, float dy, float x, float y, double now_ms) {
    constexpr float touchpad_step = 40;
    input::steps.push_back({{x, y}});
    input::last_scroll_ms = now_ms;
    if (std::abs(dx) < touchpad_step && std::abs(dy) < touchpad_step) {
        pupitre::ui::scroll_by(dx, dy);
    } else {
        input::wheel_rest.x += dx;
        input::wheel_rest.y += dy;
    }
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_key(char* key, int control, int shift, int alt, int in_text) {
    mirror::KeyPress press;
    press.key = input::taken(key);
    press.control = control != 0;
    press.shift = shift != 0;
    press.alt = alt != 0;
    press.in_text = in_text != 0;
    press.focus = mirror::tree().focus();
    mirror::tree().report_key(std::move(press));
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_modifiers(int control, int shift, int alt) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, control != 0);
    io.AddKeyEvent(ImGuiMod_Shift, shift != 0);
    io.AddKeyEvent(ImGuiMod_Alt, alt != 0);
}

EMSCRIPTEN_KEEPALIVE void pupitre_click(std::uint32_t id) {
    mirror::tree().report_click(id);
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_focus(std::uint32_t id, int visible, int is_text) {
    mirror::tree().report_focus(id, visible != 0);
    input::typing = is_text != 0;
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_text(std::uint32_t id, char* text) {
    mirror::tree().report_text(id, input::taken(text));
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_file(char* name, char* bytes, std::size_t size) {
    application().file_arrived(input::taken(name), {bytes, size});
    std::free(bytes);
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_file_hovers(int over) {
    application().file_hovers(over != 0);
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_location(char* location) {
    application().location_changed(input::taken(location));
    pupitre::ui::loop::wake();
}

EMSCRIPTEN_KEEPALIVE void pupitre_hidden() { application().page_hidden(); }
}
