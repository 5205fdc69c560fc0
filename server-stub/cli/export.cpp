// pupitre export: lists as CSV, or the ledger, on standard output, made from one moment of the data.
#include <cstdio>

#include "core/crm/client_export.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/orders.h"

namespace pupitre::host {

ExitCode run(const ExportOrder& order, const Texts& texts) {
    if (order.what == "ledger") return export_ledger(order.data, texts);
    if (order.what != "clients") {
        print_error(texts.format("host.export.unknown", {order.what}));
        return ExitCode::usage;
    }
    Log log(LogFormat::text, LogLevel::error);
    auto opened = open_firm({order.data}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    const Authority& firm = *std::get<std::unique_ptr<Authority>>(opened);
    const std::string csv = export_clients(firm.db(), texts.language());
    const bool written = std::fwrite(csv.data(), 1, csv.size(), stdout) == csv.size() && std::fflush(stdout) == 0;
    return written ? ExitCode::done : ExitCode::storage_failed;
}

}  // namespace pupitre::host
