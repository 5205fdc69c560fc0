// A desk without a window: draws screens and widgets into Dear ImGui with nobody to show them, presses with a real mouse
// position or through the mirror, and looks at the mirror's nodes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "web-ui/mirror/tree.h"

namespace pupitre::ui::testing {

class TestDesk {
public:
    explicit TestDesk(std::function<void()> draw, float width = 1440, float height = 900);
    ~TestDesk();
    TestDesk(const TestDesk&) = delete;
    TestDesk& operator=(const TestDesk&) = delete;

    /// Draws so many frames, 16 ms apart.
    void frames(int count = 2);
    void wait(double milliseconds) { now_ms_ += milliseconds; }

    /// The first node of this role and name; fails the test when there is none.
    [[nodiscard]] const mirror::Node& node(mirror::Role role, std::string_view name);
    [[nodiscard]] bool shows(mirror::Role role, std::string_view name) const;
    [[nodiscard]] int count(mirror::Role role) const;

    /// Presses the left button in the middle of the node's box and lets it go.
    void press(mirror::Role role, std::string_view name);
    void press_at(float x, float y);
    /// As a screen reader or the Enter key does it.
    void activate(mirror::Role role, std::string_view name);
    /// Puts the focus into the field and its text to this.
    void type(std::string_view field, std::string_view text);
    void leave_field();
    void focus(mirror::Role role, std::string_view name);
    void key(std::string_view key, bool control = false, bool shift = false);
    void scroll(float x, float y, float down);
    [[nodiscard]] std::string difference() { return mirror::tree().take_difference(); }

private:
    void one_frame();
    const mirror::Node* find(mirror::Role role, std::string_view name) const;

    std::function<void()> draw_;
    float width_, height_;
    double now_ms_ = 1000;
};

}  // namespace pupitre::ui::testing
