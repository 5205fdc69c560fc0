// Draws what Dear ImGui prepared with WebGL 2. Our own instead of the library's example, because that one asks the context
// for its state in every frame, and each question makes the browser wait for the graphics process.
#pragma once

struct ImDrawData;

namespace pupitre::ui::renderer {

/// Makes program and buffers in the current context. After a lost context: call again, textures come by themselves.
void start();
/// Forgets what belonged to a context that is gone.
void forget();
void draw(ImDrawData& data, float width, float height, float ratio, unsigned background);

}  // namespace pupitre::ui::renderer
