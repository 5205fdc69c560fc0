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
    if (request.method == Method::other || posts.contains(request.path) || lives.contains(request.path)) {
        return refused(405, "method_not_allowed");
    }
    const auto get = gets.find(request.path);
    if (get != gets.end()) return Plan{.handle = &get->second, .known = true};
    return Plan{.handle = &files};
}

Plan Router::plan_post(const HttpRequest& request, std::optional<std::uint64_t> body_bytes,
                       std::span<const std::string> public_origins) const {
    const auto post = posts.find(request.path);
    if (post == posts.end()) {
        return gets.contains(request.path) ? refused(405, "method_not_allowed") : refused(404, "not_found");
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
