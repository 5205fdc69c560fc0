// Field tables and rules of comments and mentions.
#include "core/comments/comment.h"

#include <algorithm>
#include <optional>

#include "core/command/row_rules.h"
#include "core/comments/move_comments.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

Refusal refuse_comment(RefusalCode code, const Comment& comment, std::string_view field = {}) {
    return {code, std::string(Comment::table), comment.id.value, std::string(field), {}};
}

/// Whose file a record belongs to; nothing if there is no such record.
std::optional<ClientId> client_of(const Database& db, Id128 work) {
    if (const Task* task = db.find(TaskId{work})) return task->client;
    if (const Project* project = db.find(ProjectId{work})) return project->client;
    if (const ClientRequest* request = db.find(ClientRequestId{work})) return request->client;
    return std::nullopt;
}

int targets_of(const Comment& comment) {
    return (comment.task.is_nil() ? 0 : 1) + (comment.project.is_nil() ? 0 : 1) + (comment.request.is_nil() ? 0 : 1);
}

/// It stands under one record, in that record's file; only its author changes it.
std::optional<Refusal> check_comment(const Database& db, const Context& by, const void* row) {
    const auto& comment = *static_cast<const Comment*>(row);
    if (targets_of(comment) != 1) return refuse_comment(RefusalCode::field_required, comment, "task");
    const auto client = client_of(db, comment.work());
    if (client && *client != comment.client) return refuse_comment(RefusalCode::invalid_value, comment, "client");
    const Comment* before = db.find(comment.id);
    if (before == nullptr) return std::nullopt;
    if (before->work() != comment.work()) return refuse_comment(RefusalCode::invalid_value, comment, "task");
    if (before->written_at != comment.written_at)
        return refuse_comment(RefusalCode::invalid_value, comment, "written_at");
    if (before->text != comment.text && comment.author != by.actor) {
        return refuse_comment(RefusalCode::not_permitted, comment, "text");
    }
    return std::nullopt;
}

std::optional<Refusal> check_removal(const Database&, const Context& by, const void* row) {
    const auto& comment = *static_cast<const Comment*>(row);
    if (comment.author == by.actor) return std::nullopt;
    return refuse_comment(RefusalCode::not_permitted, comment);
}

void complete_comment(const Database& db, const Context& by, void* row) {
    auto& comment = *static_cast<Comment*>(row);
    if (const auto client = client_of(db, comment.work())) comment.client = *client;
    comment.written_at = by.now_ms;
    comment.changed_at = 0;
}

void follow_comment(Changes& changes, const Context& by, const void* before, Id128 row) {
    Comment comment = changes.db().get(CommentId{row});
    if (static_cast<const Comment*>(before)->text == comment.text) return;
    comment.changed_at = by.now_ms;
    changes.put(comment);
}

std::optional<Refusal> check_mention(const Database& db, const Context&, const void* row) {
    const auto& mention = *static_cast<const CommentMention*>(row);
    const EntityInfo& info = entity_info<CommentMention>();
    if (mention.id != comment_mention_id(mention.comment, mention.member)) {
        return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
    }
    const Comment* comment = db.find(mention.comment);
    if (comment != nullptr && comment->client != mention.client) {
        return refuse_field(RefusalCode::invalid_value, info, row, *info.find_field("client"));
    }
    return std::nullopt;
}

void complete_mention(const Database& db, const Context&, void* row) {
    auto& mention = *static_cast<CommentMention*>(row);
    if (const Comment* comment = db.find(mention.comment)) mention.client = comment->client;
}

}  // namespace

std::span<const Field> Comment::fields() {
    static constexpr Field rows[] = {
        field<&Comment::id>("id"),
        field<&Comment::client>("client").to(Client::table, OnDelete::cascade),
        field<&Comment::task>("task").to(Task::table, OnDelete::cascade),
        field<&Comment::project>("project").to(Project::table, OnDelete::cascade),
        field<&Comment::request>("request").to(ClientRequest::table, OnDelete::cascade),
        field<&Comment::text>("text", Edit::long_text, Need::required).with_length(comment_length_max),
        field<&Comment::author>("author").to(TeamMember::table),
        instant_field<&Comment::written_at>("written_at"),
        instant_field<&Comment::changed_at>("changed_at"),
    };
    static_assert(std::size(rows) == member_count<Comment>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> CommentMention::fields() {
    static constexpr Field rows[] = {
        field<&CommentMention::id>("id"),
        field<&CommentMention::client>("client").to(Client::table, OnDelete::cascade),
        field<&CommentMention::comment>("comment", Edit::hidden, Need::required).to(Comment::table, OnDelete::cascade),
        field<&CommentMention::member>("member", Edit::hidden, Need::required).to(TeamMember::table, OnDelete::cascade),
    };
    static_assert(std::size(rows) == member_count<CommentMention>(), "Every member needs a row.");
    return rows;
}

CommentMentionId comment_mention_id(CommentId comment, TeamMemberId member) {
    return {derived_id(comment.value, "mention:" + to_text(member.value))};
}

std::vector<const Comment*> comments_of(const Database& db, Id128 work) {
    std::vector<const Comment*> comments;
    const auto add = [&](const Comment& comment) { comments.push_back(&comment); };
    if (work.is_nil()) return comments;
    db.for_each_with<&Comment::task>(TaskId{work}, add);
    db.for_each_with<&Comment::project>(ProjectId{work}, add);
    db.for_each_with<&Comment::request>(ClientRequestId{work}, add);
    // Rows come in id order, so those of one moment keep the same order everywhere.
    std::ranges::stable_sort(comments, {}, &Comment::written_at);
    return comments;
}

std::vector<TeamMemberId> mentioned_in(const Database& db, CommentId comment) {
    std::vector<TeamMemberId> members;
    db.for_each_with<&CommentMention::comment>(
        comment, [&](const CommentMention& mention) { members.push_back(mention.member); });
    return members;
}

TeamMemberId responsible_for(const Database& db, Id128 work) {
    if (const Task* task = db.find(TaskId{work})) return task->assignee;
    if (const Project* project = db.find(ProjectId{work})) return project->responsible;
    const RequestTracking* tracking = db.find(request_tracking_id(ClientRequestId{work}));
    return tracking != nullptr ? tracking->responsible : TeamMemberId{};
}

void move_comments(Changes& changes, Id128 work, ClientId client) {
    std::vector<Comment> moved;
    for (const Comment* comment : comments_of(changes.db(), work)) moved.push_back(*comment);
    for (Comment& comment : moved) {
        comment.client = client;
        changes.put(comment);
        for (const Id128 id : changes.db().ids_with<&CommentMention::comment>(comment.id)) {
            CommentMention mention = changes.db().get(CommentMentionId{id});
            mention.client = client;
            changes.put(mention);
        }
    }
}

EntityRules comment_rules() {
    EntityRules rules;
    rules.info = &entity_info<Comment>();
    rules.check = check_comment;
    rules.check_removal = check_removal;
    rules.complete = complete_comment;
    rules.follow = follow_comment;
    rules.creator_key = "author";
    return rules;
}

EntityRules comment_mention_rules() {
    EntityRules rules;
    rules.info = &entity_info<CommentMention>();
    rules.check = check_mention;
    rules.complete = complete_mention;
    return rules;
}

}  // namespace pupitre
