// A list of the rows of one table, or of several side by side, as somebody looks at it: searched as one types, filtered,
// sorted, grouped. Kept up to date by what changed, so that one edit among 100,000 rows costs microseconds.
// Knows no area: what is searched, filtered and sorted by comes as functions.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.h"

namespace pupitre {

/// A table whose rows are listed. Each function must depend on the row and on rows of its scope only.
struct ListSource {
    TableIndex table = 0;
    /// Folded text that the quick search looks through.
    std::function<std::string(const Database&, const void* row)> search_text;
    /// Other tables whose rows count in the text, the order or the filters of listed rows of their scope (a client's people).
    std::vector<TableIndex> parts = {};
    /// The listed rows of a scope. Empty: the one row that owns it.
    std::vector<Id128> (*of_scope)(const Database&, ScopeId) = nullptr;
};

/// A row of a list, and of which of its tables (in the order of its sources).
struct ListedRow {
    std::size_t kind = 0;
    const void* row = nullptr;  // Null: there is none.
};
/// The row of this id, in whichever of the tables it stands.
ListedRow listed_row(std::span<const ListSource> sources, const Database& db, Id128 id);

/// An order: rows compare by their keys as bytes, equal keys by id.
struct ListOrder {
    std::string name;  // Orders of one name are the same.
    std::function<std::string(const Database&, const ListedRow&)> key;
    bool descending = false;
};

/// Which rows are wanted. The same name means the same filter.
struct ListFilter {
    std::string name;
    std::function<bool(const Database&, const ListedRow&)> accept;
};

class ListIndex {
public:
    explicit ListIndex(ListSource source) { sources_.push_back(std::move(source)); }
    explicit ListIndex(std::vector<ListSource> sources) : sources_(std::move(sources)) {}

    void set_search(std::string_view query);  // As typed; folded here.
    void set_order(ListOrder order);
    void set_filter(ListFilter filter);

    /// The ids in order, up to date with the database. Valid until the next call of a non-const function.
    const std::vector<Id128>& rows(const Database& db);
    /// Rows before search and filter.
    [[nodiscard]] std::size_t total() const { return by_id_.size(); }

private:
    struct Entry {
        std::string text;  // Folded.
        std::string key;   // Of the present order.
        std::uint8_t kind = 0;
        bool wanted = false;  // By the filter.
        bool present = false;
    };

    /// Which letters and pairs of letters occur in a text. Each pair has one of 512 places, each letter and digit one of
    /// its own, other bytes share some: what is not in the set is not in the text, so that most texts need not be read.
    struct LetterSet {
        std::array<std::uint64_t, 8> pairs{};
        std::uint64_t letters = 0;

        void add(std::string_view text);
        [[nodiscard]] bool contains(const LetterSet& other) const;
    };

    void rebuild(const Database& db);
    void follow(const Database& db, std::span<const ChangedRow> changes);
    void add_touched(const Database& db, const ChangedRow& change, std::vector<Id128>& touched) const;
    void refresh(const Database& db, Id128 id, const ListedRow& row);
    void remove(Id128 id);
    void reorder(const Database& db);
    void refilter(const Database& db);
    void collect();
    [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool is_found(std::uint32_t place, const LetterSet& wanted, bool set_decides) const;
    [[nodiscard]] std::size_t find(Id128 id) const;
    /// Calls visit(place, row) for every listed row. Walks through the tables beside by_id_, both in the order of ids: looking
    /// each row up would cost more than what is done with it.
    template <class Visit>
    void for_each_row(const Database& db, Visit visit) const;

    std::vector<ListSource> sources_;
    ListOrder order_;
    ListFilter filter_;
    std::string query_;
    std::vector<Entry> entries_;   // By place; places of removed rows are used again.
    std::vector<LetterSet> sets_;  // Of the texts, beside entries_.
    std::vector<Id128> ids_;       // Beside entries_, because all of them are read for a result.
    std::vector<std::uint32_t> free_places_;
    std::vector<std::pair<Id128, std::uint32_t>> by_id_;  // Sorted.
    std::vector<std::uint32_t> ordered_;                  // All present places in order.
    std::vector<bool> hits_;                              // By place: whether search and filter leave it.
    std::vector<std::uint32_t> found_;                    // Those places in order.
    std::vector<Id128> rows_;
    std::string collected_query_;
    std::uint64_t revision_ = 0;
    bool built_ = false;
    bool order_changed_ = false;
    bool filter_changed_ = false;
    bool stale_ = true;
};

/// Keys for orders: texts as folded, numbers so that their bytes sort as they do; absent values come last.
std::string text_key(std::string_view text);
std::string number_key(std::int64_t number);
std::string value_key(const Value& value);

}  // namespace pupitre
