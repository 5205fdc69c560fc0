// The difference between what the page holds and what was drawn, as compact JSON:
//   {"gone":[id…],"set":[[id,{…}]…],"box":[[id,x,y,w,h,left,top,right,bottom]…],"order":[[parent,[id…]]…],
//    "focus":id,"say":[words…]}
// Boxes are relative to the parent's, so that a list that scrolls moves its rows and not every cell. The last four
// numbers of a box are how much of it is clipped away on each side; they are left out when nothing is.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "web-ui/mirror/tree.h"

namespace pupitre::ui::mirror {
namespace {

void put(std::string& out, std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

// Halves are kept: at a device pixel ratio of 2 a box may start between two CSS pixels.
void put_length(std::string& out, float length) {
    const std::int64_t halves = std::lround(length * 2);
    put(out, halves / 2);
    if (halves % 2 != 0) out += ".5";
}

void put(std::string& out, std::string_view words) {
    constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

class Fields {
public:
    explicit Fields(std::string& out) : out_(out) { out_ += '{'; }
    ~Fields() { out_ += '}'; }
    Fields(const Fields&) = delete;
    Fields& operator=(const Fields&) = delete;

    void words(const char* key, const std::string& text) {
        if (!text.empty()) put(at(key), std::string_view(text));
    }
    void number(const char* key, std::int64_t value, std::int64_t unless = 0) {
        if (value != unless) put(at(key), value);
    }
    void flag(const char* key, bool value) { number(key, value ? 1 : 0); }
    void length(const char* key, float value) { put_length(at(key), value); }
    std::string& at(const char* key) {
        if (!first_) out_ += ',';
        first_ = false;
        out_ += '"';
        out_ += key;
        out_ += "\":";
        return out_;
    }

private:
    std::string& out_;
    bool first_ = true;
};

void put_editor(std::string& out, const Editor& editor) {
    Fields f(out);
    f.words("type", editor.type);
    f.words("auto", editor.autocomplete);
    f.words("hint", editor.placeholder);
    f.words("mode", editor.input_mode);
    f.length("size", editor.font_size);
    f.length("line", editor.line_height);
    f.number("weight", editor.weight);
    f.length("left", editor.padding_left);
    f.length("right", editor.padding_right);
    f.length("top", editor.padding_top);
    f.flag("end", editor.align_right);
    f.flag("enter", editor.wants_enter);
}

void put_properties(std::string& out, const Node& node) {
    Fields f(out);
    f.number("r", static_cast<std::int64_t>(node.role), -1);
    f.words("n", node.name);
    f.words("v", node.value);
    f.words("d", node.description);
    f.flag("f", node.focusable);
    f.flag("off", node.disabled);
    f.flag("req", node.required);
    f.flag("bad", node.invalid);
    f.flag("modal", node.modal);
    f.flag("pop", node.popup);
    f.flag("cov", node.covered);
    f.number("chk", static_cast<std::int64_t>(node.checked));
    f.number("sel", static_cast<std::int64_t>(node.selected));
    f.number("exp", static_cast<std::int64_t>(node.expanded));
    f.number("prs", static_cast<std::int64_t>(node.pressed));
    f.number("cur", static_cast<std::int64_t>(node.current));
    f.number("lvl", node.level);
    f.number("rows", node.row_count);
    f.number("cols", node.column_count);
    f.number("row", node.row_index);
    f.number("col", node.column_index);
    f.number("sort", node.sort);
    f.number("pct", node.percent, -1);
    f.number("act", static_cast<std::int64_t>(node.active));
    if (!node.editor.type.empty()) put_editor(f.at("ed"), node.editor);
}

void put_box(std::string& out, const Node& node, const Rect& parent) {
    out += '[';
    put(out, static_cast<std::int64_t>(node.id));
    for (const float length : {node.rect.x - parent.x, node.rect.y - parent.y, node.rect.w, node.rect.h}) {
        out += ',';
        put_length(out, length);
    }
    const Rect& r = node.rect;
    const Rect& c = node.clip;
    const float cut[4] = {c.x - r.x, c.y - r.y, r.x + r.w - c.x - c.w, r.y + r.h - c.y - c.h};
    if (c.w > 0 && std::any_of(cut, cut + 4, [](float length) { return length > 0; })) {
        for (const float length : cut) {
            out += ',';
            put_length(out, std::max(0.0F, length));
        }
    }
    out += ']';
}

bool same_properties(const Node& a, const Node& b) {
    Node moved = b;
    moved.rect = a.rect;
    moved.clip = a.clip;
    return a == moved;
}

const Node* find_sorted(const std::vector<Node>& sorted, NodeId id) {
    const auto found =
        std::lower_bound(sorted.begin(), sorted.end(), id, [](const Node& n, NodeId i) { return n.id < i; });
    return found != sorted.end() && found->id == id ? &*found : nullptr;
}

Rect parent_rect(const Node& node, const std::vector<Node>& sorted) {
    const Node* parent = find_sorted(sorted, node.parent);
    return parent == nullptr ? Rect{} : parent->rect;
}

using Orders = std::vector<std::pair<NodeId, std::vector<NodeId>>>;

// The children of each parent in reading order, sorted by parent.
Orders orders_of(const std::vector<Node>& nodes) {
    std::vector<std::pair<NodeId, NodeId>> pairs;
    pairs.reserve(nodes.size());
    for (const Node& node : nodes) pairs.emplace_back(node.parent, node.id);
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Orders orders;
    for (const auto& [parent, child] : pairs) {
        if (orders.empty() || orders.back().first != parent) orders.push_back({parent, {}});
        orders.back().second.push_back(child);
    }
    return orders;
}

class List {
public:
    explicit List(std::string& out, const char* key) : out_(out), key_(key) {}
    std::string& item() {
        if (empty_) {
            out_ += out_.size() > 1 ? ",\"" : "\"";
            out_ += key_;
            out_ += "\":[";
        } else {
            out_ += ',';
        }
        empty_ = false;
        return out_;
    }
    void end() {
        if (!empty_) out_ += ']';
    }

private:
    std::string& out_;
    const char* key_;
    bool empty_ = true;
};

/// The children of a parent, if it has any and the page has them otherwise.
void put_order(List& order, const Orders& orders, const Orders& on_page, NodeId parent) {
    const auto found =
        std::lower_bound(orders.begin(), orders.end(), parent, [](const auto& o, NodeId id) { return o.first < id; });
    if (found == orders.end() || found->first != parent) return;
    if (std::binary_search(on_page.begin(), on_page.end(), *found)) return;
    std::string& item = order.item();
    item += '[';
    put(item, static_cast<std::int64_t>(parent));
    item += ",[";
    for (std::size_t i = 0; i < found->second.size(); ++i) {
        if (i > 0) item += ',';
        put(item, static_cast<std::int64_t>(found->second[i]));
    }
    item += "]]";
}

bool box_changed(const Node& now, const Node& before, const std::vector<Node>& new_nodes,
                 const std::vector<Node>& old_nodes) {
    const Rect p = parent_rect(now, new_nodes);
    const Rect q = parent_rect(before, old_nodes);
    const auto moved = [](float a, float b) { return std::abs(a - b) > 0.01F; };
    if (moved(now.rect.x - p.x, before.rect.x - q.x) || moved(now.rect.y - p.y, before.rect.y - q.y)) return true;
    if (moved(now.rect.w, before.rect.w) || moved(now.rect.h, before.rect.h)) return true;
    const auto cut = [](const Node& n, const Rect& c) {
        if (c.w <= 0) return false;  // Nothing clips it.
        return n.rect.x < c.x || n.rect.y < c.y || n.rect.x + n.rect.w > c.x + c.w || n.rect.y + n.rect.h > c.y + c.h;
    };
    if (!cut(now, now.clip) && !cut(before, before.clip)) return false;
    return now.rect != before.rect || now.clip != before.clip;
}

}  // namespace

std::string Tree::take_difference() {
    std::vector<Node> now = nodes_;
    std::stable_sort(now.begin(), now.end(), [](const Node& a, const Node& b) { return a.id < b.id; });
    now.erase(std::unique(now.begin(), now.end(), [](const Node& a, const Node& b) { return a.id == b.id; }),
              now.end());

    std::string out = "{";
    List gone(out, "gone");
    for (const Node& before : on_page_) {
        if (find_sorted(now, before.id) == nullptr) put(gone.item(), static_cast<std::int64_t>(before.id));
    }
    gone.end();

    List set(out, "set");
    for (const Node& node : now) {
        const Node* before = find_sorted(on_page_, node.id);
        if (before != nullptr && same_properties(*before, node)) continue;
        std::string& item = set.item();
        item += '[';
        put(item, static_cast<std::int64_t>(node.id));
        item += ',';
        put_properties(item, node);
        item += ']';
    }
    set.end();

    List box(out, "box");
    for (const Node& node : now) {
        const Node* before = find_sorted(on_page_, node.id);
        if (before != nullptr && before->parent == node.parent && !box_changed(node, *before, now, on_page_)) continue;
        put_box(box.item(), node, parent_rect(node, now));
    }
    box.end();

    // From the root downwards: where a child has become its parent's parent, the page can't put one into the other before
    // the upper one stands where it belongs.
    Orders orders = orders_of(nodes_);
    List order(out, "order");
    put_order(order, orders, orders_on_page_, 0);
    for (const Node& node : nodes_) put_order(order, orders, orders_on_page_, node.id);
    order.end();

    List say(out, "say");
    for (const std::string& words : announcements_) put(say.item(), std::string_view(words));
    say.end();
    announcements_.clear();

    if (focus_request_ != 0) {
        out += out.size() > 1 ? ",\"focus\":" : "\"focus\":";
        put(out, static_cast<std::int64_t>(focus_request_));
        focus_request_ = 0;
    }
    on_page_ = std::move(now);
    orders_on_page_ = std::move(orders);
    if (out.size() == 1) return {};
    out += '}';
    return out;
}

void Tree::forget_page() {
    on_page_.clear();
    orders_on_page_.clear();
}

}  // namespace pupitre::ui::mirror
