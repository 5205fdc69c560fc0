// Every word that a person sees, by key, in French and English. Knows no entity; keys follow tables and fields.
//
//   "client.name"                    label of a field: "<table>.<key>"
//   "choice.task.status.to_do"       a choice: "choice.<table>.<key>.<stored name>"
//   "refusal.row_in_use"             a refusal
//   "command.client.create"          what an action is called in the history
//
// {0} {1} … stand for arguments. A text with a number may have two forms divided by "|": the first is taken for the
// counts that the language treats as singular (French: 0 and 1, English: 1).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace pupitre {

enum class Language : std::uint8_t { french, english };

struct Message {
    std::string_view key;
    std::string_view french;
    std::string_view english;
};

/// All messages, sorted by key.
std::span<const Message> all_messages();

class Texts {
public:
    explicit Texts(Language language) : language_(language) {}

    [[nodiscard]] Language language() const { return language_; }
    /// The text of a key. A key that does not exist gives itself: a test keeps that from happening.
    [[nodiscard]] std::string_view label(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    /// The text with its arguments in place.
    [[nodiscard]] std::string format(std::string_view key, std::initializer_list<std::string_view> arguments) const;
    /// The text in the form for this count, {0} being the count as people write it.
    [[nodiscard]] std::string count(std::string_view key, std::int64_t count) const;

private:
    Language language_;
};

}  // namespace pupitre
