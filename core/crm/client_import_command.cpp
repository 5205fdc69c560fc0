// New clients are stored with all their parts and then checked together, since client and main person name each other;
// everything else goes through the ordinary row commands.
#include "core/crm/client_import_command.h"

#include <algorithm>
#include <array>

#include "core/command/row_commands.h"
#include "core/command/row_rules.h"

namespace pupitre {
namespace {

constexpr std::string_view command_name = "client.import";
constexpr std::size_t row_bytes_base = 700;  // Keys and ids of one client.

// What an import may do to clients that are there.
constexpr std::array<std::string_view, 9> permitted_changes = {
    "client.change", "person.create", "person.change",     "address.create",   "address.change",
    "note.create",   "note.change",   "person_tag.create", "person_tag.delete"};

constexpr std::array<std::string_view, 4> part_tables = {"person", "address", "note", "person_tag"};
constexpr std::array<std::string_view, 4> part_keys = {"person", "address", "notes", "person_tags"};

Refusal malformed(std::string where) {
    return {RefusalCode::malformed_arguments, std::string(Client::table), {}, std::move(where), {}};
}

// --- Carrying out ----------------------------------------------------------------------------------------------------

std::optional<Refusal> run_row_command(const Registry& registry, Changes& changes, const Context& by,
                                       std::string_view name, const Json& args, Outcome& outcome) {
    const CommandType* type = registry.find(name);
    if (type == nullptr) return malformed(std::string(name));
    Attempt attempt = type->run(changes, by, args);
    if (!attempt.ok()) return attempt.error();
    std::move(attempt->conflicts.begin(), attempt->conflicts.end(), std::back_inserter(outcome.conflicts));
    return std::nullopt;
}

// Stores a new row, completed but not yet checked.
std::optional<Refusal> store_row(const Registry& registry, Changes& changes, const Context& by, std::string_view table,
                                 const Json& json, std::vector<AnyRow>& stored) {
    const TableIndex index = registry.schema().index_of(table);
    const EntityRules& rules = registry.rules(index);
    if (!by.may(rules.write)) return Refusal{RefusalCode::not_permitted, std::string(table), {}, {}, {}};
    Result<AnyRow> row = row_from_json(*rules.info, json);
    if (!row.ok()) return malformed(row.error().where);
    if (row->id().is_nil()) return malformed("id");
    if (changes.db().table(index).find(row->id()) != nullptr) {
        return Refusal{RefusalCode::row_exists, std::string(table), row->id(), {}, {}};
    }
    complete_row(changes.db(), rules, by, *row);
    changes.put_row(index, row->data());
    stored.push_back(std::move(*row));
    return std::nullopt;
}

std::optional<Refusal> store_client(const Registry& registry, Changes& changes, const Context& by, const Json& json,
                                    std::vector<AnyRow>& stored) {
    if (!json.is_object() || !json.contains("client")) return malformed("client");
    if (const auto refusal = store_row(registry, changes, by, Client::table, json["client"], stored)) return refusal;
    for (std::size_t i = 0; i < part_tables.size(); ++i) {
        const auto part = json.find(part_keys[i]);
        if (part == json.end()) continue;
        if (!part->is_array()) {
            if (const auto refusal = store_row(registry, changes, by, part_tables[i], *part, stored)) return refusal;
            continue;
        }
        for (const Json& row : *part) {
            if (const auto refusal = store_row(registry, changes, by, part_tables[i], row, stored)) return refusal;
        }
    }
    return std::nullopt;
}

const Json& list_of(const Json& args, const char* key) {
    static const Json empty = Json::array();
    const auto found = args.find(key);
    return found == args.end() ? empty : *found;
}

Attempt run_import(const Registry& registry, Changes& changes, const Context& by, const Json& args) {
    if (!by.may(Right::edit)) return Refusal{RefusalCode::not_permitted, std::string(Client::table), {}, {}, {}};
    for (const char* key : {"groups", "tags", "create", "change"}) {
        if (!list_of(args, key).is_array()) return malformed(key);
    }
    Outcome outcome;
    for (const Json& row : list_of(args, "groups")) {
        const auto refusal = run_row_command(registry, changes, by, "client_group.create", row, outcome);
        if (refusal.has_value()) return *refusal;
    }
    for (const Json& row : list_of(args, "tags")) {
        const auto refusal = run_row_command(registry, changes, by, "tag.create", row, outcome);
        if (refusal.has_value()) return *refusal;
    }
    std::vector<AnyRow> stored;
    for (const Json& client : list_of(args, "create")) {
        if (const auto refusal = store_client(registry, changes, by, client, stored)) return *refusal;
    }
    for (const AnyRow& row : stored) {
        const EntityRules& rules = registry.rules(registry.schema().index_of(row.info().table));
        if (const auto refusal = check_row(changes.db(), rules, by, row.data())) return *refusal;
    }
    for (const Json& change : list_of(args, "change")) {
        const auto name = change.find("command");
        const auto change_args = change.find("args");
        if (name == change.end() || !name->is_string() || change_args == change.end()) return malformed("change");
        const std::string& text = *name->get_ptr<const std::string*>();
        if (std::find(permitted_changes.begin(), permitted_changes.end(), text) == permitted_changes.end()) {
            return malformed("command");
        }
        const auto refusal = run_row_command(registry, changes, by, text, *change_args, outcome);
        if (refusal.has_value()) return *refusal;
    }
    return outcome;
}

// --- Planning --------------------------------------------------------------------------------------------------------

std::size_t text_bytes(const ClientRecord& record) {
    std::size_t bytes = row_bytes_base;
    for (const std::string& cell : record.cells) bytes += cell.size();
    return bytes;
}

template <class Entity>
void add_row_change(Json& changes, std::string_view table, const std::optional<Entity>& before,
                    const std::optional<Entity>& after) {
    if (!after.has_value()) return;
    const EntityInfo& info = entity_info<Entity>();
    if (!before.has_value() || before->id != after->id) {
        changes.push_back({{"command", std::string(table) + ".create"}, {"args", create_args(info, &*after)}});
        return;
    }
    const std::vector<FieldEdit> edits = edits_between(info, &*before, &*after);
    if (edits.empty()) return;
    changes.push_back(
        {{"command", std::string(table) + ".change"}, {"args", change_args(info, after->id.value, edits)}});
}

Json person_tag_row(const ClientBundle& bundle, TagId tag) {
    PersonTag given;
    given.id = person_tag_id(bundle.person->id, tag);
    given.client = bundle.client.id;
    given.person = bundle.person->id;
    given.tag = tag;
    return create_args(entity_info<PersonTag>(), &given);
}

// The cells that could not be taken, kept for whoever corrects them.
std::optional<Note> correction_note(const ClientImportOptions& options, const RowPlan& row) {
    std::string text;
    for (const CellProblem& problem : row.problems) {
        if (!problem.is_error || problem.value.empty()) continue;
        if (!text.empty()) text.append(" ; ");
        text.append(problem.value);
    }
    if (text.empty()) return std::nullopt;
    Note note;
    note.id = {derived_id(row.client.value, "import.corrections")};
    note.client = row.client;
    note.text = options.correction_note + ' ' + text;
    return note;
}

bool says_something(const RowPlan& row) {
    return row.verdict == RowVerdict::fresh || row.verdict == RowVerdict::changed;
}

}  // namespace

ClientImportCommands::ClientImportCommands(const ClientImport& plan) : plan_(&plan), next_id_(plan.next_id()) {
    assert(plan.is_complete());
    assert(!plan.options().first_id.is_nil());
}

std::optional<Json> ClientImportCommands::next() {
    Chunk chunk;
    if (!names_given_) {
        names_given_ = true;
        for (const ClientGroup& group : plan_->new_groups()) {
            chunk.args["groups"].push_back(create_args(entity_info<ClientGroup>(), &group));
        }
        for (const Tag& tag : plan_->new_tags()) {
            chunk.args["tags"].push_back(create_args(entity_info<Tag>(), &tag));
        }
    }
    const std::vector<RowPlan>& rows = plan_->rows();
    const auto has_room = [&] {
        return chunk.rows < import_rows_per_command && chunk.bytes < import_bytes_per_command;
    };
    for (; next_row_ < rows.size() && has_room(); ++next_row_) {
        const RowPlan& row = rows[next_row_];
        if (row.verdict == RowVerdict::fresh) add_new_client(chunk, row);
        if (row.verdict == RowVerdict::changed) add_changes(chunk, row);
    }
    if (next_row_ < rows.size()) return std::move(chunk.args);
    for (; next_link_ < rows.size() && has_room(); ++next_link_) {
        if (says_something(rows[next_link_]) && !rows[next_link_].parent.is_nil()) add_link(chunk, rows[next_link_]);
    }
    if (chunk.args.empty()) return std::nullopt;
    return std::move(chunk.args);
}

BundleTargets ClientImportCommands::targets_of(const ClientRecord& record) const {
    BundleTargets targets;
    targets.group = plan_->group_named(record[SheetColumn::group]);
    for (const std::string& name : split_tags(record[SheetColumn::tags]))
        targets.tags.push_back(plan_->tag_named(name));
    std::sort(targets.tags.begin(), targets.tags.end());
    targets.tags.erase(std::unique(targets.tags.begin(), targets.tags.end()), targets.tags.end());
    targets.currency = plan_->options().currency;
    return targets;
}

void ClientImportCommands::add_new_client(Chunk& chunk, const RowPlan& row) {
    const ClientRecord record = plan_->record(row);
    ClientBundle bundle;
    bundle.client.id = row.client;
    add_parts(bundle, record, next_id_);
    const BundleTargets targets = targets_of(record);
    for (const SheetColumn column : sheet_columns()) {
        if (!record[column].empty() && column != SheetColumn::parent) set_column(bundle, record, column, targets);
    }
    Json json = {{"client", create_args(entity_info<Client>(), &bundle.client)}};
    if (bundle.person.has_value()) json["person"] = create_args(entity_info<Person>(), &*bundle.person);
    if (bundle.address.has_value()) json["address"] = create_args(entity_info<Address>(), &*bundle.address);
    if (bundle.remark.has_value()) json["notes"].push_back(create_args(entity_info<Note>(), &*bundle.remark));
    if (const auto note = correction_note(plan_->options(), row)) {
        json["notes"].push_back(create_args(entity_info<Note>(), &*note));
    }
    for (const TagId tag : bundle.tags) json["person_tags"].push_back(person_tag_row(bundle, tag));
    chunk.args["create"].push_back(std::move(json));
    ++chunk.rows;
    chunk.bytes += text_bytes(record);
}

void ClientImportCommands::add_changes(Chunk& chunk, const RowPlan& row) {
    const ClientRecord record = plan_->record(row);
    const ClientBundle before = client_bundle(plan_->db(), row.client);
    ClientRecord wanted;
    for (const ColumnDifference& difference : row.differences) wanted[difference.column] = difference.after;
    ClientBundle after = before;
    add_parts(after, wanted, next_id_);
    const BundleTargets targets = targets_of(record);
    for (const ColumnDifference& difference : row.differences) {
        if (difference.column != SheetColumn::parent) set_column(after, wanted, difference.column, targets);
    }
    Json changes = Json::array();
    add_row_change<Person>(changes, Person::table, before.person, after.person);
    add_row_change<Client>(changes, Client::table, before.client, after.client);
    add_row_change<Address>(changes, Address::table, before.address, after.address);
    add_row_change<Note>(changes, Note::table, before.remark, after.remark);
    for (const TagId tag : before.tags) {
        if (std::binary_search(after.tags.begin(), after.tags.end(), tag)) continue;
        changes.push_back(
            {{"command", "person_tag.delete"}, {"args", delete_args(person_tag_id(before.person->id, tag).value)}});
    }
    for (const TagId tag : after.tags) {
        if (std::binary_search(before.tags.begin(), before.tags.end(), tag)) continue;
        changes.push_back({{"command", "person_tag.create"}, {"args", person_tag_row(after, tag)}});
    }
    if (changes.empty()) return;
    for (Json& change : changes) chunk.args["change"].push_back(std::move(change));
    ++chunk.rows;
    chunk.bytes += text_bytes(record);
}

// Parents come last: they may be new clients that stand further down in the file.
void ClientImportCommands::add_link(Chunk& chunk, const RowPlan& row) const {
    const Client* existing = plan_->db().find(row.client);
    Client before;
    before.id = row.client;
    if (existing != nullptr) before.parent = existing->parent;
    Client after = before;
    after.parent = row.parent;
    const EntityInfo& info = entity_info<Client>();
    chunk.args["change"].push_back(
        {{"command", "client.change"},
         {"args", change_args(info, row.client.value, edits_between(info, &before, &after))}});
    ++chunk.rows;
    chunk.bytes += row_bytes_base;
}

CommandType client_import_command(const Registry& registry) {
    const Registry* all = &registry;
    return {std::string(command_name), 1, [all](Changes& changes, const Context& by, const Json& args) {
                return run_import(*all, changes, by, args);
            }};
}

}  // namespace pupitre
