// Fields a person types into: label above, star when required, error or hint below. The typing itself happens in the
// page's own text field, which stands over the widget while it has the focus (see assets/shell/mirror.mjs).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/calendar/date.h"
#include "core/text/catalogue.h"
#include "web-ui/theme/icons.h"

namespace pupitre::ui {

struct FieldOptions {
    std::string_view hint = {};   // One line below the field; read out after the label.
    std::string_view error = {};  // In place of the hint, in red with a sign, and announced.
    std::string_view placeholder = {};
    bool required = false;
    bool enabled = true;
    bool label_hidden = false;  // The label is only the accessible name (a search field in a bar).
    bool take_focus = false;    // Asks for the focus in this frame (first field of a panel just opened).
    float width = 0;            // 0: all there is.
    Icon icon = Icon::none;     // At the left, inside.
};

/// What happened to a field in this frame.
struct Edited {
    bool changed = false;    // The value is new: for filtering as you type.
    bool committed = false;  // The field was left, or Enter pressed, after a change: the moment to save.
    bool submitted = false;  // Enter (Ctrl+Enter in a long text).
};

enum class TextKind : std::uint8_t { text, email, phone, password, new_password, user_name, search, url };

struct TextFieldOptions {
    FieldOptions field = {};
    TextKind kind = TextKind::text;
    std::string_view autocomplete = {};  // HTML's word for it; by default the kind's own.
    bool leaves_enter = false;           // Enter belongs to a list that goes with the field.
};
Edited text_field(std::string_view id, std::string_view label, std::string& value,
                  const TextFieldOptions& options = {});

/// Several lines; Enter makes a new one, Ctrl+Enter submits.
Edited long_text(std::string_view id, std::string_view label, std::string& value, int rows = 3,
                 const FieldOptions& options = {});

struct NumberOptions {
    FieldOptions field = {};
    bool amount = false;                   // In hundredths, with two decimals; otherwise a whole number.
    Language language = Language::french;  // How it is written, and which mark the decimals may have.
    std::string_view suffix = {};          // "€", "jours".
    std::string_view unreadable = {};      // The error while what was typed is no number.
};
/// 123456 as an amount reads "1 234,56", in English "1,234.56". What is typed is read as an import reads it.
Edited number_field(std::string_view id, std::string_view label, std::optional<std::int64_t>& value,
                    const NumberOptions& options = {});

struct DateOptions {
    FieldOptions field = {};
    std::function<std::optional<Date>(std::string_view)> parse =
        {};                                        // "24/11", "+3j", "fin de mois"; by default JJ/MM/AAAA.
    std::function<std::string(Date)> format = {};  // By default "24/11/2026".
    std::string_view unreadable = {};
};
Edited date_field(std::string_view id, std::string_view label, std::optional<Date>& value,
                  const DateOptions& options = {});

}  // namespace pupitre::ui
