// Places, hit tests and node boxes, on Dear ImGui's item functions.
#include "web-ui/widgets/item.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

namespace pupitre::ui {
namespace {

mirror::NodeId id_in_window(std::string_view key) {
    return ImGui::GetCurrentWindow()->GetID(key.data(), key.data() + key.size());
}

Item answer(std::string_view key, const ImRect& area, bool enabled, bool mouse) {
    mirror::Tree& tree = mirror::tree();
    Item item;
    item.id = id_in_window(key);
    item.box = box_of(area.Min, area.Max);
    item.visible = ImGui::ItemAdd(area, item.id, nullptr, enabled ? 0 : ImGuiItemFlags_Disabled);
    const bool clicked = tree.take_click(item.id);
    if (tree.take_arrival(item.id)) {
        ImGui::ScrollToRect(ImGui::GetCurrentWindow(), {area.Min.x, area.Min.y - 12, area.Max.x, area.Max.y + 12},
                            ImGuiScrollFlags_KeepVisibleEdgeY);
        ask_for_frame_in(0);
    }
    item.ring = tree.shows_focus(item.id);
    if (!enabled) {
        item.hovered = item.visible && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
        return item;
    }
    if (item.visible && mouse) {
        item.clicked = ImGui::ButtonBehavior(area, item.id, &item.hovered, &item.held, ImGuiButtonFlags_None);
        if (item.held && ImGui::IsItemActivated()) tree.move_focus(item.id);
        if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    } else if (item.visible) {
        item.hovered = ImGui::IsItemHovered();
    }
    item.clicked = item.clicked || clicked;
    return item;
}

}  // namespace

IdScope::IdScope(std::string_view key) { ImGui::PushID(key.data(), key.data() + key.size()); }
IdScope::IdScope(Id128 id) {
    const auto* bytes = reinterpret_cast<const char*>(&id);
    ImGui::PushID(bytes, bytes + sizeof id);
}
IdScope::~IdScope() { ImGui::PopID(); }

Item place_item(std::string_view id, const Place& place) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const ImVec2 at = {std::round(window->DC.CursorPos.x), std::round(window->DC.CursorPos.y)};
    const ImRect area(at, {at.x + place.width, at.y + place.height});
    ImGui::ItemSize(ImVec2{place.width, place.height});
    return answer(id, area, place.enabled, place.mouse);
}

Item item_at(std::string_view id, const Box& box, bool enabled) {
    return answer(id, ImRect(box.min(), box.max()), enabled, true);
}

mirror::Node node_for(const Item& item, mirror::Role role, std::string_view name) {
    return node_for_box(item.id, item.box, role, name);
}

mirror::Node node_for_box(mirror::NodeId id, const Box& box, mirror::Role role, std::string_view name) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const ImRect& clip = window->ClipRect;
    mirror::Node node;
    node.id = id;
    node.role = role;
    node.name = name;
    node.rect = {box.x, box.y, box.w, box.h};
    node.clip = {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()};
    node.covered = !ImGui::IsWindowContentHoverable(window, ImGuiHoveredFlags_None);
    return node;
}

mirror::NodeId quiet_id(std::string_view key) { return id_in_window(key); }

ImDrawList* canvas() { return ImGui::GetWindowDrawList(); }

Box box_of(const ImVec2& min, const ImVec2& max) { return {min.x, min.y, max.x - min.x, max.y - min.y}; }

}  // namespace pupitre::ui
