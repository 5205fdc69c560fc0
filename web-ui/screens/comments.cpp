// The newest comment stands last, above the field for the next one. Whoever is named as "@Name" is mentioned.
#include "web-ui/screens/comments.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/row_commands.h"
#include "core/crm/client_access.h"
#include "core/exchange/plain_text.h"
#include "core/firm/firm.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

/// The members who see the record's file.
std::vector<const TeamMember*> members_of_file(const Database& db, ClientId client) {
    std::vector<const TeamMember*> members;
    db.for_each<TeamMember>([&](const TeamMember& member) {
        const bool sees = member.sees_every_file() || sees_scope(db, member.id, ScopeId{client.value});
        if (!member.inactive && sees) members.push_back(&member);
    });
    std::ranges::stable_sort(members, {}, &TeamMember::full_name);
    return members;
}

/// A letter, a digit, or the first byte of a letter of two bytes in UTF-8; signs such as « and … begin with others.
bool goes_on_as_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool ascii = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return ascii || (byte >= 0xC3 && byte <= 0xDF);
}

std::string mark_of(const TeamMember& member) { return '@' + member.full_name(); }

/// Whether the words hold the mark; "@Anna Martin" does not stand in "@Anna Martinez".
bool holds_mark(std::string_view words, std::string_view mark) {
    for (std::size_t at = words.find(mark); at != std::string_view::npos; at = words.find(mark, at + 1)) {
        const std::size_t end = at + mark.size();
        if (end == words.size() || !goes_on_as_word(words[end])) return true;
    }
    return false;
}

std::vector<TeamMemberId> named_in(const Desk& desk, ClientId client, const std::string& words) {
    std::vector<TeamMemberId> named;
    for (const TeamMember* member : members_of_file(desk.db, client)) {
        if (holds_mark(words, mark_of(*member))) named.push_back(member->id);
    }
    return named;
}

Act mention(const Comment& comment, TeamMemberId member) {
    const CommentMention row{comment_mention_id(comment.id, member), comment.client, comment.id, member};
    return {"comment_mention.create", create_args(entity_info<CommentMention>(), &row)};
}

Do say(const Desk& desk, const Comment& target, std::string words) {
    Comment comment = target;
    comment.id.value = desk.new_id();
    comment.text = std::move(words);
    Do deed;
    deed.title = desk.texts.label("comments.said");
    deed.acts.push_back({"comment.create", create_args(entity_info<Comment>(), &comment)});
    for (const TeamMemberId member : named_in(desk, comment.client, comment.text)) {
        deed.acts.push_back(mention(comment, member));
    }
    return deed;
}

Do rewrite(const Desk& desk, const Comment& before, std::string words) {
    const EntityInfo& info = entity_info<Comment>();
    Comment after = before;
    after.text = std::move(words);
    Do deed;
    deed.title = desk.texts.label("comments.changed");
    deed.acts.push_back({"comment.change", change_args(info, before.id.value, edits_between(info, &before, &after))});
    const std::vector<TeamMemberId> old = mentioned_in(desk.db, before.id);
    const std::vector<TeamMemberId> named = named_in(desk, before.client, after.text);
    for (const TeamMemberId member : named) {
        if (std::ranges::find(old, member) == old.end()) deed.acts.push_back(mention(before, member));
    }
    for (const TeamMemberId member : old) {
        if (std::ranges::find(named, member) != named.end()) continue;
        deed.acts.push_back({"comment_mention.delete", delete_args(comment_mention_id(before.id, member).value)});
    }
    return deed;
}

/// Puts the name of whoever is chosen behind the words.
void mention_ui(const Desk& desk, ClientId client, std::string& words) {
    std::string key;
    const auto find = [&](std::string_view typed) {
        const std::string wanted = fold(typed);
        std::vector<Option> found;
        for (const TeamMember* member : members_of_file(desk.db, client)) {
            if (member->id == desk.by.actor || !matches_folded(fold(member->full_name()), wanted)) continue;
            found.push_back({.key = to_text(member->id.value), .label = member->full_name(), .person = true});
        }
        return found;
    };
    PickerOptions look;
    look.field.label_hidden = true;
    look.field.placeholder = desk.texts.label("comments.mention");
    look.may_clear = false;
    if (!picker("mention", desk.texts.label("comments.mention"), key, find, look).changed) return;
    const Result<Id128> chosen = parse_id(key);
    const TeamMember* member = chosen ? desk.db.find(TeamMemberId{*chosen}) : nullptr;
    if (member == nullptr) return;
    if (!words.empty() && words.back() != ' ' && words.back() != '\n') words += ' ';
    words += mark_of(*member) + ' ';
}

void change_ui(const Desk& desk, const Comment& comment, CommentsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    FieldOptions look;
    look.label_hidden = true;
    const Edited edited = long_text("words", texts.label("comment.text"), state.words, 3, look);
    space(6);
    mention_ui(desk, comment.client, state.words);
    space(8);
    const std::string words(trimmed(state.words));
    const bool kept = button("keep", texts.label("comments.keep"), {.kind = ButtonKind::primary});
    beside(8);
    const bool dropped = button("cancel", texts.label("widget.cancel"));
    if (!kept && !edited.submitted && !dropped) return;
    state.changed = {};
    if (!dropped && !words.empty() && words != comment.text) out.push_back(rewrite(desk, comment, words));
}

void comment_ui(const Desk& desk, const Comment& comment, CommentsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope(comment.id);
    const Card card("comment", 12);
    const TeamMember* author = desk.db.find(comment.author);
    const bool own = comment.author == desk.by.actor && desk.by.may(Right::edit);
    std::string head = author != nullptr ? author->full_name() : std::string(texts.label("pending.former_member"));
    head += " · " + moment_words(texts, comment.written_at, desk.by.now_ms, desk.utc_offset_minutes);
    if (comment.changed_at != 0) head += " · " + std::string(texts.label("comments.was_changed"));
    const float menu = own ? icon_button_width : 0;
    text(head, {.style = TextStyle::small,
                .color = palette().soft,
                .width = available_width() - menu,
                .line = own ? icon_button_width : 20.0F});
    if (own) {
        beside_right(menu);
        const std::vector<Option> actions = {
            {.key = "change", .label = std::string(texts.label("list.edit")), .icon = Icon::pencil},
            {.key = "delete",
             .label = std::string(texts.label("list.delete")),
             .icon = Icon::trash,
             .danger = true,
             .separated = true}};
        const std::string action = menu_button("menu", Icon::more, texts.label("list.actions"), actions);
        if (action == "change") {
            state.changed = comment.id.value;
            state.words = comment.text;
        }
        if (action == "delete") {
            out.push_back(
                Do{{{"comment.delete", delete_args(comment.id.value)}}, std::string(texts.label("comments.deleted"))});
        }
    }
    if (state.changed == comment.id.value) return change_ui(desk, comment, state, out);
    paragraph(comment.text);
}

}  // namespace

void comments_ui(const Desk& desk, const Comment& target, CommentsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const Comment*> comments = comments_of(desk.db, target.work());
    const bool may_say = desk.by.may(Right::edit);
    if (comments.empty() && !may_say) return;
    const Group group("comments", mirror::Role::group, texts.label("comments.title"));
    text(texts.label("comments.title"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(6);
    for (const Comment* comment : comments) {
        comment_ui(desk, *comment, state, out);
        space(8);
    }
    if (!may_say) return;
    FieldOptions look;
    look.label_hidden = true;
    look.placeholder = texts.label(target.request.is_nil() ? "comments.say" : "comments.say_internal");
    std::string& said = state.said[target.work()];
    const Edited edited = long_text("say", texts.label("comments.say"), said, 2, look);
    space(6);
    mention_ui(desk, target.client, said);
    space(8);
    const std::string words(trimmed(said));
    ButtonOptions send;
    send.icon = Icon::message;
    send.enabled = !words.empty();
    send.why_disabled = texts.label("comments.nothing_said");
    const bool pressed = button("send", texts.label("comments.send"), send);
    if ((!pressed && !edited.submitted) || words.empty()) return;
    out.push_back(say(desk, target, words));
    state.said.erase(target.work());
}

}  // namespace pupitre::ui
