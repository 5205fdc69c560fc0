// When a frame is drawn: after an event, while something moves, when a widget's wait is over. Otherwise never.
#pragma once

namespace pupitre::ui {
class Application;
}

namespace pupitre::ui::loop {

/// Draw soon, and once more after that: Dear ImGui settles hovering and layout in the frame after an event.
void wake();
void draw_frame(double now_ms);
/// Long work goes on beside the frames, with a frame now and then to show how far it has come.
void work_soon();
void work();
void start(Application& application);
[[nodiscard]] Application& application();

}  // namespace pupitre::ui::loop
