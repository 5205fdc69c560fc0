// A form for one account above the list; pressing an account puts it into the form.
#include "web-ui/screens/books/chart.h"

#include "core/command/row_commands.h"
#include "core/exchange/plain_text.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

/// Makes the firm's own line for this code, or changes the one that is there.
Do set_line(const Desk& desk, const LedgerAccount& wanted, std::string_view title_key) {
    const EntityInfo& info = entity_info<LedgerAccount>();
    Do deed;
    deed.title = desk.texts.format(title_key, {category_text({wanted.code, wanted.label})});
    const LedgerAccount* present = desk.db.find(wanted.id);
    if (present == nullptr) {
        deed.acts.push_back({"ledger_account.create", create_args(info, &wanted)});
    } else {
        deed.acts.push_back(
            {"ledger_account.change", change_args(info, wanted.id.value, edits_between(info, present, &wanted))});
    }
    return deed;
}

void form_ui(const Desk& desk, ChartState& state, Intents& out) {
    const Texts& texts = desk.texts;
    Columns columns({1, 3, 1.4F});
    text_field("code", texts.label("ledger_account.code"), state.code);
    columns.next();
    text_field("label", texts.label("ledger_account.label"), state.label);
    columns.next();
    if (!frame().narrow) space(22);
    ButtonOptions look;
    const std::string code(trimmed(state.code));
    const std::string label(trimmed(state.label));
    look.enabled = is_ledger_code(code) && !label.empty();
    look.why_disabled = texts.label("books.chart_incomplete");
    look.width = -1;
    if (!button("keep", texts.label("books.chart_keep"), look)) return;
    out.push_back(set_line(desk, {ledger_account_id(code), code, label, false}, "books.chart_kept"));
    state.code.clear();
    state.label.clear();
}

}  // namespace

bool chart_ui(const Desk& desk, ChartState& state, Intents& out) {
    const IdScope scope("chart");
    const Texts& texts = desk.texts;
    const bool may_edit = desk.by.may(Right::edit);
    const bool back =
        icon_button("back", Icon::arrow_left, texts.label("books.chart_back"), {.kind = ButtonKind::quiet});
    beside(8);
    text(texts.label("books.chart"), {.style = TextStyle::panel_title, .line = size::button, .level = 2});
    space(4);
    paragraph(texts.label("books.chart_why"), {.color = palette().soft});
    space(12);
    if (may_edit) {
        form_ui(desk, state, out);
        space(16);
    }
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.placeholder = texts.label("books.category_placeholder");
    text_field("search", texts.label("books.chart_search"), state.search, search);
    space(8);
    const std::vector<ChartLine> lines = find_in_chart(chart_of(desk.db), state.search);
    const Card card("lines", 0);
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const ChartLine& line = lines[place];
        const IdScope row_scope(line.code);
        ListRow row;
        row.title = category_text(line);
        row.icon = Icon::hash;
        if (may_edit) {
            row.actions = {
                {.key = "rename", .label = std::string(texts.label("books.chart_rename")), .icon = Icon::pencil},
                {.key = "hide", .label = std::string(texts.label("ledger_account.hidden")), .icon = Icon::eye_off}};
        }
        const ListRowResult result = list_row_ui(row, texts.label("list.actions"), place + 1 == lines.size());
        if (may_edit && (result.opened || result.action == "rename")) {
            state.code = line.code;
            state.label = line.label;
        }
        if (result.action == "hide") {
            out.push_back(
                set_line(desk, {ledger_account_id(line.code), line.code, line.label, true}, "books.chart_hidden"));
        }
    }
    return back;
}

}  // namespace pupitre::ui
