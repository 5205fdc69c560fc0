// A large firm for benchmarks: clients with an address and a person each, and as many tasks. The same on every run.
#pragma once

#include "core/store/database.h"

namespace pupitre::bench {

void fill(Database& db, int clients, int tasks);

}  // namespace pupitre::bench
