// The fields of a repeating rule: only those that the chosen unit needs.
#include "core/text/format.h"
#include "core/text/recurrence_text.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/repeat.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float gap = 12;

/// A choice among the values of an enum (or numbers), by their place in the list of words.
template <class Value>
struct Named {
    Value value;
    std::string words;
};

template <class Value>
bool choose(std::string_view id, std::string_view label, Value& value, const std::vector<Named<Value>>& all) {
    std::vector<Option> options;
    std::string key;
    for (std::size_t place = 0; place < all.size(); ++place) {
        options.push_back({.key = std::to_string(place), .label = all[place].words});
        if (all[place].value == value) key = options.back().key;
    }
    if (!choice(id, label, key, options, {.required = true})) return false;
    for (std::size_t place = 0; place < all.size(); ++place) {
        if (options[place].key == key) value = all[place].value;
    }
    return true;
}

class RepeatFields {
public:
    RepeatFields(const Desk& desk, RepeatState& state) : desk_(desk), texts_(desk.texts), state_(state) {}

    bool draw();

private:
    [[nodiscard]] std::string words(std::string_view key) const { return std::string(texts_.label(key)); }
    template <class Number>
    void number(std::string_view id, std::string_view label, Number& value, std::string_view suffix = {});
    void unit_and_interval();
    void weekdays();
    void day();
    void nth();
    void month();
    void closed_days();
    void creation();
    void end();

    const Desk& desk_;
    const Texts& texts_;
    RepeatState& state_;
    bool changed_ = false;
};

template <class Number>
void RepeatFields::number(std::string_view id, std::string_view label, Number& value, std::string_view suffix) {
    NumberOptions options;
    options.language = texts_.language();
    options.suffix = suffix;
    options.unreadable = texts_.label("form.not_a_number");
    if (state_.error_at == id) options.field.error = state_.error;
    std::optional<std::int64_t> typed = value;
    if (!number_field(id, texts_.label(label), typed, options).changed) return;
    changed_ = true;
    value = typed && std::in_range<Number>(*typed) ? static_cast<Number>(*typed) : 0;
}

void RepeatFields::unit_and_interval() {
    RepeatForm& form = state_.form;
    std::vector<Named<RepeatUnit>> units = {{RepeatUnit::day, words("repeat.unit.day")},
                                            {RepeatUnit::business_day, words("repeat.unit.business_day")},
                                            {RepeatUnit::week, words("repeat.unit.week")},
                                            {RepeatUnit::month, words("repeat.unit.month")},
                                            {RepeatUnit::quarter, words("repeat.unit.quarter")},
                                            {RepeatUnit::year, words("repeat.unit.year")}};
    if (!state_.stored.special.empty()) units.push_back({RepeatUnit::special, words("repeat.special")});
    const bool has_interval =
        form.unit != RepeatUnit::special && form.unit != RepeatUnit::quarter && form.unit != RepeatUnit::business_day;
    if (!has_interval) {
        changed_ = choose("unit", texts_.label("repeat.unit"), form.unit, units) || changed_;
        form.interval = 1;
        return;
    }
    Columns pair({1, 2});
    number("interval", "repeat.interval", form.interval);
    pair.next();
    changed_ = choose("unit", texts_.label("repeat.unit"), form.unit, units) || changed_;
}

void RepeatFields::weekdays() {
    space(gap);
    for (int day = 0; day < 7; ++day) {
        const std::string name(weekday_name(static_cast<Weekday>(day), texts_.language()));
        const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(day));
        bool on = (state_.form.weekdays & bit) != 0;
        if (checkbox(name, name, on)) {
            state_.form.weekdays ^= bit;
            changed_ = true;
        }
    }
}

void RepeatFields::day() {
    RepeatForm& form = state_.form;
    space(gap);
    const std::vector<Named<RepeatOn>> kinds = {{RepeatOn::day, words("repeat.on.day")},
                                                {RepeatOn::last_day, words("repeat.on.last_day")},
                                                {RepeatOn::weekday, words("repeat.on.weekday")},
                                                {RepeatOn::business_day, words("repeat.on.business_day")}};
    if (form.on != RepeatOn::day) {
        changed_ = choose("on", texts_.label("repeat.on"), form.on, kinds) || changed_;
        if (form.on == RepeatOn::weekday || form.on == RepeatOn::business_day) nth();
        return;
    }
    Columns pair({2, 1});
    changed_ = choose("on", texts_.label("repeat.on"), form.on, kinds) || changed_;
    pair.next();
    number("day", "repeat.day", form.day);
}

void RepeatFields::nth() {
    RepeatForm& form = state_.form;
    const bool business = form.on == RepeatOn::business_day;
    space(gap);
    std::vector<Named<std::int32_t>> ordinals;
    for (std::int32_t number = 1; number <= (business ? 20 : 4); ++number) {
        ordinals.push_back({number, texts_.format("repeat.nth", {ordinal_text(number, texts_.language())})});
    }
    ordinals.push_back({-1, words("repeat.last")});
    if (business) {
        changed_ = choose("ordinal", texts_.label("repeat.which"), form.ordinal, ordinals) || changed_;
        return;
    }
    std::vector<Named<Weekday>> days;
    for (int day = 0; day < 7; ++day) {
        const auto weekday = static_cast<Weekday>(day);
        days.push_back({weekday, std::string(weekday_name(weekday, texts_.language()))});
    }
    Columns pair({1, 1});
    changed_ = choose("ordinal", texts_.label("repeat.which"), form.ordinal, ordinals) || changed_;
    pair.next();
    changed_ = choose("weekday", texts_.label("repeat.weekday"), form.weekday, days) || changed_;
}

void RepeatFields::month() {
    RepeatForm& form = state_.form;
    space(gap);
    std::vector<Named<std::int32_t>> months;
    if (form.unit == RepeatUnit::quarter) {
        form.month = (form.month - 1) % 3 + 1;
        for (std::int32_t month = 1; month <= 3; ++month) {
            months.push_back(
                {month, texts_.format("repeat.month_of_quarter", {ordinal_text(month, texts_.language())})});
        }
    } else {
        for (std::int32_t month = 1; month <= 12; ++month) {
            months.push_back({month, std::string(month_name(static_cast<Month>(month), texts_.language()))});
        }
    }
    changed_ = choose("month", texts_.label("repeat.month"), form.month, months) || changed_;
}

void RepeatFields::closed_days() {
    RepeatForm& form = state_.form;
    std::vector<Named<Placing>> placings;
    for (const Placing placing : {Placing::as_is, Placing::next, Placing::previous, Placing::modified_following,
                                  Placing::nearest, Placing::omitted, Placing::business_days_after,
                                  Placing::business_days_before, Placing::business_day_of_month}) {
        const bool usual = placing <= Placing::nearest;
        if (!usual && placing != state_.stored.due.placing) continue;
        const std::string name(enum_names<Placing>[static_cast<std::size_t>(placing)]);
        placings.push_back({placing, words("choice.series.placing." + name)});
    }
    space(gap);
    if (!choose("placing", texts_.label("series.placing"), form.due.placing, placings)) return;
    changed_ = true;
    form.due.business_days = form.due.placing == state_.stored.due.placing ? state_.stored.due.business_days : 0;
}

void RepeatFields::creation() {
    RepeatForm& form = state_.form;
    std::vector<Named<Creation>> ways;
    for (const Creation way :
         {Creation::when_previous_is_done, Creation::days_before, Creation::business_days_before}) {
        const std::string name(enum_names<Creation>[static_cast<std::size_t>(way)]);
        ways.push_back({way, words("choice.series.creation." + name)});
    }
    space(gap);
    changed_ = choose("creation", texts_.label("series.creation"), form.lead.creation, ways) || changed_;
    if (form.lead.creation == Creation::when_previous_is_done) {
        form.lead.days = 0;
        return;
    }
    space(gap);
    number("lead", "series.lead_days", form.lead.days);
}

void RepeatFields::end() {
    RepeatForm& form = state_.form;
    space(gap);
    const std::vector<Named<RepeatEnd>> ends = {{RepeatEnd::never, words("repeat.end.never")},
                                                {RepeatEnd::on_date, words("repeat.end.on_date")},
                                                {RepeatEnd::after_count, words("repeat.end.after_count")}};
    if (choose("end", texts_.label("repeat.end_label"), form.end, ends)) {
        changed_ = true;
        if (form.end == RepeatEnd::on_date && form.until == Date{}) form.until = desk_.by.today.plus_days(365);
    }
    if (form.end == RepeatEnd::never) return;
    space(gap);
    if (form.end == RepeatEnd::after_count) {
        number("count", "repeat.count", form.count);
        return;
    }
    DateOptions options;
    options.parse = [this](std::string_view typed) { return typed_date(desk_, typed); };
    options.format = [language = texts_.language()](Date date) { return format_date(date, language); };
    options.unreadable = texts_.label("form.not_a_date");
    std::optional<Date> until = form.until;
    if (date_field("until", texts_.label("repeat.until"), until, options).changed && until) {
        form.until = *until;
        changed_ = true;
    }
}

bool RepeatFields::draw() {
    RepeatForm& form = state_.form;
    unit_and_interval();
    if (form.unit == RepeatUnit::special) {
        space(gap);
        paragraph(texts_.label("repeat.special_kept"), {.style = TextStyle::small, .color = palette().soft});
    } else if (!form.from_completion) {
        if (form.unit == RepeatUnit::week) weekdays();
        if (form.unit == RepeatUnit::year || form.unit == RepeatUnit::quarter) month();
        if (form.unit >= RepeatUnit::month) day();
    }
    if (form.unit != RepeatUnit::special && form.unit != RepeatUnit::business_day) {
        space(gap);
        changed_ =
            checkbox("from_completion", texts_.label("repeat.from_completion"), form.from_completion) || changed_;
    }
    const bool places_itself =
        form.unit == RepeatUnit::business_day || (form.unit >= RepeatUnit::month && form.unit != RepeatUnit::special &&
                                                  form.on == RepeatOn::business_day && !form.from_completion);
    if (!places_itself) closed_days();
    creation();
    if (form.unit != RepeatUnit::special) end();
    return changed_;
}

}  // namespace

bool repeat_form_ui(const Desk& desk, RepeatState& state) { return RepeatFields(desk, state).draw(); }

}  // namespace pupitre::ui
