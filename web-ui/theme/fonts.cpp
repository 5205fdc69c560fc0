// Text styles and the registration of the shipped fonts with Dear ImGui.
#include "web-ui/theme/fonts.h"

#include <array>
#include <cassert>

#include <imgui.h>

namespace pupitre::ui {
namespace {

std::array<ImFont*, face_count> faces{};

}  // namespace

const TextMetrics& metrics(TextStyle style) {
    static constexpr std::array<TextMetrics, 9> table = {{
        {Face::regular, 14, 20},
        {Face::medium, 14, 20},
        {Face::semibold, 14, 20},
        {Face::regular, 13, 18},
        {Face::medium, 13, 18},
        {Face::medium, 12, 16},
        {Face::semibold, 12, 16},
        {Face::semibold, 16, 22},
        {Face::semibold, 20, 28},
    }};
    return table[static_cast<std::size_t>(style)];
}

void load_face(Face face, std::span<const std::byte> file) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // One sample per device pixel: glyphs are placed on whole device pixels before they are drawn.
    config.OversampleH = 1;
    config.OversampleV = 1;
    // Dear ImGui takes a mutable pointer but only reads.
    void* bytes = const_cast<std::byte*>(file.data());
    ImFont* loaded = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(bytes, static_cast<int>(file.size()), 14, &config);
    assert(loaded != nullptr);
    faces[static_cast<std::size_t>(face)] = loaded;
}

ImFont* font(Face face) {
    ImFont* found = faces[static_cast<std::size_t>(face)];
    assert(found != nullptr);
    return found;
}

}  // namespace pupitre::ui
