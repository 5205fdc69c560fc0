// Carrying out what the screens asked for, after the frame.
#include <algorithm>

#include "core/crm/client_export.h"
#include "core/exchange/full_export.h"
#include "core/firm/demo_removal.h"
#include "core/firm/firm.h"
#include "web-ui/app/desk_application.h"
#include "web-ui/mirror/tree.h"
#include "web-ui/platform/page.h"
#include "web-ui/screens/describe.h"

namespace pupitre::ui {

namespace {

/// "pupitre-clients-2026-11-24.csv"
std::string file_name(std::string_view what, Date today, std::string_view ending) {
    return "pupitre-" + std::string(what) + '-' + to_iso(today) + '.' + std::string(ending);
}

std::int64_t number_in(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string text_in(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

void DeskApplication::carry_out(const Intents& intents) {
    for (const Intent& intent : intents) {
        std::visit([this](const auto& wanted) { handle(wanted); }, intent);
    }
    if (intents.empty()) return;
    changed_ = true;
    page::request_frame();
}

void DeskApplication::tell(std::string words, std::string action, std::optional<Intent> intent) {
    notify(shell_, std::move(words), std::move(action), std::move(intent));
}

// --- Going somewhere --------------------------------------------------------------------------------------------------

void DeskApplication::move_to(const Route& route, bool replace) {
    const Screen before = places_.here().screen;
    if (!places_.go(route, mirror::tree().focus())) return;
    leave_past_for(route);
    if (before != route.screen && route.screen == Screen::clients && before != Screen::client)
        entered(screens_.clients);
    refused_.reset();
    page::set_location(to_address(route).substr(1), replace);
    changed_ = true;
}

void DeskApplication::handle(const Go& go) {
    signing_in_again_ = false;
    // Closing the panel is going back: the focus returns to where it was.
    if (places_.here().panel.is_open() && !go.route.panel.is_open()) focus_wanted_ = places_.take_focus(go.route);
    move_to(go.route, false);
}

void DeskApplication::handle(const GoBack&) {
    if (signing_in_again_) {
        signing_in_again_ = false;
        return;
    }
    const std::optional<Route> up = places_.up();
    if (!up) return;
    focus_wanted_ = places_.take_focus(*up);
    move_to(*up, up->screen == places_.here().screen);
}

void DeskApplication::handle(const ShowQuery& shown) {
    const Route& here = places_.here();
    if (here.screen != shown.screen || here.query == shown.query) return;
    places_.show_query(shown.query);
    page::set_location(to_address(places_.here()).substr(1), true);
}

// --- Actions, undo, redo ----------------------------------------------------------------------------------------------

void DeskApplication::handle(const Do& deed) {
    if (!session_->ready() || !may_act()) return;
    const DeedResult result = deeds_.carry_out(deed);
    if (result.refusal) return refused(*result.refusal);
    refused_.reset();
    if (result.action == 0 || deed.title.empty()) return;
    // What was said to the firm stays said.
    if (is_portal()) return tell(deed.title);
    tell(deed.title, std::string(texts_.label("history.undo")), Undo{result.action});
}

void DeskApplication::handle(const Give& given) {
    if (!session_->ready() || !may_act()) return;
    static_cast<void>(session_->submit(given.act.name, given.act.args));
}

void DeskApplication::refused(const Refusal& refusal) {
    refused_ = Refused{refusal, refusal_words(texts_, refusal)};
    // A field that is shown says itself what is wrong with it.
    const PanelPlace& panel = places_.here().panel;
    const bool shown_there = panel.is_open() && panel.table == refusal.table && !refusal.field.empty();
    if (!shown_there) tell(refused_->words);
}

void DeskApplication::handle(const Undo& undo) {
    const UserAction* next = undo.action != 0 ? deeds_.history().find(undo.action) : deeds_.history().next_undo();
    if (next == nullptr || next->undone) return tell(std::string(texts_.label("history.nothing_undo")));
    turn(next->number);
}

void DeskApplication::handle(const Redo& redo) {
    const UserAction* next = redo.action != 0 ? deeds_.history().find(redo.action) : deeds_.history().next_redo();
    if (next == nullptr || !next->undone) return tell(std::string(texts_.label("history.nothing_redo")));
    turn(next->number);
}

void DeskApplication::turn(std::uint64_t action) {
    if (!session_->ready() || !may_act()) return;
    const DeedResult result = deeds_.turn(action);
    if (result.refusal) return tell(refusal_words(texts_, *result.refusal));
    const UserAction* turned = deeds_.history().find(action);
    if (turned == nullptr) return;
    if (result.kept > 0) return tell(texts_.format("history.partly", {turned->title}));
    if (turned->undone) {
        tell(texts_.format("history.undone_toast", {turned->title}), std::string(texts_.label("history.redo")),
             Redo{action});
    } else {
        tell(texts_.format("history.redone", {turned->title}), std::string(texts_.label("history.undo")), Undo{action});
    }
}

// --- To settle --------------------------------------------------------------------------------------------------------

void DeskApplication::handle(const Settle& settle) {
    const std::vector<Unsettled>& entries = session_->to_settle();
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Unsettled& entry) { return entry.command.id == settle.command; });
    if (found == entries.end()) return;
    Unsettled entry = *found;  // A copy: the list changes below.
    switch (settle.choice) {
    case Settle::Choice::discard: forget_settled(entry.command.id); return;
    case Settle::Choice::retry: {
        const Do again{{{entry.command.name, entry.command.args}},
                       command_words(session_->view(), texts_, entry.command)};
        const DeedResult result = deeds_.carry_out(again);
        if (result.refusal) return tell(refusal_words(texts_, *result.refusal));
        forget_settled(entry.command.id);
        return;
    }
    case Settle::Choice::keep_mine:
    case Settle::Choice::keep_theirs: settle_conflict(entry, settle); return;
    }
}

void DeskApplication::settle_conflict(const Unsettled& entry, const Settle& settle) {
    if (settle.conflict >= entry.result.conflicts.size()) return;
    const Conflict& conflict = entry.result.conflicts[settle.conflict];
    if (settle.choice == Settle::Choice::keep_mine) {
        if (const std::optional<Act> act = act_to_keep_mine(session_->view(), conflict)) {
            const std::string label = field_words(texts_, conflict.table, conflict.field);
            const DeedResult result = deeds_.carry_out({{*act}, texts_.format("pending.kept_mine", {label})});
            if (result.refusal) return tell(refusal_words(texts_, *result.refusal));
            tell(texts_.format("pending.kept_mine", {label}), std::string(texts_.label("history.undo")),
                 Undo{result.action});
        }
    }
    const std::pair decided{entry.command.id, settle.conflict};
    if (std::find(settled_.begin(), settled_.end(), decided) == settled_.end()) settled_.push_back(decided);
    const auto of_entry =
        std::count_if(settled_.begin(), settled_.end(), [&](const auto& one) { return one.first == entry.command.id; });
    if (static_cast<std::size_t>(of_entry) == entry.result.conflicts.size()) forget_settled(entry.command.id);
}

void DeskApplication::forget_settled(Id128 command) {
    std::erase_if(settled_, [command](const auto& one) { return one.first == command; });
    session_->dismiss(command);
}

// --- Account ----------------------------------------------------------------------------------------------------------

void DeskApplication::handle(const TrySignIn& attempt) {
    sign_in_view_.busy = true;
    sign_in_view_.problem.clear();
    session_->sign_in(attempt.email, attempt.password, [this](SignIn outcome, std::int64_t wait_s) {
        sign_in_view_.busy = false;
        sign_in_view_.problem = sign_in_problem(outcome, wait_s, texts_);
        if (outcome == SignIn::done) {
            sign_in_state_ = {};
            signing_in_again_ = false;
            files_->hurry();
            // Signing in is a person's act: the moment at which browsers listen to this wish.
            ask_storage_room(true);
        }
        changed_ = true;
        page::request_frame();
    });
}

void DeskApplication::handle(const AskToLeave&) { leaving_ = true; }

void DeskApplication::handle(const SignOut& leave) {
    session_->sign_out(leave.wipe, [this] {
        sign_in_view_ = {};
        demo_asked_ = false;
        page::request_frame();
    });
}

void DeskApplication::handle(const SignInAgain&) {
    signing_in_again_ = true;
    sign_in_state_ = {};
    if (session_->account()) sign_in_state_.email = session_->account()->email;
}

void DeskApplication::ask_demo_account() {
    demo_asked_ = true;
    HttpRequest request;
    request.path = "/health";
    world_->ask(std::move(request), [this](const HttpAnswer& answer) {
        const Json json = Json::parse(answer.body, nullptr, false);
        const Json demo = json.is_object() ? json.value("demo_login", Json{}) : Json{};
        if (!demo.is_object()) return;
        const Json email = demo.value("email", Json{});
        const Json password = demo.value("password", Json{});
        if (!email.is_string() || !password.is_string()) return;
        sign_in_view_.demo_email = email.get<std::string>();
        sign_in_view_.demo_password = password.get<std::string>();
        page::request_frame();
    });
}

// --- This device ------------------------------------------------------------------------------------------------------

void DeskApplication::use_language(Language language) {
    preferences_.language = language;
    texts_ = Texts(language);
    set_widget_words(texts_);
    page::set_language(language == Language::french ? "fr" : "en");
    changed_ = true;
}

void DeskApplication::handle(const SetLanguage& choice) {
    keep_language(choice.language);
    use_language(choice.language);
}

void DeskApplication::handle(const SetTheme& choice) {
    preferences_.theme = shell_.theme = choice.theme;
    keep_theme(choice.theme);
}

void DeskApplication::handle(const SetShortcuts& choice) {
    preferences_.shortcuts = shell_.shortcuts_on = choice.on;
    keep_shortcuts(choice.on);
}

void DeskApplication::ask_storage_room(bool request) {
    room_asked_ = true;
    session_->storage_room(request, [this](const StorageRoom& room) {
        screens_.settings.storage_known = true;
        screens_.settings.persisted = room.persisted;
        screens_.settings.used_bytes = room.usage;
        screens_.settings.quota_bytes = room.quota;
        page::request_frame();
    });
}

void DeskApplication::handle(const AskPersistence&) {
    session_->storage_room(true, [this](const StorageRoom& room) {
        screens_.settings.persisted = room.persisted;
        if (!room.persisted) tell(std::string(texts_.label("settings.persist_refused")));
        page::request_frame();
    });
}

void DeskApplication::handle(const SyncNow&) { session_->sync_now(); }
void DeskApplication::handle(const ApplyUpdate&) { session_->activate_update(); }
void DeskApplication::handle(const ReloadPage&) { session_->reload_page(); }

/// How mail goes; answered to whoever manages the firm.
void DeskApplication::ask_mail() {
    HttpRequest request;
    request.path = "/api/mail";
    world_->ask(std::move(request), [this](const HttpAnswer& answer) {
        const Json json = Json::parse(answer.body, nullptr, false);
        MailView view;
        view.known = answer.status == 200 && json.is_object();
        if (view.known) {
            view.waiting = number_in(json, "waiting");
            view.given_up_count = number_in(json, "given_up_count");
            const auto list = json.find("given_up");
            for (const Json& one : list != json.end() && list->is_array() ? *list : Json::array()) {
                view.given_up.push_back({text_in(one, "kind"), text_in(one, "address"), text_in(one, "problem")});
            }
        }
        screens_.settings.mail = std::move(view);
        page::request_frame();
    });
}

void DeskApplication::ask_notices() {
    screens_.settings.notices.stage = NoticesView::Stage::loading;
    HttpRequest request;
    request.path = "/notices.txt";
    world_->ask(std::move(request), [this](const HttpAnswer& answer) {
        NoticesView& notices = screens_.settings.notices;
        notices.components = answer.status == 200 ? read_notices(answer.body) : std::vector<NoticesView::Component>{};
        notices.stage = notices.components.empty() ? NoticesView::Stage::unreachable : NoticesView::Stage::here;
        page::request_frame();
    });
}

// --- Files ------------------------------------------------------------------------------------------------------------

void DeskApplication::handle(const SaveFile& file) {
    page::download(file.name, file.media_type, file.bytes);
    tell(texts_.format("settings.export_done", {file.name}));
}
void DeskApplication::handle(const PickFile& wanted) {
    page::pick_file(wanted.bank ? ".ofx,.qfx,.xml,.csv,.txt,.tsv" : ".csv,.txt,.tsv,text/csv,text/plain");
}
void DeskApplication::handle(const RunImport& wanted) {
    if (import_.running || import_.saving) return;
    import_ = {.running = true, .bank = wanted.bank, .saving = false, .action = 0};
}

void DeskApplication::handle(const CancelImport&) {
    if (import_.running || import_.saving) deeds_.break_off(import_.action);
    const bool bank = import_.bank;
    import_ = {};
    session_->hold(false);
    if (bank) return bank_import_cancelled(screens_.sheet.books.import);
    import_cancelled(screens_.import);
}

void DeskApplication::handle(const RemoveDemo& removal) {
    Do deed;
    deed.title = texts_.label("settings.demo_removed");
    deed.acts.push_back({std::string(pupitre::RemoveDemo::name), pupitre::RemoveDemo{removal.firm_name}.to_json()});
    handle(deed);
}

void DeskApplication::handle(const ExportData& wanted) {
    if (!session_->ready()) return;
    const Date today = session_->today();
    if (wanted.form == ExportData::Form::clients_csv) {
        handle(SaveFile{file_name("clients", today, "csv"), "text/csv",
                        export_clients(session_->view(), texts_.language())});
    } else {
        handle(SaveFile{file_name("export", today, "json"), "application/json", export_everything(session_->view())});
    }
}

void DeskApplication::handle(const ExportPending&) {
    handle(SaveFile{file_name("pending", session_->today(), "json"), "application/json", export_pending(*session_)});
}

void DeskApplication::handle(const CopyText& copy) {
    page::copy_text(copy.text);
    tell(std::string(texts_.label("pending.copied")));
}

}  // namespace pupitre::ui
