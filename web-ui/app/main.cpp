// The program in the page. ?gallery shows the widgets in each state instead of the desk.
#include "core/domain/domain.h"
#include "web-ui/app/desk_application.h"
#include "web-ui/device/device_web.h"
#include "web-ui/platform/application.h"
#include "web-ui/platform/page.h"
#include "web-ui/screens/gallery.h"

namespace {

using namespace pupitre;
using namespace pupitre::ui;

class GalleryApplication final : public Application {
public:
    void draw() override { gallery_ui(state_); }
    void file_arrived(std::string, std::string_view) override {}
    void file_hovers(bool) override {}
    void location_changed(std::string) override {}
    void page_hidden() override {}

private:
    GalleryState state_;
};

void run_desk() {
    BrowserDevice& device = browser_device();
    static Session session(device.store(), device.surroundings(), domain_schema(), domain_registry());
    static Files files(device.files());
    static DeskApplication application(session, device.surroundings(), files);
    device.start(session, files);
    run(application);
}

}  // namespace

int main() {
    if (page::query().starts_with("gallery")) {
        static GalleryApplication gallery;
        run(gallery);
    } else {
        run_desk();
    }
    return 0;
}
