// Incremental upkeep: the database says which rows changed; a longer query only looks through the last result.
#include "core/query/list_index.h"

#include <algorithm>
#include <numeric>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

constexpr std::size_t rebuild_from = 2'000;  // From so many changed rows on, building anew is cheaper.
constexpr char key_present = 'a';
constexpr char key_absent = 'b';

}  // namespace

std::string text_key(std::string_view text) {
    if (text.empty()) return std::string(1, key_absent);
    return key_present + fold(text);
}

std::string number_key(std::int64_t number) {
    const std::uint64_t biased = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63);
    std::string key(1, key_present);
    for (int shift = 56; shift >= 0; shift -= 8) key.push_back(static_cast<char>((biased >> shift) & 0xff));
    return key;
}

std::string value_key(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return text_key(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return number_key(*number);
    if (const auto* date = std::get_if<Date>(&value)) return number_key(date->days());
    if (const auto* money = std::get_if<Money>(&value)) return number_key(money->minor);
    if (const auto* yes = std::get_if<bool>(&value)) return number_key(*yes ? 1 : 0);
    return std::string(1, key_absent);
}

void ListIndex::LetterPairs::add(std::string_view word) {
    for (std::size_t at = 1; at < word.size(); ++at) {
        const auto first = static_cast<std::uint8_t>(word[at - 1]);
        const auto second = static_cast<std::uint8_t>(word[at]);
        if (first == ' ' || second == ' ') continue;  // Words are searched one by one.
        const std::uint32_t mixed = (first * 31u + second) * 0x9E3779B1u;
        places[mixed >> 30u] |= std::uint64_t{1} << ((mixed >> 24u) & 63u);
    }
}

bool ListIndex::LetterPairs::contain(const LetterPairs& other) const {
    for (std::size_t each = 0; each < places.size(); ++each) {
        if ((places[each] & other.places[each]) != other.places[each]) return false;
    }
    return true;
}

void ListIndex::set_search(std::string_view query) {
    std::string folded = fold(query);
    if (folded == query_) return;
    query_ = std::move(folded);
    stale_ = true;
}

void ListIndex::set_order(ListOrder order) {
    if (order.name == order_.name && order.descending == order_.descending) return;
    order_ = std::move(order);
    order_changed_ = true;
}

void ListIndex::set_filter(ListFilter filter) {
    if (filter.name == filter_.name) return;
    filter_ = std::move(filter);
    filter_changed_ = true;
}

const std::vector<Id128>& ListIndex::rows(const Database& db) {
    if (!built_) {
        rebuild(db);
    } else if (db.revision() != revision_) {
        const auto changes = db.changes_since(revision_);
        if (changes && changes->size() < rebuild_from) {
            follow(db, *changes);
        } else {
            rebuild(db);
        }
    }
    revision_ = db.revision();
    if (order_changed_) reorder(db);
    if (filter_changed_) refilter(db);
    if (stale_) collect();
    return rows_;
}

void ListIndex::rebuild(const Database& db) {
    const Table& table = db.table(source_.table);
    entries_.clear();
    free_places_.clear();
    by_id_.clear();
    entries_.resize(table.size());
    pairs_.assign(table.size(), {});
    by_id_.reserve(table.size());
    for (std::uint32_t place = 0; place < table.size(); ++place) {
        const void* row = table.at(place);
        Entry& entry = entries_[place];
        entry.id = id_of(row);
        entry.text = source_.search_text(db, row);
        entry.present = true;
        pairs_[place].add(entry.text);
        by_id_.emplace_back(entry.id, place);
    }
    built_ = order_changed_ = filter_changed_ = stale_ = true;
    collected_query_.clear();
}

void ListIndex::follow(const Database& db, std::span<const ChangedRow> changes) {
    std::vector<Id128> touched;
    for (const ChangedRow& change : changes) {
        if (change.table == source_.table) {
            touched.push_back(change.row);
        } else if (std::find(source_.parts.begin(), source_.parts.end(), change.table) != source_.parts.end()) {
            touched.push_back(change.scope.value);
        }
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    if (touched.empty()) return;
    for (const Id128 id : touched) {
        if (db.table(source_.table).find(id) != nullptr) {
            refresh(db, id);
        } else {
            remove(id);
        }
    }
    stale_ = true;
    collected_query_.clear();
}

std::size_t ListIndex::find(Id128 id) const {
    const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair{id, std::uint32_t{0}});
    return static_cast<std::size_t>(found - by_id_.begin());
}

void ListIndex::refresh(const Database& db, Id128 id) {
    remove(id);
    std::uint32_t place = static_cast<std::uint32_t>(entries_.size());
    if (free_places_.empty()) {
        entries_.emplace_back();
        pairs_.emplace_back();
    } else {
        place = free_places_.back();
        free_places_.pop_back();
    }
    const void* row = db.table(source_.table).find(id);
    Entry& entry = entries_[place];
    entry = {source_.search_text(db, row), order_.key ? order_.key(db, row) : std::string{}, id, true, true};
    entry.wanted = !filter_.accept || filter_.accept(db, row);
    pairs_[place] = {};
    pairs_[place].add(entry.text);
    by_id_.insert(by_id_.begin() + static_cast<std::ptrdiff_t>(find(id)), {id, place});
    if (order_changed_) return;  // All places are put in order soon.
    const auto at = std::lower_bound(ordered_.begin(), ordered_.end(), place,
                                     [&](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    ordered_.insert(at, place);
}

void ListIndex::remove(Id128 id) {
    const std::size_t at = find(id);
    if (at == by_id_.size() || by_id_[at].first != id) return;
    const std::uint32_t place = by_id_[at].second;
    by_id_.erase(by_id_.begin() + static_cast<std::ptrdiff_t>(at));
    if (!order_changed_) {
        const auto found = std::lower_bound(ordered_.begin(), ordered_.end(), place,
                                            [&](std::uint32_t a, std::uint32_t b) { return before(a, b); });
        ordered_.erase(found);
    }
    entries_[place] = {};
    free_places_.push_back(place);
}

bool ListIndex::before(std::uint32_t a, std::uint32_t b) const {
    const int compared = entries_[a].key.compare(entries_[b].key);
    if (compared != 0) return order_.descending ? compared > 0 : compared < 0;
    return entries_[a].id < entries_[b].id;
}

void ListIndex::reorder(const Database& db) {
    ordered_.clear();
    ordered_.reserve(by_id_.size());
    for (const auto& [id, place] : by_id_) {
        if (order_.key) entries_[place].key = order_.key(db, db.table(source_.table).find(id));
        ordered_.push_back(place);
    }
    std::sort(ordered_.begin(), ordered_.end(), [&](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    order_changed_ = false;
    stale_ = true;
    collected_query_.clear();
}

void ListIndex::refilter(const Database& db) {
    for (const auto& [id, place] : by_id_) {
        entries_[place].wanted = !filter_.accept || filter_.accept(db, db.table(source_.table).find(id));
    }
    filter_changed_ = false;
    stale_ = true;
    collected_query_.clear();
}

bool ListIndex::is_found(std::uint32_t place, const LetterPairs& wanted) const {
    const Entry& entry = entries_[place];
    return entry.wanted && pairs_[place].contain(wanted) && matches_folded(entry.text, query_);
}

void ListIndex::collect() {
    LetterPairs wanted;
    wanted.add(query_);
    // A longer query can only leave fewer rows, as long as nothing else changed.
    const bool narrower = !collected_query_.empty() && query_.starts_with(collected_query_);
    if (narrower) {
        std::erase_if(found_, [&](std::uint32_t place) { return !is_found(place, wanted); });
    } else {
        // In the order of memory first, which is many times faster than in the order of the list.
        std::vector<bool> hits(entries_.size());
        for (std::uint32_t place = 0; place < entries_.size(); ++place) hits[place] = is_found(place, wanted);
        found_.clear();
        for (const std::uint32_t place : ordered_) {
            if (hits[place]) found_.push_back(place);
        }
    }
    rows_.clear();
    rows_.reserve(found_.size());
    for (const std::uint32_t place : found_) rows_.push_back(entries_[place].id);
    collected_query_ = query_;
    stale_ = false;
}

}  // namespace pupitre
