// Long work in slices, short enough that the page stays fluent, whatever the machine.
#pragma once

namespace pupitre::ui {

/// A clock that runs on during the work, in milliseconds. Without one, each slice is one step.
void set_running_clock(double (*now_ms)());
[[nodiscard]] double running_clock_ms();

/// How long a slice takes. Between two of them the page hears "cancel" and draws.
constexpr double work_share_ms = 28;

/// Calls step() until it returns false or the slice is over. Whether there is more to do.
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
