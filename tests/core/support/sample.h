// Two made-up entities that have a field of every type, for tests of the machinery below the domain.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/schema/entity.h"
#include "core/store/changes.h"

namespace pupitre {

enum class Shade : std::uint8_t { plain, light, dark };
template <>
inline constexpr std::string_view enum_names<Shade>[] = {"plain", "light", "dark"};

/// Owns parts; is a scope of its own.
struct Sample {
    static constexpr std::string_view table = "sample";
    static constexpr std::string_view scope_key = "id";

    Id<Sample> id;
    std::string name;
    bool open = false;
    std::int32_t small = 0;
    std::int64_t large = 0;
    Shade shade = Shade::plain;
    Id<Sample> next;
    std::optional<Date> day;
    std::optional<Money> price;
    std::int64_t seen_at = 0;

    static std::span<const Field> fields() {
        static constexpr Field rows[] = {
            field<&Sample::id>("id"),
            field<&Sample::name>("name", Edit::text, Need::required).with_unique(),
            field<&Sample::open>("open", Edit::yes_no),
            field<&Sample::small>("small", Edit::number),
            field<&Sample::large>("large", Edit::number).with_index(),
            field<&Sample::shade>("shade", Edit::choice).with_index(),
            field<&Sample::next>("next", Edit::reference).to(Sample::table, OnDelete::clear),
            field<&Sample::day>("day", Edit::date).with_index(),
            field<&Sample::price>("price", Edit::amount),
            instant_field<&Sample::seen_at>("seen_at"),
        };
        static_assert(std::size(rows) == member_count<Sample>(), "Every member needs a row.");
        return rows;
    }
    bool operator==(const Sample&) const = default;
};
using SampleId = Id<Sample>;

/// Lies in its owner's scope.
struct Part {
    static constexpr std::string_view table = "part";
    static constexpr std::string_view scope_key = "owner";

    Id<Part> id;
    SampleId owner;
    std::string text;

    static std::span<const Field> fields() {
        static constexpr Field rows[] = {
            field<&Part::id>("id"),
            field<&Part::owner>("owner").to(Sample::table, OnDelete::cascade),
            field<&Part::text>("text", Edit::long_text),
        };
        static_assert(std::size(rows) == member_count<Part>(), "Every member needs a row.");
        return rows;
    }
    bool operator==(const Part&) const = default;
};
using PartId = Id<Part>;

inline const Schema& sample_schema() {
    static const Schema schema({&entity_info<Sample>(), &entity_info<Part>()});
    return schema;
}

/// A sample with every field filled.
inline Sample full_sample(std::uint64_t number) {
    Sample sample;
    sample.id = {{7, number}};
    sample.name = "Schœller & fils n° " + std::to_string(number);
    sample.open = true;
    sample.small = -12;
    sample.large = std::int64_t{1} << 50;
    sample.shade = Shade::dark;
    sample.next = {{7, number + 1}};
    sample.day = Date::from_ymd(2026, 11, 24);
    sample.price = Money{-123456, Currency::cad};
    sample.seen_at = 1'795'000'000'000;
    return sample;
}

}  // namespace pupitre
