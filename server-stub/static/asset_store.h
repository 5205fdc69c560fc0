// The browser application's files, held in memory with their compressed forms. Only what was in the folder at the start
// can be asked for, so no path leads anywhere else.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "server-stub/http/message.h"

namespace pupitre::host {

/// "application/wasm" for ".wasm" and so on; "application/octet-stream" when unknown.
std::string_view mime_type(std::string_view path);
/// True when the name carries a hash or build id, so its content never changes: at least eight hexadecimal digits
/// between separators, with a digit among them.
bool never_changes(std::string_view path);

class AssetStore {
public:
    /// Reads the folder. `x.br` and `x.gz` beside `x` are its compressed forms; without them it is compressed here.
    /// False when the folder cannot be read or has no index.html.
    bool load(const std::string& folder);
    std::size_t file_count() const { return assets_.size(); }

    HttpResponse respond(const HttpRequest& request) const;

private:
    using Bytes = std::shared_ptr<const std::string>;
    struct Asset {
        Bytes plain;
        Bytes brotli;  // Nothing when it would not be smaller.
        Bytes gzip;
        std::string tag;
        std::string_view type;
        bool immutable = false;
    };

    void add_compressed_forms(const std::string& folder);

    std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace pupitre::host
