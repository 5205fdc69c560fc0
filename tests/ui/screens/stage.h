// A desk without a window, for tests of screens: draws frames, presses, types, and carries out what the screen asked for
// on a small firm.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/crm/address.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/work/task.h"
#include "web-ui/mirror/tree.h"
#include "web-ui/screens/screen.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui::test {

// November 2026   Mo Tu We Th Fr Sa Su
//                 16 17 18 19 20 21 22    today is Saturday the 21st
//                 23 24 25 26 27 28 29
const Date today = *Date::from_ymd(2026, 11, 21);

constexpr TeamMemberId lea{{1, 1}};
constexpr TeamMemberId hugo{{1, 2}};

class Stage {
public:
    explicit Stage(float width = 1200, float height = 900);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    using DrawScreen = std::function<void(const Desk& desk, const Box& box, Intents& out)>;
    DrawScreen screen;

    Database db{domain_schema()};
    Route route;
    Language language = Language::french;
    std::uint32_t rights = 0xFF;
    std::optional<Refused> refused;
    std::vector<Do> done;  // What was asked for and carried out.
    std::vector<SaveFile> files;
    Intents others;  // Everything else.
    const FileFacts* file_facts = nullptr;

    /// Stores a row without a command.
    template <class Entity>
    void put(const Entity& row) {
        Changes changes(db);
        changes.put(row);
        ++revision_;
    }
    ClientId client(std::uint64_t id, std::string name);
    PersonId person(std::uint64_t id, ClientId client, std::string first, std::string last);
    TaskId task(std::uint64_t id, std::string title, ClientId client, std::optional<Date> due);

    /// Runs a function with the desk as a screen sees it.
    void with_desk(const std::function<void(const Desk&)>& use);
    void draw(int frames = 1);
    /// Presses the element with this name, which must be there; draws until what it opens is open.
    void press(mirror::Role role, std::string_view name);
    /// Types into a field and leaves it.
    void type(std::string_view label, std::string text);
    /// Types without leaving the field.
    void start_typing(std::string_view label, std::string text);
    /// Opens a list and takes an option.
    void choose(std::string_view label, std::string_view option);
    void press_key(std::string key, bool control = false);

    [[nodiscard]] const mirror::Node* find(mirror::Role role, std::string_view name) const;
    /// True if somebody could read or hear these words.
    [[nodiscard]] bool shows(std::string_view words) const;
    /// The names of all elements of a role, from top to bottom.
    [[nodiscard]] std::vector<std::string> names(mirror::Role role) const;

private:
    void carry_out(Intents out);
    void execute_deed(const Do& deed);

    float width_, height_;
    double now_ms_ = 1'000;
    std::uint64_t revision_ = 1;
    std::uint64_t next_id_ = 1;
    std::uint64_t next_command_ = 1;
    std::function<Id128()> new_id_;
};

}  // namespace pupitre::ui::test
