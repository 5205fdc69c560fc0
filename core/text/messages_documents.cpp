// Words of documents and their contents: table and fields, the tab and the attachments, refusals of the host and of the
// device, and the host's command line.
#include "core/text/message_lists.h"

namespace pupitre {

std::span<const Message> documents_messages() {
    static constexpr Message list[] = {
        {"document", "Document", "Document"},
        {"document.client", "Client", "Client"},
        {"document.task", "Tâche", "Task"},
        {"document.name", "Nom du document", "Name of the document"},
        {"document.media_type", "Type", "Type"},
        {"document.hash", "Empreinte", "Hash"},
        {"document.size_bytes", "Taille", "Size"},
        {"document.author", "Ajouté par", "Added by"},
        {"document.added_at", "Ajouté le", "Added on"},
        {"host.error.document_unknown",
         "Ce document n’existe pas ou ne vous est pas confié. S’il vient d’être ajouté, patientez un instant.",
         "This document does not exist or is not entrusted to you. If it was only just added, wait a moment."},
        {"host.error.not_permitted", "Vous n’avez pas le droit de faire cela. Demandez à un administrateur du cabinet.",
         "You may not do this. Ask an administrator of the firm."},
        {"host.error.file_too_large",
         "Ce fichier dépasse la taille acceptée par le serveur. Il reste sur cet appareil.",
         "This file is larger than the host accepts. It stays on this device."},
        {"host.error.files_full",
         "La place prévue pour les documents du cabinet est pleine. Le fichier reste sur cet appareil\u202F; prévenez "
         "votre "
         "administrateur.",
         "The room for the firm’s documents is used up. The file stays on this device; tell your administrator."},
        {"host.error.too_many_uploads", "Trop d’envois sont en cours. La suite partira d’elle-même.",
         "Too many uploads are under way. The rest will leave by itself."},
        {"host.error.file_program", "Ce fichier est un programme. Pour votre sécurité, il est refusé.",
         "This file is a program. For your safety, it is refused."},
        {"host.error.upload_unknown", "Cet envoi n’est plus connu du serveur. Il reprend de lui-même.",
         "The host no longer knows this upload. It starts again by itself."},
        {"host.error.upload_incomplete", "Il manque une partie du fichier. L’envoi reprend de lui-même.",
         "A part of the file is missing. The upload goes on by itself."},
        {"host.error.chunk_damaged", "Une partie du fichier est arrivée abîmée. L’envoi reprend de lui-même.",
         "A part of the file arrived damaged. The upload goes on by itself."},
        {"host.error.content_differs",
         "Le contenu reçu n’est pas celui du document. Rien n’en a été gardé\u00A0: ajoutez le fichier de nouveau.",
         "The content received is not the document’s. Nothing of it was kept: add the file again."},
        {"host.error.content_awaited", "Le contenu de ce document n’est pas encore arrivé sur le serveur.",
         "The content of this document has not reached the host yet."},
        {"host.check.content", "Contenu de document endommagé\u00A0: {0}", "Damaged content of a document: {0}"},
        {"host.check.contents", "Contenus de documents\u00A0: {0} ({1} octets), attendus\u00A0: {2}",
         "Contents of documents: {0} ({1} bytes), awaited: {2}"},
        {"host.help.max_file_mb", "Taille maximale d’un document, en Mo (1 048 576 octets)",
         "Largest document, in MB (1,048,576 bytes)"},
        {"host.help.max_files_gb", "Place pour tous les documents du cabinet, en Go",
         "Room for all of the firm’s documents, in GB"},
        {"host.help.keep_removed_days", "Jours pendant lesquels un document retiré garde son contenu",
         "Days for which a removed document keeps its content"},
        {"host.help.scan",
         "Commande qui examine chaque document reçu sur son entrée (0 sain, 1 infecté, sinon à réessayer)",
         "Command that examines each document received on its input (0 clean, 1 infected, else tried again)"},
    };
    return list;
}

}  // namespace pupitre
