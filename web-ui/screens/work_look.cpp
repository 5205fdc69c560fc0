// Tones and words for work.
#include "web-ui/screens/work_look.h"

#include "core/text/format.h"
#include "web-ui/screens/requests.h"

namespace pupitre::ui {

Tone tone_of(WorkStatus status) {
    switch (status) {
    case WorkStatus::to_do: return Tone::neutral;
    case WorkStatus::in_progress: return Tone::accent;
    case WorkStatus::blocked: return Tone::warn;
    case WorkStatus::done: return Tone::ok;
    case WorkStatus::cancelled: return Tone::neutral;
    }
    assert(false);
    return Tone::neutral;
}

StatusWords status_words(const WorkItem& item, const Texts& texts) {
    std::string key = "choice.";
    if (item.kind == WorkKind::request) {
        const auto place = static_cast<std::size_t>(item.request);
        key.append("client_request.state.").append(enum_names<RequestState>[place]);
        return {std::string(texts.label(key)), request_tone(item.request)};
    }
    const auto place = static_cast<std::size_t>(item.status);
    key.append(table_of(item.kind)).append(".status.").append(enum_names<WorkStatus>[place]);
    return {std::string(texts.label(key)), tone_of(item.status)};
}

Icon icon_of(WorkKind kind) {
    switch (kind) {
    case WorkKind::task: return Icon::task;
    case WorkKind::project: return Icon::project;
    case WorkKind::request: return Icon::message;
    }
    assert(false);
    return Icon::none;
}

DueWords due_words(WorkStatus status, std::optional<Date> due_on, Date today, const Texts& texts) {
    DueWords words;
    if (!due_on) return words;
    words.day = format_short_date(*due_on, today, texts.language());
    switch (due_group(status, due_on, today)) {
    case DueGroup::overdue:
        words.late = texts.count("work_list.days_late", days_between(*due_on, today));
        words.tone = Tone::bad;
        break;
    case DueGroup::today: words.tone = Tone::warn; break;
    case DueGroup::this_week:
    case DueGroup::next_week:
    case DueGroup::later:
    case DueGroup::no_date:
    case DueGroup::finished: break;
    }
    return words;
}

}  // namespace pupitre::ui
