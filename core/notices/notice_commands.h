// What a member does with their own inbox. These are no actions of the history: there is nothing to take back.
#pragma once

#include <optional>
#include <vector>

#include "core/notices/notice.h"

namespace pupitre {

/// Marks notices of one's own as read. Those that are gone by now are none of anybody's business.
struct ReadNotices {
    static constexpr std::string_view name = "notice.read";
    static constexpr std::int32_t version = 1;

    std::vector<NoticeId> notices;  // At most notices_max.

    static Result<ReadNotices> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const ReadNotices& command);
void apply(Changes& changes, const Context& by, const ReadNotices& command);

/// How one wants to be told by mail.
struct ChooseMail {
    static constexpr std::string_view name = "member_settings.choose_mail";
    static constexpr std::int32_t version = 1;

    MailChoice mail = MailChoice::none;
    MailLanguage language = MailLanguage::french;

    static Result<ChooseMail> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const ChooseMail& command);
void apply(Changes& changes, const Context& by, const ChooseMail& command);

}  // namespace pupitre
