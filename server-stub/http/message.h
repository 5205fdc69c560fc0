// What a handler gets and gives: a request and a response as plain values. Handlers know no socket and no library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pupitre::host {

enum class Method : std::uint8_t { get, head, post, other };

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    Method method = Method::get;
    std::string path;     // Percent-decoded, always starts with '/'.
    std::string address;  // Who asks; for limits only, never logged.
    std::string id;       // Stands in the log and in X-Request-Id.
    Headers headers;      // Names in lower case.
    std::string body;

    /// Empty when absent.
    std::string_view header(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
};

struct HttpResponse {
    int status = 200;
    std::string content_type = {};
    Headers headers = {};
    std::shared_ptr<const std::string> body = {};  // Shared, so that static files are never copied.
};

HttpResponse text_response(int status, std::string content_type, std::string body);
HttpResponse json_response(int status, std::string json);
/// {"code", "message_fr", "message_en"}
HttpResponse error_response(int status, std::string_view code);
HttpResponse error_response(int status, std::string_view code, std::int64_t retry_after_s);

/// Gives the answer, from any thread, at most once. If every copy is gone without an answer, the client is told that
/// the host failed.
class Responder {
public:
    explicit Responder(std::function<void(HttpResponse)> send);
    void operator()(HttpResponse response) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace pupitre::host
