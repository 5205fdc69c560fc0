// The program as a function, so that main() and tests can call it.
#pragma once

namespace pupitre::host {

int run_program(int argc, const char* const* argv);

}  // namespace pupitre::host
