// What has a value is a leaf; what has none and is not closed is taken for an empty leaf when its parent closes.
#include "core/exchange/tag_reader.h"

#include <algorithm>

#include "core/exchange/plain_text.h"

namespace pupitre {

namespace {

bool is_in_tag_name(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '.' || c == '_' || c == '-'; }

}  // namespace

TagReader::TagReader(std::string_view text, MarkupLimits limits, std::uint32_t first_line) :
    text_(text), limits_(limits), line_(first_line) {}

std::uint32_t TagReader::line() {
    const std::string_view passed = text_.substr(counted_at_, at_ - counted_at_);
    line_ += static_cast<std::uint32_t>(std::ranges::count(passed, '\n'));
    counted_at_ = at_;
    return line_;
}

bool TagReader::fail(MarkupProblem problem) {
    problem_ = problem;
    return false;
}

void TagReader::give(Markup::Kind kind, std::string name, std::string text) {
    given_.push_back({.kind = kind, .name = std::move(name), .text = std::move(text), .attributes = {}});
}

bool TagReader::next(Markup& piece) {
    while (given_.empty()) {
        if (problem_ != MarkupProblem::none) return false;
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
        if (at_ == text_.size()) {
            if (!open_.empty()) return fail(MarkupProblem::truncated);
            return false;
        }
        if (!read_tag()) return false;
    }
    piece = std::move(given_.front());
    given_.pop_front();
    return true;
}

bool TagReader::read_tag() {
    if (text_[at_] != '<') return fail(MarkupProblem::malformed);
    ++at_;
    if (text_.substr(at_).starts_with("!")) return fail(MarkupProblem::doctype);
    const bool closes = text_.substr(at_).starts_with("/");
    if (closes) ++at_;
    const std::size_t start = at_;
    while (at_ < text_.size() && is_in_tag_name(text_[at_])) ++at_;
    std::string name(text_.substr(start, at_ - start));
    if (at_ == text_.size()) return fail(MarkupProblem::truncated);
    if (name.empty() || text_[at_] != '>') return fail(MarkupProblem::malformed);
    if (name.size() > limits_.name_bytes_max) return fail(MarkupProblem::too_long);
    ++at_;
    return closes ? read_close(name) : read_open(std::move(name));
}

bool TagReader::read_open(std::string name) {
    last_value_.clear();
    std::string value;
    if (!read_value(value)) return false;
    if (value.empty() && open_.size() >= limits_.depth_max) return fail(MarkupProblem::too_deep);
    give(Markup::Kind::open, name);
    if (value.empty()) {
        open_.push_back(std::move(name));
        return true;
    }
    give(Markup::Kind::text, {}, std::move(value));
    give(Markup::Kind::close, name);
    last_value_ = std::move(name);
    return true;
}

bool TagReader::read_close(const std::string& name) {
    if (std::exchange(last_value_, {}) == name) return true;
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) return fail(MarkupProblem::wrong_nesting);
    for (bool more = true; more;) {
        more = open_.back() != name;
        give(Markup::Kind::close, std::move(open_.back()));
        open_.pop_back();
    }
    return true;
}

/// Up to the next tag. People's names hold bare "&"; what is no entity stands for itself.
bool TagReader::read_value(std::string& value) {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::string_view raw = trimmed(text_.substr(at_, end - at_));
    if (raw.size() > limits_.text_bytes_max) return fail(MarkupProblem::too_long);
    constexpr std::size_t reference_max = 12;
    for (std::size_t place = 0; place < raw.size();) {
        const std::size_t stop = raw[place] == '&' ? raw.substr(place, reference_max).find(';') : std::string::npos;
        const std::string_view entity = stop == std::string::npos ? "" : raw.substr(place + 1, stop - 1);
        if (entity == "nbsp") {
            value += ' ';
            place += stop + 1;
        } else if (!entity.empty() && decode_entity(entity, value)) {
            place += stop + 1;
        } else {
            value += raw[place++];
        }
    }
    at_ = end;
    return true;
}

}  // namespace pupitre
