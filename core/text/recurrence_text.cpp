// The shape is found once; each language makes its own sentence of it.
#include "core/text/recurrence_text.h"

#include <cassert>

#include "core/text/calendar_text.h"
#include "core/text/format.h"
#include "core/text/recurrence/shape.h"

namespace pupitre {

namespace {

constexpr std::size_t day_and_month = 5;  // Of "24/12/2026".

std::string sentence(const recurrence_words::Shape& shape, Language language) {
    return language == Language::french ? recurrence_words::french(shape) : recurrence_words::english(shape);
}

}  // namespace

std::string rule_text(const RecurrenceRule& rule, const RecurrenceStart& start, Language language) {
    return sentence(recurrence_words::shape_of(rule, start), language);
}

std::string series_text(const Series& series, Language language) {
    const RecurrenceStart start{LocalDateTime::at(series.start, 0), true};
    recurrence_words::Shape shape = series.from_completion ? recurrence_words::shape_from_completion(series.rule)
                                                           : recurrence_words::shape_of(series.rule, start);
    recurrence_words::add_placing(shape, series.due);
    shape.lead = series.lead;
    return sentence(shape, language);
}

std::string capitalised(std::string sentence) {
    // Every sentence begins with a plain Latin letter.
    if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') {
        sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    }
    return sentence;
}

std::string occurrence_text(const Occurrence& occurrence, const Texts& texts) {
    const std::string nominal = format_date(occurrence.nominal, texts.language());
    std::string due = format_date(occurrence.due, texts.language());
    switch (occurrence.reason) {
    case OccurrenceReason::planned: return due;
    case OccurrenceReason::shifted:
        assert(occurrence.closed);
        return texts.format("calendar.shifted",
                            {nominal, closed_reason_text(*occurrence.closed, occurrence.nominal, texts), due});
    case OccurrenceReason::closed:
        assert(occurrence.closed);
        return texts.format("occurrence.closed",
                            {nominal, closed_reason_text(*occurrence.closed, occurrence.nominal, texts)});
    case OccurrenceReason::moved: return texts.format("occurrence.moved", {nominal, due});
    case OccurrenceReason::skipped: return texts.format("occurrence.skipped", {nominal});
    case OccurrenceReason::no_business_day: return texts.format("occurrence.no_business_day", {nominal});
    }
    assert(false);
    return due;
}

std::string next_dates_text(std::span<const Occurrence> occurrences, const Texts& texts) {
    std::string line;
    for (const Occurrence& one : occurrences) {
        if (!gives_work(one.reason)) continue;
        if (!line.empty()) line += " · ";
        line += format_date(one.due, texts.language()).substr(0, day_and_month);
        const bool moved = one.reason == OccurrenceReason::shifted || one.reason == OccurrenceReason::moved;
        if (moved) {
            line += ' ' + texts.format("occurrence.moved_briefly", {format_weekday_day(one.nominal, texts.language()),
                                                                    format_weekday_day(one.due, texts.language())});
        }
    }
    return line;
}

std::string ordinal_text(std::int32_t number, Language language) {
    return language == Language::french ? recurrence_words::french_ordinal(number)
                                        : recurrence_words::english_ordinal(number);
}

}  // namespace pupitre
