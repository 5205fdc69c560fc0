// Taking the example data away in one action. What people have added themselves stays.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/command/registry.h"

namespace pupitre {

/// Where the ids of example rows come from: the same in each database, so that they can be told from other rows.
constexpr Id128 demo_cause{0x64656d6f'6669726d, 1};

/// The id of an example row: demo_id("group:BNC").
Id128 demo_id(std::string_view key);

/// How many numbered rows of a kind the example may have: "own_task:0" …, "group:0" …, "tag:0" …
constexpr std::int32_t demo_numbers_max = 40;

/// Removes the example clients with everything in their files, and what else came with the example. A row that somebody's
/// own data still need stays, without the mark.
struct RemoveDemo {
    static constexpr std::string_view name = "demo.remove";
    static constexpr std::int32_t version = 1;

    std::string firm_name;  // The firm's real name; the example's name stays if it is empty.

    static Result<RemoveDemo> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const RemoveDemo& command);
void apply(Changes& changes, const Context& by, const RemoveDemo& command);

}  // namespace pupitre
