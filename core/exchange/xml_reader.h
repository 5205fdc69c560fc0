// Reads XML strictly, piece by piece: the subset that bank files and invoices use.
//
//   document  = [ "<?xml … ?>" ] misc element misc          misc = *( blank / comment / "<? … ?>" )
//   element   = "<" name *attribute "/>" / "<" name *attribute ">" *( element / text / cdata / misc ) "</" name ">"
//
// A document type is refused: with it, entities would have to be expanded. Namespaces are read over: the prefix of a name is
// left out, whatever it stands for.
#pragma once

#include "core/exchange/markup.h"

namespace pupitre {

class XmlReader {
public:
    /// UTF-8; must outlive the reader.
    explicit XmlReader(std::string_view text, MarkupLimits limits = {});

    /// The next piece. False at the end and when there is a problem; texts of nothing but blanks are left out.
    bool next(Markup& piece);
    [[nodiscard]] MarkupProblem problem() const { return problem_; }
    /// Where reading stands.
    [[nodiscard]] std::uint32_t line();
    [[nodiscard]] std::size_t bytes_read() const { return at_; }

private:
    bool fail(MarkupProblem problem);
    bool read_text(Markup& piece);
    bool read_text_run(std::string& text);
    bool read_reference(std::string& text);
    bool read_cdata(std::string& text);
    bool skip_until(std::string_view end);
    bool skip_misc();
    bool read_tag(Markup& piece);
    bool read_open(Markup& piece);
    bool read_close(Markup& piece);
    bool read_attributes(Markup& piece);
    bool read_value(std::string& value);
    bool read_name(std::string& whole);
    void skip_blanks();
    [[nodiscard]] bool stands(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    std::string_view text_;
    MarkupLimits limits_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;  // Whole names, from the root inwards.
    std::string closes_;             // An empty element that is still to be closed.
    bool root_seen_ = false;
    MarkupProblem problem_ = MarkupProblem::none;
    std::size_t counted_at_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace pupitre
