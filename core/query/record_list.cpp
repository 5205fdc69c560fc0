// Conditions and orders made from columns.
#include "core/query/record_list.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <memory>
#include <optional>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

template <std::size_t Count>
std::optional<std::size_t> place_in(const std::array<std::string_view, Count>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

/// The value that a text of a condition stands for; nothing if it is none of the column's. `me` may be nil to look only
/// whether it could be asked.
std::optional<Value> value_in(const ListColumn& column, std::string_view text, TeamMemberId me) {
    switch (column.kind) {
    case ColumnKind::text: return Value{fold(text)};
    case ColumnKind::number:
    case ColumnKind::minutes:
    case ColumnKind::amount: {
        const auto number = whole_number(text);
        return number ? std::optional<Value>(*number) : std::nullopt;
    }
    case ColumnKind::date: {
        const Result<Date> date = parse_iso_date(text);
        return date ? std::optional<Value>(*date) : std::nullopt;
    }
    case ColumnKind::choice: {
        const auto found = std::ranges::find(column.choices, text);
        if (found == column.choices.end()) return std::nullopt;
        return Value{std::int64_t{found - column.choices.begin()}};
    }
    case ColumnKind::yes_no:
        if (text != "yes" && text != "no") return std::nullopt;
        return Value{text == "yes"};
    case ColumnKind::row: {
        if (text == list_me) return Value{me.value};
        const Result<Id128> id = parse_id(text);
        return id ? std::optional<Value>(*id) : std::nullopt;
    }
    }
    assert(false);
    return std::nullopt;
}

/// What is compared: amounts by their number, texts folded, numbers that are not there as zero.
Value compared(const ListColumn& column, Value value) {
    if (const auto* amount = std::get_if<Money>(&value)) return Value{amount->minor};
    if (const auto* text = std::get_if<std::string>(&value)) return Value{fold(*text)};
    if (is_absent(value) && (column.kind == ColumnKind::number || column.kind == ColumnKind::minutes)) {
        return Value{std::int64_t{0}};
    }
    return value;
}

/// A condition with its values read. Stands on its own: it may live longer than the list it was asked of.
struct Asked {
    ListColumn column;
    ListTest test = ListTest::is;
    std::vector<Value> values;
    std::vector<std::pair<Date, Date>> periods;
};

std::optional<Asked> read(const ListModel& model, const ListCondition& condition, const ListAsker& asker) {
    const ListColumn* column = model.find(condition.column);
    if (column == nullptr) return std::nullopt;
    Asked asked{*column, condition.test, {}, {}};
    for (const std::string& text : condition.values) {
        if (condition.test == ListTest::period) {
            const auto place = place_in(date_period_names, text);
            if (!place) return std::nullopt;
            asked.periods.push_back(days_of(static_cast<DatePeriod>(*place), asker.today));
            continue;
        }
        auto value = value_in(asked.column, text, asker.member);
        if (!value) return std::nullopt;
        asked.values.push_back(*std::move(value));
    }
    return asked;
}

bool contains(const Value& value, const Value& words) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* wanted = std::get_if<std::string>(&words);
    return text != nullptr && wanted != nullptr && matches_folded(*text, *wanted);
}

bool lies_in(const Value& value, const std::pair<Date, Date>& days) {
    const auto* date = std::get_if<Date>(&value);
    return date != nullptr && *date >= days.first && *date <= days.second;
}

bool accepts(const Asked& asked, const Database& db, const ListedRow& row) {
    const Value stored = value_of(asked.column, db, row);
    if (asked.test == ListTest::empty) return is_absent(stored);
    if (asked.test == ListTest::filled) return !is_absent(stored);
    const Value value = compared(asked.column, stored);
    const auto any = [&](auto&& test) { return std::ranges::any_of(asked.values, test); };
    const auto is = [&](const Value& wanted) {
        return value == wanted || (asked.column.also && asked.column.also(db, row, wanted));
    };
    switch (asked.test) {
    case ListTest::contains: return any([&](const Value& words) { return contains(value, words); });
    case ListTest::is: return any(is);
    case ListTest::is_not: return !any(is);
    case ListTest::at_least: return !is_absent(value) && any([&](const Value& least) { return value >= least; });
    case ListTest::at_most: return !is_absent(value) && any([&](const Value& most) { return value <= most; });
    case ListTest::period:
        return std::ranges::any_of(asked.periods, [&](const auto& days) { return lies_in(value, days); });
    case ListTest::empty:
    case ListTest::filled: break;
    }
    assert(false);
    return false;
}

/// One column's part of an order. Keys of several columns stand one behind the other, so each ends itself: a zero byte
/// is escaped and two end it. Backwards all bytes but the first are turned round: nothing stays at the end.
void append_part(std::string& out, std::string_view key, bool backwards) {
    const auto add = [&](char c) { out.push_back(backwards ? static_cast<char>(~c) : c); };
    out.push_back(key.front());
    for (const char c : key.substr(1)) {
        add(c);
        if (c == '\0') add('\x01');
    }
    add('\0');
    add('\0');
}

struct Part {
    ListColumn column;
    bool backwards = false;
};

std::vector<Part> parts_of(const ListModel& model, const ListQuery& query) {
    std::vector<Part> parts;
    const std::vector<ListSort>& sorts = query.sorts.empty() ? model.order : query.sorts;
    if (const ListColumn* group = model.find(query.group)) {
        const bool backwards = !sorts.empty() && sorts.front().column == query.group && sorts.front().descending;
        parts.push_back({*group, backwards});
    }
    for (const ListSort& sort : sorts) {
        const ListColumn* column = model.find(sort.column);
        if (column != nullptr && (parts.empty() || column->key != parts.front().column.key)) {
            parts.push_back({*column, sort.descending});
        }
    }
    return parts;
}

}  // namespace

const ListColumn* ListModel::find(std::string_view key) const {
    const auto found = std::ranges::find(columns, key, &ListColumn::key);
    return found != columns.end() ? &*found : nullptr;
}

ConditionFault fault_of(const ListModel& model, const ListCondition& condition) {
    const ListColumn* column = model.find(condition.column);
    if (column == nullptr || column->internal) return ConditionFault::no_such_column;
    if (std::ranges::find(tests_of(column->kind), condition.test) == tests_of(column->kind).end()) {
        return ConditionFault::no_such_test;
    }
    const bool wants = takes_values(condition.test);
    if (wants == condition.values.empty() || !read(model, condition, {})) return ConditionFault::bad_value;
    return ConditionFault::none;
}

ListFilter list_filter(const ListModel& model, const std::vector<ListCondition>& conditions, const ListAsker& asker) {
    std::vector<Asked> asked;
    bool askable = true;
    for (const ListCondition& condition : conditions) {
        auto one = read(model, condition, asker);
        askable = askable && one && fault_of(model, condition) == ConditionFault::none;
        if (one) asked.push_back(*std::move(one));
    }
    std::string name = to_text(ListQuery{.conditions = conditions});
    name += to_text(asker.member.value) + to_iso(asker.today);
    return {std::move(name), [asked = std::move(asked), askable](const Database& db, const ListedRow& row) {
                return askable && std::ranges::all_of(asked, [&](const Asked& one) { return accepts(one, db, row); });
            }};
}

ListOrder list_order(const ListModel& model, const ListQuery& query) {
    std::vector<Part> parts = parts_of(model, query);
    std::string name;
    for (const Part& part : parts) name.append(part.column.key).append(part.backwards ? "-" : "+");
    return {std::move(name), [parts = std::move(parts)](const Database& db, const ListedRow& row) {
                std::string key;
                for (const Part& part : parts) {
                    const Value value = value_of(part.column, db, row);
                    append_part(key, order_key(part.column, db, value), part.backwards);
                }
                return key;
            }};
}

RecordList::RecordList(ListModel model) : model_(std::move(model)), index_(model_.sources) {
    set_order();
    ask({}, {});
}

void RecordList::set_order() {
    ListOrder order = list_order(model_, query_);
    order.name += std::to_string(names_);
    index_.set_order(std::move(order));
}

void RecordList::ask(const ListQuery& query, const ListAsker& asker) {
    query_ = query;
    set_order();
    index_.set_search(query.search);
    index_.set_filter(list_filter(model_, query.conditions, asker));
}

/// Whether a row was touched whose name the order shows: a group that is called otherwise now.
bool RecordList::names_changed(const Database& db) {
    const std::uint64_t since = std::exchange(revision_, db.revision());
    const auto changes = db.changes_since(since);
    if (!changes) return true;
    std::vector<TableIndex> tables;
    for (const Part& part : parts_of(model_, query_)) {
        if (part.column.kind == ColumnKind::row) tables.push_back(db.schema().index_of(part.column.target));
    }
    return !tables.empty() && std::ranges::any_of(*changes, [&](const ChangedRow& change) {
        return std::ranges::find(tables, change.table) != tables.end();
    });
}

const std::vector<Id128>& RecordList::rows(const Database& db) {
    if (revision_ != db.revision() && names_changed(db)) {
        ++names_;
        set_order();
    }
    rows_ = &index_.rows(db);
    return *rows_;
}

std::vector<ListGroup> RecordList::groups(const Database& db) const {
    std::vector<ListGroup> groups;
    const ListColumn* column = model_.find(query_.group);
    if (column == nullptr || rows_ == nullptr) return groups;
    const auto value_at = [&](std::size_t place) {
        return value_of(*column, db, listed_row(model_.sources, db, (*rows_)[place]));
    };
    for (std::size_t first = 0; first < rows_->size();) {
        Value value = value_at(first);
        const std::string key = order_key(*column, db, value);
        // The rows are ordered by this value, so the end of the run is found by halving.
        std::size_t low = first + 1;
        std::size_t high = rows_->size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (order_key(*column, db, value_at(middle)) == key)
                low = middle + 1;
            else
                high = middle;
        }
        groups.push_back({std::move(value), first, low - first});
        first = low;
    }
    return groups;
}

ListSum RecordList::sum(const Database& db, const ListColumn& column, std::size_t first, std::size_t count) const {
    ListSum sum;
    if (rows_ == nullptr || first >= rows_->size()) return sum;
    const std::size_t end = first + std::min(count, rows_->size() - first);
    for (std::size_t place = first; place < end; ++place) {
        const Value value = value_of(column, db, listed_row(model_.sources, db, (*rows_)[place]));
        if (const auto* number = std::get_if<std::int64_t>(&value)) sum.number += *number;
        const auto* amount = std::get_if<Money>(&value);
        if (amount == nullptr) continue;
        const auto known = std::ranges::find(sum.amounts, amount->currency, &Money::currency);
        if (known == sum.amounts.end())
            sum.amounts.push_back(*amount);
        else
            known->minor += amount->minor;
    }
    std::ranges::sort(sum.amounts, {}, &Money::currency);
    return sum;
}

}  // namespace pupitre
