// Words of the machinery: refusals, the firm, the team, general actions.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> core_messages() {
    static constexpr Message list[] = {
        {"refusal.not_permitted", "Vous n’avez pas le droit de faire cela. Demandez à un administrateur du cabinet.",
         "You are not allowed to do this. Ask an administrator of the firm."},
        {"refusal.unknown_command", "Cette version ne connaît pas cette action. Rechargez la page pour mettre à jour.",
         "This version does not know this action. Reload the page to update."},
        {"refusal.malformed_arguments", "La demande est illisible ; rien n’a été modifié.",
         "The request can’t be read; nothing was changed."},
        {"refusal.row_not_found", "Cet élément n’existe plus : il a été supprimé entre-temps.",
         "This item no longer exists: it was deleted meanwhile."},
        {"refusal.row_exists", "Cet élément existe déjà.", "This item already exists."},
        {"refusal.field_required", "Ce champ est obligatoire.", "This field is required."},
        {"refusal.text_too_long", "Ce texte est trop long.", "This text is too long."},
        {"refusal.invalid_value", "Cette valeur n’a pas la forme attendue.",
         "This value does not have the expected form."},
        {"refusal.value_taken", "Cette valeur est déjà utilisée par un autre élément.",
         "This value is already used by another item."},
        {"refusal.reference_missing", "L’élément choisi n’existe plus.", "The chosen item no longer exists."},
        {"refusal.reference_cycle", "Un élément ne peut pas dépendre de lui-même.", "An item can’t depend on itself."},
        {"refusal.row_in_use", "Impossible de supprimer : d’autres éléments en dépendent. Rendez-le plutôt inactif.",
         "Can’t be deleted: other items depend on it. Make it inactive instead."},
        {"refusal.date_order", "La fin ne peut pas précéder le début.", "The end can’t be before the start."},
        {"refusal.changed_since", "Cet élément a été modifié depuis ; la modification plus récente est conservée.",
         "This item was changed since; the later change is kept."},
        {"refusal.last_administrator", "Le cabinet doit garder au moins un administrateur.",
         "The firm must keep at least one administrator."},
        {"refusal.internal", "Une erreur est survenue de notre côté ; votre saisie est conservée.",
         "An error occurred on our side; what you entered is kept."},
        {"firm", "Cabinet", "Firm"},
        {"firm.name", "Nom du cabinet", "Name of the firm"},
        {"firm.siren", "SIREN", "SIREN"},
        {"firm.siret", "SIRET", "SIRET"},
        {"firm.vat_number", "N° TVA intracommunautaire", "VAT number"},
        {"firm.country", "Pays", "Country"},
        {"firm.currency", "Devise", "Currency"},
        {"firm.demo", "Données d’exemple", "Example data"},
        {"firm.new_clients_are_prospects", "Les nouveaux clients sont des prospects", "New clients are prospects"},
        {"team_member", "Collaborateur", "Team member"},
        {"team_member.first_name", "Prénom", "First name"},
        {"team_member.last_name", "Nom", "Last name"},
        {"team_member.email", "E-mail", "E-mail"},
        {"team_member.job_title", "Fonction", "Job title"},
        {"team_member.role", "Rôle", "Role"},
        {"team_member.inactive", "Inactif", "Inactive"},
        {"team_member.demo", "Exemple", "Example"},
        {"choice.team_member.role.member", "Collaborateur", "Member"},
        {"choice.team_member.role.administrator", "Administrateur", "Administrator"},
        {"choice.team_member.role.reader", "Lecture seule", "Read only"},
        {"choice.firm.currency.eur", "Euro (€)", "Euro (€)"},
        {"choice.firm.currency.cad", "Dollar canadien ($)", "Canadian dollar ($)"},
        {"choice.firm.currency.usd", "Dollar américain (US$)", "US dollar (US$)"},
        {"choice.firm.currency.gbp", "Livre sterling (£)", "Pound sterling (£)"},
        {"choice.firm.currency.chf", "Franc suisse (CHF)", "Swiss franc (CHF)"},
    };
    return list;
}

}  // namespace pupitre
