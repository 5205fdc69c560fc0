// A form for the row of any entity, derived from its field table. Editing saves field by field, when a field is left;
// creating keeps everything as typed until the row is complete. What is wrong stands beside its field.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/command/row_commands.h"
#include "web-ui/screens/form_layout.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// What is being typed into one field.
struct FieldInput {
    std::string text;                    // Of a text; the stored name of a choice; the id of a reference.
    std::optional<std::int64_t> number;  // Of a number; of an amount in its smallest unit.
    std::optional<Date> date;
    bool yes = false;
    Value before;       // What stood there when the typing began.
    bool left = false;  // The field was left since: what was typed is meant.
};

/// What a form remembers between frames: the fields that differ from the row, and what is wrong with them.
struct FormState {
    std::map<std::string, FieldInput, std::less<>> inputs;
    std::map<std::string, std::string, std::less<>> errors;  // Worded, by field.
    std::string focus;                                       // The field that gets the focus in the next frame.
    bool changed = false;          // Something was typed: set by the form, reset by its owner.
    std::optional<Refusal> taken;  // The refusal whose words stand beside a field already.

    void clear() { *this = {}; }
};

/// Which form is drawn.
struct Form {
    const EntityInfo* info = nullptr;
    const void* row = nullptr;  // As stored; of a new row, its defaults.
    FormPurpose purpose = FormPurpose::edit;
    bool may_edit = true;
    LookupContext context;
    const Field* made_together = nullptr;  // Points to a row that is made in the same go: it need not be there yet.
};

/// Draws the fields of the sections. Editing: gives the changes that are complete and allowed, ready to be saved.
std::vector<FieldEdit> form_ui(const Form& form, std::span<const FormSection> sections, FormState& state,
                               Lookups& lookups, const Desk& desk);

/// The row as it was typed; nothing if something is wrong: then the errors say what, and the first wrong field gets the
/// focus.
std::optional<AnyRow> read_form(const Form& form, FormState& state, const Desk& desk);

/// What stands in a field at this moment, whether it was left or not: `otherwise` if nobody typed there, nothing if it cannot be
/// read.
std::optional<Value> typed_value(const Field& field, const FormState& state, const Value& otherwise, const Desk& desk);

/// The fields that are wrong, in one strip above the form. Nothing is drawn when there are none.
void form_errors_ui(const Form& form, const FormState& state, const Texts& texts);

/// True if a person typed anything.
bool has_input(const FormState& state);

/// The last refusal, put beside its field if it is about this row.
void take_refusal(const Form& form, FormState& state, const Desk& desk);

Json inputs_to_json(const FormState& state);
/// What can't be read is left out.
void restore_inputs(FormState& state, const Json& kept);

/// What was typed into a date field, reckoned from the person's day and by the firm's business days.
std::optional<Date> typed_date(const Desk& desk, std::string_view typed);

/// A value in the words in which a person reads it in a list or in a message.
std::string value_words(const Database& db, const EntityInfo& info, const Field& field, const Value& value,
                        const Texts& texts);

}  // namespace pupitre::ui
