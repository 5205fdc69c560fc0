// Cards under each other, each for one question a person may have.
#include "web-ui/screens/settings.h"

#include <algorithm>

#include <imgui.h>

#include "core/catalogue/service.h"
#include "core/crm/client.h"
#include "core/firm/firm.h"
#include "core/notices/notice_commands.h"
#include "core/text/format.h"
#include "core/work/task.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/team.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float column_max = 640;

void hint(std::string_view words) {
    space(4);
    paragraph(words, {.style = TextStyle::small, .color = palette().soft});
}

void small_label(std::string_view words) {
    text(words, {.style = TextStyle::small_medium, .color = palette().soft});
    space(6);
}

/// Who the firm is and when it works, with the way to its form.
void firm_ui(const Desk& desk, Intents& out) {
    const Firm* firm = desk.db.find(the_firm);
    if (firm == nullptr) return;
    const Card card("firm", 16);
    const Texts& texts = desk.texts;
    const EntityInfo& info = entity_info<Firm>();
    const bool may_edit = desk.by.may(Right::manage_firm);
    section(texts.label("settings.firm"));
    space(10);
    paragraph(firm->name, {.style = TextStyle::body_medium});
    space(8);
    for (const std::string_view key : {"country", "currency", "siren", "holidays", "closing_days"}) {
        const Field& field = *info.find_field(key);
        const Value value = field.get(firm);
        if (is_absent(value) && field.type == FieldType::text) continue;
        labelled(texts.label(label_key(info, field)), value_words(desk.db, info, field, value, texts));
        space(8);
    }
    if (!may_edit) hint(texts.label("settings.firm_read_only"));
    space(4);
    if (button("edit", texts.label(may_edit ? "settings.firm_edit" : "settings.firm_view"), {.icon = Icon::pencil})) {
        Route route = desk.route;
        route.panel = {.table = std::string(Firm::table), .record = the_firm.value, .client = {}};
        out.push_back(Go{route});
    }
    space(4);
}

void look_ui(const Desk& desk, const SettingsView& view, Intents& out) {
    const Card card("look", 16);
    const Texts& texts = desk.texts;
    section(texts.label("settings.look"));
    space(12);
    small_label(texts.label("settings.language"));
    const std::vector<Option> languages = {
        {.key = "fr", .label = std::string(texts.label("settings.language.french"))},
        {.key = "en", .label = std::string(texts.label("settings.language.english"))}};
    std::string language = texts.language() == Language::french ? "fr" : "en";
    if (segmented("language", texts.label("settings.language"), language, languages)) {
        out.push_back(SetLanguage{language == "fr" ? Language::french : Language::english});
    }
    space(16);
    small_label(texts.label("settings.theme"));
    const std::vector<Option> themes = {
        {.key = "system", .label = std::string(texts.label("settings.theme.system")), .icon = Icon::monitor},
        {.key = "light", .label = std::string(texts.label("settings.theme.light")), .icon = Icon::sun},
        {.key = "dark", .label = std::string(texts.label("settings.theme.dark")), .icon = Icon::moon}};
    std::string theme = themes[static_cast<std::size_t>(view.theme)].key;
    if (segmented("theme", texts.label("settings.theme"), theme, themes)) {
        out.push_back(SetTheme{theme == "light"  ? ThemeChoice::light
                               : theme == "dark" ? ThemeChoice::dark
                                                 : ThemeChoice::system});
    }
    space(16);
    bool shortcuts = view.shortcuts_on;
    if (toggle("shortcuts", texts.label("settings.shortcuts"), shortcuts,
               {.detail = texts.label("settings.shortcuts_words")})) {
        out.push_back(SetShortcuts{shortcuts});
    }
}

template <class Enum>
std::vector<Option> options_of(const Texts& texts, std::string_view field) {
    std::vector<Option> options;
    for (const std::string_view name : enum_names<Enum>) {
        const std::string key = "choice.member_settings." + std::string(field) + '.' + std::string(name);
        options.push_back({.key = std::string(name), .label = std::string(texts.label(key))});
    }
    return options;
}

bool sends_mail(const Desk& desk) {
    const Firm* firm = desk.db.find(the_firm);
    return firm != nullptr && firm->sends_mail;
}

/// How this member wants to be told by mail.
void mail_choices_ui(const Desk& desk, Intents& out) {
    const Card card("mail", 16);
    const Texts& texts = desk.texts;
    section(texts.label("mail.choices"));
    hint(texts.label(sends_mail(desk) ? "mail.choices_words" : "mail.not_set_up"));
    if (!sends_mail(desk)) return;
    const MemberSettings settings = settings_of(desk.db, desk.by.actor);
    std::string mail(enum_names<MailChoice>[static_cast<std::size_t>(settings.mail)]);
    std::string language(enum_names<MailLanguage>[static_cast<std::size_t>(settings.language)]);
    space(12);
    bool chosen = segmented("mail", texts.label("member_settings.mail"), mail, options_of<MailChoice>(texts, "mail"));
    space(14);
    small_label(texts.label("member_settings.language"));
    chosen = segmented("mail_language", texts.label("member_settings.language"), language,
                       options_of<MailLanguage>(texts, "language")) ||
             chosen;
    if (chosen) out.push_back(Give{{std::string(ChooseMail::name), Json{{"mail", mail}, {"language", language}}}});
}

/// What could not be sent, for whoever manages the firm.
void mail_sending_ui(const Desk& desk, const MailView& view) {
    if (!desk.by.may(Right::manage_firm) || !sends_mail(desk) || !view.known) return;
    space(12);
    const Card card("mail_sending", 16);
    const Texts& texts = desk.texts;
    section(texts.label("mail.sending"));
    if (view.waiting > 0) hint(texts.count("mail.waiting", view.waiting));
    if (view.given_up_count == 0) return hint(texts.label("mail.all_sent"));
    space(8);
    badge(texts.count("mail.given_up", view.given_up_count), Tone::bad);
    for (const MailView::GivenUp& one : view.given_up) {
        const std::string kind(texts.label("mail.kind." + one.kind));
        hint(texts.format("mail.given_up_line", {kind, one.address, one.problem}));
    }
}

void export_ui(const Desk& desk, const SettingsView& view, Intents& out) {
    const Card card("export", 16);
    const Texts& texts = desk.texts;
    section(texts.label("settings.export"));
    hint(texts.label("settings.export_words"));
    space(12);
    if (button("all", texts.label("settings.export_all"), {.icon = Icon::download})) {
        out.push_back(ExportData{ExportData::Form::everything_json});
    }
    if (frame().narrow)
        space(8);
    else
        beside(8);
    if (button("clients", texts.label("settings.export_clients"), {.icon = Icon::spreadsheet})) {
        out.push_back(ExportData{ExportData::Form::clients_csv});
    }
    if (view.pending == 0) return;
    space(8);
    if (button("pending", texts.label("settings.export_pending"), {.icon = Icon::send})) out.push_back(ExportPending{});
}

void storage_ui(const Desk& desk, const SettingsView& view, Intents& out) {
    const Card card("storage", 16);
    const Texts& texts = desk.texts;
    section(texts.label("settings.storage"));
    hint(texts.label("settings.storage_words"));
    space(12);
    if (view.storage_known && view.quota_bytes > 0) {
        const float share =
            static_cast<float>(static_cast<double>(view.used_bytes) / static_cast<double>(view.quota_bytes));
        const std::string used = texts.format(
            "settings.storage_used", {size_words(view.used_bytes, texts), size_words(view.quota_bytes, texts)});
        static_cast<void>(progress("used", used, share));
        space(14);
    }
    badge(texts.label(view.persisted ? "settings.persisted" : "settings.not_persisted"),
          view.persisted ? Tone::ok : Tone::warn);
    hint(texts.label(view.persisted ? "settings.persisted_words" : "settings.not_persisted_words"));
    if (!view.persisted) {
        space(10);
        if (button("persist", texts.label("settings.persist"), {.icon = Icon::shield})) out.push_back(AskPersistence{});
    }
    if (!view.writes) hint(texts.label("settings.other_tab"));
    for (const std::string& line : view.device) hint(line);
}

std::string demo_numbers(const SettingsView& view, const Texts& texts) {
    return texts.format("settings.demo_numbers", {texts.count("settings.demo_clients", view.demo_clients),
                                                  texts.count("settings.demo_tasks", view.demo_tasks),
                                                  texts.count("settings.demo_members", view.demo_members)});
}

void demo_question_ui(const Desk& desk, const SettingsView& view, SettingsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    Dialog question("remove_demo", texts.label("settings.demo_question"));
    if (!question.shown()) return;
    paragraph(demo_numbers(view, texts));
    space(8);
    paragraph(texts.label("settings.demo_kept"), {.color = palette().soft});
    space(16);
    text_field("firm_name", texts.label("firm.name"), state.firm_name,
               {.field = {.hint = texts.label("settings.demo_name_hint"), .take_focus = question.just_opened()}});
    const std::string_view keep = texts.label("settings.demo_keep");
    const std::string_view remove = texts.label("settings.demo_remove");
    question.actions(button_width(keep) + 8 + button_width(remove, Icon::trash));
    const float wide = question.action_width();
    const bool kept = button("keep", keep, {.width = wide});
    question.next_action();
    const bool removed = button("remove", remove, {.kind = ButtonKind::danger, .icon = Icon::trash, .width = wide});
    if (removed) out.push_back(RemoveDemo{state.firm_name});
    if (kept || removed || question.closed()) {
        state.removing_demo = false;
        ImGui::CloseCurrentPopup();
    }
}

void demo_ui(const Desk& desk, const SettingsView& view, SettingsState& state) {
    const Card card("demo", 16);
    const Texts& texts = desk.texts;
    section(texts.label("settings.demo"));
    hint(demo_numbers(view, texts));
    space(12);
    if (button("remove", texts.label("settings.demo_ask"), {.icon = Icon::trash})) state.removing_demo = true;
}

void about_ui(const Desk& desk, const SettingsView& view, Intents& out) {
    const Card card("about", 16);
    const Texts& texts = desk.texts;
    section(texts.label("settings.about"));
    space(6);
    paragraph(texts.format("settings.version", {view.version, view.build}));
    hint(texts.label("settings.licence"));
    space(10);
    Route notices = desk.route;
    notices.tab = "notices";
    if (button("notices", texts.label("notices.title"), {.icon = Icon::info})) out.push_back(Go{notices});
}

}  // namespace

void count_demo(const Database& db, SettingsView& view) {
    const Firm* firm = db.find(the_firm);
    view.demo = firm != nullptr && firm->demo;
    if (!view.demo) return;
    db.for_each<Client>([&](const Client& client) {
        if (!client.demo) return;
        ++view.demo_clients;
        view.demo_tasks += static_cast<std::int64_t>(db.ids_with<&Task::client>(client.id).size());
    });
    db.for_each<TeamMember>([&](const TeamMember& member) { view.demo_members += member.demo ? 1 : 0; });
}

std::vector<std::string> device_lines(const DeviceFacts& facts, const Texts& texts, std::int32_t utc_offset_minutes) {
    if (facts.id.is_nil()) return {};
    // The last digits: the first ones are the moment at which the device began, and alike on many.
    std::string digits = to_text(facts.id);
    digits = digits.substr(digits.size() - 8);
    for (char& digit : digits) digit = digit >= 'a' && digit <= 'f' ? static_cast<char>(digit - 'a' + 'A') : digit;
    std::vector<std::string> lines = {texts.format("settings.device", {digits.substr(0, 4) + '-' + digits.substr(4)})};
    if (facts.contact_ms == 0) {
        lines.emplace_back(texts.label("settings.contact_never"));
        return lines;
    }
    lines.push_back(
        texts.format("settings.contact", {moment_words(texts, facts.contact_ms, facts.now_ms, utc_offset_minutes)}));
    if (facts.seq < 0) return lines;
    const std::int64_t minutes = std::max<std::int64_t>(0, facts.now_ms - facts.contact_ms) / 60'000;
    const std::string age = minutes < 60        ? texts.count("settings.minutes", minutes)
                            : minutes < 48 * 60 ? texts.count("settings.hours", minutes / 60)
                                                : texts.count("settings.days", minutes / (24 * 60));
    lines.push_back(texts.format("settings.data_age", {format_number(facts.seq, texts.language()), age}));
    return lines;
}

std::string size_words(std::int64_t bytes, const Texts& texts) {
    constexpr std::int64_t mega = 1'000'000;
    if (bytes < mega)
        return texts.format("settings.kilobytes", {format_number((bytes + 999) / 1'000, texts.language())});
    if (bytes < 100 * mega) {
        const char comma = texts.language() == Language::french ? ',' : '.';
        const std::int64_t tenths = bytes / (mega / 10);
        return texts.format("settings.megabytes", {std::to_string(tenths / 10) + comma + std::to_string(tenths % 10)});
    }
    if (bytes < 10'000 * mega)
        return texts.format("settings.megabytes", {format_number(bytes / mega, texts.language())});
    return texts.format("settings.gigabytes", {format_number(bytes / (1'000 * mega), texts.language())});
}

static std::string title_of(const Desk& desk) {
    const std::string& tab = desk.route.tab;
    if (tab == "service") {
        const Service* service = desk.db.find(ServiceId{desk.route.record});
        if (service != nullptr) return service->name;
    }
    const std::string_view key = tab == "notices"                        ? "notices.title"
                                 : tab == "history"                      ? "past.firm_history"
                                 : tab == "services" || tab == "service" ? "services.title"
                                                                         : "settings.title";
    return std::string(desk.texts.label(key));
}

void settings_ui(const Desk& desk, const SettingsView& view, SettingsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const bool notices = desk.route.tab == "notices";
    const bool history = desk.route.tab == "history";
    const bool services = desk.route.tab == "services" || desk.route.tab == "service";
    ImGui::BeginGroup();
    if (notices || history || services) {
        if (icon_button("back", Icon::arrow_left, texts.label("shell.back"))) out.push_back(GoBack{});
        beside(8);
    }
    heading(1, title_of(desk), available_width());
    ImGui::EndGroup();
    space(16);
    // The whole width scrolls, down to the page's edge; what is read keeps to a column.
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
    const Area area("column", {at.x, at.y, available_width(), std::max(1.0F, bottom - at.y)},
                    {.scrolls = true, .content_max = column_max});
    if (notices) {
        paragraph(texts.label("notices.words"), {.color = palette().soft});
        space(12);
        notices_ui(view.notices, texts, state.notices);
        space(32);
        return;
    }
    if (history) {
        timeline_ui(desk, state.history, out);
        space(32);
        return;
    }
    if (services) {
        if (desk.route.tab == "services") catalogue_ui(desk, state.catalogue, out);
        if (desk.route.tab == "service") service_editor_ui(desk, state.catalogue, out);
        space(32);
        return;
    }
    if (view.demo && desk.route.tab == "demo") {
        demo_ui(desk, view, state);
        space(12);
    }
    firm_ui(desk, out);
    space(12);
    team_ui(desk, out);
    space(12);
    services_card_ui(desk, out);
    space(12);
    past_card_ui(desk, state.past, out);
    space(12);
    look_ui(desk, view, out);
    space(12);
    mail_choices_ui(desk, out);
    mail_sending_ui(desk, view.mail);
    space(12);
    storage_ui(desk, view, out);
    space(12);
    export_ui(desk, view, out);
    space(12);
    if (view.demo && desk.route.tab != "demo") {
        demo_ui(desk, view, state);
        space(12);
    }
    about_ui(desk, view, out);
    space(32);
    if (state.removing_demo) demo_question_ui(desk, view, state, out);
}

}  // namespace pupitre::ui
