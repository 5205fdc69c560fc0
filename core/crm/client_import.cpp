// Two passes: first each row's own verdict, then the parents, which may stand further down in the file.
#include "core/crm/client_import.h"

#include <algorithm>
#include <cassert>

#include "core/base/text_fold.h"

namespace pupitre {
namespace {

constexpr int ancestors_max = 100;

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
    db_(&db),
    table_(&table),
    mapping_(std::move(mapping)),
    options_(std::move(options)),
    next_id_(options_.first_id),
    matcher_(db) {
    next_row_ = std::min<std::size_t>(1, table.row_count());  // The first row holds the titles.
    plans_.reserve(table.row_count());
    db.for_each<ClientGroup>([this](const ClientGroup& group) { groups_.emplace(fold(group.name), group.id); });
    db.for_each<Tag>([this](const Tag& tag) { tags_.emplace(fold(tag.name), tag.id); });
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
    const ClientMatcher::Match match = matcher_.match(identity_of(record));
    if (match.is_repetition()) {
        plan.verdict = RowVerdict::duplicate;
        plan.client = match.repeated;
        if (match.repeats.has_value()) plan.repeats = plans_[*match.repeats].number;
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
    matcher_.claim(plans_.size(), plan.client, identity_of(record));
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

void ClientImport::plan_link(RowPlan& plan) {
    if (plan.verdict == RowVerdict::error || plan.verdict == RowVerdict::duplicate) return;
    const auto mapped = std::find(mapping_.begin(), mapping_.end(), std::optional(SheetColumn::parent));
    if (mapped == mapping_.end()) return;
    const std::string text = cell_content(*table_, plan.row, static_cast<std::size_t>(mapped - mapping_.begin()));
    if (text.empty()) return;
    const ClientId parent = matcher_.named(text);
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

ClientId ClientImport::planned_parent(ClientId client) const {
    const auto row = matcher_.line_of(client);
    if (row.has_value() && !plans_[*row].parent.is_nil()) return plans_[*row].parent;
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
