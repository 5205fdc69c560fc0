// One connection per mail: there are few.
#include "server-stub/mail/smtp.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include <curl/curl.h>

namespace pupitre::host {
namespace {

constexpr long connect_ms = 15'000;
constexpr long whole_ms = 60'000;
// What a server says of an address or a letter that will not do tomorrow either.
constexpr long refused_from = 550;
constexpr long refused_to = 554;

std::size_t give_bytes(char* to, std::size_t size, std::size_t count, void* source) {
    auto& left = *static_cast<std::string_view*>(source);
    const std::size_t given = std::min(size * count, left.size());
    std::memcpy(to, left.data(), given);
    left.remove_prefix(given);
    return given;
}

std::string part_of(CURLU* url, CURLUPart part) {
    char* found = nullptr;
    if (curl_url_get(url, part, &found, 0) != CURLUE_OK) return {};
    std::string text(found);
    curl_free(found);
    return text;
}

/// A password leaves this machine encrypted or not at all, whatever somebody on the way makes the server seem to offer.
long encryption_for(const std::string& server) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), curl_url_cleanup);
    if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, server.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return CURLUSESSL_ALL;
    const std::string host = part_of(url.get(), CURLUPART_HOST);
    const bool stays_here = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
    return part_of(url.get(), CURLUPART_PASSWORD).empty() || stays_here ? CURLUSESSL_TRY : CURLUSESSL_ALL;
}

}  // namespace

bool mail_start() { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

Delivered send_mail(const std::string& server, const std::string& from, const std::string& to,
                    const std::string& wire) {
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    if (curl == nullptr) return {Delivery::later, "curl"};
    const std::string sender = '<' + from + '>';
    const std::string recipient = '<' + to + '>';
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients(curl_slist_append(nullptr, recipient.c_str()),
                                                                        curl_slist_free_all);
    std::string_view left = wire;
    curl_easy_setopt(curl.get(), CURLOPT_URL, server.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, encryption_for(server));
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give_bytes);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &left);
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, whole_ms);
    const CURLcode code = curl_easy_perform(curl.get());
    if (code == CURLE_OK) return {Delivery::accepted, {}};
    long answer = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    std::string problem = curl_easy_strerror(code);
    if (answer > 0) problem += " (" + std::to_string(answer) + ')';
    const bool refused = answer >= refused_from && answer <= refused_to;
    return {refused ? Delivery::refused : Delivery::later, std::move(problem)};
}

}  // namespace pupitre::host
