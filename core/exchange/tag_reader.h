// Reads the tags of OFX 1: elements that hold elements have an end tag, elements that hold a value often have none.
//
//   file    = header "<OFX>" *( element / value ) "</OFX>"
//   element = "<" NAME ">" *( element / value ) "</" NAME ">"
//   value   = "<" NAME ">" text [ "</" NAME ">" ]
//
// The pieces are those of XML: a value without an end tag is closed where the next tag begins.
#pragma once

#include <deque>

#include "core/exchange/markup.h"

namespace pupitre {

class TagReader {
public:
    /// UTF-8, from the first tag on, which stands in the file's line `first_line`; must outlive the reader.
    explicit TagReader(std::string_view text, MarkupLimits limits = {}, std::uint32_t first_line = 1);

    /// The next piece. False at the end and when there is a problem.
    bool next(Markup& piece);
    [[nodiscard]] MarkupProblem problem() const { return problem_; }
    [[nodiscard]] std::uint32_t line();
    [[nodiscard]] std::size_t bytes_read() const { return at_; }

private:
    bool fail(MarkupProblem problem);
    bool read_tag();
    bool read_open(std::string name);
    bool read_close(const std::string& name);
    bool read_value(std::string& value);
    void give(Markup::Kind kind, std::string name, std::string text = {});

    std::string_view text_;
    MarkupLimits limits_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;
    std::string last_value_;  // The element whose end tag may still come.
    std::deque<Markup> given_;
    MarkupProblem problem_ = MarkupProblem::none;
    std::size_t counted_at_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace pupitre
