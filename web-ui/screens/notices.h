// The works of others that the desk contains, with their licences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/catalogue.h"

namespace pupitre::ui {

struct NoticesView {
    enum class Stage : std::uint8_t { absent, loading, here, unreachable } stage = Stage::absent;
    struct Component {
        std::string title;  // "Dear ImGui 1.92.2b (MIT; browser)"
        std::vector<std::string> paragraphs;
    };
    std::vector<Component> components;
};

/// Reads the file that the build makes: titles between lines of "=", each with its licence below.
std::vector<NoticesView::Component> read_notices(std::string_view text);

struct NoticesState {
    std::string open;  // Title of the component whose licence is shown.
};

void notices_ui(const NoticesView& view, const Texts& texts, NoticesState& state);

}  // namespace pupitre::ui
