// Building the tree while drawing, and handing the page's reports to the widgets.
#include "web-ui/mirror/tree.h"

#include <algorithm>
#include <cassert>

namespace pupitre::ui::mirror {

Tree& tree() {
    static Tree the_tree;
    return the_tree;
}

void Tree::begin_frame() {
    nodes_.clear();
    open_.clear();
}

Node& Tree::add(Node node) {
    node.parent = open_.empty() || open_.back() == page_itself ? 0 : nodes_[open_.back()].id;
    return nodes_.emplace_back(std::move(node));
}

Node& Tree::open(Node node) {
    Node& added = add(std::move(node));
    open_.push_back(nodes_.size() - 1);
    return added;
}

Node& Tree::open_on_page(Node node) {
    open_.push_back(page_itself);
    add(std::move(node));
    open_.back() = nodes_.size() - 1;
    return nodes_.back();
}

void Tree::close() {
    assert(!open_.empty());
    const std::size_t place = open_.back();
    open_.pop_back();
    Node& closed = nodes_[place];
    if (closed.rect.w > 0) return;
    // A group that draws no box of its own is as large as what is in it.
    Rect around;
    for (std::size_t i = place + 1; i < nodes_.size(); ++i) {
        const Rect& r = nodes_[i].rect;
        if (r.w <= 0 || nodes_[i].modal) continue;
        if (around.w <= 0) {
            around = r;
            continue;
        }
        const float right = std::max(around.x + around.w, r.x + r.w);
        const float bottom = std::max(around.y + around.h, r.y + r.h);
        around.x = std::min(around.x, r.x);
        around.y = std::min(around.y, r.y);
        around.w = right - around.x;
        around.h = bottom - around.y;
    }
    closed.rect = around;
}

void Tree::announce(std::string words) { announcements_.push_back(std::move(words)); }

bool Tree::take_click(NodeId id) {
    const auto found = std::find(clicks_.begin(), clicks_.end(), id);
    if (found == clicks_.end()) return false;
    clicks_.erase(found);
    return true;
}

std::optional<std::string> Tree::take_text(NodeId id) {
    std::optional<std::string> latest;
    for (TextEdit& edit : edits_) {
        if (edit.id == id) latest = std::move(edit.text);
    }
    std::erase_if(edits_, [id](const TextEdit& edit) { return edit.id == id; });
    return latest;
}

bool Tree::take_blur(NodeId id) { return std::erase(blurs_, id) > 0; }

bool Tree::take_arrival(NodeId id) {
    if (arrival_ != id || id == 0) return false;
    arrival_ = 0;
    return true;
}

bool Tree::take_key(NodeId id, std::string_view key) {
    for (KeyPress& press : keys_) {
        if (press.taken || press.focus != id || press.key != key) continue;
        press.taken = true;
        return true;
    }
    return false;
}

bool Tree::take_shortcut(std::string_view key, bool control, bool shift) {
    for (KeyPress& press : keys_) {
        if (press.taken || press.key != key || press.control != control || press.alt) continue;
        // A sign such as "?" already needs Shift on some keyboards, so Shift only counts together with Control.
        if (control && press.shift != shift) continue;
        if (press.in_text && !control && press.key.size() == 1) continue;
        press.taken = true;
        return true;
    }
    return false;
}

void Tree::report_text(NodeId id, std::string text) {
    // The page already shows this text: telling it again would disturb the caret.
    const auto known =
        std::lower_bound(on_page_.begin(), on_page_.end(), id, [](const Node& n, NodeId i) { return n.id < i; });
    if (known != on_page_.end() && known->id == id) known->value = text;
    edits_.push_back({id, std::move(text)});
}

void Tree::report_focus(NodeId id, bool visible) {
    if (focus_ != 0 && focus_ != id) blurs_.push_back(focus_);
    if (id != 0 && id != focus_ && visible) arrival_ = id;
    focus_ = id;
    focus_visible_ = visible;
}

void Tree::end_frame() {
    assert(open_.empty());
    clicks_.clear();
    edits_.clear();
    blurs_.clear();
    keys_.clear();
    arrival_ = 0;
}

const Node* Tree::find(NodeId id) const {
    const auto found = std::find_if(nodes_.begin(), nodes_.end(), [id](const Node& node) { return node.id == id; });
    return found == nodes_.end() ? nullptr : &*found;
}

}  // namespace pupitre::ui::mirror
