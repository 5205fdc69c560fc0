// One function per kind of row that may concern somebody.
#include "core/notices/tell.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/crm/client_access.h"
#include "core/notices/notice.h"
#include "core/requests/shared_document.h"

namespace pupitre {

namespace {

/// What one command tells, gathered before it is stored.
class Telling {
public:
    Telling(Changes& changes, const Context& by, Occasion occasion) :
        changes_(&changes), by_(&by), by_itself_(by.actor.is_nil() || occasion == Occasion::time) {}

    /// What is gone is told of no longer, and who is gone has no inbox.
    void clear_away(const ChangeSet& outcome) {
        for (const RowChange& change : outcome.rows) {
            if (change.kind == RowChangeKind::erase) clear_away(change);
        }
    }

    void look_at(const ChangeSet& outcome) {
        for (const RowChange& change : outcome.rows) find_occurrence(change);
        for (const RowChange& change : outcome.rows) look_at(change);
        tell_given();
        trim();
    }

private:
    [[nodiscard]] const Database& db() const { return changes_->db(); }

    template <class Entity>
    [[nodiscard]] bool is(const RowChange& change) const {
        return change.table == db().schema().index_of<Entity>();
    }

    template <auto Member>
    [[nodiscard]] static const FieldChange* changed(const RowChange& change) {
        const FieldIndex place = Database::index_of_member<Member>();
        const auto found = std::ranges::find(change.fields, place, &FieldChange::field);
        return found != change.fields.end() ? &*found : nullptr;
    }

    void clear_away(const RowChange& change) {
        std::vector<NoticeId> gone;
        const auto add = [&](const Notice& notice) { gone.push_back(notice.id); };
        if (is<Comment>(change)) {
            db().for_each_with<&Notice::comment>(CommentId{change.row}, add);
        } else if (is<Task>(change) || is<Project>(change) || is<ClientRequest>(change)) {
            db().for_each_with<&Notice::about>(Id<NoticeSubject>{change.row}, add);
        } else if (is<TeamMember>(change)) {
            const TeamMemberId member{change.row};
            db().for_each_with<&Notice::member>(member, add);
            const MemberSettingsId settings = member_settings_id(member);
            if (db().find(settings) != nullptr) changes_->erase(settings);
        }
        for (const NoticeId notice : gone) changes_->erase(notice);
    }

    void look_at(const RowChange& change) {
        if (change.kind == RowChangeKind::erase) return;
        if (is<Task>(change)) return look_at_task(change);
        if (is<Project>(change)) return look_at_project(change);
        if (is<RequestTracking>(change)) return look_at_tracking(change);
        if (is<ClientRequest>(change)) return look_at_request(change);
        if (change.kind != RowChangeKind::insert) return;
        if (is<Comment>(change)) return look_at_comment(CommentId{change.row});
        if (is<CommentMention>(change)) return look_at_mention(CommentMentionId{change.row});
        if (is<SharedDocument>(change)) look_at_document(SharedDocumentId{change.row});
    }

    template <auto Member>
    void look_at_responsible(const RowChange& change, Id128 about, bool silent) {
        const FieldChange* who = changed<Member>(change);
        if (who == nullptr) return;
        const auto* after = std::get_if<Id128>(&who->after);
        if (after == nullptr || silent || by_itself_) return;
        given_[TeamMemberId{*after}].push_back(about);
    }

    /// A further occurrence of a series is nothing that somebody gave, nor are the tasks that come with it.
    void find_occurrence(const RowChange& change) {
        if (change.kind != RowChangeKind::insert || !is<Project>(change)) return;
        const Project* project = db().find(ProjectId{change.row});
        if (project != nullptr && !project->series.is_nil()) occurrences_.insert(project->id);
    }

    void look_at_project(const RowChange& change) {
        look_at_responsible<&Project::responsible>(change, change.row, occurrences_.contains(ProjectId{change.row}));
    }

    void look_at_task(const RowChange& change) {
        const Task* task = db().find(TaskId{change.row});
        if (task == nullptr) return;
        const bool occurrence =
            change.kind == RowChangeKind::insert && (!task->series.is_nil() || occurrences_.contains(task->project));
        look_at_responsible<&Task::assignee>(change, change.row, occurrence);
        const FieldChange* status = changed<&Task::status>(change);
        if (status == nullptr || change.kind != RowChangeKind::update) return;
        const bool waited = status->before == detail::Convert<WorkStatus>::to_value(WorkStatus::blocked);
        const bool freed =
            waited && task->status == WorkStatus::to_do && changed<&Task::released_on>(change) != nullptr;
        if (freed) tell(NoticeKind::released, task->assignee, change.row);
    }

    void look_at_tracking(const RowChange& change) {
        const RequestTracking* tracking = db().find(RequestTrackingId{change.row});
        if (tracking == nullptr) return;
        look_at_responsible<&RequestTracking::responsible>(change, tracking->request.value, false);
    }

    /// Who looks after a request, else who shared it.
    [[nodiscard]] TeamMemberId keeper_of(ClientRequestId request) const {
        const RequestTracking* tracking = db().find(request_tracking_id(request));
        if (tracking == nullptr) return {};
        return tracking->responsible.is_nil() ? tracking->shared_by : tracking->responsible;
    }

    void look_at_request(const RowChange& change) {
        const ClientRequestId request{change.row};
        const FieldChange* answered = changed<&ClientRequest::answered_at>(change);
        if (answered == nullptr || change.kind != RowChangeKind::update) return;
        if (!is_absent(answered->after)) tell(NoticeKind::answered, keeper_of(request), change.row);
    }

    void look_at_document(SharedDocumentId id) {
        const SharedDocument* document = db().find(id);
        if (document == nullptr || document->request.is_nil()) return;
        const bool from_client = access_of(db(), document->author) != nullptr;
        if (from_client) tell(NoticeKind::file_received, keeper_of(document->request), document->request.value);
    }

    void look_at_comment(CommentId id) {
        const Comment* comment = db().find(id);
        if (comment == nullptr) return;
        tell(NoticeKind::commented, responsible_for(db(), comment->work()), comment->work(), id);
    }

    void look_at_mention(CommentMentionId id) {
        const CommentMention* mention = db().find(id);
        const Comment* comment = mention != nullptr ? db().find(mention->comment) : nullptr;
        if (comment == nullptr) return;
        tell(NoticeKind::mentioned, mention->member, comment->work(), comment->id);
    }

    /// What one command gave to one member is told once.
    void tell_given() {
        for (auto& [member, works] : given_) {
            // Given on within the same command.
            std::erase_if(works, [&](Id128 work) { return responsible_for(db(), work) != member; });
            if (works.empty()) continue;
            tell(NoticeKind::responsible, member, works.front(), {}, static_cast<std::int32_t>(works.size()) - 1);
        }
    }

    [[nodiscard]] bool may_hear(TeamMemberId member, Id128 about) const {
        const TeamMember* row = db().find(member);
        if (row == nullptr || row->inactive || member == by_->actor) return false;
        if (row->sees_every_file()) return true;
        const TableIndex table = db().schema().index_of(subject_table(db(), about));
        if (table >= db().schema().table_count()) return false;
        return sees_scope(db(), member, scope_of(db().schema().entity(table), db().table(table).find(about)));
    }

    void tell(NoticeKind kind, TeamMemberId member, Id128 about, CommentId comment = {}, std::int32_t more = 0) {
        if (!may_hear(member, about)) return;
        Notice notice;
        notice.id = notice_id(kind, member, about, comment);
        notice.inbox = inbox_of(member);
        notice.member = member;
        notice.kind = kind;
        notice.about.value = about;
        notice.comment = comment;
        notice.by = by_->actor;
        notice.at_ms = by_->now_ms;
        notice.more = more;
        changes_->put(notice);
        told_.insert(member);
    }

    void trim() {
        for (const TeamMemberId member : told_) {
            std::vector<std::pair<std::int64_t, NoticeId>> all;
            db().for_each_with<&Notice::member>(
                member, [&](const Notice& notice) { all.emplace_back(notice.at_ms, notice.id); });
            if (all.size() <= notices_max) continue;
            std::ranges::sort(all);
            for (std::size_t place = 0; place < all.size() - notices_max; ++place) changes_->erase(all[place].second);
        }
    }

    Changes* changes_;
    const Context* by_;
    bool by_itself_;  // Days passed; nobody gave anything to anybody.
    std::map<TeamMemberId, std::vector<Id128>> given_;
    std::set<TeamMemberId> told_;
    std::set<ProjectId> occurrences_;  // That the command made of a series.
};

}  // namespace

void tell_members(Changes& changes, const Context& by, Occasion occasion, const ChangeSet& outcome) {
    Telling telling(changes, by, occasion);
    telling.clear_away(outcome);
    if (occasion != Occasion::undo) telling.look_at(outcome);
}

}  // namespace pupitre
