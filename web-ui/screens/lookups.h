// The answers of the searchable lists behind reference fields: which clients, people, team members … fit what was typed.
// Kept as long as the screen is, because finding one of 100,000 clients at each keystroke needs an index.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/list_index.h"
#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

/// What narrows a search.
struct LookupContext {
    Id128 client;  // A person or a project must be this client's; before a client is chosen, any project may be.
    Id128 except;  // Never offered: a client is not its own parent.
};

class Lookups {
public:
    /// The rows of a table that fit what was typed, at most a few dozen; the first ones for an empty query. Rows out of
    /// use (inactive clients, team members who left, archived services) are not offered.
    std::vector<Option> find(const Database& db, std::string_view table, std::string_view typed,
                             const LookupContext& context);

private:
    std::vector<Option> find_clients(const Database& db, std::string_view typed, const LookupContext& context);

    std::optional<ListIndex> clients_;
};

/// What people call a row: the name of a client, the full name of a person, the title of a task. Empty if there is no
/// such row.
std::string row_name(const Database& db, std::string_view table, Id128 row);

}  // namespace pupitre::ui
