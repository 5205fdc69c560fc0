// A view of a list, kept under a name: what is asked, and how the answer is displayed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/command/context.h"
#include "core/command/registry.h"
#include "core/query/list_query.h"
#include "core/schema/entity.h"

namespace pupitre {

/// Belongs to whoever made it. A shared one is offered to everybody; beside its owner, those who manage the firm may change
/// it.
struct SavedView {
    static constexpr std::string_view table = "saved_view";
    static constexpr std::string_view scope_key = "";

    Id<SavedView> id;
    std::string list;  // Name of the list's model: "clients".
    std::string name;
    TeamMemberId owner;  // Given by the program.
    bool shared = false;
    bool opens_first = false;  // Shown when the list is opened: the member's own, else a shared one.
    std::string content;       // {"query": {…}, "table": {…}}; the second part is the screens' affair.

    static std::span<const Field> fields();
    bool operator==(const SavedView&) const = default;
};
using SavedViewId = Id<SavedView>;

/// The parts of a view's content. Errors: malformed, and those of the query.
struct ViewContent {
    ListQuery query;
    Json table = Json::object();
};
Result<ViewContent> read_view(const SavedView& view);
std::string view_text(const ViewContent& content);

/// The views of a list that a member is offered: their own first, then the shared ones, each by name.
std::vector<const SavedView*> views_for(const Database& db, std::string_view list, TeamMemberId member);
/// The one of these that opens first; nothing if there is none.
const SavedView* first_view(const std::vector<const SavedView*>& views);

EntityRules saved_view_rules();

}  // namespace pupitre
