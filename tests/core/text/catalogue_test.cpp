// Every word in both languages, and how counts and arguments find their place.
#include "core/text/catalogue.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/base/text_fold.h"
#include "core/command/refusal.h"
#include "core/domain/domain.h"

using namespace pupitre;

namespace {

const Texts french{Language::french};
const Texts english{Language::english};

/// How many arguments a text takes: one more than the largest number in braces.
int arguments_in(std::string_view text) {
    int count = 0;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (text[at] == '{' && text[at + 2] == '}') count = std::max(count, text[at + 1] - '0' + 1);
    }
    return count;
}

}  // namespace

TEST_CASE("words: keys are unique, and every text is there in both languages") {
    const auto all = all_messages();
    CHECK(all.size() > 200);
    for (std::size_t place = 0; place < all.size(); ++place) {
        const Message& message = all[place];
        CAPTURE(message.key);
        if (place > 0) CHECK(all[place - 1].key < message.key);
        CHECK_FALSE(message.french.empty());
        CHECK_FALSE(message.english.empty());
        CHECK(is_valid_text(message.french));
        CHECK(is_valid_text(message.english));
        CHECK(arguments_in(message.french) == arguments_in(message.english));
    }
}

TEST_CASE("words: every table, field, choice and refusal has its own") {
    for (TableIndex table = 0; table < domain_schema().table_count(); ++table) {
        const EntityInfo& info = domain_schema().entity(table);
        const std::string name(info.table);
        CHECK_MESSAGE(french.has(name), name);
        for (const Field& field : info.fields.subspan(1)) {
            const std::string key = name + "." + std::string(field.key);
            CHECK_MESSAGE(french.has(key), key);
            for (const std::string_view choice : field.choices) {
                const std::string choice_key = "choice." + key + "." + std::string(choice);
                CHECK_MESSAGE(french.has(choice_key), choice_key);
            }
        }
    }
    for (int code = 0; code <= static_cast<int>(RefusalCode::internal); ++code) {
        const std::string key = "refusal." + std::string(refusal_name(static_cast<RefusalCode>(code)));
        CHECK_MESSAGE(french.has(key), key);
    }
}

TEST_CASE("words: none speaks of a choice, refusal or field that does not exist") {
    for (const Message& message : all_messages()) {
        const std::string key(message.key);
        if (key.starts_with("refusal.")) {
            CHECK_MESSAGE(refusal_from_name(key.substr(8)).has_value(), key);
        }
        if (!key.starts_with("choice.")) continue;
        const std::size_t table_end = key.find('.', 7);
        const std::size_t field_end = key.find('.', table_end + 1);
        REQUIRE_MESSAGE(field_end != std::string::npos, key);
        const TableIndex table = domain_schema().index_of(key.substr(7, table_end - 7));
        REQUIRE_MESSAGE(table < domain_schema().table_count(), key);
        const Field* field =
            domain_schema().entity(table).find_field(key.substr(table_end + 1, field_end - table_end - 1));
        REQUIRE_MESSAGE(field != nullptr, key);
        const auto& choices = field->choices;
        CHECK_MESSAGE(std::find(choices.begin(), choices.end(), key.substr(field_end + 1)) != choices.end(), key);
    }
}

TEST_CASE("words: an unknown key shows itself") {
    CHECK(french.label("nothing.of.the.kind") == "nothing.of.the.kind");
    CHECK_FALSE(french.has("nothing.of.the.kind"));
    CHECK(french.label("client.name") == "Raison sociale");
    CHECK(english.label("client.name") == "Name");
}

TEST_CASE("words: arguments go where their number stands, others stay as they are") {
    CHECK(french.format("{1} et {0}, {2} {", {"a", "b"}) == "b et a, {2} {");
    CHECK(french.format("{0}{0}", {"{1}"}) == "{1}{1}");
    CHECK(french.format("{x}", {"a"}) == "{x}");
    CHECK(french.format("", {}).empty());
}

TEST_CASE("words: nought is singular in French and plural in English") {
    const char* pattern = "{0} tâche|{0} tâches";
    CHECK(french.count(pattern, 0) == "0 tâche");
    CHECK(french.count(pattern, 1) == "1 tâche");
    CHECK(french.count(pattern, 2) == "2 tâches");
    CHECK(french.count(pattern, 12'345) == "12\u202F345 tâches");
    CHECK(english.count("{0} task|{0} tasks", 0) == "0 tasks");
    CHECK(english.count("{0} task|{0} tasks", 1) == "1 task");
    CHECK(english.count("{0} task|{0} tasks", 12'345) == "12,345 tasks");
    CHECK(french.count("rien", 3) == "rien");
}
