// Lookup, arguments and plural forms.
#include "core/text/catalogue.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/text/format.h"
#include "core/text/message_lists.h"

namespace pupitre {

namespace {

const Message* find_message(std::string_view key) {
    const std::span<const Message> all = all_messages();
    const auto found =
        std::lower_bound(all.begin(), all.end(), key, [](const Message& m, std::string_view k) { return m.key < k; });
    return found != all.end() && found->key == key ? &*found : nullptr;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool marked = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
        const std::size_t index = marked ? static_cast<std::size_t>(pattern[at + 1] - '0') : arguments.size();
        if (index < arguments.size()) {
            out.append(*(arguments.begin() + index));
            at += 2;
        } else {
            out.push_back(pattern[at]);
        }
    }
    return out;
}

}  // namespace

std::span<const Message> all_messages() {
    static const std::vector<Message> sorted = [] {
        std::vector<Message> all;
        for (const auto list :
             {core_messages(), books_messages(), calendar_messages(), crm_messages(), work_messages(), desk_messages(),
              device_messages(), documents_messages(), exchange_messages(), host_messages(), notices_messages(),
              past_messages(), recurrence_messages(), requests_messages(), screens_messages(), services_messages()}) {
            all.insert(all.end(), list.begin(), list.end());
        }
        std::sort(all.begin(), all.end(), [](const Message& a, const Message& b) { return a.key < b.key; });
        return all;
    }();
    return sorted;
}

std::string_view Texts::label(std::string_view key) const {
    const Message* message = find_message(key);
    if (message == nullptr) return key;
    return language_ == Language::french ? message->french : message->english;
}

bool Texts::has(std::string_view key) const { return find_message(key) != nullptr; }

std::string Texts::format(std::string_view key, std::initializer_list<std::string_view> arguments) const {
    return fill(label(key), arguments);
}

std::string Texts::count(std::string_view key, std::int64_t count) const {
    std::string_view pattern = label(key);
    const std::size_t bar = pattern.find('|');
    if (bar != std::string_view::npos) {
        const bool singular = count == 1 || (count == 0 && language_ == Language::french);
        pattern = singular ? pattern.substr(0, bar) : pattern.substr(bar + 1);
    }
    return fill(pattern, {format_number(count, language_)});
}

}  // namespace pupitre
