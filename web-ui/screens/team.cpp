// Members in a card, in a client's tab, and the files of one member.
#include "web-ui/screens/team.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/row_commands.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t files_shown_max = 200;

bool by_name(const std::string& a, const std::string& b) { return fold(a) < fold(b); }

/// Those who left come last.
std::vector<const TeamMember*> members_of(const Database& db, bool with_inactive) {
    std::vector<const TeamMember*> members;
    db.for_each<TeamMember>([&](const TeamMember& member) {
        if (with_inactive || !member.inactive) members.push_back(&member);
    });
    std::stable_sort(members.begin(), members.end(), [](const TeamMember* a, const TeamMember* b) {
        if (a->inactive != b->inactive) return b->inactive;
        return by_name(a->full_name(), b->full_name());
    });
    return members;
}

std::string role_words(const TeamMember& member, const Texts& texts) {
    const auto role = enum_names<TeamRole>[static_cast<std::size_t>(member.role)];
    std::string words(texts.label("choice.team_member.role." + std::string(role)));
    if (!member.job_title.empty()) words += " · " + member.job_title;
    return words;
}

/// Of the scopes that a member sees, those that are clients' files.
std::size_t files_of(const Database& db, TeamMemberId member) {
    const std::vector<ScopeId> seen = seen_scopes(db, member);
    const auto is_file = [&](ScopeId scope) { return db.find(ClientId{scope.value}) != nullptr; };
    return static_cast<std::size_t>(std::ranges::count_if(seen, is_file));
}

bool sees(const Database& db, const TeamMember& member, ClientId client) {
    return member.sees_every_file() || sees_scope(db, member.id, ScopeId{client.value});
}

Do set_access(const Desk& desk, const Client& client, const TeamMember& member, bool sees) {
    return {set_access_acts(desk.db, client.id, member.id, sees),
            desk.texts.format(sees ? "team.given" : "team.taken", {client.name, member.full_name()})};
}

}  // namespace

std::vector<Act> set_access_acts(const Database& db, ClientId client, TeamMemberId member, bool sees) {
    if (sees_scope(db, member, ScopeId{client.value}) == sees) return {};
    const EntityInfo& info = entity_info<ClientAccess>();
    const auto id = client_access_id(client, member);
    const ClientAccess* present = db.find(id);
    const Client* row = db.find(client);
    const bool made_it = row != nullptr && row->created_by == member;
    // Who made the client sees it unless that is expressly withdrawn.
    if (present != nullptr && !(made_it && !sees)) {
        if (!sees) return {{"client_access.delete", delete_args(id.value)}};
    }
    const ClientAccess wanted{id, client, member, !sees};
    if (present == nullptr) return {{"client_access.create", create_args(info, &wanted)}};
    return {{"client_access.change", change_args(info, id.value, edits_between(info, present, &wanted))}};
}

void team_ui(const Desk& desk, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_manage = desk.by.may(Right::manage_firm);
    {
        const Card card("team", 16);
        section(texts.label("team.title"));
        space(4);
        paragraph(texts.label(may_manage ? "team.words" : "team.words_read_only"),
                  {.style = TextStyle::small, .color = palette().soft});
        if (may_manage) {
            space(12);
            if (button("add_member", texts.label("team.add"), {.icon = Icon::plus}))
                open_record(desk, TeamMember::table, {}, {}, out);
            space(4);
            paragraph(texts.label("team.sign_in_words"), {.style = TextStyle::small, .color = palette().soft});
        }
    }
    space(8);
    const std::vector<const TeamMember*> members = members_of(desk.db, true);
    const Card card("members", 0);
    for (std::size_t place = 0; place < members.size(); ++place) {
        const TeamMember& member = *members[place];
        const IdScope scope(member.id);
        ListRow row;
        row.title = row.avatar = member.full_name();
        row.detail = role_words(member, texts);
        row.faded = member.inactive;
        if (member.inactive) row.labels.emplace_back(std::string(texts.label("team_member.inactive")), Tone::neutral);
        if (!member.inactive && !member.sees_every_file()) {
            const auto files = static_cast<std::int64_t>(files_of(desk.db, member.id));
            row.labels.emplace_back(texts.count("team.files", files), Tone::accent);
        }
        if (list_row_ui(row, {}, place + 1 == members.size()).opened)
            open_record(desk, TeamMember::table, member.id.value, {}, out);
    }
}

void team_tab_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_manage = desk.by.may(Right::manage_firm);
    paragraph(texts.label(may_manage ? "team.tab_words" : "team.tab_words_read_only"), {.color = palette().soft});
    space(12);
    const std::vector<const TeamMember*> members = members_of(desk.db, false);
    const Card card("team", 0);
    for (std::size_t place = 0; place < members.size(); ++place) {
        const TeamMember& member = *members[place];
        const IdScope scope(member.id);
        const bool has_access = sees(desk.db, member, client.id);
        ListRow row;
        row.title = row.avatar = member.full_name();
        row.detail = role_words(member, texts);
        if (member.sees_every_file()) {
            row.labels.emplace_back(std::string(texts.label("team.all_files")), Tone::neutral);
        } else {
            row.labels.emplace_back(std::string(texts.label(has_access ? "team.has_access" : "team.no_access")),
                                    has_access ? Tone::ok : Tone::neutral);
            if (may_manage) {
                row.checked = has_access;
                row.check_name = texts.format("team.access_of", {member.full_name()});
            }
        }
        const ListRowResult result = list_row_ui(row, {}, place + 1 == members.size());
        if (result.checked) out.push_back(set_access(desk, client, member, !has_access));
        if (result.opened) open_record(desk, TeamMember::table, member.id.value, {}, out);
    }
}

void entrusted_ui(const Desk& desk, const TeamMember& member, EntrustedState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_manage = desk.by.may(Right::manage_firm);
    std::vector<const Client*> files;
    for (const ScopeId scope : seen_scopes(desk.db, member.id)) {
        if (const Client* client = desk.db.find(ClientId{scope.value})) files.push_back(client);
    }
    std::stable_sort(files.begin(), files.end(),
                     [](const Client* a, const Client* b) { return by_name(a->name, b->name); });
    section(texts.count("team.files", static_cast<std::int64_t>(files.size())));
    space(8);
    if (may_manage) {
        const auto find = [&](std::string_view typed) {
            std::vector<Option> found = state.lookups.find(desk.db, Client::table, typed, {});
            std::erase_if(found, [&](const Option& option) {
                const Result<Id128> id = parse_id(option.key);
                return id.ok() && sees_scope(desk.db, member.id, ScopeId{*id});
            });
            return found;
        };
        PickerOptions options;
        options.field.placeholder = texts.label("form.choose");
        const Picked picked = picker("entrust", texts.label("team.entrust"), state.client, find, options);
        const Result<Id128> id = parse_id(state.client);
        const Client* client = picked.changed && id.ok() ? desk.db.find(ClientId{*id}) : nullptr;
        if (client != nullptr) out.push_back(set_access(desk, *client, member, true));
        if (picked.changed) state.client.clear();
        space(8);
    }
    if (files.empty()) {
        paragraph(texts.label("team.no_files"), {.color = palette().soft});
        return;
    }
    const std::size_t shown = std::min(files.size(), files_shown_max);
    {
        const Card card("files", 0);
        for (std::size_t place = 0; place < shown; ++place) {
            const Client& client = *files[place];
            const IdScope scope(client.id);
            ListRow row;
            row.title = client.name;
            row.detail = client.reference;
            row.faded = client.inactive;
            if (may_manage) {
                row.actions.push_back({.key = "withdraw",
                                       .label = std::string(texts.label("team.withdraw")),
                                       .icon = Icon::trash,
                                       .danger = true});
            }
            const ListRowResult result = list_row_ui(row, texts.label("list.actions"), place + 1 == shown);
            if (result.opened) {
                out.push_back(Go{{.screen = Screen::client, .record = client.id.value, .tab = "team", .panel = {}}});
            }
            if (result.action == "withdraw") out.push_back(set_access(desk, client, member, false));
        }
    }
    if (shown == files.size()) return;
    space(8);
    paragraph(texts.count("team.more_files", static_cast<std::int64_t>(files.size() - shown)),
              {.color = palette().soft});
}

}  // namespace pupitre::ui
