// What the program may ask of the page it runs in. All of it returns at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pupitre::ui::page {

/// Something changed outside the widgets (data arrived, a timer ran out): draw again.
void request_frame();
/// There is long work: Application::work() is called, beside the frames and again until it has no more.
void work_soon();

/// Opens the browser's file dialog; the file comes back through Application::file_arrived. accept: ".csv,text/csv".
void pick_file(std::string_view accept);
/// Hands the person a file.
void download(std::string_view name, std::string_view mime, std::string_view bytes);
void copy_text(std::string_view text);
/// Opens mailto:, tel: or an https address in the way the browser does.
void open_link(std::string_view address);
void reload();

/// The address in the bar after "#": "/clients/…". Replacing leaves no entry for the back button.
[[nodiscard]] std::string location();
void set_location(std::string_view location, bool replace);
/// What stands after "?" in the address: "gallery", "theme=dark".
[[nodiscard]] std::string query();
/// The address without what stands after "?" and "#".
[[nodiscard]] std::string origin();
void set_title(std::string_view title);
/// The page's language for screen readers: "fr", "en".
void set_language(std::string_view language);

/// Small settings of this browser (theme, language, columns). Never business data.
[[nodiscard]] std::string remembered(std::string_view key);
void remember(std::string_view key, std::string_view value);

enum class ThemeChoice : std::uint8_t { system, light, dark };
[[nodiscard]] ThemeChoice theme_choice();
void choose_theme(ThemeChoice choice);

/// Milliseconds since 1970, by the device's clock.
[[nodiscard]] std::int64_t wall_clock_ms();
/// Minutes to add to UTC for the time on the wall, now.
[[nodiscard]] std::int32_t utc_offset_minutes();
[[nodiscard]] std::uint64_t random_64();

}  // namespace pupitre::ui::page
