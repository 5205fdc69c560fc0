// Reading and choosing. Whoever is a member may, also who may not edit anything.
#include "core/notices/notice_commands.h"

#include <algorithm>
#include <span>

namespace pupitre {

namespace {

template <class Enum>
Result<Enum> choice_in(const Json& args, const char* key) {
    const auto found = args.find(key);
    if (found == args.end() || !found->is_string()) return Error{ErrorCode::malformed, key};
    const std::string& name = *found->get_ptr<const std::string*>();
    const std::span names(enum_names<Enum>);
    const auto place = std::ranges::find(names, std::string_view(name));
    if (place == names.end()) return Error{ErrorCode::unknown_name, key};
    return static_cast<Enum>(place - names.begin());
}

template <class Enum>
std::string name_of(Enum value) {
    return std::string(enum_names<Enum>[static_cast<std::size_t>(value)]);
}

std::optional<Refusal> refuse_stranger(const Database& db, const Context& by, std::string_view table) {
    const TeamMember* member = db.find(by.actor);
    if (member != nullptr && !member->inactive) return std::nullopt;
    return Refusal{RefusalCode::not_permitted, std::string(table), {}, {}, {}};
}

}  // namespace

Result<ReadNotices> ReadNotices::from_json(const Json& args) {
    const auto list = args.find("notices");
    if (list == args.end() || !list->is_array()) return Error{ErrorCode::malformed, "notices"};
    if (list->size() > notices_max) return Error{ErrorCode::too_large, "notices"};
    ReadNotices command;
    for (const Json& each : *list) {
        if (!each.is_string()) return Error{ErrorCode::malformed, "notices"};
        const Result<Id128> id = parse_id(*each.get_ptr<const std::string*>());
        if (!id) return Error{ErrorCode::malformed, "notices"};
        command.notices.push_back(NoticeId{*id});
    }
    return command;
}

Json ReadNotices::to_json() const {
    Json list = Json::array();
    for (const NoticeId notice : notices) list.push_back(to_text(notice.value));
    return Json{{"notices", std::move(list)}};
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const ReadNotices& command) {
    if (auto refusal = refuse_stranger(db, by, Notice::table)) return refusal;
    for (const NoticeId id : command.notices) {
        const Notice* notice = db.find(id);
        // Of what is told to others, nobody learns that it is there.
        if (notice != nullptr && notice->member != by.actor) {
            return Refusal{RefusalCode::row_not_found, std::string(Notice::table), id.value, {}, {}};
        }
    }
    return std::nullopt;
}

void apply(Changes& changes, const Context&, const ReadNotices& command) {
    for (const NoticeId id : command.notices) {
        const Notice* found = changes.db().find(id);
        if (found == nullptr || found->read) continue;
        Notice notice = *found;
        notice.read = true;
        changes.put(notice);
    }
}

Result<ChooseMail> ChooseMail::from_json(const Json& args) {
    const Result<MailChoice> mail = choice_in<MailChoice>(args, "mail");
    const Result<MailLanguage> language = choice_in<MailLanguage>(args, "language");
    if (!mail) return mail.error();
    if (!language) return language.error();
    return ChooseMail{*mail, *language};
}

Json ChooseMail::to_json() const { return Json{{"mail", name_of(mail)}, {"language", name_of(language)}}; }

std::optional<Refusal> refuse(const Database& db, const Context& by, const ChooseMail&) {
    return refuse_stranger(db, by, MemberSettings::table);
}

void apply(Changes& changes, const Context& by, const ChooseMail& command) {
    MemberSettings settings = settings_of(changes.db(), by.actor);
    settings.mail = command.mail;
    settings.language = command.language;
    changes.put(settings);
}

}  // namespace pupitre
