// Comments under a task, a project or a client request: what members of the firm say to each other. They stand in the
// client's file, also where the request itself is shared: no client ever sees one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/requests/client_request.h"
#include "core/work/task.h"

namespace pupitre {

constexpr std::int32_t comment_length_max = 10'000;  // Code points.

struct Comment {
    static constexpr std::string_view table = "comment";
    static constexpr std::string_view scope_key = "client";

    Id<Comment> id;
    ClientId client;  // As the record's; nil: the firm's own.
    TaskId task;      // One of the three is given.
    ProjectId project;
    ClientRequestId request;
    std::string text;
    TeamMemberId author;
    std::int64_t written_at = 0;  // Milliseconds since 1970 UTC …
    std::int64_t changed_at = 0;  // … of the last change by its author; 0: none.

    /// The record that it stands under.
    [[nodiscard]] Id128 work() const {
        if (!task.is_nil()) return task.value;
        return project.is_nil() ? request.value : project.value;
    }

    static std::span<const Field> fields();
    bool operator==(const Comment&) const = default;
};
using CommentId = Id<Comment>;

/// That a comment mentions a member. Its id follows from both, so that it can't be said twice.
struct CommentMention {
    static constexpr std::string_view table = "comment_mention";
    static constexpr std::string_view scope_key = "client";

    Id<CommentMention> id;
    ClientId client;  // As the comment's.
    CommentId comment;
    TeamMemberId member;

    static std::span<const Field> fields();
    bool operator==(const CommentMention&) const = default;
};
using CommentMentionId = Id<CommentMention>;
CommentMentionId comment_mention_id(CommentId comment, TeamMemberId member);

/// The comments under a task, project or request, the newest last.
std::vector<const Comment*> comments_of(const Database& db, Id128 work);
/// Whom a comment mentions.
std::vector<TeamMemberId> mentioned_in(const Database& db, CommentId comment);
/// Who has to look after a task, project or request; nil: nobody.
TeamMemberId responsible_for(const Database& db, Id128 work);

EntityRules comment_rules();
EntityRules comment_mention_rules();

}  // namespace pupitre
