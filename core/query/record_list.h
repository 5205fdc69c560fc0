// A list as somebody looks at it: the columns that an area offers, and the rows that answer a query, in order and in groups.
// Knows no area and no screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/command/context.h"
#include "core/query/list_index.h"
#include "core/query/list_query.h"

namespace pupitre {

/// What an area lists.
struct ListModel {
    std::string_view name;  // Stored in views: for ever.
    std::vector<ListSource> sources;
    std::vector<ListColumn> columns;
    std::vector<ListSort> order;  // Where a query has none.

    /// Nothing if there is no such column.
    [[nodiscard]] const ListColumn* find(std::string_view key) const;
};

/// Who asks, and on which day: what "me" and "this week" mean.
struct ListAsker {
    TeamMemberId member;
    Date today;

    bool operator==(const ListAsker&) const = default;
};

/// Why a condition cannot be asked of a list.
enum class ConditionFault : std::uint8_t { none, no_such_column, no_such_test, bad_value };
ConditionFault fault_of(const ListModel& model, const ListCondition& condition);

/// Rows that meet all conditions. One that cannot be asked is met by none: whoever acts on what a list shows must never act on more than they asked for.
ListFilter list_filter(const ListModel& model, const std::vector<ListCondition>& conditions, const ListAsker& asker);
/// Groups first, in the order of their names, then each sort in turn. Columns that are not there count nothing.
ListOrder list_order(const ListModel& model, const ListQuery& query);

/// The sum of a column; amounts for each currency apart.
struct ListSum {
    std::int64_t number = 0;  // Also minutes.
    std::vector<Money> amounts;

    bool operator==(const ListSum&) const = default;
};

/// A run of rows with one value in the column that groups them.
struct ListGroup {
    Value value;
    std::size_t first = 0;
    std::size_t count = 0;
};

class RecordList {
public:
    explicit RecordList(ListModel model);
    RecordList(const RecordList&) = delete;  // Holds on to its own index.
    RecordList& operator=(const RecordList&) = delete;

    [[nodiscard]] const ListModel& model() const { return model_; }

    void ask(const ListQuery& query, const ListAsker& asker);
    /// The ids in order, up to date with the database. Valid until the next call.
    const std::vector<Id128>& rows(const Database& db);
    /// The runs of these rows; none without groups.
    [[nodiscard]] std::vector<ListGroup> groups(const Database& db) const;
    /// Over rows from `first` on. Costs as many look-ups.
    [[nodiscard]] ListSum sum(const Database& db, const ListColumn& column, std::size_t first, std::size_t count) const;
    /// Rows before search and conditions.
    [[nodiscard]] std::size_t total() const { return index_.total(); }

private:
    void set_order();
    bool names_changed(const Database& db);

    ListModel model_;
    ListIndex index_;
    ListQuery query_;
    const std::vector<Id128>* rows_ = nullptr;  // The index's.
    std::uint64_t revision_ = 0;
    std::int64_t names_ = 0;  // How often the names that the order depends on have changed.
};

}  // namespace pupitre
