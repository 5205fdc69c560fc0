// The native host's entry.
#include <vector>

#include "server-stub/cli/arguments.h"
#include "server-stub/cli/main_program.h"

int main(int argc, char** argv) {
    const std::vector<std::string> arguments = pupitre::host::take_arguments(argc, argv);
    std::vector<const char*> words;
    words.reserve(arguments.size());
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    return pupitre::host::run_program(argc, words.data());
}
