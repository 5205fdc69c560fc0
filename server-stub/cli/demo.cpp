// pupitre demo: the example firm, into an empty database.
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/first_start.h"
#include "server-stub/cli/orders.h"

namespace pupitre::host {

ExitCode run(const DemoOrder& order, const Texts& texts) {
    Log log(LogFormat::text, LogLevel::error);
    auto opened = open_firm({order.data, true}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    Authority& firm = *std::get<std::unique_ptr<Authority>>(opened);
    if (!is_empty(firm)) {
        print_error(std::string(texts.label("host.demo.not_empty")));
        return ExitCode::refused;
    }
    const ExitCode loaded = load_demo(firm, order.data, texts);
    if (loaded != ExitCode::done) return loaded;
    if (const auto login = demo_login(firm)) {
        print_line(texts.format("host.serve.demo_login", {*login, demo_password}));
    }
    return ExitCode::done;
}

}  // namespace pupitre::host
