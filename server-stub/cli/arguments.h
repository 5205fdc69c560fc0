// The command line as the program was given it, and as everybody on the machine may see it.
#pragma once

#include <string>
#include <vector>

namespace pupitre::host {

/// The arguments. In their place, where the list of processes shows them, addresses of databases lose their passwords.
std::vector<std::string> take_arguments(int argc, char** argv);

}  // namespace pupitre::host
