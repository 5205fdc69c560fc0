// Long work in slices: as much in each frame as leaves the page fluent, whatever the machine.
#pragma once

namespace pupitre::ui {

/// A clock that runs on while a frame is drawn, in milliseconds. Without one, each frame does one step.
void set_running_clock(double (*now_ms)());
[[nodiscard]] double running_clock_ms();

/// What long work may take of each frame. The rest is for drawing: 25 frames a second show progress and hear "cancel".
constexpr double work_share_ms = 28;

/// Calls step() until it returns false, for no more or for the end of this frame's share. Whether there is more to do.
template <class Step>
bool work_for_a_while(Step step) {
    const double start = running_clock_ms();
    while (step()) {
        const double spent = running_clock_ms() - start;
        if (start == 0 || spent >= work_share_ms) return true;
    }
    return false;
}

}  // namespace pupitre::ui
