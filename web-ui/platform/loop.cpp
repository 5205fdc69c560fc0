// One frame, and the decision whether another follows.
#include "web-ui/platform/loop.h"

#include <algorithm>
#include <cassert>
#include <string>

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "web-ui/mirror/tree.h"
#include "web-ui/platform/application.h"
#include "web-ui/platform/canvas.h"
#include "web-ui/platform/input.h"
#include "web-ui/platform/page.h"
#include "web-ui/platform/page_calls.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/pace.h"

namespace pupitre::ui {
namespace loop {
namespace {

Application* the_application = nullptr;
int frames_wanted = 0;
double last_frame_ms = 0;
double last_mirror_ms = 0;
bool ready_told = false;
bool work_asked = false;
bool at_work = false;

void tell_mirror(double now_ms) {
    // While a list runs under the finger, its elements follow a few times a second: nobody can use them in between.
    constexpr double pause_ms = 100;
    if (input::is_scrolling() && !input::is_typing() && now_ms - last_mirror_ms < pause_ms) {
        ask_for_frame_in(pause_ms);
        return;
    }
    last_mirror_ms = now_ms;
    const std::string difference = mirror::tree().take_difference();
    if (!difference.empty()) page_mirror(difference.data(), difference.size());
}

Frame describe_frame(double now_ms) {
    Frame next;
    next.now_ms = now_ms;
    next.width = canvas::width();
    next.height = canvas::height();
    next.narrow = next.width < size::narrow_below;
    next.touch = input::by_touch();
    next.reduced_motion = page_reduced_motion() != 0;
    next.today = date_of_instant(page::wall_clock_ms(), page::utc_offset_minutes());
    return next;
}

void follow_theme() {
    const Theme wanted = page_is_dark() != 0 ? Theme::dark : Theme::light;
    if (wanted != theme() || !ready_told) {
        set_theme(wanted);
        apply_style();
    }
}

}  // namespace

Application& application() {
    assert(the_application != nullptr);
    return *the_application;
}

void work_soon() {
    if (work_asked) return;
    work_asked = true;
    page_work_soon();
}

void work() {
    constexpr double progress_ms = 90;  // Between frames that only show progress; what a person does draws at once.
    work_asked = false;
    at_work = true;
    const bool more = application().work();
    at_work = false;
    if (more) work_soon();
    if (!more || emscripten_get_now() - last_frame_ms >= progress_ms) wake();
}

void wake() {
    if (at_work) return;
    frames_wanted = std::max(frames_wanted, 2);
    page_request_frame();
}

void draw_frame(double now_ms) {
    if (!canvas::can_draw()) return;
    frames_wanted = std::max(0, frames_wanted - 1);
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = static_cast<float>(std::clamp((now_ms - last_frame_ms) / 1000.0, 0.001, 0.1));
    last_frame_ms = now_ms;
    follow_theme();
    set_frame(describe_frame(now_ms));
    input::advance(now_ms);
    ImGui::NewFrame();
    begin_interface();
    application().draw();
    end_interface();
    ImGui::Render();
    const double drawn = emscripten_get_now();
    canvas::show();
    page_shown_in(emscripten_get_now() - drawn);
    input::show_cursor();
    tell_mirror(now_ms);

    if (!ready_told) {
        ready_told = true;
        page_ready();
    }
    // A press and its release never share a frame: Dear ImGui keeps the rest of the queue for the next ones.
    if (ImGui::GetCurrentContext()->InputEventsQueue.Size > 0) frames_wanted = std::max(frames_wanted, 1);
    const double wait = take_asked_wait();
    if (frames_wanted > 0 || input::is_moving() || (wait >= 0 && wait < 8)) {
        page_request_frame();
    } else if (wait >= 0) {
        page_wake_in(wait);
    }
}

void start(Application& application) { the_application = &application; }

}  // namespace loop

void run(Application& application) {
    loop::start(application);
    if (!canvas::start()) return;
    input::start();
    set_running_clock(emscripten_get_now);
    loop::wake();
}

}  // namespace pupitre::ui

extern "C" {
EMSCRIPTEN_KEEPALIVE void pupitre_frame(double now_ms) { pupitre::ui::loop::draw_frame(now_ms); }
EMSCRIPTEN_KEEPALIVE void pupitre_work() { pupitre::ui::loop::work(); }
EMSCRIPTEN_KEEPALIVE void pupitre_wake() { pupitre::ui::loop::wake(); }
}
