// The humans at a client, and their tags.
#pragma once

#include <span>
#include <string>

#include "core/crm/client.h"

namespace pupitre {

/// How to address somebody. Stored.
enum class Civility : std::uint8_t { none, mister, madam };
template <>
inline constexpr std::string_view enum_names<Civility>[] = {"none", "mister", "madam"};

/// A human at a client.
struct Person {
    static constexpr std::string_view table = "person";
    static constexpr std::string_view scope_key = "client";

    PersonId id;
    ClientId client;
    Civility civility = Civility::none;
    std::string first_name;
    std::string last_name;
    std::string job_title;
    std::string email;
    std::string phone;
    std::string mobile;
    bool inactive = false;
    std::int64_t position = 0;

    [[nodiscard]] std::string full_name() const;
    static std::span<const Field> fields();
    bool operator==(const Person&) const = default;
};

/// A coloured label that people can carry.
struct Tag {
    static constexpr std::string_view table = "tag";
    static constexpr std::string_view scope_key = "";

    Id<Tag> id;
    std::string name;
    std::int32_t colour = 0;  // Place in the palette.

    static std::span<const Field> fields();
    bool operator==(const Tag&) const = default;
};
using TagId = Id<Tag>;

/// That a person carries a tag. Its id is derived from both, so that two devices can't give the same tag twice.
struct PersonTag {
    static constexpr std::string_view table = "person_tag";
    static constexpr std::string_view scope_key = "client";

    Id<PersonTag> id;
    ClientId client;
    PersonId person;
    TagId tag;

    static std::span<const Field> fields();
    bool operator==(const PersonTag&) const = default;
};

/// The identity of "this person carries this tag".
Id<PersonTag> person_tag_id(PersonId person, TagId tag);

EntityRules person_rules();
EntityRules tag_rules();
EntityRules person_tag_rules();

}  // namespace pupitre
