// What the program asks of the page, over the raw calls.
#include "web-ui/platform/page.h"

#include <cstdlib>

#include "web-ui/platform/loop.h"
#include "web-ui/platform/page_calls.h"

namespace pupitre::ui::page {
namespace {

std::string taken(char* given) {
    std::string text(given);
    std::free(given);
    return text;
}

}  // namespace

void request_frame() { loop::wake(); }
void work_soon() { loop::work_soon(); }
void pick_file(std::string_view accept) { page_pick_file(accept.data(), accept.size()); }
void download(std::string_view name, std::string_view mime, std::string_view bytes) {
    page_download(name.data(), name.size(), mime.data(), mime.size(), bytes.data(), bytes.size());
}
void copy_text(std::string_view text) { page_copy(text.data(), text.size()); }
void open_link(std::string_view address) { page_open_link(address.data(), address.size()); }
void reload() { page_reload(); }

std::string location() { return taken(page_location()); }
void set_location(std::string_view location, bool replace) {
    page_set_location(location.data(), location.size(), replace ? 1 : 0);
}
std::string query() { return taken(page_query()); }
std::string origin() { return taken(page_origin()); }
void set_title(std::string_view title) { page_set_title(title.data(), title.size()); }
void set_language(std::string_view language) { page_set_language(language.data(), language.size()); }

std::string remembered(std::string_view key) { return taken(page_remembered(key.data(), key.size())); }
void remember(std::string_view key, std::string_view value) {
    page_remember(key.data(), key.size(), value.data(), value.size());
}

ThemeChoice theme_choice() {
    const int choice = page_theme_choice();
    return choice == 1 ? ThemeChoice::light : choice == 2 ? ThemeChoice::dark : ThemeChoice::system;
}
void choose_theme(ThemeChoice choice) { page_choose_theme(static_cast<int>(choice)); }

std::int64_t wall_clock_ms() { return static_cast<std::int64_t>(page_wall_clock()); }
std::int32_t utc_offset_minutes() { return page_utc_offset(); }
std::uint64_t random_64() { return (static_cast<std::uint64_t>(page_random()) << 32U) | page_random(); }

}  // namespace pupitre::ui::page
