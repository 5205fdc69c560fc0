// Reads a request member by member; the first fault is the answer.
#include "core/calendar/recurrence/json_lines.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/recurrence_set.h"

namespace pupitre {

namespace {

using Json = nlohmann::json;

constexpr int nesting_max = 32;

struct Fault {
    std::string_view name;
    std::string_view part;
    std::int64_t position = 0;
};

struct Request {
    RecurrenceSetParts set;
    TimeForm form = TimeForm::date_time;
    LocalDateTime first = local_time_min;
    LocalDateTime last = local_time_max;
    std::int64_t limit = recurrence_limit_default;
    std::vector<std::string_view> notes;
};

/// Where the text stops being JSON.
class SyntaxCheck : public Json::json_sax_t {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        position_ = static_cast<std::int64_t>(position) - 1;
        return false;
    }
    [[nodiscard]] std::int64_t position() const { return std::max<std::int64_t>(position_, 0); }

private:
    std::int64_t position_ = 0;
};

/// How deep lists and objects stand in one another, strings apart.
std::int64_t too_deep_at(std::string_view line) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (in_string) {
            if (c == '\\') ++at;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > nesting_max) return static_cast<std::int64_t>(at);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return -1;
}

bool same_word(std::string_view text, std::string_view word) {
    return std::ranges::equal(text, word,
                              [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
}

/// "P1W", "PT3H", "P1DT12H30M": seconds; nothing if it is no duration (RFC 5545, 3.3.6) or a negative one.
std::optional<std::int64_t> read_duration(std::string_view text) {
    constexpr std::int64_t number_max = 1'000'000'000;
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.size() < 3 || text[0] != 'P') return std::nullopt;
    std::int64_t seconds = 0;
    std::int64_t number = -1;
    bool in_time = false;
    for (const char c : text.substr(1)) {
        std::int64_t unit = 0;
        if (c >= '0' && c <= '9') {
            number = std::max<std::int64_t>(number, 0) * 10 + (c - '0');
            if (number > number_max) return std::nullopt;
            continue;
        }
        if (c == 'T' && !in_time && number < 0) {
            in_time = true;
            continue;
        }
        if (c == 'W' && !in_time) unit = 7 * seconds_per_day;
        if (c == 'D' && !in_time) unit = seconds_per_day;
        if (c == 'H' && in_time) unit = 3600;
        if (c == 'M' && in_time) unit = 60;
        if (c == 'S' && in_time) unit = 1;
        if (unit == 0 || number < 0) return std::nullopt;
        seconds += number * unit;
        number = -1;
    }
    return number < 0 ? std::optional(seconds) : std::nullopt;
}

/// Reads the members of one request.
class Reader {
public:
    explicit Reader(const Json& json) : json_(json) {}

    /// Nothing: the request is good.
    std::optional<Fault> read() {
        std::optional<Fault> fault = read_start();
        if (!fault) fault = read_options();
        if (!fault) fault = read_rules();
        if (!fault) fault = read_extra();
        if (!fault) fault = read_excluded();
        if (!fault) fault = read_window();
        return fault;
    }
    [[nodiscard]] Request& request() { return request_; }

private:
    const Json* find(const char* name) const {
        const auto found = json_.find(name);
        return found == json_.end() || found->is_null() ? nullptr : &*found;
    }
    static const std::string* text_of(const Json& value) { return value.get_ptr<const std::string*>(); }

    std::optional<Fault> read_start();
    std::optional<Fault> read_options();
    std::optional<Fault> read_rules();
    std::optional<Fault> read_rule(const char* name, std::vector<RecurrenceRule>& rules);
    std::optional<Fault> read_extra();
    std::optional<Fault> read_excluded();
    std::optional<Fault> read_window();
    template <class Entry>
    std::optional<Fault> each_text(const char* name, Entry entry);

    const Json& json_;
    Request request_;
    std::optional<Skip> skip_;
    bool lenient_ = false;
};

std::optional<Fault> Reader::read_start() {
    const Json* value = find("dtstart");
    if (value == nullptr) return Fault{"start_missing", "dtstart"};
    const std::string* text = text_of(*value);
    const auto start = text == nullptr ? std::nullopt : read_written_time(*text);
    if (!start) return Fault{"time_malformed", "dtstart"};
    request_.form = start->form;
    request_.set.start = {start->time, start->form == TimeForm::date};
    return std::nullopt;
}

std::optional<Fault> Reader::read_options() {
    if (const Json* value = find("lenient")) {
        if (!value->is_boolean()) return Fault{"option_unknown", "lenient"};
        lenient_ = value->get<bool>();
    }
    if (const Json* value = find("yearly")) {
        const std::string* text = text_of(*value);
        if (text == nullptr || (*text != "every" && *text != "from_start")) return Fault{"option_unknown", "yearly"};
        request_.set.reading = *text == "every" ? YearlyReading::every : YearlyReading::from_start;
    }
    if (const Json* value = find("skip")) {
        const std::string* text = text_of(*value);
        if (text == nullptr) return Fault{"skip_unknown", "skip"};
        if (same_word(*text, "OMIT")) skip_ = Skip::omit;
        if (same_word(*text, "BACKWARD")) skip_ = Skip::backward;
        if (same_word(*text, "FORWARD")) skip_ = Skip::forward;
        if (!skip_) return Fault{"skip_unknown", "skip"};
    }
    if (const Json* value = find("limit")) {
        if (!value->is_number_integer() || *value < 0) return Fault{"limit_out_of_range", "limit"};
        const bool huge = value->is_number_unsigned() && value->get<std::uint64_t>() > recurrence_limit_max;
        request_.limit = huge ? recurrence_limit_max : value->get<std::int64_t>();
    }
    return std::nullopt;
}

std::optional<Fault> Reader::read_rule(const char* name, std::vector<RecurrenceRule>& rules) {
    const Json* value = find(name);
    if (value == nullptr) return std::nullopt;
    const std::string* text = text_of(*value);
    if (text == nullptr) return Fault{"text_expected", name};
    RecurrenceRule rule;
    if (lenient_) {
        const auto read = parse_rule_leniently(*text);
        if (!read) return Fault{rule_fault_name(read.error().fault), name, read.error().position};
        for (const RuleProblem& warning : read->warnings) request_.notes.push_back(rule_fault_name(warning.fault));
        rule = read->rule;
    } else {
        const auto read = parse_rule(*text);
        if (!read) return Fault{rule_fault_name(read.error().fault), name, read.error().position};
        rule = *read;
    }
    if (skip_) rule.skip = *skip_;
    if (request_.set.start.is_date && rule.frequency < Frequency::daily) return Fault{"hours_of_a_date", name};
    rules.push_back(rule);
    return std::nullopt;
}

std::optional<Fault> Reader::read_rules() {
    const auto fault = read_rule("rrule", request_.set.rules);
    return fault ? fault : read_rule("exrule", request_.set.excluded_rules);
}

/// Calls with each text of a list, or with the one text that stands in its place; false is a fault at that entry.
template <class Entry>
std::optional<Fault> Reader::each_text(const char* name, Entry entry) {
    const Json* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const std::string* text = text_of(*value)) {
        return entry(*text) ? std::nullopt : std::optional(Fault{"time_malformed", name});
    }
    if (!value->is_array()) return Fault{"time_malformed", name};
    if (value->size() > recurrence_dates_max) return Fault{"dates_too_many", name};
    for (std::size_t index = 0; index < value->size(); ++index) {
        const std::string* text = text_of((*value)[index]);
        if (text == nullptr || !entry(*text)) return Fault{"time_malformed", name, static_cast<std::int64_t>(index)};
    }
    return std::nullopt;
}

std::optional<Fault> Reader::read_extra() {
    return each_text("rdate", [&](std::string_view text) {
        const std::size_t slash = text.find('/');
        const auto start = read_written_time(text.substr(0, slash));
        if (!start) return false;
        ExtraDate extra{start->time, std::nullopt};
        if (request_.set.start.is_date) extra.start = LocalDateTime::at(start->time.date(), 0);
        if (slash != std::string_view::npos) {
            const auto end = read_written_time(text.substr(slash + 1));
            const auto duration = read_duration(text.substr(slash + 1));
            if (!end && !duration) return false;
            extra.end = end ? end->time : LocalDateTime::from_seconds(start->time.seconds() + *duration);
            if (*extra.end < extra.start) return false;
        }
        request_.set.extra.push_back(extra);
        return true;
    });
}

std::optional<Fault> Reader::read_excluded() {
    return each_text("exdate", [&](std::string_view text) {
        const auto time = read_written_time(text);
        if (time) request_.set.excluded.push_back(*time);
        return time.has_value();
    });
}

std::optional<Fault> Reader::read_window() {
    for (const char* name : {"after", "before"}) {
        const Json* value = find(name);
        if (value == nullptr) continue;
        const std::string* text = text_of(*value);
        const auto time = text == nullptr ? std::nullopt : read_written_time(*text);
        if (!time) return Fault{"time_malformed", name};
        const bool is_end = std::string_view(name) == "before";
        // A day as the end includes all of it.
        const bool whole_day = is_end && time->form == TimeForm::date;
        LocalDateTime& edge = is_end ? request_.last : request_.first;
        edge = whole_day ? LocalDateTime::at(time->time.date(), 86'399) : time->time;
        if (!is_end && request_.set.start.is_date && time->time.second_of_day() > 0) {
            edge = LocalDateTime::at(time->time.date(), 0);
        }
    }
    return std::nullopt;
}

/// All occurrences of the window up to the limit; complete if there is not one more.
Result<bool, SetFault> collect(const RecurrenceSet& set, const Request& request, std::vector<std::int64_t>& found) {
    constexpr std::size_t at_once = 4'096;
    const auto wanted = static_cast<std::size_t>(std::min(request.limit, recurrence_limit_max)) + 1;
    LocalDateTime from = request.first;
    while (found.size() < wanted) {
        const std::size_t before = found.size();
        found.resize(before + std::min(at_once, wanted - before));
        const auto room = std::span(found).subspan(before);
        const auto count = set.expand(from, request.last, room);
        if (!count) return count.error();
        const bool filled = *count == room.size();
        found.resize(before + *count);
        if (!filled) return true;
        from = LocalDateTime::from_seconds(found.back() + 1);
    }
    found.pop_back();
    return false;
}

void append_answer(std::string& out, const Request& request, const std::vector<std::int64_t>& found, bool complete) {
    out += ",\"occurrences\":[";
    for (std::size_t index = 0; index < found.size(); ++index) {
        out += index == 0 ? "\"" : ",\"";
        append_written_time(out, LocalDateTime::from_seconds(found[index]), request.form);
        out += '"';
    }
    out += complete ? "],\"complete\":true" : "],\"complete\":false";
    for (std::size_t index = 0; index < request.notes.size(); ++index) {
        out += index == 0 ? ",\"notes\":[\"" : ",\"";
        out += request.notes[index];
        out += index + 1 == request.notes.size() ? "\"]" : "\"";
    }
    out += '}';
}

std::string fault_answer(const Json& id, const Fault& fault, const FaultWords& words) {
    std::string out = "{\"id\":" + id.dump();
    out += ",\"error\":" + Json(words(fault.name)).dump();
    out += ",\"code\":\"" + std::string(fault.name) + "\"";
    if (!fault.part.empty()) out += ",\"part\":\"" + std::string(fault.part) + "\"";
    out += ",\"position\":" + std::to_string(fault.position) + "}";
    return out;
}

}  // namespace

std::string answer_recurrence_line(std::string_view line, const FaultWords& words) {
    if (line.size() > recurrence_line_bytes_max) return fault_answer(nullptr, {"line_too_long", ""}, words);
    const std::int64_t too_deep = too_deep_at(line);
    if (too_deep >= 0) return fault_answer(nullptr, {"json_too_deep", "", too_deep}, words);
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_discarded()) {
        SyntaxCheck check;
        static_cast<void>(Json::sax_parse(line, &check));
        return fault_answer(nullptr, {"json_malformed", "", check.position()}, words);
    }
    if (!json.is_object()) return fault_answer(nullptr, {"json_malformed", ""}, words);
    const auto found_id = json.find("id");
    const Json id = found_id == json.end() ? Json() : *found_id;
    Reader reader(json);
    if (const auto fault = reader.read()) return fault_answer(id, *fault, words);
    Request& request = reader.request();
    const auto set = RecurrenceSet::make(request.set);
    if (!set) return fault_answer(id, {"hours_of_a_date", "rrule"}, words);
    std::vector<std::int64_t> found;
    const auto complete = collect(*set, request, found);
    if (!complete) return fault_answer(id, {"search_limit", "exrule"}, words);
    if (!request.set.rules.empty() && !set->has_start()) {
        const bool excluded_only = std::ranges::any_of(request.set.excluded, [&](const WrittenTime& time) {
            return time.time == request.set.start.time ||
                   (time.form == TimeForm::date && time.time.date() == request.set.start.time.date());
        });
        if (!excluded_only && request.set.excluded_rules.empty())
            request.notes.insert(request.notes.begin(), "start_not_in_rule");
    }
    std::string out = "{\"id\":" + id.dump();
    append_answer(out, request, found, *complete);
    return out;
}

void RecurrenceLines::answer(std::string_view line, std::string& answers) const {
    if (line.ends_with('\r')) line.remove_suffix(1);
    answers += answer_recurrence_line(line, words_);
    answers += '\n';
}

void RecurrenceLines::feed(std::string_view bytes, std::string& answers) {
    while (true) {
        const std::size_t end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        const bool ends = end != std::string_view::npos;
        if (begun_.size() + piece.size() > recurrence_line_bytes_max + 1) {
            is_too_long_ = true;
            begun_.clear();
        }
        if (ends && begun_.empty() && !is_too_long_) {
            answer(piece, answers);
        } else if (!is_too_long_) {
            begun_ += piece;
        }
        if (!ends) return;
        if (is_too_long_) {
            answers += fault_answer(nullptr, {"line_too_long", ""}, words_) + '\n';
        } else if (!begun_.empty()) {
            answer(begun_, answers);
        }
        begun_.clear();
        is_too_long_ = false;
        bytes.remove_prefix(end + 1);
    }
}

void RecurrenceLines::finish(std::string& answers) {
    if (begun_.empty() && !is_too_long_) return;
    feed("\n", answers);
}

}  // namespace pupitre
