// The program in the page: one person, one firm, one place in the desk. Each frame it builds what changed, draws, and then
// carries out what the person asked for.
#pragma once

#include <functional>

#include "web-ui/app/deeds.h"
#include "web-ui/app/desk_screens.h"
#include "web-ui/app/facts.h"
#include "web-ui/app/past_desk.h"
#include "web-ui/app/preferences.h"
#include "web-ui/device/files.h"
#include "web-ui/platform/application.h"
#include "web-ui/screens/file_facts.h"
#include "web-ui/screens/places.h"
#include "web-ui/screens/portal.h"
#include "web-ui/screens/sign_in.h"

namespace pupitre::ui {

class DeskApplication final : public Application {
public:
    /// All must outlive the application.
    DeskApplication(Session& session, Surroundings& world, Files& files);

    void draw() override;
    void file_arrived(std::string name, std::string_view bytes) override;
    void file_hovers(bool over) override;
    void location_changed(std::string location) override;
    void page_hidden() override;
    bool work() override;

private:
    /// An import being carried out, a slice a frame.
    struct RunningImport {
        bool running = false;
        bool bank = false;    // Of a bank's file; otherwise of clients.
        bool saving = false;  // All of it was carried out and is on its way to the disk.
        std::uint64_t action = 0;
    };

    // Frames (desk_application.cpp)
    void follow_account();
    void sign_in_frame();
    void opening_frame();
    void desk_frame();
    void keep_time();
    [[nodiscard]] Desk desk() const;
    [[nodiscard]] Desk present_desk() const;
    [[nodiscard]] DeskScreens& screens() { return past_desk_ ? past_desk_->screens : screens_; }
    void build_views(const Desk& desk);
    bool import_batch();
    [[nodiscard]] bool shows_bank() const;
    void finish_import(const Desk& current);
    void drop_hint_ui();
    void leave_question_ui(Intents& out);

    // Carrying out (desk_intents.cpp)
    void carry_out(const Intents& intents);
    void handle(const Go& go);
    void handle(const GoBack&);
    void handle(const ShowQuery& shown);
    void handle(const Do& deed);
    void handle(const Give& given);
    void handle(const Undo& undo);
    void handle(const Redo& redo);
    void handle(const Settle& settle);

    // The past (desk_past.cpp)
    void handle(const ReadHistory& wanted);
    void handle(const ShowRecordHistory& wanted);
    void handle(const AskUndo& asked);
    void handle(const CarryOutUndo&);
    void handle(const DropPastQuestion&);
    void handle(const ShowRecordThen& asked);
    void handle(const ShowPast& asked);
    void handle(const LeavePast&);
    void build_past(const Desk& current);
    void build_timeline(const Desk& current, const HistoryQuestion& of, Timeline& timeline);
    [[nodiscard]] std::optional<HistoryQuestion> page_history() const;
    [[nodiscard]] std::optional<HistoryQuestion> panel_history() const;
    void past_dialogs_ui(const Desk& current, Intents& out);
    void preview_undo(const Desk& current);
    [[nodiscard]] std::string kept_words(const Desk& current, const Conflict& conflict);
    void show_record_then(const Desk& current, const HistoryQuestion& of, std::int64_t seq);
    void enter_past(PastState state, std::int64_t shown_ms);
    /// Before something is done that only the present knows. False: it must not be done.
    bool may_act();
    /// What is not of the past is looked at in the present.
    void leave_past_for(const Route& route);

    void handle(const TrySignIn& attempt);
    void handle(const AskToLeave&);
    void handle(const SignOut& leave);
    void handle(const SignInAgain&);
    void handle(const SetTheme& choice);
    void handle(const SetLanguage& choice);
    void handle(const SetShortcuts& choice);
    void handle(const SaveFile& file);
    void handle(const PickFile& wanted);
    void handle(const RunImport& wanted);
    void handle(const CancelImport&);
    void handle(const RemoveDemo& removal);
    void handle(const ExportData& wanted);
    void handle(const ExportPending&);
    void handle(const CopyText& copy);
    void handle(const AskPersistence&);
    void handle(const SyncNow&);
    void handle(const ApplyUpdate&);
    void handle(const ReloadPage&);
    void handle(const AddFiles& wanted);
    void handle(const FetchFile& wanted);
    void handle(const RetryFile& wanted);
    void handle(const StopFetching& wanted);
    void handle(const DismissFileProblems&);

    // Documents' contents (desk_files.cpp)
    void follow_files();
    void build_file_facts();
    void look_again_later();
    [[nodiscard]] std::optional<FileTarget> file_target() const;
    [[nodiscard]] std::vector<DocumentId> shown_documents() const;
    bool add_document(const Document& document, const FileTarget& target);
    void file_problem(std::string words);

    // A client's people (desk_portal.cpp)
    /// Whether whoever is signed in is none of the firm's.
    [[nodiscard]] bool is_portal() const;
    void portal_frame();
    void invitation_frame();
    void take_invitation();
    void ask_invitation();
    void handle(const InviteToPortal& wanted);
    void handle(const AcceptInvitation& chosen);

    void move_to(const Route& route, bool replace);
    void turn(std::uint64_t action);
    void refused(const Refusal& refusal);
    void settle_conflict(const Unsettled& entry, const Settle& settle);
    void forget_settled(Id128 command);
    void ask_storage_room(bool request);
    void ask_demo_account();
    void ask_notices();
    void ask_mail();
    void use_language(Language language);
    void tell(std::string words, std::string action = {}, std::optional<Intent> intent = {});

    Session* session_;
    Surroundings* world_;
    Files* files_;
    const Schema* schema_;
    const Registry* registry_;
    Preferences preferences_;
    Texts texts_;
    Deeds deeds_;
    Places places_;
    std::function<Id128()> new_id_;

    std::optional<Account> account_;  // Whom the states below belong to.
    TeamMemberId screens_restored_;   // Whose lists were put back as they had been left.
    DeskScreens screens_;
    ShellState shell_;
    ShellView shell_view_;
    std::string saved_words_;
    SaveStage saved_stage_ = SaveStage::none;
    std::optional<Refused> refused_;
    std::vector<std::pair<Id128, std::size_t>> settled_;  // Conflicts decided whose entry still stands.
    RunningImport import_;
    Past past_;
    std::optional<PastDesk> past_desk_;
    bool past_on_the_way_ = false;
    std::pair<std::int32_t, std::int32_t> past_parts_;  // How many of how many are here.
    std::uint64_t past_number_ = 0;                     // Of the last question; answers to earlier ones are dropped.
    std::optional<UndoPlan> undo_plan_;
    std::optional<RecordThen> record_then_;

    SignInView sign_in_view_;
    SignInState sign_in_state_;
    InvitationView invitation_;     // Whom the link is for by which the page was opened.
    std::string invitation_token_;  // Empty: it was opened by none.
    bool invitation_asked_ = false;
    bool signing_in_again_ = false;
    bool leaving_ = false;  // The question before signing out stands.
    bool file_hovers_ = false;
    FileFacts file_facts_;
    std::uint64_t files_known_ = 0;  // The revision whose documents the device was told of.
    bool look_again_asked_ = false;
    bool changed_ = true;              // Something the views are made of differs.
    std::optional<Date> advanced_on_;  // The day up to which this device let happen what follows the calendar.
    bool room_asked_ = false;
    bool demo_asked_ = false;
    mirror::NodeId focus_wanted_ = 0;
    std::string title_;
};

}  // namespace pupitre::ui
