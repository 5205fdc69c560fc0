// How the commands are made up. Each number is drawn in a statement of its own: the order in which a compiler evaluates
// arguments is its own affair.
#include "tests/core/domain/command_maker.h"

#include <array>
#include <string_view>

#include "core/catalogue/service_bundle.h"
#include "core/command/row_commands.h"
#include "core/command/undo.h"
#include "core/comments/comment.h"
#include "core/crm/client_access.h"
#include "core/crm/portal.h"
#include "core/requests/client_request.h"
#include "core/requests/shared_document.h"
#include "core/views/saved_view.h"
#include "core/work/work_dependency.h"

namespace pupitre::tests {

namespace {

constexpr std::array<std::string_view, 16> texts = {"Boulangerie Martin",
                                                    "Éts Lefèvre & Fils",
                                                    "garage du nord",
                                                    "",
                                                    "12 rue des Écoles",
                                                    "0477550228",
                                                    "+33477550228",
                                                    "anna@example.org",
                                                    "732829320",
                                                    "73282932000074",
                                                    "FR44732829320",
                                                    "Société « L’Œuvre »",
                                                    "42000",
                                                    "Saint-Étienne",
                                                    "FR",
                                                    "à rappeler\nlundi"};

constexpr std::size_t remembered_max = 64;

bool is_row_command(const Schema& schema, std::string_view name) {
    const std::size_t dot = name.find('.');
    const std::string_view verb = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
    return schema.has(name.substr(0, dot)) &&
           (verb == "create" || verb == "change" || verb == "delete" || verb == "move");
}

}  // namespace

std::uint64_t Dice::roll() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30u)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27u)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31u);
}

CommandMaker::CommandMaker(const Registry& registry, std::uint64_t seed) : registry_(&registry), dice_(seed) {
    for (const auto& [name, type] : registry.commands()) {
        if (name != "undo" && !is_row_command(registry.schema(), name)) other_commands_.push_back(name);
    }
}

Command CommandMaker::next(const Database& seen) {
    if (!undo_parts_.empty()) {
        Json args = std::move(undo_parts_.front());
        undo_parts_.pop_front();
        return finish("undo", std::move(args));
    }
    auto table = static_cast<TableIndex>(dice_.below(seen.schema().table_count()));
    // What the core writes by itself is asked for now and then only: it is always refused.
    if (seen.schema().entity(table).consequence && !dice_.one_in(10)) table = seen.schema().index_of<Comment>();
    switch (dice_.below(14)) {
    case 0: return remove(seen, table);
    case 1: return move(seen, table);
    case 2: return take_back(seen, table);
    case 3: return any_other(seen);
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
    case 9: return change(seen, table);
    default: return create(seen, table);
    }
}

void CommandMaker::remember(const ChangeSet& changes) {
    if (changes.empty()) return;
    done_.push_back(changes);
    if (done_.size() > remembered_max) done_.erase(done_.begin());
}

Command CommandMaker::finish(std::string name, Json args) {
    now_ms_ += static_cast<std::int64_t>(dice_.below(90'000));
    if (dice_.one_in(50)) spoil(args);
    Command command;
    command.id = new_id();
    command.name = std::move(name);
    command.args = std::move(args);
    command.at_ms = now_ms_;
    command.today = Date::from_days(static_cast<std::int32_t>(now_ms_ / 86'400'000));
    return command;
}

Command CommandMaker::create(const Database& seen, TableIndex table) {
    const EntityInfo& info = seen.schema().entity(table);
    AnyRow row(info);
    for (const Field& field : info.fields.subspan(1)) {
        if (field.need == Need::required || dice_.one_in(3)) field.set(row.data(), value_for(seen, field));
    }
    Id128 id = dice_.one_in(40) ? some_row(seen, table) : new_id();
    suit(seen, row, id);
    info.fields[0].set(row.data(), Value{id});
    return finish(std::string(info.table) + ".create", create_args(info, row.data()));
}

/// What some tables ask beyond what their fields say; now and then it is left out.
void CommandMaker::suit(const Database& seen, AnyRow& row, Id128& id) {
    if (dice_.one_in(10)) return;
    if (row.info().table == ClientAccess::table) {
        const auto& access = row.as<ClientAccess>();
        id = client_access_id(access.client, access.member).value;
    }
    suit_services(row, id);
    suit_portal(seen, row, id);
    if (row.info().table == Comment::table) {
        const auto& comment = row.as<Comment>();
        if (!comment.task.is_nil()) row.info().find_field("project")->set(row.data(), Value{});
        if (!comment.task.is_nil() || !comment.project.is_nil())
            row.info().find_field("request")->set(row.data(), Value{});
    }
    if (row.info().table == CommentMention::table) {
        const auto& mention = row.as<CommentMention>();
        id = comment_mention_id(mention.comment, mention.member).value;
    }
    if (row.info().table == SavedView::table) {
        ViewContent content;
        content.query.conditions = {{std::string(texts[dice_.below(texts.size())]), ListTest::filled, {}}};
        row.info().find_field("content")->set(row.data(), Value{view_text(content)});
    }
}

void CommandMaker::suit_services(AnyRow& row, Id128& id) {
    if (row.info().table == ServiceItemDependency::table) {
        const auto& dependency = row.as<ServiceItemDependency>();
        id = service_item_dependency_id(dependency.item, dependency.waits_for).value;
    }
    if (row.info().table == ServiceBundleItem::table) {
        const auto& item = row.as<ServiceBundleItem>();
        id = service_bundle_item_id(item.bundle, item.service).value;
    }
    if (row.info().table == WorkDependency::table) {
        const auto& dependency = row.as<WorkDependency>();
        id = work_dependency_id(dependency.task, dependency.waits_for).value;
    }
    if (row.info().table == Service::table) {
        row.info().find_field("rule")->set(row.data(), Value{std::string("FREQ=WEEKLY")});
    }
}

/// Ids and scopes that follow from other rows.
void CommandMaker::suit_portal(const Database& seen, AnyRow& row, Id128& id) {
    if (row.info().table == Portal::table) id = portal_id(row.as<Portal>().client).value;
    if (row.info().table == RequestTracking::table) {
        id = request_tracking_id(row.as<RequestTracking>().request).value;
    }
    if (row.info().table == PortalAccess::table) {
        const auto& access = row.as<PortalAccess>();
        id = portal_access_id(access.person).value;
        const Person* person = seen.find(access.person);
        if (person != nullptr) {
            row.info().find_field("portal")->set(row.data(), Value{portal_id(person->client).value});
        }
    }
}

Command CommandMaker::change(const Database& seen, TableIndex table) {
    const EntityInfo& info = seen.schema().entity(table);
    const void* current = seen.table(table).find(some_row(seen, table));
    if (current == nullptr) return create(seen, table);
    AnyRow after(info, current);
    for (std::uint64_t fields = 1 + dice_.below(3); fields > 0; --fields) {
        const Field& field = info.fields[1 + dice_.below(info.fields.size() - 1)];
        field.set(after.data(), value_for(seen, field));
    }
    Id128 same = id_of(current);
    suit(seen, after, same);
    std::vector<FieldEdit> edits = edits_between(info, current, after.data());
    // Sometimes the author saw something else: the change comes too late and is a conflict.
    for (FieldEdit& edit : edits) {
        if (dice_.one_in(10)) edit.before = value_for(seen, info.fields[edit.field]);
    }
    return finish(std::string(info.table) + ".change", change_args(info, id_of(current), edits));
}

Command CommandMaker::remove(const Database& seen, TableIndex table) {
    return finish(std::string(seen.schema().entity(table).table) + ".delete", delete_args(some_row(seen, table)));
}

Command CommandMaker::move(const Database& seen, TableIndex table) {
    const std::string name = std::string(seen.schema().entity(table).table) + ".move";
    if (registry_->find(name) == nullptr && !dice_.one_in(20)) return change(seen, table);
    const Id128 row = some_row(seen, table);
    const Id128 before = some_row(seen, table);
    return finish(name, move_args(row, before));
}

Command CommandMaker::take_back(const Database& seen, TableIndex table) {
    if (done_.empty()) return create(seen, table);
    const std::size_t place = dice_.below(done_.size());
    for (Json& args : undo_args(seen.schema(), done_[place])) undo_parts_.push_back(std::move(args));
    return next(seen);
}

Command CommandMaker::any_other(const Database& seen) {
    // Their arguments are not known here; most of them are about a row under the name of its table.
    const std::string& name = other_commands_[dice_.below(other_commands_.size())];
    const std::string table = name.substr(0, name.find('.'));
    Json args = Json::object();
    const TableIndex index = seen.schema().index_of(table);
    if (index < seen.schema().table_count()) args[table] = to_text(some_row(seen, index));
    if (name.starts_with("client_request.")) {
        args["message"] = to_text(new_id());
        args["text"] = std::string(texts[dice_.below(texts.size())]);
    }
    if (name == "notice.read") args["notices"] = Json::array({args["notice"]});
    if (name == "member_settings.choose_mail") {
        args["mail"] = dice_.one_in(2) ? "daily" : "at_once";
        args["language"] = "english";
    }
    if (name == "shared_document.add") {
        AnyRow row(seen.schema().entity(index));
        for (const Field& field : row.info().fields.subspan(1)) field.set(row.data(), value_for(seen, field));
        row.info().fields[0].set(row.data(), Value{new_id()});
        args["fields"] = create_args(row.info(), row.data());
    }
    if (dice_.one_in(10)) args[std::string(texts[dice_.below(texts.size())])] = nonsense();
    return finish(name, std::move(args));
}

void CommandMaker::spoil(Json& args) {
    if (!args.is_object() || args.empty() || dice_.one_in(6)) {
        args[std::string(texts[dice_.below(texts.size())])] = nonsense();
        return;
    }
    auto member = args.begin();
    std::advance(member, static_cast<std::ptrdiff_t>(dice_.below(args.size())));
    if (member->is_object() && !dice_.one_in(3)) {
        spoil(*member);
    } else {
        *member = nonsense();
    }
}

Json CommandMaker::nonsense() {
    switch (dice_.below(10)) {
    case 0: return nullptr;
    case 1: return true;
    case 2: return -1;
    case 3: return std::int64_t{1} << dice_.below(63);
    case 4: return ~std::uint64_t{0};
    case 5: return 0.5;
    case 6: return Json::array({nullptr, 1});
    case 7: return Json{{"id", 7}};
    case 8: return to_text(new_id());
    default: return "\xFF";
    }
}

Id128 CommandMaker::some_row(const Database& seen, TableIndex table) {
    const Table& rows = seen.table(table);
    if (dice_.one_in(30)) return new_id();
    if (rows.size() == 0 || dice_.one_in(20)) return {};
    return id_of(rows.at(dice_.below(rows.size())));
}

Value CommandMaker::value_for(const Database& seen, const Field& field) {
    if (dice_.one_in(12)) return {};
    switch (field.type) {
    case FieldType::text: return Value{text_for(field)};
    case FieldType::boolean: return Value{dice_.one_in(3)};
    case FieldType::number: return Value{static_cast<std::int64_t>(1 + dice_.below(13))};
    case FieldType::choice: return Value{static_cast<std::int64_t>(dice_.below(field.choices.size()))};
    case FieldType::reference:
        if (field.target.empty()) return Value{};  // Who made a row: given by the program.
        return Value{some_row(seen, seen.schema().index_of(field.target))};
    case FieldType::date: return Value{Date::from_days(20'000 + static_cast<std::int32_t>(dice_.below(2'000)))};
    case FieldType::money: return Value{Money{static_cast<std::int64_t>(dice_.below(1'000'000)), Currency::eur}};
    case FieldType::instant: return Value{now_ms_ - static_cast<std::int64_t>(dice_.below(1'000'000))};
    }
    assert(false);
    return {};
}

std::string CommandMaker::text_for(const Field& field) {
    // A checked field mostly gets a text that passes, so that rows with it come about.
    std::string address = "p" + std::to_string(dice_.below(10'000)) + "@example.org";
    if (field.check != nullptr && field.check(address)) return address;
    std::string hash(64, 'a');
    if (field.check != nullptr && field.check(hash)) {
        hash.back() = static_cast<char>('0' + dice_.below(4));
        return hash;
    }
    const std::size_t start = dice_.below(texts.size());
    for (std::size_t step = 0; field.check != nullptr && !dice_.one_in(8) && step < texts.size(); ++step) {
        const std::string_view candidate = texts[(start + step) % texts.size()];
        if (!candidate.empty() && field.check(candidate)) return std::string(candidate);
    }
    std::string text(texts[start]);
    if (dice_.one_in(2)) text += " " + std::to_string(dice_.below(100'000));
    return text;
}

}  // namespace pupitre::tests
