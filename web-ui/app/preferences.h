// What this browser remembers of its user's taste, known before anybody has signed in. Never business data.
#pragma once

#include "core/text/catalogue.h"
#include "web-ui/screens/intents.h"

namespace pupitre::ui {

struct Preferences {
    Language language = Language::french;
    ThemeChoice theme = ThemeChoice::system;
    bool shortcuts = true;
};

Preferences read_preferences();
void keep_language(Language language);
void keep_theme(ThemeChoice theme);
void keep_shortcuts(bool on);

/// The widgets' own words in a language.
void set_widget_words(const Texts& texts);

}  // namespace pupitre::ui
