// Wording of commands, loops over their arguments.
#include "web-ui/screens/describe.h"

#include "core/domain/advance.h"
#include "core/schema/json_codec.h"
#include "core/text/format.h"
#include "core/work/assign_services.h"
#include "web-ui/screens/lookups.h"

namespace pupitre::ui {

namespace {

std::string label_or_key(const Texts& texts, const std::string& key, std::string_view fallback) {
    return texts.has(key) ? std::string(texts.label(key)) : std::string(fallback);
}

std::string text_at(const Json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string{};
}

Id128 id_at(const Json& object, const char* key) {
    const Result<Id128> id = parse_id(text_at(object, key));
    return id ? *id : Id128{};
}

/// What a row that may be gone or not yet there is called, from the fields that a command carries.
std::string name_in(const Json& fields) {
    for (const char* key : {"name", "title", "label", "text", "last_name", "street"}) {
        if (std::string found = text_at(fields, key); !found.empty()) return found;
    }
    return {};
}

std::string named(const Texts& texts, std::string_view table, const std::string& name) {
    const std::string label = label_or_key(texts, std::string(table), table);
    return name.empty() ? label : texts.format("describe.named", {label, name});
}

/// "client" and "change" of "client.change".
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return {name, {}};
    return {name.substr(0, dot), name.substr(dot + 1)};
}

std::string joined_labels(const Texts& texts, std::string_view table, const Json& set) {
    std::string labels;
    for (const auto& [key, pair] : set.items()) {
        if (!labels.empty()) labels += ", ";
        labels += field_words(texts, table, key);
    }
    return labels;
}

std::int64_t rows_in(const Json& args) {
    const auto rows = args.find("rows");
    return rows != args.end() && rows->is_array() ? static_cast<std::int64_t>(rows->size()) : 0;
}

/// Choices and references are worded, everything else is formatted.
std::string present_words(const Database& db, const Texts& texts, std::string_view table, const Field& field,
                          const Value& value) {
    if (const auto* yes = std::get_if<bool>(&value))
        return std::string(texts.label(*yes ? "describe.yes" : "describe.no"));
    if (const auto* day = std::get_if<Date>(&value)) return format_date(*day, texts.language());
    if (const auto* amount = std::get_if<Money>(&value)) return format_money(*amount, texts.language());
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* id = std::get_if<Id128>(&value)) {
        std::string name = row_name(db, field.target, *id);
        return name.empty() ? std::string(texts.label("describe.unknown_row")) : name;
    }
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr) return std::string(texts.label("describe.empty"));
    if (field.type == FieldType::choice && *number >= 0 && *number < std::ssize(field.choices)) {
        const std::string_view stored = field.choices[static_cast<std::size_t>(*number)];
        return label_or_key(
            texts, "choice." + std::string(table) + '.' + std::string(field.key) + '.' + std::string(stored), stored);
    }
    return format_number(*number, texts.language());
}

}  // namespace

std::string subject_words(const Database& db, const Texts& texts, std::string_view table, Id128 row,
                          const std::string& gone_name) {
    const std::string name = row_name(db, table, row);
    return named(texts, table, name.empty() ? gone_name : name);
}

std::string field_words(const Texts& texts, std::string_view table, std::string_view field) {
    return label_or_key(texts, std::string(table) + '.' + std::string(field), field);
}

std::string value_words(const Database& db, const Texts& texts, std::string_view table, std::string_view field,
                        const Json& value) {
    const TableIndex index = db.schema().index_of(table);
    const Field* declared = db.schema().has(table) ? db.schema().entity(index).find_field(field) : nullptr;
    if (declared == nullptr) return value.is_null() ? std::string(texts.label("describe.empty")) : value.dump();
    if (value.is_null() && declared->type == FieldType::boolean) return std::string(texts.label("describe.no"));
    if (value.is_null() && declared->type == FieldType::choice)
        return present_words(db, texts, table, *declared, std::int64_t{0});
    const Result<Value> read = value_from_json(*declared, value);
    return read ? present_words(db, texts, table, *declared, *read) : value.dump();
}

std::string command_words(const Database& db, const Texts& texts, const Command& command) {
    if (command.name == "undo") return texts.count("describe.undo", rows_in(command.args));
    if (command.name == AdvanceTime::name) return std::string(texts.label("describe.advance"));
    const auto [table, verb] = split_name(command.name);
    if (!db.schema().has(table)) return texts.format("describe.unknown", {command.name});

    const bool own_id_key = command.args.is_object() && command.args.contains(std::string(table));
    const Id128 row = id_at(command.args, own_id_key ? std::string(table).c_str() : "id");
    std::string name = row_name(db, table, row);
    if (name.empty()) name = name_in(command.args);
    const std::string subject = named(texts, table, name);

    if (verb == "create") return texts.format("describe.create", {subject});
    if (verb == "delete") return texts.format("describe.delete", {subject});
    if (verb == "move") return texts.format("describe.move", {subject});
    if (verb == "complete") return texts.format("describe.complete", {subject});
    if (verb == "reopen") return texts.format("describe.reopen", {subject});
    if (verb == "repeat") return texts.format("describe.repeat", {subject});
    if (verb == "skip") return texts.format("describe.skip", {subject});
    if (verb == "move_one") return texts.format("describe.move", {subject});
    if (verb == "pause") return texts.format("describe.pause", {subject});
    if (verb == "resume") return texts.format("describe.resume", {subject});
    if (command.name == AssignServices::name || command.name == AssignToClients::name)
        return std::string(texts.label("describe.assign"));
    if (command.name == "bank_transaction.import") return texts.count("books.imported", rows_in(command.args));
    if (verb == "withdraw") return texts.format("describe.withdraw", {subject});
    if (verb == "remove") return texts.format("describe.delete", {subject});
    if (verb == "end") return texts.format("describe.end", {subject});
    if (verb == "change" && command.args.contains("set") && command.args["set"].is_object()) {
        return texts.format("describe.change", {subject, joined_labels(texts, table, command.args["set"])});
    }
    return texts.format("describe.other", {subject, verb});
}

std::vector<FieldWords> fields_set_by(const Database& db, const Texts& texts, const Command& command) {
    std::vector<FieldWords> words;
    const auto [table, verb] = split_name(command.name);
    if (!db.schema().has(table) || !command.args.is_object()) return words;
    if (verb == "create") {
        for (const auto& [key, value] : command.args.items()) {
            if (key == "id" || key == "position") continue;
            words.push_back({field_words(texts, table, key), {}, value_words(db, texts, table, key, value)});
        }
    }
    const auto set = command.args.find("set");
    if (verb == "change" && set != command.args.end() && set->is_object()) {
        for (const auto& [key, pair] : set->items()) {
            if (!pair.is_array() || pair.size() != 2) continue;
            words.push_back({field_words(texts, table, key), value_words(db, texts, table, key, pair[0]),
                             value_words(db, texts, table, key, pair[1])});
        }
    }
    return words;
}

std::vector<FieldWords> fields_standing(const Database& db, const Texts& texts, const Command& command) {
    std::vector<FieldWords> words;
    const auto [table, verb] = split_name(command.name);
    if (!db.schema().has(table) || verb != "change" || !command.args.is_object()) return words;
    const TableIndex index = db.schema().index_of(table);
    const EntityInfo& info = db.schema().entity(index);
    const void* row = db.table(index).find(id_at(command.args, "id"));
    const auto set = command.args.find("set");
    if (row == nullptr || set == command.args.end() || !set->is_object()) return words;
    for (const auto& [key, pair] : set->items()) {
        const Field* field = info.find_field(key);
        if (field == nullptr) continue;
        const Json now = value_to_json(*field, field->get(row));
        words.push_back({field_words(texts, table, key), value_words(db, texts, table, key, now), {}});
    }
    return words;
}

std::string reason_words(const Texts& texts, const Refusal& refusal) {
    std::string plain(texts.label("refusal." + std::string(refusal_name(refusal.code))));
    if (refusal.detail.empty()) return plain;
    if (refusal.code == RefusalCode::reference_cycle) return texts.format("services.circle", {refusal.detail});
    if (refusal.code == RefusalCode::waits_for_others) return texts.format("services.held_up", {refusal.detail});
    const bool before = refusal.code == RefusalCode::before_project;
    if (!before && refusal.code != RefusalCode::after_project) return plain;
    const Result<Date> date = parse_iso_date(refusal.detail);
    if (!date) return plain;
    const bool of_project = refusal.table == Project::table;
    const std::string_view key = before ? (of_project ? "services.project_starts_late" : "services.starts_early")
                                        : (of_project ? "services.project_ends_early" : "services.ends_late");
    return texts.format(key, {format_date(*date, texts.language())});
}

std::string refusal_words(const Texts& texts, const Refusal& refusal) {
    std::string reason = reason_words(texts, refusal);
    if (refusal.field.empty() || refusal.table.empty()) return reason;
    return texts.format("describe.refused_field", {field_words(texts, refusal.table, refusal.field), reason});
}

std::string moment_words(const Texts& texts, std::int64_t at_ms, std::int64_t now_ms, std::int32_t utc_offset_minutes) {
    std::string time = format_time(at_ms, utc_offset_minutes);
    const Date day = date_of_instant(at_ms, utc_offset_minutes);
    if (day == date_of_instant(now_ms, utc_offset_minutes)) return time;
    return texts.format("describe.moment", {format_date(day, texts.language()), time});
}

}  // namespace pupitre::ui
