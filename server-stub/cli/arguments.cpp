// Takes passwords out of the list of processes.
#include "server-stub/cli/arguments.h"

#include <algorithm>
#include <string_view>

#include "server-stub/storage/postgres_storage.h"

namespace pupitre::host {

std::vector<std::string> take_arguments(int argc, char** argv) {
    std::vector<std::string> arguments;
    arguments.reserve(static_cast<std::size_t>(argc));
    for (int place = 0; place < argc; ++place) {
        const std::string& argument = arguments.emplace_back(argv[place]);
        // Also after "--database=".
        const std::size_t value = argument.starts_with("--") ? argument.find('=') + 1 : 0;
        if (!is_postgres(std::string_view(argument).substr(value))) continue;
        const std::string shown = argument.substr(0, value) + shown_postgres(argument.substr(value));
        std::fill_n(argv[place], argument.size(), '\0');
        std::ranges::copy(shown, argv[place]);
    }
    return arguments;
}

}  // namespace pupitre::host
