// Which handler answers a request, or why none does.
#include "server-stub/http/router.h"

#include "server-stub/http/security.h"

namespace pupitre::host {
namespace {

Plan refused(int status, std::string_view code) {
    Plan plan;
    plan.refusal = error_response(status, code);
    return plan;
}

/// The address is there, but not for this.
Plan not_allowed(std::string_view methods) {
    Plan plan = refused(405, "method_not_allowed");
    plan.refusal->headers.emplace_back("Allow", methods);
    return plan;
}

constexpr std::string_view reading = "GET, HEAD";

}  // namespace

Plan Router::plan(const HttpRequest& request, bool wants_live, std::optional<std::uint64_t> body_bytes,
                  std::span<const std::string> public_origins) const {
    if (wants_live) {
        const auto live = lives.find(request.path);
        if (live == lives.end()) return refused(404, "not_found");
        if (!same_origin(request, public_origins)) return refused(403, "wrong_origin");
        return Plan{.live = &live->second, .known = true};
    }
    if (request.method == Method::post) return plan_post(request, body_bytes, public_origins);
    if (posts.contains(request.path)) return not_allowed("POST");
    if (request.method == Method::other || lives.contains(request.path)) return not_allowed(reading);
    const auto get = gets.find(request.path);
    if (get != gets.end()) return Plan{.handle = &get->second, .known = true};
    for (const auto& [root, handle] : trees) {
        if (request.path.starts_with(root)) return Plan{.handle = &handle, .known = true};
    }
    return Plan{.handle = &files};
}

Plan Router::plan_post(const HttpRequest& request, std::optional<std::uint64_t> body_bytes,
                       std::span<const std::string> public_origins) const {
    const auto post = posts.find(request.path);
    if (post == posts.end()) {
        return gets.contains(request.path) ? not_allowed(reading) : refused(404, "not_found");
    }
    if (!same_origin(request, public_origins)) return refused(403, "wrong_origin");
    const Route& route = post->second;
    const std::string_view type = request.header("content-type");
    if (!route.content_type.empty() && type.substr(0, type.find(';')) != route.content_type) {
        return refused(415, "wrong_content_type");
    }
    if (body_bytes && *body_bytes > route.body_bytes_max) return refused(413, "body_too_large");
    return Plan{.handle = &route.handle, .body_bytes_max = route.body_bytes_max, .known = true};
}

}  // namespace pupitre::host
