// The browser application's files, held in memory with their compressed forms.
#include "server-stub/static/asset_store.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "server-stub/base/crypto.h"
#include "server-stub/static/compress.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

struct MimeEntry {
    std::string_view extension;
    std::string_view type;
    bool compressible;
};

constexpr std::array mime_entries = {
    MimeEntry{"html", "text/html; charset=utf-8", true},
    MimeEntry{"js", "text/javascript; charset=utf-8", true},
    MimeEntry{"mjs", "text/javascript; charset=utf-8", true},
    MimeEntry{"css", "text/css; charset=utf-8", true},
    MimeEntry{"json", "application/json; charset=utf-8", true},
    MimeEntry{"map", "application/json; charset=utf-8", true},
    MimeEntry{"webmanifest", "application/manifest+json; charset=utf-8", true},
    MimeEntry{"wasm", "application/wasm", true},
    MimeEntry{"svg", "image/svg+xml; charset=utf-8", true},
    MimeEntry{"txt", "text/plain; charset=utf-8", true},
    MimeEntry{"md", "text/markdown; charset=utf-8", true},
    MimeEntry{"csv", "text/csv; charset=utf-8", true},
    MimeEntry{"ttf", "font/ttf", true},
    MimeEntry{"otf", "font/otf", true},
    MimeEntry{"woff2", "font/woff2", false},
    MimeEntry{"png", "image/png", false},
    MimeEntry{"jpg", "image/jpeg", false},
    MimeEntry{"webp", "image/webp", false},
    MimeEntry{"ico", "image/vnd.microsoft.icon", true},
    MimeEntry{"pdf", "application/pdf", false},
};

constexpr std::size_t compressed_from_bytes = 512;
constexpr std::size_t hash_digits_min = 8;

const MimeEntry* mime_entry(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    const auto* found = std::ranges::find(mime_entries, path.substr(dot + 1), &MimeEntry::extension);
    return found == mime_entries.end() ? nullptr : found;
}

std::optional<std::string> read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

bool looks_like_hash(std::string_view part) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_hex = [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
    return part.size() >= hash_digits_min && std::ranges::all_of(part, is_hex) && std::ranges::any_of(part, is_digit);
}

/// True when the header lists the coding and does not exclude it with q=0.
bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        std::string_view item = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (item.starts_with(' ')) item.remove_prefix(1);
        const std::string_view name = item.substr(0, item.find_first_of("; "));
        if (name != coding) continue;
        const std::size_t weight = item.find("q=0");
        return weight == std::string_view::npos || item.find_first_of("123456789", weight) != std::string_view::npos;
    }
    return false;
}

bool matches_tag(std::string_view header, std::string_view tag) {
    return header == "*" || (!header.empty() && header.find(tag) != std::string_view::npos);
}

}  // namespace

std::string_view mime_type(std::string_view path) {
    const MimeEntry* entry = mime_entry(path);
    return entry == nullptr ? "application/octet-stream" : entry->type;
}

bool never_changes(std::string_view path) {
    std::size_t from = 0;
    while (from < path.size()) {
        const std::size_t end = std::min(path.find_first_of("/.-_", from), path.size());
        if (looks_like_hash(path.substr(from, end - from))) return true;
        from = end + 1;
    }
    return false;
}

bool AssetStore::load(const std::string& folder) {
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
        if (!entry->is_regular_file(error)) continue;
        const std::string extension = entry->path().extension().string();
        if (extension == ".br" || extension == ".gz") continue;
        auto content = read_file(entry->path());
        if (!content) return false;
        const std::string path = "/" + fs::relative(entry->path(), folder, error).generic_string();
        Asset asset;
        asset.tag = "W/\"" + content_tag(*content) + '"';  // Weak: the compressed forms share it.
        asset.type = mime_type(path);
        asset.immutable = never_changes(path);
        asset.plain = std::make_shared<const std::string>(std::move(*content));
        assets_.insert_or_assign(path, std::move(asset));
    }
    if (error || !assets_.contains("/index.html")) return false;
    add_compressed_forms(folder);
    return true;
}

void AssetStore::add_compressed_forms(const std::string& folder) {
    const auto smaller = [](std::optional<std::string> form, const std::string& plain) -> Bytes {
        if (!form || form->empty() || form->size() >= plain.size()) return nullptr;
        return std::make_shared<const std::string>(std::move(*form));
    };
    for (auto& [path, asset] : assets_) {
        const MimeEntry* entry = mime_entry(path);
        if (entry == nullptr || !entry->compressible || asset.plain->size() < compressed_from_bytes) continue;
        auto brotli = read_file(folder + path + ".br");
        auto gzip = read_file(folder + path + ".gz");
        if (!brotli) brotli = brotli_form(*asset.plain);
        if (!gzip) gzip = gzip_form(*asset.plain);
        asset.brotli = smaller(std::move(brotli), *asset.plain);
        asset.gzip = smaller(std::move(gzip), *asset.plain);
    }
}

HttpResponse AssetStore::respond(const HttpRequest& request) const {
    const auto found = assets_.find(request.path == "/" ? std::string_view("/index.html") : request.path);
    if (found == assets_.end()) return error_response(404, "not_found");
    const Asset& asset = found->second;
    HttpResponse response;
    response.headers = {
        {"ETag", asset.tag},
        {"Vary", "Accept-Encoding"},
        {"Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache"},
    };
    if (matches_tag(request.header("if-none-match"), asset.tag)) {
        response.status = 304;
        return response;
    }
    response.content_type = asset.type;
    response.body = asset.plain;
    const std::string_view accepted = request.header("accept-encoding");
    if (asset.brotli != nullptr && accepts(accepted, "br")) {
        response.body = asset.brotli;
        response.headers.emplace_back("Content-Encoding", "br");
    } else if (asset.gzip != nullptr && accepts(accepted, "gzip")) {
        response.body = asset.gzip;
        response.headers.emplace_back("Content-Encoding", "gzip");
    }
    return response;
}

}  // namespace pupitre::host
