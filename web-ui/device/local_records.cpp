// The stored forms of what a device remembers beside rows and commands.
#include "web-ui/device/local_state.h"

namespace pupitre::ui {

namespace {

std::int64_t number_in(const Json& json, const char* key, std::int64_t otherwise = 0) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

}  // namespace

std::string encode(const DeviceRecord& record) {
    return Json{{"client", to_text(record.client)},
                {"last_mid", record.last_mid},
                {"seen_result_mid", record.seen_result_mid},
                {"last_order", record.last_order},
                {"contact_ms", record.contact_ms},
                {"quarantined", record.quarantined},
                {"told_mid", record.told_mid}}
        .dump();
}

std::optional<DeviceRecord> decode_device_record(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto client = json.find("client");
    if (client == json.end() || !client->is_string()) return std::nullopt;
    const Result<Id128> id = parse_id(client->get<std::string>());
    if (!id || id->is_nil()) return std::nullopt;
    return DeviceRecord{*id,
                        number_in(json, "last_mid"),
                        number_in(json, "seen_result_mid"),
                        number_in(json, "last_order"),
                        number_in(json, "contact_ms"),
                        number_in(json, "quarantined"),
                        number_in(json, "told_mid", told_without_limit)};
}

std::string encode(const Unsettled& unsettled) {
    const std::string result = pupitre::encode(unsettled.result);
    std::string bytes;
    Json::to_cbor(
        Json{{"command", to_json(unsettled.command)}, {"result", Json::binary({result.begin(), result.end()})}}, bytes);
    return bytes;
}

std::optional<Unsettled> decode_unsettled(std::string_view bytes) {
    const Json json = Json::from_cbor(bytes.begin(), bytes.end(), true, false);
    if (!json.is_object() || !json.contains("command") || !json.contains("result")) return std::nullopt;
    if (!json["result"].is_binary()) return std::nullopt;
    Result<Command> command = command_from_json(json["command"]);
    const auto& binary = json["result"].get_binary();
    Result<CommandResult> result = decode_result(std::string(binary.begin(), binary.end()));
    if (!command || !result) return std::nullopt;
    return Unsettled{*std::move(command), *std::move(result)};
}

}  // namespace pupitre::ui
