// Encoded words hold whole characters and at most 75 bytes; base64 lines hold 76.
#include "server-stub/mail/wire.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace pupitre::host {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t word_bytes_max = 42;  // 56 digits, and "=?utf-8?B?" with "?=" around them.
constexpr std::size_t line_bytes = 57;      // 76 digits.

std::string base64(std::string_view bytes) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t there = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t place = 0; place < 3; ++place) {
            const auto byte = place < there ? static_cast<unsigned char>(bytes[at + place]) : 0U;
            group = (group << 8U) | byte;
        }
        for (std::size_t place = 0; place < 4; ++place) {
            const std::uint32_t digit = (group >> (18 - 6 * place)) & 63U;
            out += place <= there ? digits[digit] : '=';
        }
    }
    return out;
}

/// Control characters, line ends above all, have no business in a header.
std::string one_line(std::string_view words) {
    std::string line(words);
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F; },
        ' ');
    return line;
}

bool is_character_start(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// Always encoded: so no word needs quotes, and none can be taken for an encoded one.
std::string encoded_words(std::string_view words) {
    const std::string line = one_line(words);
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = std::min(line.size(), at + word_bytes_max);
        while (end < line.size() && end > at + 1 && !is_character_start(line[end])) --end;
        if (!out.empty()) out += "\r\n ";
        out += "=?utf-8?B?" + base64(std::string_view(line).substr(at, end - at)) + "?=";
        at = end;
    }
    return out;
}

std::string mailbox(const std::string& name, const std::string& address) {
    const std::string words = encoded_words(name);
    return words.empty() ? '<' + address + '>' : words + "\r\n <" + address + '>';
}

/// "Thu, 26 Nov 2026 20:05:00 +0000": in the words of the standard, whatever the machine's language.
std::string date_header(std::int64_t at_ms) {
    constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = static_cast<std::time_t>(at_ms / 1'000);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                  days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                  months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
                  utc.tm_sec);
    return text.data();
}

}  // namespace

bool is_plain_address(std::string_view address) {
    const auto is_plain = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte < 0x7F && c != '<' && c != '>' && c != ',' && c != ';' && c != '"' && c != '\\';
    };
    const std::size_t at = address.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < address.size() && std::ranges::all_of(address, is_plain);
}

std::string to_wire(const Letter& letter, const Sender& sender, std::string_view id, std::int64_t at_ms) {
    const std::string domain = sender.address.substr(sender.address.find('@') + 1);
    std::string out;
    const auto header = [&](std::string_view name, const std::string& value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    header("Date", date_header(at_ms));
    header("From", mailbox(sender.name, sender.address));
    header("To", mailbox(letter.to_name, letter.to_address));
    header("Subject", encoded_words(letter.subject));
    header("Message-ID", '<' + std::string(id) + '@' + domain + '>');
    header("Auto-Submitted", "auto-generated");
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "base64");
    out += "\r\n";
    std::string body;
    for (const char c : letter.body) {
        if (c == '\n') body += '\r';
        body += c;
    }
    for (std::size_t at = 0; at < body.size(); at += line_bytes) {
        out += base64(std::string_view(body).substr(at, line_bytes)) + "\r\n";
    }
    return out;
}

}  // namespace pupitre::host
