// The story in its order.
#include "core/demo/demo_firm.h"

#include "core/demo/demo_script.h"

namespace pupitre {

std::vector<DemoOrder> demo_orders(const DemoInput& input) {
    DemoScript script(input);
    tell_team(script);
    tell_clients(script, input.clients_csv);
    tell_work(script);
    tell_arrivals(script);
    tell_notes(script);
    tell_bank(script);
    return script.take();
}

}  // namespace pupitre
