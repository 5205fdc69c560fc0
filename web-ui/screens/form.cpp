// Which widget a field gets, and what happens when it is left.
#include "web-ui/screens/form.h"

#include <algorithm>

#include "core/calendar/natural_date.h"
#include "core/command/row_rules.h"
#include "core/crm/person.h"
#include "core/exchange/country_text.h"
#include "core/firm/firm.h"
#include "core/firm/firm_calendar.h"
#include "core/text/format.h"
#include "core/work/project.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr int long_text_rows = 4;
constexpr float between_fields = 14;
constexpr float between_sections = 24;
constexpr std::int64_t months_per_year = 12;

/// Somebody finished with a field.
struct Drawn {
    bool changed = false;
    bool left = false;
};

class Fields {
public:
    Fields(const Form& form, FormState& state, Lookups& lookups, const Desk& desk) :
        form_(form), state_(state), lookups_(lookups), desk_(desk) {}

    void draw(const Field& field);
    [[nodiscard]] bool is_shown(const Field& field) const;
    [[nodiscard]] bool anything_left() const { return anything_left_; }

private:
    Drawn draw_widget(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input);
    Drawn draw_text(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) const;
    Drawn draw_choice(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) const;
    Drawn draw_month(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) const;
    Drawn draw_country(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) const;
    Drawn draw_reference(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input);
    Drawn draw_date(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) const;
    Drawn draw_number(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) const;
    void keep(const Field& field, FieldInput input, const Drawn& drawn);

    const Form& form_;
    FormState& state_;
    Lookups& lookups_;
    const Desk& desk_;
    bool anything_left_ = false;
};

Drawn drawn(const Edited& edited) { return {edited.changed, edited.committed}; }

FieldInput current_input(const Form& form, const FormState& state, const Field& field) {
    const auto kept = state.inputs.find(field.key);
    return kept != state.inputs.end() ? kept->second : input_of(field, field.get(form.row));
}

bool Fields::is_shown(const Field& field) const {
    if (const auto made = shown_for(*form_.info, field)) {
        const bool chosen = current_input(form_, state_, *made->on).text == made->choice;
        if (chosen == made->unless) return false;
    }
    const Field* on = shown_with(*form_.info, field);
    return on == nullptr || current_input(form_, state_, *on).yes;
}

Drawn Fields::draw_text(const Field& field, const std::string& label, const FieldOptions& look,
                        FieldInput& input) const {
    if (field.edit == Edit::long_text) return drawn(long_text(field.key, label, input.text, long_text_rows, look));
    TextFieldOptions options;
    options.field = look;
    options.kind = field.edit == Edit::email   ? TextKind::email
                   : field.edit == Edit::phone ? TextKind::phone
                                               : TextKind::text;
    // The browser must not offer the user's own address for a client's.
    options.autocomplete = "off";
    return drawn(text_field(field.key, label, input.text, options));
}

Drawn Fields::draw_choice(const Field& field, const std::string& label, const FieldOptions& look,
                          FieldInput& input) const {
    std::vector<Option> options;
    for (const std::string_view name : field.choices) {
        options.push_back(
            {.key = std::string(name), .label = std::string(desk_.texts.label(choice_key(*form_.info, field, name)))});
    }
    const bool chosen = choice(field.key, label, input.text, options, look);
    return {chosen, chosen};
}

Drawn Fields::draw_month(const Field& field, const std::string& label, const FieldOptions& look,
                         FieldInput& input) const {
    std::vector<Option> months;
    for (std::int64_t month = 1; month <= months_per_year; ++month) {
        const std::string number = std::to_string(month);
        months.push_back({.key = number, .label = std::string(desk_.texts.label("widget.month." + number))});
    }
    std::string key = input.number ? std::to_string(*input.number) : std::string{};
    const bool chosen = choice(field.key, label, key, months, look);
    for (std::size_t place = 0; chosen && place < months.size(); ++place) {
        if (months[place].key == key) input.number = static_cast<std::int64_t>(place) + 1;
    }
    return {chosen, chosen};
}

Drawn Fields::draw_country(const Field& field, const std::string& label, const FieldOptions& look,
                           FieldInput& input) const {
    const Language language = desk_.texts.language();
    PickerOptions options;
    options.field = look;
    options.field.placeholder = desk_.texts.label("form.choose");
    options.chosen = country_name(input.text, language);
    options.may_clear = field.need == Need::optional;
    const Firm* firm = desk_.db.find(the_firm);
    const auto find = [&](std::string_view typed) {
        std::vector<Option> found;
        for (const std::string_view code : countries_matching(typed, language)) {
            found.push_back({.key = std::string(code), .label = std::string(country_name(code, language))});
        }
        // Before anything is typed the likely ones come first: what stands there, and home.
        std::ranges::stable_partition(found, [&](const Option& option) {
            return typed.empty() && (option.key == input.text || (firm != nullptr && option.key == firm->country));
        });
        return found;
    };
    const Picked picked = picker(field.key, label, input.text, find, options);
    return {picked.changed, picked.changed};
}

Drawn Fields::draw_reference(const Field& field, const std::string& label, const FieldOptions& look,
                             FieldInput& input) {
    const Result<Id128> id = parse_id(input.text);
    const std::string chosen = id.ok() ? row_name(desk_.db, field.target, *id) : std::string{};
    PickerOptions options;
    options.field = look;
    options.field.placeholder = desk_.texts.label("form.choose");
    options.chosen = chosen;
    options.person = field.target == TeamMember::table || field.target == Person::table;
    options.may_clear = field.need == Need::optional;
    LookupContext context = form_.context;
    if (const Field* client = form_.info->find_field("client")) {
        const Result<Id128> typed = parse_id(current_input(form_, state_, *client).text);
        context.client = typed.ok() ? *typed : Id128{};
    }
    const Picked picked = picker(
        field.key, label, input.text,
        [&](std::string_view typed) { return lookups_.find(desk_.db, field.target, typed, context); }, options);
    return {picked.changed, picked.changed};
}

Drawn Fields::draw_date(const Field& field, const std::string& label, const FieldOptions& look,
                        FieldInput& input) const {
    DateOptions options;
    options.field = look;
    options.parse = [this](std::string_view typed) { return typed_date(desk_, typed); };
    options.format = [language = desk_.texts.language()](Date date) { return format_date(date, language); };
    options.unreadable = desk_.texts.label("form.not_a_date");
    return drawn(date_field(field.key, label, input.date, options));
}

Drawn Fields::draw_number(const Field& field, const std::string& label, const FieldOptions& look,
                          FieldInput& input) const {
    NumberOptions options;
    options.field = look;
    options.language = desk_.texts.language();
    options.unreadable = desk_.texts.label("form.not_a_number");
    std::string sign;
    if (field.type == FieldType::money) {
        options.amount = true;
        const auto* before = std::get_if<Money>(&input.before);
        const Firm* firm = desk_.db.find(the_firm);
        sign = currency_sign(before != nullptr ? before->currency : firm != nullptr ? firm->currency : Currency::eur);
        options.suffix = sign;
    }
    return drawn(number_field(field.key, label, input.number, options));
}

Drawn Fields::draw_widget(const Field& field, const std::string& label, const FieldOptions& look, FieldInput& input) {
    switch (field.edit) {
    case Edit::hidden: return {};
    case Edit::text:
    case Edit::long_text:
    case Edit::email:
    case Edit::phone: return draw_text(field, label, look, input);
    case Edit::country: return draw_country(field, label, look, input);
    case Edit::number:
        // A month is a number for the machine only.
        if (field.key.ends_with("_month")) return draw_month(field, label, look, input);
        return draw_number(field, label, look, input);
    case Edit::amount: return draw_number(field, label, look, input);
    case Edit::date: return draw_date(field, label, look, input);
    case Edit::choice: return draw_choice(field, label, look, input);
    case Edit::reference: return draw_reference(field, label, look, input);
    case Edit::yes_no: {
        const bool ticked = toggle(field.key, label, input.yes, {.enabled = look.enabled});
        return {ticked, ticked};
    }
    }
    assert(false);
    return {};
}

void Fields::draw(const Field& field) {
    const std::string label(desk_.texts.label(label_key(*form_.info, field)));
    FieldInput input = current_input(form_, state_, field);
    const auto error = state_.errors.find(field.key);
    FieldOptions look;
    look.required = field.need == Need::required || shown_with(*form_.info, field) != nullptr;
    if (const auto made = shown_for(*form_.info, field); made && made->required) look.required = true;
    if (field.edit == Edit::choice) look.required = false;
    look.enabled = form_.may_edit;
    if (error != state_.errors.end()) look.error = error->second;
    const std::string hint = label_key(*form_.info, field) + ".hint";
    if (desk_.texts.has(hint)) look.hint = desk_.texts.label(hint);
    if (state_.focus == field.key) {
        look.take_focus = true;
        state_.focus.clear();
    }
    const Drawn result = draw_widget(field, label, look, input);
    if (result.changed || result.left) keep(field, std::move(input), result);
}

void Fields::keep(const Field& field, FieldInput input, const Drawn& result) {
    state_.changed = true;
    if (result.changed) state_.errors.erase(std::string(field.key));
    input.left = result.left;
    anything_left_ = anything_left_ || result.left;
    // What depends on a box goes when the box is unticked.
    if (field.type == FieldType::boolean && !input.yes) {
        for (const Field& other : form_.info->fields) {
            if (shown_with(*form_.info, other) != &field) continue;
            FieldInput empty = input_of(other, Value{});
            empty.before = other.get(form_.row);
            empty.left = true;
            state_.inputs.insert_or_assign(std::string(other.key), std::move(empty));
            state_.errors.erase(std::string(other.key));
        }
    }
    // A project belongs to one client: with another client it is another project.
    const Field* project = field.key == "client" ? form_.info->find_field("project") : nullptr;
    if (project != nullptr && result.changed) {
        FieldInput none = input_of(*project, Value{});
        none.before = project->get(form_.row);
        none.left = true;
        state_.inputs.insert_or_assign(std::string(project->key), std::move(none));
    }
    // And whoever begins with the project has said the client.
    const Field* client = field.key == "project" ? form_.info->find_field("client") : nullptr;
    const Result<Id128> chosen = parse_id(input.text);
    const Project* known = client != nullptr && chosen.ok() ? desk_.db.find(ProjectId{*chosen}) : nullptr;
    if (known != nullptr && result.changed) {
        FieldInput owner = input_of(*client, Value{known->client.value});
        owner.before = client->get(form_.row);
        owner.left = true;
        state_.inputs.insert_or_assign(std::string(client->key), std::move(owner));
    }
    state_.inputs.insert_or_assign(std::string(field.key), std::move(input));
}

Currency currency_for(const Desk& desk, const FieldInput& input) {
    const auto* before = std::get_if<Money>(&input.before);
    const Firm* firm = desk.db.find(the_firm);
    return before != nullptr ? before->currency : firm != nullptr ? firm->currency : Currency::eur;
}

/// Fills `row` with what was typed. False if something can't be read; the errors say what.
bool fill(const Form& form, FormState& state, const Desk& desk, bool only_left, AnyRow& row,
          std::vector<FieldEdit>& edits) {
    bool readable = true;
    for (auto& [key, input] : state.inputs) {
        const Field* field = form.info->find_field(key);
        if (field == nullptr || (only_left && !input.left)) continue;
        Result<Value, std::string> value = value_of(*field, input, currency_for(desk, input), desk.texts);
        if (!value.ok()) {
            state.errors[key] = value.error();
            readable = false;
            continue;
        }
        field->set(row.data(), *value);
        if (*value != input.before) edits.push_back({form.info->index_of(*field), input.before, *value});
    }
    return readable;
}

/// What the fields' rules and the entity's own rule say to the row; the words go beside the fields.
bool check(const Form& form, FormState& state, const Desk& desk, const AnyRow& row,
           std::span<const Field* const> fields) {
    bool fine = true;
    for (const Field* field : fields) {
        const auto refusal = check_field(desk.db, *form.info, row.data(), *field);
        if (!refusal) continue;
        state.errors[std::string(field->key)] = refusal_words(*refusal, desk.texts);
        fine = false;
    }
    const EntityRules& rules = desk.registry.rules(desk.schema().index_of(form.info->table));
    if (!fine || rules.check == nullptr) return fine;
    if (const auto refusal = rules.check(desk.db, desk.by, row.data())) {
        state.errors[refusal->field] = refusal_words(*refusal, desk.texts);
        return false;
    }
    return true;
}

/// Takes out of the edits what the rules refuse, with the words beside the fields. A rule that names a field which is not
/// among the edits (a suspension without a reason) holds them all back until that field is filled in.
void leave_out_refused(const Form& form, FormState& state, const Desk& desk, std::vector<FieldEdit>& edits) {
    const EntityRules& rules = desk.registry.rules(desk.schema().index_of(form.info->table));
    const auto refuse = [&](const Refusal& refusal) {
        state.errors[refusal.field] = refusal_words(refusal, desk.texts);
        return std::erase_if(edits, [&](const FieldEdit& edit) {
                   return form.info->fields[edit.field].key == refusal.field;
               }) > 0;
    };
    for (bool again = true; again && !edits.empty();) {
        again = false;
        AnyRow row(*form.info, form.row);
        for (const FieldEdit& edit : edits) form.info->fields[edit.field].set(row.data(), edit.after);
        std::optional<Refusal> refusal;
        for (const FieldEdit& edit : edits) {
            if (!refusal) refusal = check_field(desk.db, *form.info, row.data(), form.info->fields[edit.field]);
        }
        if (!refusal && rules.check != nullptr) refusal = rules.check(desk.db, desk.by, row.data());
        if (refusal) again = refuse(*refusal);
        if (refusal && !again) {
            edits.clear();
            state.focus = refusal->field;
        }
    }
}

/// The edits that can be saved now. Fields that are not finished or wrong stay as typed.
std::vector<FieldEdit> take_edits(const Form& form, FormState& state, const Desk& desk) {
    AnyRow row(*form.info, form.row);
    std::vector<FieldEdit> edits;
    fill(form, state, desk, true, row, edits);
    leave_out_refused(form, state, desk, edits);
    std::erase_if(state.inputs, [&](const auto& entry) {
        const Field* field = form.info->find_field(entry.first);
        const bool saved = std::any_of(edits.begin(), edits.end(),
                                       [&](const FieldEdit& edit) { return &form.info->fields[edit.field] == field; });
        const FieldInput& input = entry.second;
        const auto value = value_of(*field, input, currency_for(desk, input), desk.texts);
        // Typed back to what it was: nothing to save, nothing wrong.
        const bool unchanged = input.left && value.ok() && *value == input.before;
        if (saved || unchanged) state.errors.erase(entry.first);
        return saved || unchanged;
    });
    if (!edits.empty()) state.taken.reset();
    return edits;
}

}  // namespace

std::optional<Value> typed_value(const Field& field, const FormState& state, const Value& otherwise, const Desk& desk) {
    const auto input = state.inputs.find(field.key);
    if (input == state.inputs.end()) return otherwise;
    const auto value = value_of(field, input->second, currency_for(desk, input->second), desk.texts);
    return value.ok() ? std::optional<Value>(*value) : std::nullopt;
}

std::optional<Date> typed_date(const Desk& desk, std::string_view typed) {
    const BusinessCalendar calendar = firm_calendar(desk.db);
    return read_natural_date(typed, desk.by.today, &calendar);
}

std::vector<FieldEdit> form_ui(const Form& form, std::span<const FormSection> sections, FormState& state,
                               Lookups& lookups, const Desk& desk) {
    Fields fields(form, state, lookups, desk);
    bool first_section = true;
    for (const FormSection& part : sections) {
        if (!first_section) space(between_sections);
        first_section = false;
        if (!part.title_key.empty()) {
            section(desk.texts.label(part.title_key));
            space(10);
        }
        bool first_line = true;
        for (const FormLine& line : part.lines) {
            const bool left = fields.is_shown(*line.left);
            const bool right = line.right != nullptr && fields.is_shown(*line.right);
            if (!left && !right) continue;
            if (!first_line) space(between_fields);
            first_line = false;
            if (left && right) {
                Columns pair({1, line.right_share});
                fields.draw(*line.left);
                pair.next();
                fields.draw(*line.right);
            } else {
                fields.draw(left ? *line.left : *line.right);
            }
        }
    }
    if (form.purpose == FormPurpose::create || !fields.anything_left()) return {};
    return take_edits(form, state, desk);
}

std::optional<AnyRow> read_form(const Form& form, FormState& state, const Desk& desk) {
    state.errors.clear();
    AnyRow row(*form.info, form.row);
    std::vector<FieldEdit> edits;
    bool fine = fill(form, state, desk, false, row, edits);
    AnyRow completed = row;
    const EntityRules& rules = desk.registry.rules(desk.schema().index_of(form.info->table));
    if (rules.complete != nullptr) rules.complete(desk.db, desk.by, completed.data());
    std::vector<const Field*> fields;
    for (const Field& field : form.info->fields.subspan(1)) {
        if (!state.errors.contains(field.key) && &field != form.made_together) fields.push_back(&field);
    }
    fine = check(form, state, desk, completed, fields) && fine;
    if (fine) return row;
    for (const FormSection& part : form_layout(*form.info, form.purpose)) {
        for (const FormLine& line : part.lines) {
            for (const Field* field : {line.left, line.right}) {
                if (state.focus.empty() && field != nullptr && state.errors.contains(field->key))
                    state.focus = field->key;
            }
        }
    }
    return std::nullopt;
}

void form_errors_ui(const Form& form, const FormState& state, const Texts& texts) {
    if (state.errors.empty()) return;
    std::string names;
    for (const Field& field : form.info->fields) {
        const auto error = state.errors.find(field.key);
        if (error == state.errors.end()) continue;
        if (!names.empty()) names += ", ";
        names += texts.label(label_key(*form.info, field));
    }
    const auto general = state.errors.find("");
    const std::string words =
        names.empty() && general != state.errors.end() ? general->second : texts.format("form.to_correct", {names});
    banner("errors", Tone::bad, words, {.icon = Icon::circle_alert});
    space(12);
}

void take_refusal(const Form& form, FormState& state, const Desk& desk) {
    if (!desk.refused || desk.refused->refusal.table != form.info->table) return;
    const Refusal& refusal = desk.refused->refusal;
    // What is about the whole row stands above the form, under no field's name.
    if (refusal.row != id_of(form.row) || state.taken == refusal) return;
    state.taken = refusal;
    state.errors[refusal.field] = desk.refused->words;
}

}  // namespace pupitre::ui
