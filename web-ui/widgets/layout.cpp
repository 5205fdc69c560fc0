// Gaps, columns, areas and cards, on Dear ImGui's cursor and child windows.
#include "web-ui/widgets/layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <imgui.h>
#include <imgui_internal.h>

#include "web-ui/widgets/item.h"

namespace pupitre::ui {
namespace {

// The columns and cards being filled, innermost last: how wide, and where their right edge is.
struct Span {
    float width = FLT_MAX;
    float right = FLT_MAX;
};
std::vector<Span>& spans() {
    static std::vector<Span> open;
    return open;
}

}  // namespace

void space(float height) { ImGui::Dummy({0, height}); }
void beside(float gap) { ImGui::SameLine(0, gap); }

float available_width() {
    const float room = ImGui::GetContentRegionAvail().x;
    return spans().empty() ? room : std::min(room, spans().back().width);
}

void beside_right(float width_of_what_follows) {
    ImGui::SameLine(0, 0);
    float room = ImGui::GetContentRegionAvail().x;
    if (!spans().empty()) room = std::min(room, spans().back().right - ImGui::GetCursorScreenPos().x);
    if (room > width_of_what_follows) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - width_of_what_follows);
}

OwnRoom::OwnRoom() { spans().push_back({}); }
OwnRoom::~OwnRoom() { spans().pop_back(); }

void bring_into_view(float top, float bottom) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const ImRect& shown = window->InnerRect;
    const float down = std::min(bottom - shown.Max.y, top - shown.Min.y);
    const float up = std::min(0.0F, top - shown.Min.y);
    const float by = down > 0 ? down : up;
    if (by == 0) return;
    ImGui::SetScrollY(window, window->Scroll.y + by);
    ask_for_frame_in(0);
}

Columns::Columns(std::initializer_list<float> shares, float gap) : gap_(gap), start_(ImGui::GetCursorScreenPos()) {
    stacked_ = frame().narrow;
    const float room = available_width();
    const float total = std::accumulate(shares.begin(), shares.end(), 0.0F);
    const float inner = room - gap * static_cast<float>(shares.size() - 1);
    for (const float share : shares) widths_.push_back(stacked_ ? room : std::floor(inner * share / total));
    spans().push_back({widths_.front(), start_.x + widths_.front()});
    ImGui::BeginGroup();
}

void Columns::next() {
    ImGui::EndGroup();
    deepest_ = std::max(deepest_, ImGui::GetItemRectMax().y);
    ++place_;
    if (stacked_) {
        space(gap_);
    } else {
        float x = start_.x;
        for (std::size_t i = 0; i < place_; ++i) x += widths_[i] + gap_;
        ImGui::SetCursorScreenPos({x, start_.y});
    }
    const float width = widths_[std::min(place_, widths_.size() - 1)];
    spans().back() = {width, ImGui::GetCursorScreenPos().x + width};
    ImGui::BeginGroup();
}

Columns::~Columns() {
    ImGui::EndGroup();
    deepest_ = std::max(deepest_, ImGui::GetItemRectMax().y);
    spans().pop_back();
    if (!stacked_) {
        ImGui::SetCursorScreenPos({start_.x, start_.y});
        ImGui::Dummy({0, deepest_ - start_.y});
    }
}

Area::Area(std::string_view id, const Box& box, const AreaOptions& options) {
    const std::string key(id);
    ImGui::SetCursorScreenPos(box.min());
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {options.padding_x, options.padding_y});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, options.background);
    const int no_scroll = options.scrolls ? 0 : ImGuiWindowFlags_NoScrollbar;
    ImGui::BeginChild(key.c_str(), {box.w, box.h}, ImGuiChildFlags_AlwaysUseWindowPadding,
                      ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav | no_scroll);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    spans().push_back({options.content_max, ImGui::GetCursorScreenPos().x + options.content_max});
    mirror::tree().open(node_for_box(quiet_id("area"), box, options.role, options.name));
}

Area::~Area() {
    mirror::tree().close();
    ImGui::EndChild();
    spans().pop_back();
}

Card::Card(std::string_view id, float padding) :
    start_(ImGui::GetCursorScreenPos()), width_(available_width()), padding_(padding) {
    ImGui::PushID(id.data(), id.data() + id.size());
    spans().push_back({width_ - 2 * padding, start_.x + width_ - padding});
    layers_.Split(canvas(), 2);
    layers_.SetCurrentChannel(canvas(), 1);
    ImGui::SetCursorScreenPos({start_.x + padding, start_.y + padding});
    ImGui::BeginGroup();
}

Card::~Card() {
    ImGui::EndGroup();
    const float bottom = ImGui::GetItemRectMax().y + padding_;
    layers_.SetCurrentChannel(canvas(), 0);
    const Box box = {start_.x, start_.y, width_, bottom - start_.y};
    fill_box(canvas(), box, palette().surface, size::radius_card);
    stroke_box(canvas(), box, palette().line, size::radius_card);
    layers_.Merge(canvas());
    ImGui::SetCursorScreenPos(start_);
    ImGui::Dummy({width_, box.h});
    spans().pop_back();
    ImGui::PopID();
}

Group::Group(std::string_view id, mirror::Role role, std::string_view name) {
    mirror::Node node;
    node.id = quiet_id(id);
    node.role = role;
    node.name = name;
    mirror::tree().open(std::move(node));
}
Group::~Group() { mirror::tree().close(); }

}  // namespace pupitre::ui
