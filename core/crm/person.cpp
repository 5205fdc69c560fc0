// Field tables and rules of people and tags.
#include "core/crm/person.h"

#include "core/command/row_rules.h"
#include "core/crm/field_checks.h"

namespace pupitre {

namespace {

std::optional<Refusal> check_person(const Database&, const Context&, const void* row) {
    const auto& person = *static_cast<const Person*>(row);
    if (person.first_name.empty() && person.last_name.empty()) {
        return Refusal{RefusalCode::field_required, std::string(Person::table), person.id.value, "last_name", {}};
    }
    return std::nullopt;
}

}  // namespace

std::string Person::full_name() const {
    if (first_name.empty()) return last_name;
    return last_name.empty() ? first_name : first_name + ' ' + last_name;
}

std::span<const Field> Person::fields() {
    static constexpr Field rows[] = {
        field<&Person::id>("id"),
        field<&Person::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&Person::civility>("civility", Edit::choice),
        field<&Person::first_name>("first_name", Edit::text).with_search(),
        field<&Person::last_name>("last_name", Edit::text).with_search(),
        field<&Person::job_title>("job_title", Edit::text),
        field<&Person::email>("email", Edit::email).with_check(is_email).with_search(),
        field<&Person::phone>("phone", Edit::phone).with_search(),
        field<&Person::mobile>("mobile", Edit::phone).with_search(),
        field<&Person::inactive>("inactive", Edit::yes_no),
        field<&Person::position>("position"),
    };
    static_assert(std::size(rows) == member_count<Person>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> Tag::fields() {
    static constexpr Field rows[] = {
        field<&Tag::id>("id"),
        field<&Tag::name>("name", Edit::text, Need::required).with_unique(),
        field<&Tag::colour>("colour", Edit::number),
    };
    static_assert(std::size(rows) == member_count<Tag>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> PersonTag::fields() {
    static constexpr Field rows[] = {
        field<&PersonTag::id>("id"),
        field<&PersonTag::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&PersonTag::person>("person", Edit::hidden, Need::required).to(Person::table, OnDelete::cascade),
        field<&PersonTag::tag>("tag", Edit::hidden, Need::required).to(Tag::table, OnDelete::cascade),
    };
    static_assert(std::size(rows) == member_count<PersonTag>(), "Every member needs a row.");
    return rows;
}

Id<PersonTag> person_tag_id(PersonId person, TagId tag) { return {derived_id(person.value, to_text(tag.value))}; }

EntityRules person_rules() {
    EntityRules rules;
    rules.info = &entity_info<Person>();
    rules.check = check_person;
    rules.position_key = "position";
    rules.position_group_key = "client";
    return rules;
}

EntityRules tag_rules() {
    EntityRules rules;
    rules.info = &entity_info<Tag>();
    return rules;
}

EntityRules person_tag_rules() {
    EntityRules rules;
    rules.info = &entity_info<PersonTag>();
    return rules;
}

}  // namespace pupitre
