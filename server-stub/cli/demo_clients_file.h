// The example firm's client list, part of the program: it can be loaded where only the program is.
#pragma once

#include <string_view>

namespace pupitre::host {

/// The bytes of assets/demo/clients-excel-fr.csv. The build writes the .cpp file.
std::string_view demo_clients_file();

}  // namespace pupitre::host
