// A day, perhaps a time, and off to the past.
#include "web-ui/screens/past_card.h"

#include <charconv>

#include "core/exchange/plain_text.h"
#include "core/text/format.h"
#include "web-ui/screens/form.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::int32_t minutes_of_day = 24 * 60;
constexpr std::int64_t ms_per_minute = 60'000;

std::optional<std::int32_t> whole(std::string_view digits) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool read = error == std::errc{} && end == digits.data() + digits.size() && digits.size() <= 2;
    return read ? std::optional{number} : std::nullopt;
}

void go(const Desk& desk, PastCardState& state, Intents& out) {
    state.problem.clear();
    const std::optional<std::int32_t> time =
        trimmed(state.time).empty() ? std::optional{minutes_of_day} : read_time(state.time);
    if (!state.day)
        state.problem = desk.texts.label("past.day_missing");
    else if (!time)
        state.problem = desk.texts.label("past.time_unreadable");
    if (!state.problem.empty()) return;
    const std::int64_t local = (static_cast<std::int64_t>(state.day->days()) * minutes_of_day) + *time;
    // The last moment of the minute that was named.
    out.push_back(ShowPast{0, ((local - desk.utc_offset_minutes) * ms_per_minute) + ms_per_minute - 1});
}

}  // namespace

std::optional<std::int32_t> read_time(std::string_view typed) {
    const std::string_view all = trimmed(typed);
    const std::size_t mark = all.find_first_of(":hH");
    const auto hours = whole(all.substr(0, mark));
    const std::string_view rest = mark == std::string_view::npos ? std::string_view{} : all.substr(mark + 1);
    const auto minutes = rest.empty() ? std::optional{0} : whole(rest);
    if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) return std::nullopt;
    return *hours * 60 + *minutes;
}

void past_card_ui(const Desk& desk, PastCardState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const Card card("past", 16);
    section(texts.label("past.card"));
    space(4);
    paragraph(texts.label("past.card_words"), {.style = TextStyle::small, .color = palette().soft});
    space(12);
    const bool may = desk.by.may(Right::manage_firm);
    if (button("firm_history", texts.label("past.firm_history"),
               {.icon = Icon::history, .enabled = may, .why_disabled = texts.label("past.refuse.not_permitted")})) {
        Route route = desk.route;
        route.tab = "history";
        out.push_back(Go{route});
    }
    space(16);
    {
        Columns fields({2, 1});
        DateOptions day;
        day.field.error = state.problem;
        day.parse = [&](std::string_view typed) { return typed_date(desk, typed); };
        day.format = [&](Date date) { return format_date(date, texts.language()); };
        day.unreadable = texts.label("past.day_missing");
        static_cast<void>(date_field("day", texts.label("past.day"), state.day, day));
        fields.next();
        TextFieldOptions time;
        time.field.placeholder = "14:00";
        const Edited edited = text_field("time", texts.label("past.time"), state.time, time);
        if (edited.submitted) go(desk, state, out);
    }
    space(10);
    if (button("show", texts.label("past.show"), {.icon = Icon::calendar})) go(desk, state, out);
}

}  // namespace pupitre::ui
