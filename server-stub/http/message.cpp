// Requests and responses as plain values.
#include "server-stub/http/message.h"

#include <atomic>

#include <nlohmann/json.hpp>

#include "core/text/catalogue.h"

namespace pupitre::host {

std::string_view HttpRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

std::string_view HttpRequest::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
    return {};
}

HttpResponse text_response(int status, std::string content_type, std::string body) {
    HttpResponse response;
    response.status = status;
    response.content_type = std::move(content_type);
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

HttpResponse json_response(int status, std::string json) {
    HttpResponse response = text_response(status, "application/json; charset=utf-8", std::move(json));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

HttpResponse error_response(int status, std::string_view code) {
    // A code without words is a mistake of ours; the client then hears of an internal error.
    std::string key = "host.error." + std::string(code);
    if (!Texts(Language::french).has(key)) key = "host.error.internal";
    nlohmann::ordered_json json;
    json["code"] = code;
    json["message_fr"] = Texts(Language::french).label(key);
    json["message_en"] = Texts(Language::english).label(key);
    return json_response(status, json.dump());
}

HttpResponse error_response(int status, std::string_view code, std::int64_t retry_after_s) {
    HttpResponse response = error_response(status, code);
    response.headers.emplace_back("Retry-After", std::to_string(retry_after_s));
    return response;
}

struct Responder::State {
    explicit State(std::function<void(HttpResponse)> send_to) : send(std::move(send_to)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (!answered.exchange(true)) send(error_response(500, "internal"));
    }

    std::function<void(HttpResponse)> send;
    std::atomic<bool> answered = false;
};

Responder::Responder(std::function<void(HttpResponse)> send) : state_(std::make_shared<State>(std::move(send))) {}

void Responder::operator()(HttpResponse response) const {
    if (!state_->answered.exchange(true)) state_->send(std::move(response));
}

}  // namespace pupitre::host
