// What protects the page: response headers, and the check that a request was made by our own page.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "server-stub/http/message.h"

namespace pupitre::host {

/// Sent with every answer.
std::span<const std::pair<std::string_view, std::string_view>> security_headers();

/// False when a browser says that another site makes the request. A program that is no browser sends no Origin; it has
/// no cookie of ours that could be abused.
bool same_origin(const HttpRequest& request, std::span<const std::string> public_origins);

/// The path of a request target, percent-decoded, without the query; nothing when it is malformed.
std::optional<std::string> decoded_path(std::string_view target);

}  // namespace pupitre::host
