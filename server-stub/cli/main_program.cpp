// Reads the command line and carries the order out.
#include "server-stub/cli/main_program.h"

#include <sys/stat.h>

#include "server-stub/base/crypto.h"
#include "server-stub/cli/language.h"
#include "server-stub/cli/orders.h"

namespace pupitre::host {

int run_program(int argc, const char* const* argv) {
    // Whatever is written is clients' data: for this account only.
    umask(S_IRWXG | S_IRWXO);
    const Texts texts(command_line_language(argc, argv));
    if (!crypto_start()) return static_cast<int>(ExitCode::internal);
    const auto read = read_command_line(argc, argv, texts);
    if (const auto* code = std::get_if<ExitCode>(&read)) return static_cast<int>(*code);
    const ExitCode code = std::visit([&](const auto& order) { return run(order, texts); }, std::get<Order>(read));
    return static_cast<int>(code);
}

}  // namespace pupitre::host
