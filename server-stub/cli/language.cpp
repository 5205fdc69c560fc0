// Which language the command line speaks.
#include "server-stub/cli/language.h"

#include <cstdlib>

namespace pupitre::host {

static Language language_of(std::string_view locale) {
    return locale.starts_with("en") ? Language::english : Language::french;
}

Language command_line_language(int argc, const char* const* argv) {
    static constexpr std::string_view option = "--lang";
    for (int index = 1; index < argc; ++index) {
        const std::string_view argument = argv[index];
        if (argument == option && index + 1 < argc) return language_of(argv[index + 1]);
        if (argument.starts_with("--lang=")) return language_of(argument.substr(option.size() + 1));
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return language_of(value);
    }
    return Language::french;
}

}  // namespace pupitre::host
