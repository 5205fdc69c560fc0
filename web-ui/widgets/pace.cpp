// The clock is the page's; tests have none.
#include "web-ui/widgets/pace.h"

namespace pupitre::ui {

namespace {
double (*running_clock)() = nullptr;
}

void set_running_clock(double (*now_ms)()) { running_clock = now_ms; }
double running_clock_ms() { return running_clock != nullptr ? running_clock() : 0; }

}  // namespace pupitre::ui
