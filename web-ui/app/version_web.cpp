// The build's name is given to the program by the page's loader.
#include <cstdlib>

#include <emscripten.h>

#include "web-ui/app/version.h"

EM_JS(char*, pupitre_build_id, (), {
    const text = Module.pupitre_build || "";
    const size = lengthBytesUTF8(text) + 1;
    const memory = _malloc(size);
    stringToUTF8(text, memory, size);
    return memory;
});

namespace pupitre::ui {

std::string build_id() {
    char* given = pupitre_build_id();
    std::string id(given);
    std::free(given);
    return id;
}

}  // namespace pupitre::ui
