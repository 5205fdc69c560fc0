// Two questions to the past, in front of the desk: what taking an action back would do, and how one record was.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// What taking an action back would do, in words.
struct UndoPreview {
    enum class Stage : std::uint8_t { asking, ready, impossible } stage = Stage::asking;
    std::string sentence;               // What was done: "Claire Martin a modifié …"
    std::vector<std::string> restored;  // What would change.
    std::vector<std::string> kept;      // What stays as it is, and what stands in the way.
    std::string problem;                // Why it can't be done.
};
void undo_preview_ui(const Desk& desk, const UndoPreview& preview, Intents& out);

/// A record as it was behind a command.
struct RecordThen {
    std::int64_t seq = 0;
    std::string title;
    std::string when;  // "12/03/2026 à 14:00"
    bool was_there = true;
    struct Line {
        std::string label;
        std::string value;
        bool changed = false;  // It is another one today.
    };
    std::vector<Line> lines;
};
void record_then_ui(const Desk& desk, const RecordThen& record, Intents& out);

}  // namespace pupitre::ui
