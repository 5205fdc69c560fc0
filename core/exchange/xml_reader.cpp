// A hand-written reader with an explicit stack: nothing recurses, every length has a limit.
#include "core/exchange/xml_reader.h"

#include <algorithm>
#include <utility>

#include "core/exchange/plain_text.h"

namespace pupitre {

namespace {

bool is_xml_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool starts_name(char c) { return is_ascii_letter(c) || c == '_' || !is_ascii(c); }
bool is_in_name(char c) { return starts_name(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == ':'; }

std::string_view local_name(std::string_view whole) {
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

XmlReader::XmlReader(std::string_view text, MarkupLimits limits) : text_(text), limits_(limits) {}

std::uint32_t XmlReader::line() {
    const std::string_view passed = text_.substr(counted_at_, at_ - counted_at_);
    line_ += static_cast<std::uint32_t>(std::ranges::count(passed, '\n'));
    counted_at_ = at_;
    return line_;
}

bool XmlReader::fail(MarkupProblem problem) {
    problem_ = problem;
    return false;
}

bool XmlReader::next(Markup& piece) {
    if (problem_ != MarkupProblem::none) return false;
    piece = {};
    if (!closes_.empty()) {
        piece.kind = Markup::Kind::close;
        piece.name = std::exchange(closes_, {});
        return true;
    }
    if (open_.empty()) {
        if (!skip_misc()) return false;
        if (at_ == text_.size()) {
            if (!root_seen_) return fail(MarkupProblem::malformed);
            return false;
        }
        // One root, and nothing but misc around it.
        if (root_seen_ || !stands("<")) return fail(MarkupProblem::malformed);
        return read_tag(piece);
    }
    if (!read_text(piece)) return false;
    if (std::ranges::all_of(piece.text, is_xml_blank)) return read_tag(piece);
    piece.kind = Markup::Kind::text;
    return true;
}

/// All text up to the next tag: comments and instructions in it are left out, CDATA belongs to it.
bool XmlReader::read_text(Markup& piece) {
    for (;;) {
        if (!read_text_run(piece.text)) return false;
        if (at_ == text_.size()) return fail(MarkupProblem::truncated);
        if (stands("<!--")) {
            if (!skip_until("-->")) return false;
        } else if (stands("<?")) {
            if (!skip_until("?>")) return false;
        } else if (stands("<![CDATA[")) {
            if (!read_cdata(piece.text)) return false;
        } else {
            return true;
        }
    }
}

bool XmlReader::read_text_run(std::string& text) {
    while (at_ < text_.size() && text_[at_] != '<') {
        if (text.size() >= limits_.text_bytes_max) return fail(MarkupProblem::too_long);
        if (text_[at_] == '&') {
            if (!read_reference(text)) return false;
            continue;
        }
        if (stands("]]>")) return fail(MarkupProblem::malformed);
        text += text_[at_++];
    }
    return true;
}

bool XmlReader::read_reference(std::string& text) {
    constexpr std::size_t reference_max = 12;
    const std::size_t end = text_.substr(at_, reference_max).find(';');
    if (end == std::string_view::npos || !decode_entity(text_.substr(at_ + 1, end - 1), text)) {
        return fail(MarkupProblem::unknown_entity);
    }
    at_ += end + 1;
    return true;
}

bool XmlReader::read_cdata(std::string& text) {
    constexpr std::size_t start = std::string_view("<![CDATA[").size();
    const std::size_t end = text_.find("]]>", at_ + start);
    if (end == std::string_view::npos) return fail(MarkupProblem::truncated);
    const std::string_view content = text_.substr(at_ + start, end - at_ - start);
    if (text.size() + content.size() > limits_.text_bytes_max) return fail(MarkupProblem::too_long);
    text += content;
    at_ = end + 3;
    return true;
}

bool XmlReader::skip_until(std::string_view end) {
    const std::size_t found = text_.find(end, at_ + 2);
    if (found == std::string_view::npos) return fail(MarkupProblem::truncated);
    at_ = found + end.size();
    return true;
}

bool XmlReader::skip_misc() {
    for (;;) {
        skip_blanks();
        if (stands("<!--")) {
            if (!skip_until("-->")) return false;
        } else if (stands("<?")) {
            if (!skip_until("?>")) return false;
        } else {
            return true;
        }
    }
}

void XmlReader::skip_blanks() {
    while (at_ < text_.size() && is_xml_blank(text_[at_])) ++at_;
}

bool XmlReader::read_tag(Markup& piece) {
    if (stands("<!DOCTYPE") || stands("<!ENTITY")) return fail(MarkupProblem::doctype);
    piece.text.clear();
    ++at_;
    if (!stands("/")) return read_open(piece);
    ++at_;
    return read_close(piece);
}

bool XmlReader::read_name(std::string& whole) {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_in_name(text_[at_])) ++at_;
    if (at_ - start > limits_.name_bytes_max) return fail(MarkupProblem::too_long);
    whole = text_.substr(start, at_ - start);
    const std::size_t colon = whole.find(':');
    const bool one_colon = colon == std::string::npos ||
                           (colon > 0 && colon + 1 < whole.size() && whole.find(':', colon + 1) == std::string::npos);
    if (whole.empty() || !starts_name(whole[0]) || !one_colon) {
        return fail(at_ == text_.size() ? MarkupProblem::truncated : MarkupProblem::malformed);
    }
    return true;
}

bool XmlReader::read_open(Markup& piece) {
    std::string whole;
    if (!read_name(whole) || !read_attributes(piece)) return false;
    if (open_.size() >= limits_.depth_max) return fail(MarkupProblem::too_deep);
    piece.kind = Markup::Kind::open;
    piece.name = local_name(whole);
    root_seen_ = true;
    if (stands("/>")) {
        at_ += 2;
        closes_ = piece.name;
        return true;
    }
    ++at_;
    open_.push_back(std::move(whole));
    return true;
}

/// Up to the end of the tag, which is left where it stands.
bool XmlReader::read_attributes(Markup& piece) {
    for (;;) {
        const std::size_t before = at_;
        skip_blanks();
        if (at_ == text_.size()) return fail(MarkupProblem::truncated);
        if (stands(">") || stands("/>")) return true;
        if (at_ == before) return fail(MarkupProblem::malformed);
        std::string whole;
        if (!read_name(whole)) return false;
        skip_blanks();
        if (!stands("=")) return fail(MarkupProblem::malformed);
        ++at_;
        skip_blanks();
        std::string value;
        if (!read_value(value)) return false;
        if (piece.attributes.size() >= limits_.attributes_max) return fail(MarkupProblem::too_long);
        // Declarations of namespaces say nothing to whoever leaves prefixes out.
        if (whole == "xmlns" || whole.starts_with("xmlns:")) continue;
        const std::string name(local_name(whole));
        const auto has_this_name = [&](const auto& known) { return known.first == name; };
        if (std::ranges::any_of(piece.attributes, has_this_name)) return fail(MarkupProblem::malformed);
        piece.attributes.emplace_back(name, std::move(value));
    }
}

bool XmlReader::read_value(std::string& value) {
    if (!stands("\"") && !stands("'")) return fail(MarkupProblem::malformed);
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
        if (value.size() >= limits_.text_bytes_max) return fail(MarkupProblem::too_long);
        if (text_[at_] == '<') return fail(MarkupProblem::malformed);
        if (text_[at_] == '&') {
            if (!read_reference(value)) return false;
            continue;
        }
        value += text_[at_++];
    }
    if (at_ == text_.size()) return fail(MarkupProblem::truncated);
    ++at_;
    return true;
}

bool XmlReader::read_close(Markup& piece) {
    std::string whole;
    if (!read_name(whole)) return false;
    skip_blanks();
    if (!stands(">")) return fail(at_ == text_.size() ? MarkupProblem::truncated : MarkupProblem::malformed);
    if (open_.empty() || open_.back() != whole) return fail(MarkupProblem::wrong_nesting);
    ++at_;
    piece.kind = Markup::Kind::close;
    piece.name = local_name(whole);
    open_.pop_back();
    return true;
}

}  // namespace pupitre
