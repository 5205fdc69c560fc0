// The example firm: an accounting firm with its team, clients and work around a given day. A pure function of its
// arguments: the same day gives the same firm. Knows no files; the client list comes in as bytes.
#pragma once

#include <string_view>
#include <vector>

#include "core/command/command.h"
#include "core/command/context.h"

namespace pupitre {

/// One command and who gives it. The first ones set the firm up, before there is anybody with rights.
struct DemoOrder {
    Command command;
    TeamMemberId actor;
    bool setting_up = false;
};

struct DemoInput {
    Date today;
    std::int64_t now_ms = 0;
    std::string_view clients_csv;  // assets/demo/clients-excel-fr.csv
};

/// All commands, in order, for an empty database. Every one of them is accepted there.
std::vector<DemoOrder> demo_orders(const DemoInput& input);

}  // namespace pupitre
