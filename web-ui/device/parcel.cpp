// How the store's types look in parcels.
#include "web-ui/device/parcel.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace pupitre::ui {

namespace {

constexpr std::array<std::string_view, 8> fault_names = {"lease_lost",   "quota",      "not_saved",   "closed",
                                                         "newer_format", "unreadable", "unavailable", "failed"};

const Json& list_of(const Json& json, const char* key) {
    static const Json none = Json::array();
    const auto found = json.find(key);
    return found != json.end() && found->is_array() ? *found : none;
}

Json rows_json(ParcelWriter& parcel, const std::vector<OutboxRow>& rows) {
    Json list = Json::array();
    for (const OutboxRow& row : rows) {
        list.push_back({{"order", row.order}, {"id", row.id}, {"bytes", parcel.bytes(row.bytes)}});
    }
    return list;
}

std::vector<OutboxRow> read_rows(const ParcelReader& parcel, const Json& list) {
    std::vector<OutboxRow> rows;
    for (const Json& item : list) rows.push_back({number_of(item, "order"), text_of(item, "id"), parcel.bytes(item)});
    return rows;
}

Json results_json(ParcelWriter& parcel, const std::vector<ResultRow>& results) {
    Json list = Json::array();
    for (const ResultRow& row : results) list.push_back({{"id", row.id}, {"bytes", parcel.bytes(row.bytes)}});
    return list;
}

std::vector<ResultRow> read_results(const ParcelReader& parcel, const Json& list) {
    std::vector<ResultRow> rows;
    for (const Json& item : list) rows.push_back({text_of(item, "id"), parcel.bytes(item)});
    return rows;
}

Json settings_json(const Settings& settings) {
    Json object = Json::object();
    for (const auto& [key, value] : settings) object[key] = value ? Json(*value) : Json(nullptr);
    return object;
}

Settings read_settings(const Json& json, const char* key) {
    Settings settings;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_object()) return settings;
    for (const auto& [name, value] : found->items()) {
        settings[name] = value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
    }
    return settings;
}

std::map<std::string, std::string> read_texts(const Json& json, const char* key) {
    std::map<std::string, std::string> texts;
    for (auto& [name, value] : read_settings(json, key)) {
        if (value) texts[name] = *value;
    }
    return texts;
}

}  // namespace

Json ParcelWriter::bytes(const std::string& content) {
    sizes_.push_back(content.size());
    block_ += content;
    return sizes_.size() - 1;
}

std::string ParcelWriter::header() const {
    // Names of files and tables are ours; texts of the user may hold anything.
    return Json{{"sizes", sizes_}, {"body", body}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ParcelReader::ParcelReader(std::string_view header, std::string_view block) {
    Json json = Json::parse(header, nullptr, false);
    if (!json.is_object()) return;
    for (const Json& size : list_of(json, "sizes")) {
        const auto length = std::min(size.get<std::size_t>(), block.size());
        parts_.push_back(block.substr(0, length));
        block.remove_prefix(length);
    }
    body_ = std::move(json["body"]);
}

std::string ParcelReader::bytes(const Json& item) const {
    const auto found = item.find("bytes");
    if (found == item.end() || !found->is_number_unsigned()) return {};
    const auto place = found->get<std::size_t>();
    return place < parts_.size() ? std::string(parts_[place]) : std::string{};
}

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::int64_t number_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<std::int64_t>() : 0;
}

bool flag_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

Json write(ParcelWriter& parcel, const Append& change) {
    Json json = Json::object();
    if (!change.outbox.empty()) json["outbox"] = rows_json(parcel, change.outbox);
    if (!change.dismiss.empty()) json["dismiss"] = change.dismiss;
    if (!change.meta.empty()) json["meta"] = settings_json(change.meta);
    if (!change.drafts.empty()) json["drafts"] = settings_json(change.drafts);
    return json;
}

Json write(ParcelWriter& parcel, const Commit& change) {
    Json patches = Json::array();
    for (const LogEntry& entry : change.patches) {
        patches.push_back({{"scope", entry.scope}, {"bytes", parcel.bytes(entry.bytes)}});
    }
    Json json{{"patches", std::move(patches)}, {"prune", rows_json(parcel, change.prune)}};
    if (!change.outbox.empty()) json["outbox"] = rows_json(parcel, change.outbox);
    if (!change.results.empty()) json["results"] = results_json(parcel, change.results);
    if (!change.meta.empty()) json["meta"] = settings_json(change.meta);
    return json;
}

Json write(ParcelWriter& parcel, const Base& base) {
    assert(base.segments.empty());  // Staged before.
    return Json{{"log_through", base.log_through},
                {"replaces", base.replaces},
                {"prune", rows_json(parcel, base.prune)},
                {"results", results_json(parcel, base.results)},
                {"meta", settings_json(base.meta)}};
}

Append read_append(const ParcelReader& parcel, const Json& json) {
    Append change;
    change.outbox = read_rows(parcel, list_of(json, "outbox"));
    for (const Json& id : list_of(json, "dismiss")) change.dismiss.push_back(id.get<std::string>());
    change.meta = read_settings(json, "meta");
    change.drafts = read_settings(json, "drafts");
    return change;
}

Commit read_commit(const ParcelReader& parcel, const Json& json) {
    Commit change;
    for (const Json& item : list_of(json, "patches"))
        change.patches.push_back({text_of(item, "scope"), parcel.bytes(item)});
    change.outbox = read_rows(parcel, list_of(json, "outbox"));
    change.prune = read_rows(parcel, list_of(json, "prune"));
    change.results = read_results(parcel, list_of(json, "results"));
    change.meta = read_settings(json, "meta");
    return change;
}

Opened read_opened(const ParcelReader& parcel) {
    const Json& json = parcel.body();
    Opened opened;
    opened.role = text_of(json, "role") == "writer" ? TabRole::writer : TabRole::follower;
    opened.generation = number_of(json, "generation");
    for (const Json& item : list_of(json, "segments")) {
        opened.segments.push_back({text_of(item, "name"), parcel.bytes(item)});
    }
    for (const Json& item : list_of(json, "log")) opened.log.push_back({text_of(item, "scope"), parcel.bytes(item)});
    opened.log_through = number_of(json, "log_through");
    opened.outbox = read_rows(parcel, list_of(json, "outbox"));
    opened.quarantined = read_rows(parcel, list_of(json, "quarantined"));
    opened.results = read_results(parcel, list_of(json, "results"));
    for (const Json& id : list_of(json, "settled")) opened.settled.push_back(id.get<std::string>());
    opened.meta = read_texts(json, "meta");
    opened.drafts = read_texts(json, "drafts");
    for (const Json& item : list_of(json, "damage"))
        opened.damage.push_back({text_of(item, "kind"), text_of(item, "name")});
    return opened;
}

StoreFailure read_failure(const Json& json) {
    const std::string code = text_of(json, "code");
    const auto found = std::ranges::find(fault_names, code);
    const auto fault =
        found == fault_names.end() ? StoreFault::failed : static_cast<StoreFault>(found - fault_names.begin());
    return {fault, text_of(json, "detail")};
}

}  // namespace pupitre::ui
