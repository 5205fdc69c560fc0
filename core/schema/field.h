// The field table: an entity is a plain struct and one row per member. Codec, storage columns, validation, difference,
// forms, filters and history text are loops over it.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/schema/value.h"

namespace pupitre {

/// How a field is shown and edited.
enum class Edit : std::uint8_t {
    hidden,
    text,
    long_text,
    email,
    phone,
    country,
    number,
    amount,
    date,
    choice,
    reference,
    yes_no
};

enum class Need : std::uint8_t { optional, required };

/// What happens to a row when the row that it references is deleted.
enum class OnDelete : std::uint8_t { refuse, cascade, clear };

/// A check of a non-empty text: true if it is acceptable.
using TextCheck = bool (*)(std::string_view);

constexpr std::int32_t short_text_max = 300;    // Code points in a one-line text.
constexpr std::int32_t long_text_max = 20'000;  // Code points in a note or description.

constexpr std::int64_t number_max = (std::int64_t{1} << 53) - 1;  // Of either sign.
constexpr std::int64_t instant_max = 253'402'300'799'999;         // The end of the year 9999.

/// One member of an entity, without the entity's type. Made by `field<&Entity::member>(…)`.
struct Field {
    std::string_view key;  // The name outside the program: JSON, columns, message key "<table>.<key>". Stored for ever.
    FieldType type = FieldType::text;
    Edit edit = Edit::hidden;
    Need need = Need::optional;
    std::string_view target;                    // Table that a reference points to.
    OnDelete on_delete = OnDelete::refuse;      // For references.
    std::span<const std::string_view> choices;  // Stored names of the enumerators, in their order.
    std::int32_t length_max = 0;                // Code points, for texts.
    bool indexed = false;                       // Has a secondary index.
    bool unique = false;                        // No two rows share a present value. Implies indexed.
    bool searched = false;                      // Part of what quick search looks through.
    TextCheck check = nullptr;                  // For texts.
    Value (*get)(const void* row) = nullptr;
    bool (*set)(void* row, const Value& value) = nullptr;  // False if the value has another type.
    // The same without making a Value of the row's content, for searching among many rows.
    bool (*is_present)(const void* row) = nullptr;
    std::strong_ordering (*order)(const void* row, const void* other) = nullptr;
    std::strong_ordering (*order_to)(const void* row, const Value& value) = nullptr;

    // Refinements, chained after field<…>().
    [[nodiscard]] constexpr Field with_index() const {
        Field copy = *this;
        copy.indexed = true;
        return copy;
    }
    [[nodiscard]] constexpr Field with_search() const {
        Field copy = *this;
        copy.searched = true;
        return copy;
    }
    [[nodiscard]] constexpr Field with_unique() const {
        Field copy = *this;
        copy.indexed = true;
        copy.unique = true;
        return copy;
    }
    [[nodiscard]] constexpr Field with_check(TextCheck text_check) const {
        Field copy = *this;
        copy.check = text_check;
        return copy;
    }
    [[nodiscard]] constexpr Field with_length(std::int32_t code_points_max) const {
        Field copy = *this;
        copy.length_max = code_points_max;
        return copy;
    }
    [[nodiscard]] constexpr Field to(std::string_view table, OnDelete when = OnDelete::refuse) const {
        Field copy = *this;
        copy.target = table;
        copy.on_delete = when;
        copy.indexed = true;
        return copy;
    }
};

/// The stored names of an enum's values, in the order of its enumerators. Each stored enum specialises it:
/// `template <> inline constexpr std::string_view enum_names<TaskStatus>[] = {"to_do", …};`
template <class Enum>
inline constexpr std::string_view enum_names[] = {""};
template <>
inline constexpr std::string_view enum_names<Currency>[] = {"eur", "cad", "usd", "gbp", "chf"};
static_assert(std::size(enum_names<Currency>) == currency_names.size());

namespace detail {

template <class T>
struct MemberPointer;
template <class Entity, class Member>
struct MemberPointer<Member Entity::*> {
    using entity = Entity;
    using member = Member;
};

/// How each C++ member type becomes a Value and back.
template <class Member>
struct Convert;

template <>
struct Convert<std::string> {
    static constexpr FieldType type = FieldType::text;
    static Value to_value(const std::string& text) { return text.empty() ? Value{} : Value{text}; }
    static bool from_value(std::string& text, const Value& value) {
        if (is_absent(value)) {
            text.clear();
            return true;
        }
        const auto* content = std::get_if<std::string>(&value);
        if (content != nullptr) text = *content;
        return content != nullptr;
    }
};

template <>
struct Convert<bool> {
    static constexpr FieldType type = FieldType::boolean;
    static Value to_value(bool yes) { return yes ? Value{true} : Value{}; }
    static bool from_value(bool& yes, const Value& value) {
        const auto* content = std::get_if<bool>(&value);
        yes = content != nullptr && *content;
        return content != nullptr || is_absent(value);
    }
};

template <class Integer>
    requires(std::signed_integral<Integer>)
struct Convert<Integer> {
    static constexpr FieldType type = FieldType::number;
    static Value to_value(Integer number) { return number == 0 ? Value{} : Value{std::int64_t{number}}; }
    static bool from_value(Integer& number, const Value& value) {
        if (is_absent(value)) {
            number = 0;
            return true;
        }
        const auto* content = std::get_if<std::int64_t>(&value);
        if (content == nullptr || !std::in_range<Integer>(*content)) return false;
        number = static_cast<Integer>(*content);
        return true;
    }
};

template <class Enum>
    requires(std::is_enum_v<Enum>)
struct Convert<Enum> {
    static constexpr FieldType type = FieldType::choice;
    static Value to_value(Enum choice) {
        const auto place = static_cast<std::int64_t>(choice);
        return place == 0 ? Value{} : Value{place};
    }
    static bool from_value(Enum& choice, const Value& value) {
        if (is_absent(value)) {
            choice = Enum{};
            return true;
        }
        const auto* place = std::get_if<std::int64_t>(&value);
        if (place == nullptr || *place < 0 || *place >= std::ssize(enum_names<Enum>)) return false;
        choice = static_cast<Enum>(*place);
        return true;
    }
};

template <class Entity>
struct Convert<Id<Entity>> {
    static constexpr FieldType type = FieldType::reference;
    static Value to_value(Id<Entity> id) { return id.is_nil() ? Value{} : Value{id.value}; }
    static bool from_value(Id<Entity>& id, const Value& value) {
        const auto* content = std::get_if<Id128>(&value);
        id.value = content != nullptr ? *content : Id128{};
        return content != nullptr || is_absent(value);
    }
};

template <class Content, FieldType Type>
struct ConvertOptional {
    static constexpr FieldType type = Type;
    static Value to_value(const std::optional<Content>& member) { return member ? Value{*member} : Value{}; }
    static bool from_value(std::optional<Content>& member, const Value& value) {
        const auto* content = std::get_if<Content>(&value);
        member = content != nullptr ? std::optional<Content>{*content} : std::nullopt;
        return content != nullptr || is_absent(value);
    }
};
template <>
struct Convert<std::optional<Date>> : ConvertOptional<Date, FieldType::date> {};
template <>
struct Convert<std::optional<Money>> : ConvertOptional<Money, FieldType::money> {};

/// Whether a member has content, how contents compare, and how one compares with a Value: as their Values do.
template <class Member>
struct Order {
    using Content = Member;  // As a Value holds it.
    static bool is_present(const Member& member) { return member != Member{}; }
    static const Content& content(const Member& member) { return member; }
    static const Content& content(Member&&) = delete;  // The content of a passing value would dangle.
};
template <class Integer>
    requires(std::signed_integral<Integer>)
struct Order<Integer> {
    using Content = std::int64_t;
    static bool is_present(Integer number) { return number != 0; }
    static Content content(Integer number) { return number; }
};
template <class Enum>
    requires(std::is_enum_v<Enum>)
struct Order<Enum> {
    using Content = std::int64_t;
    static bool is_present(Enum choice) { return choice != Enum{}; }
    static Content content(Enum choice) { return static_cast<Content>(choice); }
};
template <class Entity>
struct Order<Id<Entity>> {
    using Content = Id128;
    static bool is_present(Id<Entity> id) { return !id.is_nil(); }
    static Content content(Id<Entity> id) { return id.value; }
};
template <class Some>
struct Order<std::optional<Some>> {
    using Content = Some;
    static bool is_present(const std::optional<Some>& member) { return member.has_value(); }
    static Content content(const std::optional<Some>& member) { return member.value_or(Some{}); }
};

template <class Member>
constexpr std::span<const std::string_view> choice_names() {
    if constexpr (std::is_enum_v<Member>) {
        static_assert(!enum_names<Member>[0].empty(), "A stored enum needs its names.");
        return enum_names<Member>;
    } else {
        return {};
    }
}

}  // namespace detail

/// The table row of one member.
template <auto Pointer>
constexpr Field field(std::string_view key, Edit edit = Edit::hidden, Need need = Need::optional) {
    using Entity = typename detail::MemberPointer<decltype(Pointer)>::entity;
    using Member = typename detail::MemberPointer<decltype(Pointer)>::member;
    using Convert = detail::Convert<Member>;
    Field row;
    row.key = key;
    row.type = Convert::type;
    row.edit = edit;
    row.need = need;
    row.choices = detail::choice_names<Member>();
    row.length_max = Convert::type != FieldType::text ? 0 : edit == Edit::long_text ? long_text_max : short_text_max;
    row.get = [](const void* entity) -> Value {
        return Convert::to_value(static_cast<const Entity*>(entity)->*Pointer);
    };
    row.set = [](void* entity, const Value& value) -> bool {
        return Convert::from_value(static_cast<Entity*>(entity)->*Pointer, value);
    };
    using Order = detail::Order<Member>;
    row.is_present = [](const void* entity) -> bool {
        return Order::is_present(static_cast<const Entity*>(entity)->*Pointer);
    };
    row.order = [](const void* entity, const void* other) -> std::strong_ordering {
        return Order::content(static_cast<const Entity*>(entity)->*Pointer) <=>
               Order::content(static_cast<const Entity*>(other)->*Pointer);
    };
    row.order_to = [](const void* entity, const Value& value) -> std::strong_ordering {
        const auto* content = std::get_if<typename Order::Content>(&value);
        // A value of another type is in no row: it comes before or behind all of them.
        if (content == nullptr) return Value{typename Order::Content{}}.index() <=> value.index();
        return Order::content(static_cast<const Entity*>(entity)->*Pointer) <=> *content;
    };
    return row;
}

/// As field(), for a moment in time kept in milliseconds since 1970 UTC.
template <auto Pointer>
constexpr Field instant_field(std::string_view key) {
    Field row = field<Pointer>(key);
    row.type = FieldType::instant;
    return row;
}

}  // namespace pupitre
