// Kept by the page under short keys.
#include "web-ui/app/preferences.h"

#include <string>

#include "web-ui/platform/page.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui {

Preferences read_preferences() {
    Preferences known;
    known.language = page::remembered("language") == "en" ? Language::english : Language::french;
    known.theme = static_cast<ThemeChoice>(page::theme_choice());
    known.shortcuts = page::remembered("shortcuts") != "off";
    return known;
}

void keep_language(Language language) {
    const std::string_view code = language == Language::english ? "en" : "fr";
    page::remember("language", code);
    page::set_language(code);
}

void keep_theme(ThemeChoice theme) { page::choose_theme(static_cast<page::ThemeChoice>(theme)); }

void keep_shortcuts(bool on) { page::remember("shortcuts", on ? "on" : "off"); }

void set_widget_words(const Texts& texts) {
    const auto word = [&texts](std::string_view key) { return std::string(texts.label(key)); };
    WidgetWords all;
    all.close = word("widget.close");
    all.clear = word("widget.clear");
    all.search = word("widget.search");
    all.no_result = word("widget.no_result");
    all.required = word("widget.required");
    all.show_password = word("widget.show_password");
    all.hide_password = word("widget.hide_password");
    all.open_calendar = word("widget.open_calendar");
    all.previous_month = word("widget.previous_month");
    all.next_month = word("widget.next_month");
    all.today = word("widget.today");
    all.columns = word("widget.columns");
    all.selected_all = word("widget.selected_all");
    all.cancel = word("widget.cancel");
    all.more = word("widget.more");
    all.remove = word("widget.remove");
    all.sorted_up = word("widget.sorted_up");
    all.sorted_down = word("widget.sorted_down");
    for (std::size_t i = 0; i < std::size(all.months); ++i) {
        std::string key = "widget.month.";
        all.months[i] = word(key += std::to_string(i + 1));
    }
    for (std::size_t i = 0; i < std::size(all.weekdays); ++i) {
        std::string key = "widget.weekday.";
        all.weekdays[i] = word(key += std::to_string(i + 1));
    }
    set_words(std::move(all));
}

}  // namespace pupitre::ui
