// Incremental upkeep: the database says which rows changed; a longer query only looks through the last result.
#include "core/query/list_index.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

constexpr std::size_t rebuild_from = 2'000;  // From so many changed rows on, building anew is cheaper.
constexpr char key_present = 'a';
constexpr char key_absent = 'b';
constexpr int number_middle = 0x80;  // The length of nothing, in the key of a number.

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }  // Folded: there are no capitals.
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The place of a letter in a set of 64: letters and digits have their own, all other bytes share the rest.
unsigned place_of(char letter) {
    constexpr unsigned digits_from = 26;
    constexpr unsigned others_from = 36;
    constexpr unsigned places = 64;
    if (is_letter(letter)) return static_cast<unsigned>(letter - 'a');
    if (is_digit(letter)) return digits_from + static_cast<unsigned>(letter - '0');
    return others_from + static_cast<std::uint8_t>(letter) % (places - others_from);
}

/// Whether each word of a folded query is one letter or digit: then the sets alone tell where it is found.
bool is_single_letters(std::string_view query) {
    bool inside = false;
    for (const char letter : query) {
        if (letter == ' ') {
            inside = false;
            continue;
        }
        if (inside || !(is_letter(letter) || is_digit(letter))) return false;
        inside = true;
    }
    return true;
}

/// As a number that compares as they do.
std::uint64_t first_bytes(std::string_view key) {
    std::uint64_t bytes = 0;
    for (std::size_t place = 0; place < 8; ++place) {
        bytes = bytes << 8U | (place < key.size() ? static_cast<std::uint8_t>(key[place]) : 0U);
    }
    return bytes;
}

}  // namespace

std::string text_key(std::string_view text) {
    if (text.empty()) return std::string(1, key_absent);
    return key_present + fold(text);
}

std::string number_key(std::int64_t number) {
    // As few bytes as the number needs, behind one that says how many, so that a whole order fits into a short string. Below
    // zero everything is turned round: more bytes are less.
    const bool negative = number < 0;
    const std::uint64_t size = static_cast<std::uint64_t>(negative ? ~number : number);
    int bytes = 0;
    while (bytes < 8 && size >> (bytes * 8) != 0) ++bytes;
    std::string key(1, key_present);
    key.push_back(static_cast<char>(negative ? number_middle - 1 - bytes : number_middle + bytes));
    for (int place = bytes - 1; place >= 0; --place) {
        const auto byte = static_cast<std::uint8_t>(size >> (place * 8));
        key.push_back(static_cast<char>(negative ? 0xff - byte : byte));
    }
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

void ListIndex::LetterSet::add(std::string_view text) {
    std::uint8_t previous = ' ';
    for (const char letter : text) {
        const auto byte = static_cast<std::uint8_t>(letter);
        const bool separates = byte == ' ' || previous == ' ';  // Words are searched one by one.
        if (byte != ' ') letters |= std::uint64_t{1} << place_of(letter);
        const std::uint32_t mixed = (previous * 31u + byte) * 0x9E3779B1u;
        if (!separates) pairs[mixed >> 29u] |= std::uint64_t{1} << ((mixed >> 23u) & 63u);
        previous = byte;
    }
}

bool ListIndex::LetterSet::contains(const LetterSet& other) const {
    if ((letters & other.letters) != other.letters) return false;
    for (std::size_t each = 0; each < pairs.size(); ++each) {
        if ((pairs[each] & other.pairs[each]) != other.pairs[each]) return false;
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
    std::size_t count = 0;
    for (const ListSource& source : sources_) count += db.table(source.table).size();
    entries_.clear();
    free_places_.clear();
    by_id_.clear();
    entries_.resize(count);
    sets_.assign(count, {});
    ids_.assign(count, {});
    by_id_.reserve(count);
    std::uint32_t place = 0;
    for (std::size_t kind = 0; kind < sources_.size(); ++kind) {
        const Table& table = db.table(sources_[kind].table);
        const auto begin_of_table = static_cast<std::ptrdiff_t>(by_id_.size());
        for (std::uint32_t each = 0; each < table.size(); ++each, ++place) {
            const void* row = table.at(each);
            Entry& entry = entries_[place];
            entry.text = sources_[kind].search_text(db, row);
            entry.kind = static_cast<std::uint8_t>(kind);
            entry.present = true;
            sets_[place].add(entry.text);
            ids_[place] = id_of(row);
            by_id_.emplace_back(ids_[place], place);
        }
        std::inplace_merge(by_id_.begin(), by_id_.begin() + begin_of_table, by_id_.end());
    }
    built_ = order_changed_ = filter_changed_ = stale_ = true;
    collected_query_.clear();
}

void ListIndex::add_touched(const Database& db, const ChangedRow& change, std::vector<Id128>& touched) const {
    for (const ListSource& source : sources_) {
        if (change.table == source.table) touched.push_back(change.row);
        if (std::find(source.parts.begin(), source.parts.end(), change.table) == source.parts.end()) continue;
        if (source.of_scope == nullptr) {
            touched.push_back(change.scope.value);
        } else {
            const std::vector<Id128> rows = source.of_scope(db, change.scope);
            touched.insert(touched.end(), rows.begin(), rows.end());
        }
    }
}

void ListIndex::follow(const Database& db, std::span<const ChangedRow> changes) {
    std::vector<Id128> touched;
    for (const ChangedRow& change : changes) add_touched(db, change, touched);
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    if (touched.empty()) return;
    for (const Id128 id : touched) {
        if (const ListedRow row = listed_row(sources_, db, id); row.row != nullptr) {
            refresh(db, id, row);
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

ListedRow listed_row(std::span<const ListSource> sources, const Database& db, Id128 id) {
    for (std::size_t kind = 0; kind < sources.size(); ++kind) {
        if (const void* row = db.table(sources[kind].table).find(id)) return {kind, row};
    }
    return {};
}

template <class Visit>
void ListIndex::for_each_row(const Database& db, Visit visit) const {
    for (std::size_t kind = 0; kind < sources_.size(); ++kind) {
        auto next = by_id_.begin();
        db.table(sources_[kind].table).for_each([&](const void* row) {
            const Id128 id = id_of(row);
            while (next->first < id) ++next;
            assert(next->first == id);
            visit(next->second, ListedRow{kind, row});
        });
    }
}

void ListIndex::refresh(const Database& db, Id128 id, const ListedRow& row) {
    remove(id);
    std::uint32_t place = static_cast<std::uint32_t>(entries_.size());
    if (free_places_.empty()) {
        entries_.emplace_back();
        sets_.emplace_back();
        ids_.emplace_back();
    } else {
        place = free_places_.back();
        free_places_.pop_back();
    }
    Entry& entry = entries_[place];
    entry = {sources_[row.kind].search_text(db, row.row), order_.key ? order_.key(db, row) : std::string{},
             static_cast<std::uint8_t>(row.kind), true, true};
    entry.wanted = !filter_.accept || filter_.accept(db, row);
    sets_[place] = {};
    sets_[place].add(entry.text);
    ids_[place] = id;
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
    return ids_[a] < ids_[b];
}

void ListIndex::reorder(const Database& db) {
    if (order_.key) {
        for_each_row(db, [&](std::uint32_t place, const ListedRow& row) { entries_[place].key = order_.key(db, row); });
    }
    // The first bytes of a key stand beside its place: what is compared most lies side by side in memory.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;
    sorted.reserve(by_id_.size());
    for (const auto& [id, place] : by_id_) sorted.emplace_back(first_bytes(entries_[place].key), place);
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return order_.descending ? a.first > b.first : a.first < b.first;
        return before(a.second, b.second);
    });
    ordered_.clear();
    ordered_.reserve(sorted.size());
    for (const auto& [bytes, place] : sorted) ordered_.push_back(place);
    order_changed_ = false;
    stale_ = true;
    collected_query_.clear();
}

void ListIndex::refilter(const Database& db) {
    for_each_row(db, [&](std::uint32_t place, const ListedRow& row) {
        entries_[place].wanted = !filter_.accept || filter_.accept(db, row);
    });
    filter_changed_ = false;
    stale_ = true;
    collected_query_.clear();
}

bool ListIndex::is_found(std::uint32_t place, const LetterSet& wanted, bool set_decides) const {
    const Entry& entry = entries_[place];
    return entry.wanted && sets_[place].contains(wanted) && (set_decides || matches_folded(entry.text, query_));
}

void ListIndex::collect() {
    LetterSet wanted;
    wanted.add(query_);
    const bool set_decides = is_single_letters(query_);
    // A longer query can only leave fewer rows, as long as nothing else changed.
    const bool narrower = !collected_query_.empty() && query_.starts_with(collected_query_);
    hits_.resize(entries_.size(), false);
    // In the order of memory first, which is many times faster than in the order of the list.
    for (std::uint32_t place = 0; place < entries_.size(); ++place) {
        if (!narrower || hits_[place]) hits_[place] = is_found(place, wanted, set_decides);
    }
    if (narrower) {
        std::erase_if(found_, [&](std::uint32_t place) { return !hits_[place]; });
    } else {
        found_.clear();
        for (const std::uint32_t place : ordered_) {
            if (hits_[place]) found_.push_back(place);
        }
    }
    rows_.clear();
    rows_.reserve(found_.size());
    for (const std::uint32_t place : found_) rows_.push_back(ids_[place]);
    collected_query_ = query_;
    stale_ = false;
}

}  // namespace pupitre
