// The orders of the command line, one function each. Each says what it did and how the program ends.
#pragma once

#include "server-stub/cli/options.h"

namespace pupitre::host {

ExitCode run(const ServeOrder& order, const Texts& texts);
ExitCode run(const ImportOrder& order, const Texts& texts);
ExitCode run(const ExportOrder& order, const Texts& texts);
ExitCode run(const CheckOrder& order, const Texts& texts);
ExitCode run(const VerifyOrder& order, const Texts& texts);
ExitCode run(const BackupOrder& order, const Texts& texts);
ExitCode run(const RestoreOrder& order, const Texts& texts);
ExitCode run(const MoveOrder& order, const Texts& texts);
ExitCode run(const DemoOrder& order, const Texts& texts);
ExitCode run(const RecurOrder& order, const Texts& texts);
ExitCode run(const UserAddOrder& order, const Texts& texts);
ExitCode run(const UserPasswordOrder& order, const Texts& texts);
ExitCode run(const UserListOrder& order, const Texts& texts);

/// What run(ExportOrder) does for the ledger.
ExitCode export_ledger(const std::string& folder, const Texts& texts);

}  // namespace pupitre::host
