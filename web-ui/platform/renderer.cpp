// One program, one vertex array, textures with one channel (glyph coverage).
#include "web-ui/platform/renderer.h"

#include <cmath>
#include <cstddef>

#include <GLES3/gl3.h>
#include <imgui.h>

namespace pupitre::ui::renderer {
namespace {

constexpr const char* vertex_source = R"(#version 300 es
precision highp float;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 texel;
layout(location = 2) in vec4 color;
uniform vec2 page;
out vec2 texel_here;
out vec4 color_here;
void main() {
    texel_here = texel;
    color_here = color;
    gl_Position = vec4(place.x * 2.0 / page.x - 1.0, 1.0 - place.y * 2.0 / page.y, 0.0, 1.0);
})";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D glyphs;
in vec2 texel_here;
in vec4 color_here;
out vec4 result;
void main() {
    float alpha = color_here.a * texture(glyphs, texel_here).r;
    result = vec4(color_here.rgb * alpha, alpha);
})";

GLuint program = 0;
GLuint vertex_array = 0;
GLuint vertex_buffer = 0;
GLuint index_buffer = 0;
GLint page_place = -1;

GLuint compiled(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    return shader;
}

void upload(const ImTextureData& texture, const ImTextureRect& part) {
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
    const std::ptrdiff_t offset = static_cast<std::ptrdiff_t>(part.y) * texture.Width + part.x;
    glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RED, GL_UNSIGNED_BYTE,
                    texture.Pixels + offset);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void create(ImTextureData& texture) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, texture.Width, texture.Height, 0, GL_RED, GL_UNSIGNED_BYTE, texture.Pixels);
    texture.SetTexID(name);
    texture.SetStatus(ImTextureStatus_OK);
}

void follow(ImTextureData& texture) {
    switch (texture.Status) {
    case ImTextureStatus_OK:
    case ImTextureStatus_Destroyed: return;
    case ImTextureStatus_WantCreate: create(texture); return;
    case ImTextureStatus_WantUpdates:
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.TexID));
        for (const ImTextureRect& part : texture.Updates) upload(texture, part);
        texture.SetStatus(ImTextureStatus_OK);
        return;
    case ImTextureStatus_WantDestroy: {
        if (texture.UnusedFrames == 0) return;
        const auto name = static_cast<GLuint>(texture.TexID);
        glDeleteTextures(1, &name);
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
        return;
    }
    }
}

void draw_list(const ImDrawList& list, float height, float ratio) {
    const auto bytes = [](auto& buffer) { return static_cast<GLsizeiptr>(buffer.size_in_bytes()); };
    glBufferData(GL_ARRAY_BUFFER, bytes(list.VtxBuffer), list.VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, bytes(list.IdxBuffer), list.IdxBuffer.Data, GL_STREAM_DRAW);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const ImVec4& clip = command.ClipRect;
        const auto left = static_cast<GLint>(std::round(clip.x * ratio));
        const auto right = static_cast<GLint>(std::round(clip.z * ratio));
        const auto top = static_cast<GLint>(std::round(clip.y * ratio));
        const auto bottom = static_cast<GLint>(std::round(clip.w * ratio));
        if (command.ElemCount == 0 || right <= left || bottom <= top) continue;
        glScissor(left, static_cast<GLint>(std::round(height * ratio)) - bottom, right - left, bottom - top);
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
        const auto* start =
            reinterpret_cast<const void*>(static_cast<std::uintptr_t>(command.IdxOffset * sizeof(ImDrawIdx)));
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT, start);
    }
}

}  // namespace

void start() {
    static_assert(sizeof(ImDrawIdx) == 2);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    ImGui::GetIO().Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
    program = glCreateProgram();
    const GLuint parts[2] = {compiled(GL_VERTEX_SHADER, vertex_source), compiled(GL_FRAGMENT_SHADER, fragment_source)};
    for (const GLuint part : parts) glAttachShader(program, part);
    glLinkProgram(program);
    for (const GLuint part : parts) glDeleteShader(part);
    page_place = glGetUniformLocation(program, "page");
    glGenVertexArrays(1, &vertex_array);
    glGenBuffers(1, &vertex_buffer);
    glGenBuffers(1, &index_buffer);
    // Nobody else uses this context: its state is set once and stays.
    glBindVertexArray(vertex_array);
    glBindBuffer(GL_ARRAY_BUFFER, vertex_buffer);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, index_buffer);
    const auto member = [](std::size_t offset) { return reinterpret_cast<const void*>(offset); };
    for (GLuint place = 0; place < 3; ++place) glEnableVertexAttribArray(place);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), member(offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), member(offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert), member(offsetof(ImDrawVert, col)));
    glUseProgram(program);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
}

void forget() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_Destroyed) continue;
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_WantCreate);
    }
}

void draw(ImDrawData& data, float width, float height, float ratio, unsigned background) {
    if (data.Textures != nullptr) {
        for (ImTextureData* texture : *data.Textures) follow(*texture);
    }
    const auto part = [background](unsigned shift) {
        return static_cast<float>((background >> shift) & 0xFFU) / 255.0F;
    };
    const auto device_width = static_cast<GLsizei>(std::round(width * ratio));
    const auto device_height = static_cast<GLsizei>(std::round(height * ratio));
    glViewport(0, 0, device_width, device_height);
    glScissor(0, 0, device_width, device_height);
    glClearColor(part(0), part(8), part(16), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glUniform2f(page_place, width, height);
    for (const ImDrawList* list : data.CmdLists) draw_list(*list, height, ratio);
}

}  // namespace pupitre::ui::renderer
