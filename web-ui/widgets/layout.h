// Laying things out on the 4 px grid: gaps, lines, columns of fields, areas that scroll, cards.
#pragma once

#include <cfloat>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "web-ui/mirror/node.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui {

/// A vertical gap before what follows.
void space(float height);
/// What follows stands on the same line, this far to the right.
void beside(float gap = 8);
/// What follows stands on the same line, its right edge at the right edge of the area (of the current column).
void beside_right(float width_of_what_follows);
/// The width that fields fill here: the area's, or the current column's.
[[nodiscard]] float available_width();

/// While it lives, what is drawn takes its room from its window alone: a list that floats out of a narrow column.
class OwnRoom {
public:
    OwnRoom();
    ~OwnRoom();
    OwnRoom(const OwnRoom&) = delete;
    OwnRoom& operator=(const OwnRoom&) = delete;
};

/// Scrolls the area so that it shows what lies between these two heights, the upper end above all.
void bring_into_view(float top, float bottom);

/// Fields side by side: Columns pair({1, 1}); field…; pair.next(); field…; (the destructor ends the line)
/// On a narrow page the columns stand below each other.
class Columns {
public:
    explicit Columns(std::initializer_list<float> shares, float gap = 12);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;
    void next();

private:
    std::vector<float> widths_;
    std::size_t place_ = 0;
    float gap_ = 0;
    ImVec2 start_;
    float deepest_ = -FLT_MAX;
    bool stacked_ = false;
};

struct AreaOptions {
    float padding_x = 0, padding_y = 0;
    bool scrolls = true;
    float content_max =
        FLT_MAX;  // What stands inside is no wider, the wheel and the scroll bar belong to the whole box.
    Color background = 0;
    mirror::Role role = mirror::Role::group;
    std::string_view name = {};
};
/// A part of the page with a box of its own (navigation, content, panel). Coordinates are the page's.
class Area {
public:
    Area(std::string_view id, const Box& box, const AreaOptions& options = {});
    ~Area();
    Area(const Area&) = delete;
    Area& operator=(const Area&) = delete;
};

/// A bordered box around what is drawn inside it, as wide as the area.
class Card {
public:
    explicit Card(std::string_view id, float padding = 12);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    ImDrawListSplitter layers_;
    ImVec2 start_;
    float width_ = 0, padding_ = 0;
};

/// A group in the mirror only: no box is drawn. For toolbars, forms, lists.
class Group {
public:
    Group(std::string_view id, mirror::Role role, std::string_view name);
    ~Group();
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
};

}  // namespace pupitre::ui
