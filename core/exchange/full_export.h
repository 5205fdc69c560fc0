// Everything a database holds as one readable file, for leaving with one's data or for looking into it.
//
//   {"format": "pupitre", "version": 1, "tables": {"client": [{"id": …, "name": …}, …], …}}
#pragma once

#include <string>

#include "core/store/database.h"

namespace pupitre {

/// One row a line, tables in the schema's order, rows in the order of their ids.
std::string export_everything(const Database& db);

}  // namespace pupitre
