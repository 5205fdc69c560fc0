// What the page needs of the program that runs in it: a frame to draw, and somebody who listens to what the page tells.
// The program (web-ui/app) derives from this; the platform knows nothing else of it.
#pragma once

#include <string>

namespace pupitre::ui {

class Application {
public:
    Application() = default;
    virtual ~Application() = default;
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    /// Draws one frame, between begin_interface() and end_interface(). Dear ImGui, theme and fonts are ready.
    virtual void draw() = 0;
    /// Carries out a piece of long work, short enough that nobody waits for a frame. Whether there is more.
    virtual bool work() { return false; }
    /// A file was chosen in the dialog that pick_file() opened, or dropped on the page.
    virtual void file_arrived(std::string name, std::string_view bytes) = 0;
    /// A file is being dragged over the page (true), or no longer.
    virtual void file_hovers(bool over) = 0;
    /// The address in the browser's bar changed by its back or forward button.
    virtual void location_changed(std::string location) = 0;
    /// The page is about to go away or was put into the background: the last moment to write.
    virtual void page_hidden() = 0;
};

/// Starts the desk: waits for fonts, then draws whenever something changed. The application must live for ever.
void run(Application& application);

}  // namespace pupitre::ui
