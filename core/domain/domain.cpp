// Registration of every area.
#include "core/domain/domain.h"

#include "core/books/bank_import.h"
#include "core/books/ledger_chart.h"
#include "core/catalogue/service_bundle.h"
#include "core/catalogue/service_item.h"
#include "core/command/undo.h"
#include "core/comments/comment.h"
#include "core/crm/address.h"
#include "core/crm/client.h"
#include "core/crm/client_access.h"
#include "core/crm/client_import_command.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/crm/portal.h"
#include "core/documents/document.h"
#include "core/domain/advance.h"
#include "core/firm/demo_removal.h"
#include "core/firm/firm.h"
#include "core/notices/notice_commands.h"
#include "core/notices/tell.h"
#include "core/requests/request_commands.h"
#include "core/requests/shared_document.h"
#include "core/views/saved_view.h"
#include "core/work/assign_services.h"
#include "core/work/series_commands.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

void tell_of(Changes& changes, const Context& by, const Command& command, const ChangeSet& outcome) {
    const Occasion occasion = command.name == AdvanceTime::name ? Occasion::time
                              : command.name == "undo"          ? Occasion::undo
                                                                : Occasion::deed;
    tell_members(changes, by, occasion, outcome);
}

// Built once and never changed: a constant table, not state.
Registry& build(Registry& registry) {
    for (const EntityRules& rules : {firm_rules(),
                                     team_member_rules(),
                                     client_group_rules(),
                                     client_rules(),
                                     person_rules(),
                                     tag_rules(),
                                     person_tag_rules(),
                                     address_rules(),
                                     note_rules(),
                                     service_rules(),
                                     project_rules(),
                                     task_rules(),
                                     checklist_item_rules(),
                                     work_series_rules(),
                                     work_series_exception_rules(),
                                     client_access_rules(),
                                     saved_view_rules(),
                                     document_rules(),
                                     service_category_rules(),
                                     deliverable_type_rules(),
                                     service_item_rules(),
                                     service_item_dependency_rules(),
                                     service_bundle_rules(),
                                     service_bundle_item_rules(),
                                     assignment_rules(),
                                     work_dependency_rules(),
                                     portal_rules(),
                                     portal_access_rules(),
                                     client_request_rules(),
                                     request_tracking_rules(),
                                     request_message_rules(),
                                     shared_document_rules(),
                                     bank_account_rules(),
                                     bank_transaction_rules(),
                                     ledger_account_rules(),
                                     comment_rules(),
                                     comment_mention_rules(),
                                     notice_rules(),
                                     member_settings_rules()}) {
        registry.add_entity(rules);
    }
    registry.add<CompleteTask>();
    registry.add<ReopenTask>();
    registry.add<RepeatTask>();
    registry.add<RepeatProject>();
    registry.add<KeepForNext>();
    registry.add<SkipOccurrence>();
    registry.add<MoveOccurrence>();
    registry.add<EndSeries>();
    registry.add<PauseSeries>();
    registry.add<ResumeSeries>();
    registry.add<RemoveServiceCategory>();
    registry.add<AssignServices>();
    registry.add<AssignToClients>();
    registry.add<WithdrawAssignment>();
    registry.add<AdvanceTime>();
    registry.add<RemoveDemo>();
    registry.add<ReadNotices>();
    registry.add<ChooseMail>();
    add_request_commands(registry);
    registry.add_command(add_shared_document_command(registry));
    registry.add_command(client_import_command(registry));
    registry.add_command(bank_import_command(registry));
    registry.add_command(undo_command(registry));
    registry.set_consequences(tell_of);
    return registry;
}

}  // namespace

const Schema& domain_schema() {
    static const Schema schema({&entity_info<Firm>(),
                                &entity_info<TeamMember>(),
                                &entity_info<ClientGroup>(),
                                &entity_info<Client>(),
                                &entity_info<Person>(),
                                &entity_info<Tag>(),
                                &entity_info<PersonTag>(),
                                &entity_info<Address>(),
                                &entity_info<Note>(),
                                &entity_info<Service>(),
                                &entity_info<Project>(),
                                &entity_info<Task>(),
                                &entity_info<ChecklistItem>(),
                                &entity_info<WorkSeries>(),
                                &entity_info<WorkSeriesException>(),
                                &entity_info<ClientAccess>(),
                                &entity_info<SavedView>(),
                                &entity_info<Document>(),
                                &entity_info<ServiceCategory>(),
                                &entity_info<DeliverableType>(),
                                &entity_info<ServiceItem>(),
                                &entity_info<ServiceItemDependency>(),
                                &entity_info<ServiceBundle>(),
                                &entity_info<ServiceBundleItem>(),
                                &entity_info<Assignment>(),
                                &entity_info<WorkDependency>(),
                                &entity_info<Portal>(),
                                &entity_info<PortalAccess>(),
                                &entity_info<ClientRequest>(),
                                &entity_info<RequestTracking>(),
                                &entity_info<RequestMessage>(),
                                &entity_info<SharedDocument>(),
                                &entity_info<BankAccount>(),
                                &entity_info<BankTransaction>(),
                                &entity_info<LedgerAccount>(),
                                &entity_info<Comment>(),
                                &entity_info<CommentMention>(),
                                &entity_info<Notice>(),
                                &entity_info<MemberSettings>()});
    return schema;
}

const Registry& domain_registry() {
    static Registry registry(domain_schema());
    static const Registry& built = build(registry);
    return built;
}

}  // namespace pupitre
