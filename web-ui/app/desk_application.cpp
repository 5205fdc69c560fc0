// Frames: which of log-in, opening and desk is shown, and how the desk is put together.
#include "web-ui/app/desk_application.h"

#include <imgui.h>

#include "core/domain/advance.h"
#include "core/domain/domain.h"
#include "web-ui/app/version.h"
#include "web-ui/mirror/tree.h"
#include "web-ui/platform/page.h"
#include "web-ui/screens/shell.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/pace.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

std::string title_of(const Route& route, const Texts& texts) {
    switch (route.screen) {
    case Screen::work:
    case Screen::gallery: return std::string(texts.label("shell.nav.work"));
    case Screen::clients:
    case Screen::client: return std::string(texts.label("shell.nav.clients"));
    case Screen::pending: return std::string(texts.label("shell.nav.pending"));
    case Screen::inbox: return std::string(texts.label("inbox.title"));
    case Screen::import_clients: return std::string(texts.label("shell.nav.import"));
    case Screen::settings: return std::string(texts.label("shell.nav.settings"));
    }
    assert(false);
    return {};
}

}  // namespace

DeskApplication::DeskApplication(Session& session, Surroundings& world, Files& files) :
    session_(&session),
    world_(&world),
    files_(&files),
    schema_(&domain_schema()),
    registry_(&domain_registry()),
    preferences_(read_preferences()),
    texts_(preferences_.language),
    deeds_(session, domain_schema()),
    new_id_([this] { return session_->new_id(); }),
    past_(world, domain_schema()) {
    session_->on_changed = [this] {
        changed_ = true;
        page::request_frame();
    };
    past_.on_changed = session_->on_changed;
    session_->on_hidden = [this] { page_hidden(); };
    follow_files();
    shell_.theme = preferences_.theme;
    shell_.shortcuts_on = preferences_.shortcuts;
    places_.go(parse_address("#" + page::location()), 0);
    use_language(preferences_.language);
    take_invitation();
}

void DeskApplication::draw() {
    follow_account();
    const bool nobody = !session_->account();
    if (nobody && !invitation_token_.empty()) {
        invitation_frame();
    } else if (nobody || signing_in_again_) {
        sign_in_frame();
    } else if (!session_->ready()) {
        opening_frame();
    } else if (is_portal()) {
        portal_frame();
    } else {
        desk_frame();
    }
}

void DeskApplication::follow_account() {
    if (session_->account() == account_) return;
    const bool same_person = session_->account() && account_ && session_->account()->member == account_->member;
    account_ = session_->account();
    if (same_person) return;
    // Somebody else's searches, drafts and history are none of this person's business.
    screens_ = DeskScreens{};
    deeds_.forget();
    past_.forget();
    handle(LeavePast{});
    undo_plan_.reset();
    record_then_.reset();
    refused_.reset();
    settled_.clear();
    import_ = {};
    files_->forget();
    files_known_ = 0;
    file_facts_ = {};
    shell_.search = {};
    sign_in_state_ = {};
    advanced_on_.reset();
    room_asked_ = false;
    changed_ = true;
}

void DeskApplication::sign_in_frame() {
    if (!demo_asked_) ask_demo_account();
    sign_in_view_.opening = false;
    sign_in_view_.may_cancel = signing_in_again_ && session_->account().has_value();
    Intents out;
    sign_in_ui(sign_in_view_, texts_, sign_in_state_, out);
    if (sign_in_view_.may_cancel && mirror::tree().take_shortcut("Escape")) out.push_back(GoBack{});
    carry_out(out);
}

void DeskApplication::opening_frame() {
    const Status status = session_->status();
    // Without data on the device there is nothing to work on before the host lets us in.
    if (status.sign_in_needed) {
        sign_in_frame();
        return;
    }
    SignInView view;
    view.opening = true;
    if (status.parts > 0) view.share = static_cast<float>(status.parts_received) / static_cast<float>(status.parts);
    const SyncFacts facts = sync_facts(*session_);
    if (status.storage)
        view.blocked = texts_.label(first_storage_problem(status.storage->fault));
    else if (!facts.online)
        view.problem = texts_.label("sign_in.offline");
    Intents out;
    sign_in_ui(view, texts_, sign_in_state_, out);
    carry_out(out);
}

Desk DeskApplication::desk() const {
    if (!past_desk_) return present_desk();
    // Of the present, only who looks and what day it is: nothing can be done in the past.
    Context by = session_->context();
    by.rights = 0;
    by.sees_scope = nullptr;
    constexpr std::uint64_t past_bit = std::uint64_t{1} << 63U;
    return {.db = *past_desk_->db,
            .registry = *registry_,
            .texts = texts_,
            .route = places_.here(),
            .by = by,
            .revision = past_bit + past_desk_->number,
            .utc_offset_minutes = page::utc_offset_minutes(),
            .refused = refused_,
            .in_past = true,
            .saved_words = {},
            .new_id = new_id_};
}

Desk DeskApplication::present_desk() const {
    return {.db = session_->view(),
            .registry = *registry_,
            .texts = texts_,
            .route = places_.here(),
            .by = session_->context(),
            .revision = session_->revision(),
            .utc_offset_minutes = page::utc_offset_minutes(),
            .refused = refused_,
            .saved = saved_stage_,
            .saved_words = saved_words_,
            .new_id = new_id_,
            .confirmed_ms = session_->status().confirmed_ms,
            .files = &file_facts_};
}

void DeskApplication::build_views(const Desk& current) {
    if (!changed_) return;
    changed_ = false;
    build_file_facts();
    const std::int32_t offset = current.utc_offset_minutes;
    shell_view_ = shell_view(current, sync_facts(*session_));
    build_past(current);
    Saved saved = saved_state(*session_, deeds_, texts_, offset);
    saved_stage_ = saved.stage;
    saved_words_ = std::move(saved.words);
    if (places_.here().screen == Screen::pending || is_portal()) {
        screens_.pending = pending_view(current, pending_facts(*session_), session_->now_ms(), settled_);
    }
    if (places_.here().screen == Screen::settings) {
        SettingsView& settings = screens_.settings;
        settings.theme = preferences_.theme;
        settings.shortcuts_on = preferences_.shortcuts;
        const Status status = session_->status();
        settings.writes = status.role != TabRole::follower;
        settings.device =
            device_lines({status.device, status.seq, status.confirmed_ms, session_->now_ms()}, texts_, offset);
        settings.pending = shell_view_.pending;
        settings.version = program_version;
        settings.build = build_id();
        settings.demo_clients = settings.demo_tasks = settings.demo_members = 0;
        count_demo(current.db, settings);
        if (!room_asked_) {
            ask_storage_room(false);
            ask_mail();
        }
        if (places_.here().tab == "notices" && settings.notices.stage == NoticesView::Stage::absent) ask_notices();
    }
    const std::string page_title =
        is_portal() ? std::string(texts_.label("portal.title")) : title_of(places_.here(), texts_);
    std::string title = page_title + " · " + shell_view_.firm;
    if (title != title_) page::set_title(title_ = std::move(title));
}

/// The host does this every night; a device that works without it does the same, and both mean the same rows.
void DeskApplication::keep_time() {
    const Date today = session_->today();
    if (advanced_on_ == today) return;
    const SyncState state = session_->status().state;
    // What the host has done already may be on its way here.
    if (state != SyncState::offline && state != SyncState::confirmed) return;
    advanced_on_ = today;
    if (!session_->context().may(Right::edit) || !wants_advance(session_->view(), today)) return;
    static_cast<void>(session_->submit(std::string(AdvanceTime::name), AdvanceTime{today}.to_json()));
}

void DeskApplication::desk_frame() {
    keep_time();
    if (screens_restored_ != account_->member) {
        screens_restored_ = account_->member;
        restore_screens(*session_, screens_);
    }
    Intents out;
    {
        const Desk now = desk();
        build_views(now);
        const Desk current = desk();
        const bool panel_open = current.route.panel.is_open() && has_panel(current.route.panel.table);
        const ShellLayout layout =
            shell_layout(frame().width, frame().height, frame().narrow, panel_open, shell_view_.strips.size());
        shell_ui(current, shell_view_, layout, deeds_.history(), shell_, out);
        if (!layout.panel_covers_page) content_ui(current, layout.content, screens(), out);
        panel_ui(current, layout.panel, screens().panel, out);
        if (file_hovers_) drop_hint_ui();
        if (leaving_) leave_question_ui(out);
        past_dialogs_ui(current, out);
        shell_overlays_ui(current, shell_, out);
        shell_shortcuts(current, shell_, out);
        keep_screens(*session_, screens_);
        const Desk present = present_desk();
        if (import_.saving) finish_import(present);
        const bool to_plan =
            import_has_work(screens_.import, present) || bank_import_has_work(screens_.sheet.books.import, present);
        if (import_.running || to_plan) page::work_soon();
    }
    if (focus_wanted_ != 0) mirror::tree().move_focus(std::exchange(focus_wanted_, 0));
    carry_out(out);
}

bool DeskApplication::work() {
    if (!session_->account() || !session_->ready()) return false;
    if (!import_.running) {
        return import_step(screens_.import, present_desk()) ||
               bank_import_step(screens_.sheet.books.import, present_desk());
    }
    session_->hold(true);
    return work_for_a_while([&] { return import_batch(); });
}

/// Carries out the next command of the import. Whether there are more.
bool DeskApplication::import_batch() {
    BankImportState& bank = screens_.sheet.books.import;
    std::optional<Do> next =
        import_.bank ? bank_import_next(bank, present_desk()) : import_next_batch(screens_.import, present_desk());
    if (!next) {
        import_.running = false;
        import_.saving = true;
        session_->hold(false);
        return false;
    }
    const DeedResult result = deeds_.continue_with(import_.action, *std::move(next));
    if (result.refusal) {
        // All of the file or nothing of it: what went in before this slice goes out again.
        deeds_.break_off(import_.action);
        import_.running = false;
        session_->hold(false);
        if (import_.bank) {
            bank_import_finished(bank, present_desk(), result.refusal);
        } else {
            import_finished(screens_.import, present_desk(), result.refusal);
        }
    }
    import_.action = result.action;
    return import_.running;
}

/// Said when it is durable, or when the page says that it can't be.
void DeskApplication::finish_import(const Desk& current) {
    const Status status = session_->status();
    if (status.unsaved > 0 && !status.storage) return;
    import_.saving = false;
    if (import_.bank) {
        bank_import_finished(screens_.sheet.books.import, current, std::nullopt);
    } else {
        import_finished(screens_.import, current, std::nullopt);
    }
    if (const UserAction* done = deeds_.history().find(import_.action))
        tell(done->title, std::string(texts_.label("history.undo")), Undo{done->number});
}

void DeskApplication::drop_hint_ui() {
    const Box page = {0, 0, frame().width, frame().height};
    const std::string_view words = texts_.label(file_target() || is_portal() ? "documents.drop"
                                                : shows_bank()               ? "books.drop"
                                                                             : "shell.drop_file");
    const Area area("drop", page,
                    {.scrolls = false, .background = palette().veil, .role = mirror::Role::status, .name = words});
    const Box box = {page.w / 2 - 190, page.h / 2 - 50, 380, 100};
    ImDrawList* list = ImGui::GetWindowDrawList();
    fill_box(list, box, palette().raised, size::radius_card);
    stroke_box(list, box, palette().accent, size::radius_card, 2);
    draw_text_in(list, box, TextStyle::panel_title, palette().text, words, Align::center);
}

void DeskApplication::leave_question_ui(Intents& out) {
    Dialog question("leave", texts_.label("shell.leave.title"), 480);
    if (!question.shown()) return;
    paragraph(texts_.label("shell.leave.words"), {.color = palette().soft});
    const std::int64_t waiting = shell_view_.pending + shell_view_.to_settle;
    if (waiting > 0) {
        space(10);
        paragraph(texts_.count("shell.leave.pending", waiting), {.color = palette().bad});
    }
    const auto unsent = static_cast<std::int64_t>(files_->local().uploads.size());
    if (unsent > 0) {
        space(10);
        paragraph(texts_.count("documents.leave", unsent), {.color = palette().bad});
    }
    const std::string_view wipe = texts_.label("shell.leave.wipe");
    const std::string_view leave = texts_.label("shell.leave.keep");
    question.actions(button_width(wipe) + 8 + button_width(leave));
    const float wide = question.action_width();
    const bool wiped = button(
        "wipe", wipe, {.kind = waiting + unsent > 0 ? ButtonKind::danger : ButtonKind::secondary, .width = wide});
    question.next_action();
    const bool left = button("keep", leave, {.kind = ButtonKind::primary, .width = wide});
    if (wiped || left) out.push_back(SignOut{wiped});
    if (!wiped && !left && !question.closed()) return;
    leaving_ = false;
    ImGui::CloseCurrentPopup();
}

void DeskApplication::file_arrived(std::string name, std::string_view bytes) {
    if (!session_->account() || !session_->ready() || is_portal()) return;
    if (shows_bank()) {
        BooksState& books = screens_.sheet.books;
        const BankAccountId account = account_for_files(session_->view(), ClientId{places_.here().record}, books);
        bank_file_arrived(books.import, present_desk(), account, std::move(name), bytes);
        page::request_frame();
        return;
    }
    Route route;
    route.screen = Screen::import_clients;
    move_to(route, false);  // To the present, if the past is shown.
    import_file_arrived(screens_.import, present_desk(), std::move(name), bytes);
    page::request_frame();
}

/// Files are statements there.
bool DeskApplication::shows_bank() const {
    const Route& route = places_.here();
    return route.screen == Screen::client && route.tab == "bank" && !past_desk_;
}

void DeskApplication::file_hovers(bool over) {
    file_hovers_ = over;
    page::request_frame();
}

void DeskApplication::location_changed(std::string location) {
    const Route route = parse_address("#" + location);
    const mirror::NodeId known = places_.take_focus(route);
    if (places_.go(route, mirror::tree().focus())) focus_wanted_ = known;
    leave_past_for(route);
    changed_ = true;
    page::request_frame();
}

void DeskApplication::page_hidden() {
    if (session_->account() && session_->ready()) keep_screens(*session_, screens_);
}

}  // namespace pupitre::ui
