// The WebGL 2 context: made once, lost and restored as the browser pleases.
#include "web-ui/platform/canvas.h"

#include <cmath>
#include <cstddef>
#include <string_view>

#include <emscripten/html5.h>
#include <imgui.h>

#include "web-ui/platform/loop.h"
#include "web-ui/platform/page_calls.h"
#include "web-ui/platform/renderer.h"
#include "web-ui/theme/fonts.h"
#include "web-ui/theme/tokens.h"

namespace pupitre::ui::canvas {
namespace {

constexpr const char* element = "#desk";
EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
float shown_css_width = 0;
float shown_css_height = 0;
float shown_ratio = 1;
bool lost = false;

bool make_context() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = false;
    wanted.depth = false;
    wanted.stencil = false;
    wanted.antialias = false;
    wanted.preserveDrawingBuffer = false;
    wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    context = emscripten_webgl_create_context(element, &wanted);
    return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

EM_BOOL on_lost(int, const void*, void*) {
    lost = true;
    return EM_TRUE;  // "We can restore it": without this the browser would not give it back.
}

EM_BOOL on_restored(int, const void*, void*) {
    // Everything the old context held is gone; the same handle serves the new one.
    emscripten_webgl_make_context_current(context);
    renderer::start();
    renderer::forget();
    lost = false;
    loop::wake();
    return EM_TRUE;
}

void load_fonts() {
    for (std::size_t face = 0; face < face_count; ++face) {
        std::size_t bytes = 0;
        const void* file = page_font(static_cast<int>(face), &bytes);
        // Dear ImGui reads glyphs from these bytes as they are needed: they stay for as long as the page.
        load_face(static_cast<Face>(face), {static_cast<const std::byte*>(file), bytes});
    }
}

// Glyphs are drawn from a texture with one texel per device pixel; between two pixels they would blur. Each glyph is
// moved to the nearest whole device pixel. Everything else that is drawn uses the texture's white pixel and stays.
void sharpen(const ImDrawData& data) {
    const ImVec2 white = ImGui::GetIO().Fonts->TexUvWhitePixel;
    const float inverse = 1 / shown_ratio;
    for (ImDrawList* list : data.CmdLists) {
        ImDrawVert* vertex = list->VtxBuffer.Data;
        const ImDrawVert* end = vertex + list->VtxBuffer.Size;
        while (vertex + 3 < end) {
            if (vertex->uv.x == white.x && vertex->uv.y == white.y) {
                ++vertex;
                continue;
            }
            const float dx = std::round(vertex->pos.x * shown_ratio) * inverse - vertex->pos.x;
            const float dy = std::round(vertex->pos.y * shown_ratio) * inverse - vertex->pos.y;
            for (int corner = 0; corner < 4; ++corner, ++vertex) {
                vertex->pos.x += dx;
                vertex->pos.y += dy;
            }
        }
    }
}

}  // namespace

bool start() {
    if (!make_context()) {
        constexpr std::string_view reason = "webgl";
        page_failed(reason.data(), reason.size());
        return false;
    }
    emscripten_set_webglcontextlost_callback(element, nullptr, EM_FALSE, on_lost);
    emscripten_set_webglcontextrestored_callback(element, nullptr, EM_FALSE, on_restored);
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags = ImGuiConfigFlags_NoMouseCursorChange;
    io.ConfigInputTrickleEventQueue = true;
    io.ConfigDebugHighlightIdConflicts = false;
    renderer::start();
    load_fonts();
    resize(shown_css_width, shown_css_height, shown_ratio);
    return true;
}

void resize(float css_width, float css_height, float device_pixel_ratio) {
    shown_css_width = css_width;
    shown_css_height = css_height;
    shown_ratio = device_pixel_ratio;
    if (ImGui::GetCurrentContext() == nullptr) return;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {css_width, css_height};
    io.DisplayFramebufferScale = {shown_ratio, shown_ratio};
}

float width() { return shown_css_width; }
float height() { return shown_css_height; }
bool can_draw() { return context > 0 && !lost && shown_css_width > 0; }

void show() {
    ImDrawData* data = ImGui::GetDrawData();
    sharpen(*data);
    renderer::draw(*data, shown_css_width, shown_css_height, shown_ratio, palette().bg);
}

}  // namespace pupitre::ui::canvas
