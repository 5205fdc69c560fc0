// The mirror's tree: built anew while a frame is drawn, compared with the one before, and told to the page as a difference.
// Also the way back: what the page reports (clicks, focus, text, keys) is kept here for the widgets of the next frame.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web-ui/mirror/node.h"

namespace pupitre::ui::mirror {

/// A key as the browser names it (event.key): "ArrowDown", "Enter", "k".
struct KeyPress {
    std::string key;
    bool control = false;  // Control, or Command on a Mac.
    bool shift = false;
    bool alt = false;
    bool in_text = false;  // The focus is in a text field: single letters are typing.
    NodeId focus = 0;
    bool taken = false;
};

struct TextEdit {
    NodeId id = 0;
    std::string text;
};

class Tree {
public:
    // --- While drawing --------------------------------------------------------------------------------------------
    void begin_frame();
    /// Adds a leaf below the open node.
    Node& add(Node node);
    /// Adds a node and opens it: what follows goes inside, until close().
    Node& open(Node node);
    void close();
    /// As open(), but below the page itself: dialogs stand above everything.
    Node& open_on_page(Node node);
    /// Words for the live region, read aloud at once.
    void announce(std::string words);

    // --- What the page reported, asked by the widgets ---------------------------------------------------------------
    /// True once for each click (mouse on the element's stand-in, Enter, Space, a screen reader).
    bool take_click(NodeId id);
    /// The new text of a field, if it was edited since the last frame.
    std::optional<std::string> take_text(NodeId id);
    /// True once after the field was left by the focus.
    bool take_blur(NodeId id);
    [[nodiscard]] bool has_focus(NodeId id) const { return focus_ == id && id != 0; }
    /// The focus should be seen: it came by the keyboard.
    [[nodiscard]] bool shows_focus(NodeId id) const { return has_focus(id) && focus_visible_; }
    [[nodiscard]] NodeId focus() const { return focus_; }
    /// True once when the focus has just come to this node by the keyboard: the widget scrolls itself into view.
    bool take_arrival(NodeId id);
    /// Keys pressed while the focus was on this node. Marks the key as taken.
    bool take_key(NodeId id, std::string_view key);
    /// A key wherever the focus is. Plain letters are not given while a text field has the focus.
    bool take_shortcut(std::string_view key, bool control = false, bool shift = false);
    [[nodiscard]] const std::vector<KeyPress>& keys() const { return keys_; }

    /// Asks the page to move the focus after this frame.
    void move_focus(NodeId id) { focus_request_ = id; }

    // --- Filled by the page (or a test) -----------------------------------------------------------------------------
    void report_click(NodeId id) { clicks_.push_back(id); }
    void report_text(NodeId id, std::string text);
    void report_focus(NodeId id, bool visible);
    void report_key(KeyPress key) { keys_.push_back(std::move(key)); }

    // --- After drawing --------------------------------------------------------------------------------------------
    /// Forgets what nobody asked for, so that it does not strike a later frame.
    void end_frame();
    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] const Node* find(NodeId id) const;
    /// What changed since the last call, as the JSON text the page understands. Empty when nothing did.
    std::string take_difference();
    /// The page lost its elements (a reload of the shell): the next difference is everything.
    void forget_page();

private:
    static constexpr std::size_t page_itself = static_cast<std::size_t>(-1);

    std::vector<Node> nodes_;    // In reading order, parents before children.
    std::vector<Node> on_page_;  // What the page was told last, sorted by id.
    std::vector<std::pair<NodeId, std::vector<NodeId>>> orders_on_page_;
    std::vector<std::size_t> open_;  // Places in nodes_; page_itself for the page.
    std::vector<NodeId> clicks_;
    std::vector<TextEdit> edits_;
    std::vector<NodeId> blurs_;
    std::vector<KeyPress> keys_;
    std::vector<std::string> announcements_;
    NodeId focus_ = 0;
    NodeId arrival_ = 0;
    NodeId focus_request_ = 0;
    bool focus_visible_ = false;
};

/// The one tree of the desk, as Dear ImGui has one context.
Tree& tree();

}  // namespace pupitre::ui::mirror
