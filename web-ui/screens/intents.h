// What a screen asks for while it is drawn. The application carries it out after the frame; a screen changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/schema/json_codec.h"
#include "core/text/catalogue.h"
#include "web-ui/screens/route.h"

namespace pupitre::ui {

/// Go somewhere; the way back stays open.
struct Go {
    Route route;
};
struct GoBack {};
/// Name in the page's address what the list of this screen shows; the way back gets no further step.
struct ShowQuery {
    Screen screen = Screen::work;
    std::string query;
};

/// One command, not yet given its identity and moment.
struct Act {
    std::string name;  // "client.change"
    Json args;
};
/// Carry commands out as one action with one undo. `title` names it in the toast and in the history, already worded.
struct Do {
    std::vector<Act> acts;
    std::string title;
};
/// Carry out a command that is no action of the history: nothing that anybody would take back.
struct Give {
    Act act;
};
/// Take an action of the history back, or do it again; 0: the one whose turn it is.
struct Undo {
    std::uint64_t action = 0;
};
struct Redo {
    std::uint64_t action = 0;
};

/// Decide an entry of "To settle". `keep_theirs` and `keep_mine` are about one conflict, `discard` about the whole entry,
/// `retry` gives a refused command once more.
struct Settle {
    enum class Choice : std::uint8_t { keep_theirs, keep_mine, discard, retry } choice = Choice::keep_theirs;
    Id128 command;
    std::size_t conflict = 0;  // Which of the command's conflicts.
};

/// Of a history on the page, or of the record in the panel: its next page, the same again after trouble, that of another
/// person.
struct ReadHistory {
    enum class What : std::uint8_t { more, retry, filtered } what = What::more;
    bool of_panel = false;
};
/// Show or hide the history of the record in the panel.
struct ShowRecordHistory {
    bool shown = true;
};
/// Ask what taking back a command of the firm's order would do; then carry it out, or drop the question.
struct AskUndo {
    std::int64_t seq = 0;
};
struct CarryOutUndo {};
struct DropPastQuestion {};
/// Show how the record in the panel was behind a command.
struct ShowRecordThen {
    std::int64_t seq = 0;
};
/// Show everything as it was behind a command or, if that is 0, at a moment; nothing can be changed there.
struct ShowPast {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
};
/// Back to the present, or no longer on the way to the past.
struct LeavePast {};

struct TrySignIn {
    std::string email;
    std::string password;
};
/// Ask before leaving the account: what becomes of the data on this device?
struct AskToLeave {};
/// Leave the account. With `wipe` the data leaves this device as well, what was not sent included.
struct SignOut {
    bool wipe = false;
};
/// Show the log-in over the work, because the host no longer accepts the old one.
struct SignInAgain {};

enum class ThemeChoice : std::uint8_t { system, light, dark };
struct SetTheme {
    ThemeChoice theme = ThemeChoice::system;
};
struct SetLanguage {
    Language language = Language::french;
};

/// Whether single letters act ("C", "G" then "T" …); some people must be able to turn that off.
struct SetShortcuts {
    bool on = true;
};

/// Give the user a file.
struct SaveFile {
    std::string name;
    std::string media_type;
    std::string bytes;
};
/// Ask the user for a file; it arrives in the import state, of clients or of a bank's transactions.
struct PickFile {
    bool bank = false;
};
/// Carry out the planned import as one undoable batch.
struct RunImport {
    bool bank = false;
};
struct CancelImport {};
/// Take the example data away; the firm then has this name.
struct RemoveDemo {
    std::string firm_name;
};
/// Give the user everything as a file.
struct ExportData {
    enum class Form : std::uint8_t { everything_json, clients_csv } form = Form::everything_json;
};
/// Give the user what the host has not received yet, as a file.
struct ExportPending {};
struct CopyText {
    std::string text;
};
/// Ask the browser to keep the data even when the disk gets full.
struct AskPersistence {};
struct SyncNow {};
struct ApplyUpdate {};
struct ReloadPage {};

/// Ask the user for files, each of which becomes a document of the client or of the task.
struct AddFiles {
    Id128 client;
    Id128 task;  // Nil: the client as such.
    bool camera = false;
    Id128 request = {};  // Not nil: documents that are shared with a client, under this request …
    Id128 portal = {};   // … or, without one, as such.
};
/// Show a document's content, give it to the user as a file, or only keep it on this device.
struct FetchFile {
    Id128 document;
    enum class How : std::uint8_t { open, save, keep } how = How::save;
};
/// Send again what the host has refused or what waits.
struct RetryFile {
    Id128 document;
};
/// Stop fetching a content.
struct StopFetching {
    Id128 document;
};
struct DismissFileProblems {};

/// Ask the host for a link with which somebody of a client enters the portal for the first time.
struct InviteToPortal {
    Id128 access;
    bool by_mail = false;  // The host sends it to the person.
};
/// Choose a password with the link that this page was opened by.
struct AcceptInvitation {
    std::string password;
};

using Intent =
    std::variant<Go, GoBack, ShowQuery, Do, Give, Undo, Redo, Settle, ReadHistory, ShowRecordHistory, AskUndo,
                 CarryOutUndo, DropPastQuestion, ShowRecordThen, ShowPast, LeavePast, TrySignIn, AskToLeave, SignOut,
                 SignInAgain, SetTheme, SetLanguage, SetShortcuts, SaveFile, PickFile, RunImport, CancelImport,
                 RemoveDemo, ExportData, ExportPending, CopyText, AskPersistence, SyncNow, ApplyUpdate, ReloadPage,
                 AddFiles, FetchFile, RetryFile, StopFetching, DismissFileProblems, InviteToPortal, AcceptInvitation>;
using Intents = std::vector<Intent>;

}  // namespace pupitre::ui
