// The headless desk.
#include "tests/ui/desk_fixture.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <vector>

#include <doctest/doctest.h>
#include <imgui.h>

#include "web-ui/theme/fonts.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui::testing {
namespace {

// The shipped fonts, read once: widths in tests are the widths of the product.
const std::vector<char>& font_file(Face face) {
    static const std::array<std::vector<char>, face_count> files = [] {
        constexpr std::array<const char*, face_count> names = {"inter-regular.otf", "inter-medium.otf",
                                                               "inter-semibold.otf", "icons.ttf"};
        std::array<std::vector<char>, face_count> read;
        for (std::size_t i = 0; i < names.size(); ++i) {
            std::ifstream file(std::string(PUPITRE_SOURCE_DIR) + "/.deps/fonts/" + names[i], std::ios::binary);
            read[i].assign(std::istreambuf_iterator<char>(file), {});
            REQUIRE_MESSAGE(!read[i].empty(), "Run ./emsdk-setup.sh: the fonts are missing.");
        }
        return read;
    }();
    return files[static_cast<std::size_t>(face)];
}

void accept_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

}  // namespace

TestDesk::TestDesk(std::function<void()> draw, float width, float height) :
    draw_(std::move(draw)), width_(width), height_(height) {
    mirror::tree() = mirror::Tree();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.DisplaySize = {width, height};
    for (std::size_t face = 0; face < face_count; ++face) {
        const std::vector<char>& file = font_file(static_cast<Face>(face));
        load_face(static_cast<Face>(face), {reinterpret_cast<const std::byte*>(file.data()), file.size()});
    }
    set_theme(Theme::light);
    apply_style();
    frames();
}

TestDesk::~TestDesk() {
    accept_textures();
    ImGui::DestroyContext();
    mirror::tree() = mirror::Tree();
}

void TestDesk::one_frame() {
    now_ms_ += 16;
    ImGui::GetIO().DeltaTime = 0.016F;
    Frame next;
    next.now_ms = now_ms_;
    next.width = width_;
    next.height = height_;
    next.narrow = width_ < size::narrow_below;
    next.today = *Date::from_ymd(2026, 11, 21);
    set_frame(next);
    ImGui::NewFrame();
    begin_interface();
    draw_();
    end_interface();
    ImGui::Render();
    accept_textures();
}

void TestDesk::frames(int count) {
    for (int i = 0; i < count; ++i) one_frame();
}

const mirror::Node* TestDesk::find(mirror::Role role, std::string_view name) const {
    for (const mirror::Node& node : mirror::tree().nodes()) {
        if (node.role == role && node.name == name) return &node;
    }
    return nullptr;
}

const mirror::Node& TestDesk::node(mirror::Role role, std::string_view name) {
    const mirror::Node* found = find(role, name);
    REQUIRE_MESSAGE(found != nullptr, "nothing is called: " << std::string(name));
    return *found;
}

bool TestDesk::shows(mirror::Role role, std::string_view name) const { return find(role, name) != nullptr; }

int TestDesk::count(mirror::Role role) const {
    const auto& nodes = mirror::tree().nodes();
    return static_cast<int>(
        std::count_if(nodes.begin(), nodes.end(), [role](const mirror::Node& node) { return node.role == role; }));
}

void TestDesk::press(mirror::Role role, std::string_view name) {
    const mirror::Rect box = node(role, name).rect;
    press_at(box.x + box.w / 2, box.y + box.h / 2);
}

void TestDesk::press_at(float x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    frames(1);
    io.AddMouseButtonEvent(0, true);
    frames(1);
    io.AddMouseButtonEvent(0, false);
    frames(3);
}

void TestDesk::activate(mirror::Role role, std::string_view name) {
    mirror::tree().report_click(node(role, name).id);
    frames();
}

void TestDesk::focus(mirror::Role role, std::string_view name) {
    mirror::tree().report_focus(node(role, name).id, true);
    frames();
}

void TestDesk::type(std::string_view field, std::string_view text) {
    const auto& nodes = mirror::tree().nodes();
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const mirror::Node& node) {
        return !node.editor.type.empty() && node.name == field;
    });
    REQUIRE_MESSAGE(found != nodes.end(), "no field is called: " << std::string(field));
    const mirror::NodeId id = found->id;
    mirror::tree().report_focus(id, true);
    mirror::tree().report_text(id, std::string(text));
    frames();
}

void TestDesk::leave_field() {
    mirror::tree().report_focus(0, false);
    frames();
}

void TestDesk::key(std::string_view key, bool control, bool shift) {
    mirror::Tree& tree = mirror::tree();
    const mirror::Node* focused = tree.find(tree.focus());
    mirror::KeyPress press;
    press.key = key;
    press.control = control;
    press.shift = shift;
    press.focus = tree.focus();
    press.in_text = focused != nullptr && !focused->editor.type.empty();
    tree.report_key(std::move(press));
    frames();
}

void TestDesk::scroll(float x, float y, float down) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    frames(1);
    scroll_by(0, down);
    frames(3);
}

}  // namespace pupitre::ui::testing
