// The native host's entry.
#include "server-stub/cli/main_program.h"

int main(int argc, char** argv) { return pupitre::host::run_program(argc, argv); }
