// Words of services, projects and tasks: tables, fields and choices.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> work_messages() {
    static constexpr Message list[] = {
        {"service", "Prestation", "Service"},
        {"service.name", "Nom de la prestation", "Name of the service"},
        {"service.category", "Catégorie", "Category"},
        {"service.description", "Description", "Description"},
        {"service.price", "Tarif", "Price"},
        {"service.periodicity", "Périodicité", "Periodicity"},
        {"service.archived", "Archivée", "Archived"},
        {"service.demo", "Exemple", "Example"},
        {"service.position", "Ordre", "Order"},
        {"choice.service.periodicity.never", "Jamais", "Never"},
        {"choice.service.periodicity.weekly", "Chaque semaine", "Weekly"},
        {"choice.service.periodicity.monthly", "Chaque mois", "Monthly"},
        {"choice.service.periodicity.quarterly", "Chaque trimestre", "Quarterly"},
        {"choice.service.periodicity.half_yearly", "Chaque semestre", "Half-yearly"},
        {"choice.service.periodicity.yearly", "Chaque année", "Yearly"},
        {"project", "Projet", "Project"},
        {"project.client", "Client", "Client"},
        {"project.service", "Prestation", "Service"},
        {"project.title", "Titre", "Title"},
        {"project.description", "Description", "Description"},
        {"project.responsible", "Responsable", "Responsible"},
        {"project.status", "État", "Status"},
        {"project.starts_on", "Début", "Start"},
        {"project.due_on", "Échéance", "Due date"},
        {"project.position", "Ordre", "Order"},
        {"task", "Tâche", "Task"},
        {"task.client", "Client", "Client"},
        {"task.project", "Projet", "Project"},
        {"task.title", "Titre", "Title"},
        {"task.description", "Description", "Description"},
        {"task.assignee", "Responsable", "Assignee"},
        {"task.due_on", "Échéance", "Due date"},
        {"task.status", "État", "Status"},
        {"task.completed_on", "Terminée le", "Completed on"},
        {"task.estimate_minutes", "Temps prévu (minutes)", "Estimate (minutes)"},
        {"task.position", "Ordre", "Order"},
        {"choice.project.status.to_do", "À faire", "To do"},
        {"choice.project.status.in_progress", "En cours", "In progress"},
        {"choice.project.status.blocked", "Bloqué", "Blocked"},
        {"choice.project.status.done", "Terminé", "Done"},
        {"choice.project.status.cancelled", "Annulé", "Cancelled"},
        {"choice.task.status.to_do", "À faire", "To do"},
        {"choice.task.status.in_progress", "En cours", "In progress"},
        {"choice.task.status.blocked", "Bloquée", "Blocked"},
        {"choice.task.status.done", "Terminée", "Done"},
        {"choice.task.status.cancelled", "Annulée", "Cancelled"},
        {"checklist_item", "Point de contrôle", "Checklist item"},
        {"checklist_item.client", "Client", "Client"},
        {"checklist_item.task", "Tâche", "Task"},
        {"checklist_item.text", "Point à contrôler", "Item to check"},
        {"checklist_item.done", "Fait", "Done"},
        {"checklist_item.position", "Ordre", "Order"},
    };
    return list;
}

}  // namespace pupitre
