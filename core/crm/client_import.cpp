// Two passes: first each row's own verdict, then the parents, which may stand further down in the file.
#include "core/crm/client_import.h"

#include <algorithm>
#include <cassert>

#include "core/base/text_fold.h"

namespace pupitre {
namespace {

constexpr int ancestors_max = 100;

// Name and postcode identify a client that has neither reference nor SIREN.
std::string name_key(std::string_view name, std::string_view postcode) {
    std::string key = fold(name);
    key.push_back('\n');
    return key.append(postcode);
}

std::string name_key(const ClientRecord& record) {
    return name_key(record[SheetColumn::name], record[SheetColumn::postcode]);
}

bool has_errors(const std::vector<CellProblem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const CellProblem& problem) { return problem.is_error; });
}

// Titles, totals and separators between blocks: rows without any content are no clients.
bool is_blank_row(const CsvTable& table, std::size_t row) {
    for (std::size_t column = 0; column < table.column_count(row); ++column) {
        if (!cell_content(table, row, column).empty()) return false;
    }
    return true;
}

// More cells than titles, with something in them: a separator inside an unquoted text has shifted the row.
bool is_shifted(const CsvTable& table, std::size_t row, std::size_t title_count) {
    for (std::size_t column = title_count; column < table.column_count(row); ++column) {
        if (!cell_content(table, row, column).empty()) return true;
    }
    return false;
}

bool names_as_parent(const ClientRecord& child, const ClientRecord& parent) {
    const std::string& text = child[SheetColumn::parent];
    if (text.empty()) return false;
    return text == parent[SheetColumn::reference] || fold(text) == fold(parent[SheetColumn::name]);
}

// Places of one company share its SIREN: rows with different SIRETs, a row and its parent, or two rows of different
// names that both name a parent are no duplicates of each other.
bool are_branches(const ClientRecord& a, const ClientRecord& b) {
    const std::string& one = a[SheetColumn::siret];
    const std::string& other = b[SheetColumn::siret];
    if (!one.empty() && !other.empty() && one != other) return true;
    if (names_as_parent(a, b) || names_as_parent(b, a)) return true;
    const bool both_children = !a[SheetColumn::parent].empty() && !b[SheetColumn::parent].empty();
    return both_children && name_key(a) != name_key(b);
}

std::vector<std::string> folded_tags(const std::string& text) {
    std::vector<std::string> tags = split_tags(text);
    for (std::string& tag : tags) tag = fold(tag);
    std::sort(tags.begin(), tags.end());
    return tags;
}

bool differ(const ClientRecord& a, const ClientRecord& b, SheetColumn column) {
    const std::string& one = a[column];
    const std::string& other = b[column];
    if (one == other) return false;
    if (column == SheetColumn::group) return fold(one) != fold(other);
    if (column == SheetColumn::tags) return folded_tags(one) != folded_tags(other);
    return true;
}

}  // namespace

std::string_view verdict_name(RowVerdict verdict) {
    switch (verdict) {
    case RowVerdict::fresh: return "new";
    case RowVerdict::changed: return "changed";
    case RowVerdict::unchanged: return "unchanged";
    case RowVerdict::duplicate: return "duplicate";
    case RowVerdict::error: return "error";
    }
    assert(false);
    return "";
}

ClientImport::ClientImport(const Database& db, const CsvTable& table, ColumnMapping mapping,
                           ClientImportOptions options) :
    db_(&db), table_(&table), mapping_(std::move(mapping)), options_(std::move(options)), next_id_(options_.first_id) {
    next_row_ = std::min<std::size_t>(1, table.row_count());  // The first row holds the titles.
    plans_.reserve(table.row_count());
    index_database();
}

void ClientImport::index_database() {
    const Table& clients = db_->table<Client>();
    names_.reserve(clients.size());
    db_->for_each<Client>([this](const Client& client) {
        const Address* address = main_address(*db_, client.id);
        names_.emplace_back(name_key(client.name, address == nullptr ? std::string() : address->postcode), client.id);
    });
    std::sort(names_.begin(), names_.end());
    db_->for_each<ClientGroup>([this](const ClientGroup& group) { groups_.emplace(fold(group.name), group.id); });
    db_->for_each<Tag>([this](const Tag& tag) { tags_.emplace(fold(tag.name), tag.id); });
}

bool ClientImport::step(std::size_t rows) {
    while (rows > 0 && next_row_ < table_->row_count()) {
        plan_row(next_row_++);
        --rows;
    }
    if (next_row_ < table_->row_count()) return true;
    while (rows > 0 && next_link_ < plans_.size()) {
        plan_link(plans_[next_link_++]);
        --rows;
    }
    return next_link_ < plans_.size();
}

ImportCounts ClientImport::counts() const {
    ImportCounts counts;
    for (const RowPlan& plan : plans_) {
        switch (plan.verdict) {
        case RowVerdict::fresh: ++counts.fresh; break;
        case RowVerdict::changed: ++counts.changed; break;
        case RowVerdict::unchanged: ++counts.unchanged; break;
        case RowVerdict::duplicate: ++counts.duplicate; break;
        case RowVerdict::error: ++counts.error; break;
        }
    }
    return counts;
}

Id128 ClientImport::take_id() {
    const Id128 id = next_id_;
    next_id_ = following(next_id_);
    return id;
}

ClientRecord ClientImport::read(std::size_t row, std::vector<CellProblem>& problems) const {
    ClientRecord record;
    read_record(*table_, row, mapping_, options_.reading, record, problems);
    if (record[SheetColumn::name].empty()) problems.push_back({SheetColumn::name, "name_missing", {}, true});
    if (is_shifted(*table_, row, mapping_.size())) problems.push_back({SheetColumn::name, "too_many_cells", {}, true});
    return record;
}

ClientRecord ClientImport::record(const RowPlan& plan) const {
    std::vector<CellProblem> problems;
    ClientRecord record = read(plan.row, problems);
    std::optional<ClientBundle> bundle;
    if (plan.verdict != RowVerdict::fresh) bundle = client_bundle(*db_, plan.client);
    const bool person_known = bundle.has_value() && bundle->person.has_value();
    leave_out_misplaced(record, person_known, problems);
    if (bundle.has_value()) {
        const ClientRecord current = record_of(*db_, *bundle);
        settle(record, &current, plan.row);
    } else {
        settle(record, nullptr, plan.row);
    }
    if (!groups_.contains(fold(record[SheetColumn::group]))) record[SheetColumn::group].clear();
    return record;
}

// What the row leaves to us: unchanged cells stay exactly as they are; an address without a country is at home.
void ClientImport::settle(ClientRecord& record, const ClientRecord* current, std::size_t row) const {
    if (current != nullptr) keep_unchanged_cells(*table_, row, mapping_, *current, record);
    const bool has_address = !record[SheetColumn::street].empty() || !record[SheetColumn::postcode].empty() ||
                             !record[SheetColumn::city].empty();
    const bool country_known = current != nullptr && !(*current)[SheetColumn::country].empty();
    if (has_address && !country_known && record[SheetColumn::country].empty()) {
        record[SheetColumn::country] = options_.reading.home_country;
    }
}

// Titles, jobs, mobile phones and tags belong to a person; without one they have no place.
void ClientImport::leave_out_misplaced(ClientRecord& record, bool person_known,
                                       std::vector<CellProblem>& problems) const {
    if (person_known || !record[SheetColumn::first_name].empty() || !record[SheetColumn::last_name].empty()) return;
    for (const SheetColumn column :
         {SheetColumn::civility, SheetColumn::job_title, SheetColumn::mobile, SheetColumn::tags}) {
        if (record[column].empty()) continue;
        problems.push_back({column, "person_missing", record[column], false});
        record[column].clear();
    }
}

void ClientImport::plan_row(std::size_t row) {
    if (is_blank_row(*table_, row)) return;
    RowPlan plan;
    plan.row = static_cast<std::uint32_t>(row);
    plan.number = table_->row_number(row);
    ClientRecord record = read(row, plan.problems);
    const bool named = !record[SheetColumn::name].empty();
    if (!named || (options_.faulty_rows == FaultyRows::reject && has_errors(plan.problems))) {
        plans_.push_back(std::move(plan));
        return;
    }
    const Match match = this->match(record);
    if (match.repeats != none || !match.repeated.is_nil()) {
        plan.verdict = RowVerdict::duplicate;
        plan.client = match.repeated;
        if (match.repeats != none) {
            plan.repeats = plans_[match.repeats].number;
            plan.client = plans_[match.repeats].client;
        }
        plans_.push_back(std::move(plan));
        return;
    }
    if (match.client.is_nil()) {
        plan.verdict = RowVerdict::fresh;
        plan.client = {take_id()};
        leave_out_misplaced(record, false, plan.problems);
        settle(record, nullptr, row);
        know_group_and_tags(record, plan.problems);
    } else {
        const ClientBundle bundle = client_bundle(*db_, match.client);
        const ClientRecord current = record_of(*db_, bundle);
        plan.client = match.client;
        leave_out_misplaced(record, bundle.person.has_value(), plan.problems);
        settle(record, &current, row);
        know_group_and_tags(record, plan.problems);
        compare(plan, current, record);
    }
    claim(plan, record);
    plans_.push_back(std::move(plan));
}

void ClientImport::compare(RowPlan& plan, const ClientRecord& current, const ClientRecord& record) const {
    for (const SheetColumn column : sheet_columns()) {
        // An empty cell says nothing: it takes nothing away. Parents are compared when all rows are known.
        if (record[column].empty() || column == SheetColumn::parent || !differ(current, record, column)) continue;
        if (column == SheetColumn::remark) {
            bool known = false;
            db_->for_each_with<&Note::client>(
                plan.client, [&](const Note& note) { known = known || note.text == record[SheetColumn::remark]; });
            if (known) continue;
        }
        plan.differences.push_back({column, current[column], record[column]});
    }
    plan.verdict = plan.differences.empty() ? RowVerdict::unchanged : RowVerdict::changed;
}

void ClientImport::claim(RowPlan& plan, const ClientRecord& record) {
    const std::size_t place = plans_.size();
    if (!record[SheetColumn::reference].empty()) rows_by_reference_.emplace(record[SheetColumn::reference], place);
    if (!record[SheetColumn::siren].empty()) rows_by_siren_.emplace(record[SheetColumn::siren], place);
    rows_by_name_.emplace(name_key(record), place);
    rows_by_client_.emplace(plan.client, place);
}

void ClientImport::know_group_and_tags(ClientRecord& record, std::vector<CellProblem>& problems) {
    std::string& group = record[SheetColumn::group];
    if (!group.empty() && !groups_.contains(fold(group))) {
        if (options_.may_create_groups) {
            new_groups_.push_back({.id = {take_id()}, .name = group});
            groups_.emplace(fold(group), new_groups_.back().id);
        } else {
            problems.push_back({SheetColumn::group, "group_unknown", group, false});
            group.clear();
        }
    }
    for (const std::string& name : split_tags(record[SheetColumn::tags])) {
        if (tags_.contains(fold(name))) continue;
        const auto colour = static_cast<std::int32_t>(tags_.size() % 8);
        new_tags_.push_back({.id = {take_id()}, .name = name, .colour = colour});
        tags_.emplace(fold(name), new_tags_.back().id);
    }
}

ClientGroupId ClientImport::group_named(const std::string& name) const {
    const auto found = groups_.find(fold(name));
    return found == groups_.end() ? ClientGroupId{} : found->second;
}

TagId ClientImport::tag_named(const std::string& name) const {
    const auto found = tags_.find(fold(name));
    return found == tags_.end() ? TagId{} : found->second;
}

// The reference decides; without one, the SIREN; without that, name and postcode.
ClientImport::Match ClientImport::match(const ClientRecord& record) const {
    const std::string& reference = record[SheetColumn::reference];
    if (!reference.empty()) {
        const auto earlier = rows_by_reference_.find(reference);
        if (earlier != rows_by_reference_.end()) return {{}, {}, earlier->second};
        const auto ids = db_->ids_with<&Client::reference>(reference);
        if (!ids.empty()) {
            const auto claimed = rows_by_client_.find({ids.front()});
            if (claimed != rows_by_client_.end()) return {{}, {}, claimed->second};
            return {.client = {ids.front()}, .repeated = {}};
        }
    }
    const std::string& siren = record[SheetColumn::siren];
    if (!siren.empty()) {
        std::vector<ClientId> candidates;
        db_->for_each_with<&Client::siren>(siren, [&](const Client& client) { candidates.push_back(client.id); });
        const Match found = match_among(record, candidates, true);
        if (!found.client.is_nil() || !found.repeated.is_nil() || found.repeats != none) return found;
        const auto earlier = rows_by_siren_.find(siren);
        if (earlier != rows_by_siren_.end()) {
            const bool branch = are_branches(record, this->record(plans_[earlier->second]));
            if (!branch) return {{}, {}, earlier->second};
        }
    }
    const std::string key = name_key(record);
    std::vector<ClientId> candidates;
    for (auto at = std::lower_bound(names_.begin(), names_.end(), std::pair{key, ClientId{}});
         at != names_.end() && at->first == key; ++at) {
        candidates.push_back(at->second);
    }
    const Match found = match_among(record, candidates, false);
    if (!found.client.is_nil() || !found.repeated.is_nil() || found.repeats != none) return found;
    const auto earlier = rows_by_name_.find(key);
    if (earlier == rows_by_name_.end()) return {};
    const ClientRecord first = this->record(plans_[earlier->second]);
    const auto contradict = [&](SheetColumn column) {
        return !record[column].empty() && !first[column].empty() && record[column] != first[column];
    };
    // Two companies can share a name; without a postcode the reference tells them apart.
    const bool weak = record[SheetColumn::postcode].empty() && contradict(SheetColumn::reference);
    if (contradict(SheetColumn::siren) || weak) return {};
    return {{}, {}, earlier->second};
}

// A candidate is the same client if nobody has claimed it and the references do not contradict; otherwise this row
// repeats it.
ClientImport::Match ClientImport::match_among(const ClientRecord& record, const std::vector<ClientId>& candidates,
                                              bool same_siren) const {
    Match repeated;
    const std::string key = name_key(record);
    const Client* best = nullptr;
    bool best_named = false;
    for (const ClientId id : candidates) {
        const Client& client = db_->get(id);
        const std::string& siren = record[SheetColumn::siren];
        if (!same_siren && !siren.empty() && !client.siren.empty() && siren != client.siren) continue;
        const std::string& reference = record[SheetColumn::reference];
        const bool contradict = !reference.empty() && !client.reference.empty() && reference != client.reference;
        if (!same_siren && contradict && record[SheetColumn::postcode].empty()) continue;
        if (same_siren && are_branches(record, record_of(*db_, client_bundle(*db_, id)))) continue;
        const auto claimed = rows_by_client_.find(id);
        if (contradict) {
            if (repeated.repeated.is_nil()) repeated.repeated = id;
        } else if (claimed != rows_by_client_.end()) {
            if (repeated.repeats == none) repeated.repeats = claimed->second;
        } else {
            const Address* address = main_address(*db_, id);
            const bool named = name_key(client.name, address == nullptr ? std::string() : address->postcode) == key;
            if (best == nullptr || (named && !best_named)) {
                best = &client;
                best_named = named;
            }
        }
    }
    if (best != nullptr) return {.client = best->id, .repeated = {}};
    return repeated;
}

void ClientImport::plan_link(RowPlan& plan) {
    if (plan.verdict == RowVerdict::error || plan.verdict == RowVerdict::duplicate) return;
    const auto mapped = std::find(mapping_.begin(), mapping_.end(), std::optional(SheetColumn::parent));
    if (mapped == mapping_.end()) return;
    const std::string text = cell_content(*table_, plan.row, static_cast<std::size_t>(mapped - mapping_.begin()));
    if (text.empty()) return;
    const ClientId parent = parent_named(text);
    const Client* existing = db_->find(plan.client);
    if (parent.is_nil()) {
        plan.problems.push_back({SheetColumn::parent, "parent_not_found", text, false});
        return;
    }
    if (existing != nullptr && existing->parent == parent) return;
    if (parent == plan.client || closes_a_circle(plan.client, parent)) {
        plan.problems.push_back({SheetColumn::parent, "parent_circle", text, false});
        return;
    }
    plan.parent = parent;
    if (plan.verdict == RowVerdict::fresh) return;
    std::string before;
    if (existing != nullptr) before = record_of(*db_, client_bundle(*db_, plan.client))[SheetColumn::parent];
    plan.differences.push_back({SheetColumn::parent, before, text});
    plan.verdict = RowVerdict::changed;
}

// By reference first, then by a name that only one client has.
ClientId ClientImport::parent_named(const std::string& text) const {
    const auto row = rows_by_reference_.find(text);
    if (row != rows_by_reference_.end()) return plans_[row->second].client;
    const auto ids = db_->ids_with<&Client::reference>(text);
    if (!ids.empty()) return {ids.front()};

    ClientId found;
    const std::string start = name_key(text, {});
    const auto look_at = [&](ClientId client) {
        const bool second = !found.is_nil() && found != client;
        found = client;
        return !second;
    };
    for (auto at = std::lower_bound(names_.begin(), names_.end(), std::pair{start, ClientId{}});
         at != names_.end() && at->first.starts_with(start); ++at) {
        if (!look_at(at->second)) return {};
    }
    for (auto at = rows_by_name_.lower_bound(start); at != rows_by_name_.end() && at->first.starts_with(start); ++at) {
        if (!look_at(plans_[at->second].client)) return {};
    }
    return found;
}

ClientId ClientImport::planned_parent(ClientId client) const {
    const auto row = rows_by_client_.find(client);
    if (row != rows_by_client_.end() && !plans_[row->second].parent.is_nil()) return plans_[row->second].parent;
    const Client* existing = db_->find(client);
    return existing == nullptr ? ClientId{} : existing->parent;
}

bool ClientImport::closes_a_circle(ClientId client, ClientId parent) const {
    for (int steps = 0; steps < ancestors_max; ++steps) {
        if (parent.is_nil()) return false;
        if (parent == client) return true;
        parent = planned_parent(parent);
    }
    return true;
}

}  // namespace pupitre
