// Response headers and request checks that protect the page.
#include "server-stub/http/security.h"

#include <algorithm>
#include <array>
#include <optional>

namespace pupitre::host {
namespace {

// WebAssembly needs 'wasm-unsafe-eval'; nothing else is evaluated, nothing inline runs, nothing comes from elsewhere.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> headers = {{
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()"},
}};

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::span<const std::pair<std::string_view, std::string_view>> security_headers() { return headers; }

bool same_origin(const HttpRequest& request, std::span<const std::string> public_origins) {
    const std::string_view origin = request.header("origin");
    if (origin.empty()) {
        const std::string_view site = request.header("sec-fetch-site");
        return site.empty() || site == "same-origin" || site == "none";
    }
    if (!public_origins.empty()) return std::ranges::find(public_origins, origin) != public_origins.end();
    const std::size_t scheme_end = origin.find("://");
    if (scheme_end == std::string_view::npos) return false;  // "null": a sandboxed or local page.
    const std::string_view host = request.header("host");
    return !host.empty() && origin.substr(scheme_end + 3) == host;
}

std::optional<std::string> decoded_path(std::string_view target) {
    if (!target.starts_with('/')) return std::nullopt;
    std::string path;
    for (std::size_t at = 0; at < target.size() && target[at] != '?' && target[at] != '#'; ++at) {
        char c = target[at];
        if (c == '%') {
            if (at + 2 >= target.size()) return std::nullopt;
            const int high = digit(target[at + 1]);
            const int low = digit(target[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            at += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
        path.push_back(c);
    }
    return path;
}

}  // namespace pupitre::host
