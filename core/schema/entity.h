// An entity's description without its C++ type, and the list of all entities of a program (the schema).
// Knows how to make, copy and destroy rows; knows no table and no command.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/schema/field.h"

namespace pupitre {

/// The place of a table in the schema, and of a field in its entity's table.
using TableIndex = std::uint16_t;
using FieldIndex = std::uint16_t;

/// Who may see a row: the firm as a whole, or one client's file. The unit of permission, sync and integrity.
struct ScopeId {
    Id128 value;  // Nil for the firm, otherwise the client's id.
    auto operator<=>(const ScopeId&) const = default;
};

constexpr FieldIndex no_field = 0xFFFF;

/// What the machinery needs to know of an entity.
struct EntityInfo {
    std::string_view table;
    std::span<const Field> fields;      // The first one is "id".
    FieldIndex scope_field = no_field;  // The field that holds the client whose file the row belongs to.
    bool consequence = false;           // The core makes its rows behind commands, and takes them back by itself.

    std::size_t size = 0;
    std::size_t alignment = 0;
    void (*construct)(void* place) = nullptr;
    void (*copy_construct)(void* place, const void* from) = nullptr;
    void (*copy_assign)(void* to, const void* from) = nullptr;
    void (*destroy)(void* place) = nullptr;

    [[nodiscard]] const Field* find_field(std::string_view key) const {
        for (const Field& field : fields) {
            if (field.key == key) return &field;
        }
        return nullptr;
    }
    [[nodiscard]] FieldIndex index_of(const Field& field) const {
        return static_cast<FieldIndex>(&field - fields.data());
    }
};

/// The row's identity: the first member of every entity.
inline Id128 id_of(const void* row) { return *static_cast<const Id128*>(row); }

/// The scope of a row. A row whose scope field is empty belongs to the firm.
inline ScopeId scope_of(const EntityInfo& info, const void* row) {
    if (info.scope_field == no_field) return {};
    const Value owner = info.fields[info.scope_field].get(row);
    const auto* id = std::get_if<Id128>(&owner);
    return id != nullptr ? ScopeId{*id} : ScopeId{};
}

namespace detail {

struct AnyMember {
    template <class T>
    operator T() const;  // Never defined: only counts.
};

template <class T, std::size_t... I>
constexpr bool constructible_with(std::index_sequence<I...>) {
    return requires { T{(static_cast<void>(I), AnyMember{})...}; };
}

template <class T, std::size_t Count = 64>
constexpr std::size_t count_members() {
    if constexpr (Count == 0 || constructible_with<T>(std::make_index_sequence<Count>{})) {
        return Count;
    } else {
        return count_members<T, Count - 1>();
    }
}

}  // namespace detail

/// How many members a plain struct has.
template <class Entity>
constexpr std::size_t member_count() {
    return detail::count_members<Entity>();
}

/// The description of an Entity: a struct with `table`, `scope_key` (key of the field that holds the client, or empty)
/// and `fields()`.
template <class Entity>
const EntityInfo& entity_info() {
    static_assert(std::is_standard_layout_v<Entity>, "The id must be found at the start of the row.");
    static_assert(std::is_aggregate_v<Entity>, "An entity is a plain struct.");
    static const EntityInfo info = [] {
        EntityInfo made;
        made.table = Entity::table;
        made.fields = Entity::fields();
        if constexpr (requires { Entity::consequence; }) made.consequence = Entity::consequence;
        made.size = sizeof(Entity);
        made.alignment = alignof(Entity);
        made.construct = [](void* place) { new (place) Entity{}; };
        made.copy_construct = [](void* place, const void* from) {
            new (place) Entity(*static_cast<const Entity*>(from));
        };
        made.copy_assign = [](void* to, const void* from) {
            *static_cast<Entity*>(to) = *static_cast<const Entity*>(from);
        };
        made.destroy = [](void* place) { static_cast<Entity*>(place)->~Entity(); };
        assert(made.fields[0].key == "id");
        if (!Entity::scope_key.empty()) {
            const Field* scope = made.find_field(Entity::scope_key);
            assert(scope != nullptr);
            made.scope_field = made.index_of(*scope);
        }
        return made;
    }();
    return info;
}

/// All entities of a program, in an order that is stored: append only.
class Schema {
public:
    explicit Schema(std::vector<const EntityInfo*> entities) : entities_(std::move(entities)) {}

    [[nodiscard]] std::size_t table_count() const { return entities_.size(); }
    [[nodiscard]] const EntityInfo& entity(TableIndex table) const { return *entities_[table]; }
    /// The place of a table by name; table_count() if there is none.
    [[nodiscard]] TableIndex index_of(std::string_view table) const {
        TableIndex index = 0;
        while (index < entities_.size() && entities_[index]->table != table) ++index;
        return index;
    }
    [[nodiscard]] bool has(std::string_view table) const { return index_of(table) < table_count(); }
    template <class Entity>
    [[nodiscard]] TableIndex index_of() const {
        const EntityInfo* info = &entity_info<Entity>();
        TableIndex index = 0;
        while (entities_[index] != info) {
            ++index;
            assert(index < entities_.size());
        }
        return index;
    }

private:
    std::vector<const EntityInfo*> entities_;
};

/// A single row of any entity, owned. A value: copying copies the row.
class AnyRow {
public:
    explicit AnyRow(const EntityInfo& info);
    AnyRow(const EntityInfo& info, const void* from);
    AnyRow(const AnyRow& other);
    AnyRow& operator=(const AnyRow& other);
    AnyRow(AnyRow&& other) noexcept;
    AnyRow& operator=(AnyRow&& other) noexcept;
    ~AnyRow();

    [[nodiscard]] const EntityInfo& info() const { return *info_; }
    [[nodiscard]] const void* data() const { return place_; }
    [[nodiscard]] void* data() { return place_; }
    [[nodiscard]] Id128 id() const { return id_of(place_); }
    template <class Entity>
    [[nodiscard]] const Entity& as() const {
        assert(info_ == &entity_info<Entity>());
        return *static_cast<const Entity*>(place_);
    }

private:
    void release();

    const EntityInfo* info_;
    void* place_;
};

}  // namespace pupitre
