// Who may change a view, and what its content must be.
#include "core/views/saved_view.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/row_rules.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

const EntityInfo& info() { return entity_info<SavedView>(); }

bool may_change(const Context& by, const SavedView& view) {
    return view.owner == by.actor || (view.shared && by.may(Right::manage_firm));
}

Refusal refuse_as_not_theirs(const SavedView& view) {
    Refusal refusal;
    refusal.code = RefusalCode::not_permitted;
    refusal.table = SavedView::table;
    refusal.row = view.id.value;
    return refusal;
}

std::optional<Refusal> check_view(const Database& db, const Context& by, const void* row) {
    const auto& view = *static_cast<const SavedView*>(row);
    const SavedView* present = db.find(view.id);
    if (present != nullptr && !may_change(by, *present)) return refuse_as_not_theirs(*present);
    if (read_view(view)) return std::nullopt;
    return refuse_field(RefusalCode::invalid_value, info(), row, *info().find_field("content"));
}

std::optional<Refusal> check_removal(const Database&, const Context& by, const void* row) {
    const auto& view = *static_cast<const SavedView*>(row);
    if (may_change(by, view)) return std::nullopt;
    return refuse_as_not_theirs(view);
}

}  // namespace

std::span<const Field> SavedView::fields() {
    static constexpr Field rows[] = {
        field<&SavedView::id>("id"),
        field<&SavedView::list>("list", Edit::hidden, Need::required).with_index(),
        field<&SavedView::name>("name", Edit::text, Need::required),
        field<&SavedView::owner>("owner"),
        field<&SavedView::shared>("shared", Edit::yes_no),
        field<&SavedView::opens_first>("opens_first", Edit::yes_no),
        field<&SavedView::content>("content", Edit::long_text, Need::required),
    };
    static_assert(std::size(rows) == member_count<SavedView>(), "Every member needs a row.");
    return rows;
}

Result<ViewContent> read_view(const SavedView& view) {
    const Json json = Json::parse(view.content, nullptr, false);
    if (!json.is_object()) return Error{ErrorCode::malformed, "content"};
    ViewContent content;
    if (const auto query = json.find("query"); query != json.end()) {
        Result<ListQuery> read = list_query_from_json(*query);
        if (!read) return read.error();
        content.query = *std::move(read);
    }
    if (const auto table = json.find("table"); table != json.end()) {
        if (!table->is_object()) return Error{ErrorCode::malformed, "table"};
        content.table = *table;
    }
    return content;
}

std::string view_text(const ViewContent& content) {
    return Json{{"query", to_json(content.query)}, {"table", content.table}}.dump(-1, ' ', false,
                                                                                  Json::error_handler_t::replace);
}

std::vector<const SavedView*> views_for(const Database& db, std::string_view list, TeamMemberId member) {
    std::vector<const SavedView*> views;
    db.for_each<SavedView>([&](const SavedView& view) {
        if (view.list == list && (view.shared || view.owner == member)) views.push_back(&view);
    });
    std::ranges::sort(views, {}, [&](const SavedView* view) {
        return std::tuple{view->owner != member, fold(view->name), view->id};
    });
    return views;
}

const SavedView* first_view(const std::vector<const SavedView*>& views) {
    const auto found = std::ranges::find_if(views, &SavedView::opens_first);
    return found != views.end() ? *found : nullptr;
}

EntityRules saved_view_rules() {
    EntityRules rules;
    rules.info = &info();
    rules.creator_key = "owner";
    rules.check = check_view;
    rules.check_removal = check_removal;
    return rules;
}

}  // namespace pupitre
