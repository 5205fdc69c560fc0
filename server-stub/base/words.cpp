// What the HTTP interface says to people. The codes are stored by clients: they are for ever.
#include "server-stub/base/words.h"

#include <algorithm>
#include <array>

namespace pupitre::host {
namespace {

struct ErrorEntry {
    std::string_view code;
    Words words;
};

constexpr ErrorEntry internal_error = {
    "internal",
    {"Le serveur a rencontré une erreur. Rien n’est perdu : réessayez dans un instant.",
     "The server met an error. Nothing is lost: try again in a moment."}};

constexpr std::array error_entries = {
    internal_error,
    ErrorEntry{"bad_request",
               {"La demande est illisible. Rechargez la page ; si cela recommence, prévenez votre administrateur.",
                "The request cannot be read. Reload the page; if it happens again, tell your administrator."}},
    ErrorEntry{"not_found",
               {"Cette adresse n’existe pas. Revenez à l’accueil.", "This address does not exist. Go back to the start."}},
    ErrorEntry{"method_not_allowed",
               {"Cette adresse n’accepte pas cette action.", "This address does not accept this action."}},
    ErrorEntry{"wrong_content_type",
               {"Le format de la demande n’est pas accepté. Rechargez la page pour obtenir la version actuelle.",
                "The format of the request is not accepted. Reload the page to get the current version."}},
    ErrorEntry{"header_too_large",
               {"L’en-tête de la demande est trop grand. Effacez les cookies de ce site, puis réessayez.",
                "The header of the request is too large. Clear this site’s cookies, then try again."}},
    ErrorEntry{"body_too_large",
               {"L’envoi est trop volumineux. Il reste enregistré sur cet appareil.",
                "The message is too large. It stays saved on this device."}},
    ErrorEntry{"wrong_origin",
               {"La demande vient d’un autre site et a été refusée. Ouvrez Pupitre à son adresse habituelle.",
                "The request comes from another site and was refused. Open Pupitre at its usual address."}},
    ErrorEntry{"too_many_requests",
               {"Trop de demandes en peu de temps. Patientez quelques secondes.",
                "Too many requests in a short time. Wait a few seconds."}},
    ErrorEntry{"overloaded",
               {"Le serveur est très occupé. Patientez quelques secondes, puis réessayez.",
                "The server is very busy. Wait a few seconds, then try again."}},
    ErrorEntry{"signed_out",
               {"Votre session a pris fin. Connectez-vous de nouveau : vos modifications sont gardées sur cet appareil.",
                "Your session has ended. Sign in again: your changes are kept on this device."}},
    ErrorEntry{"wrong_login",
               {"Adresse e-mail ou mot de passe incorrect. Vérifiez-les, puis réessayez.",
                "Wrong e-mail address or password. Check them, then try again."}},
    ErrorEntry{"login_locked",
               {"Trop d’essais de connexion. Patientez un peu avant de réessayer.",
                "Too many attempts to sign in. Wait a little before you try again."}},
    ErrorEntry{"storage",
               {"Le serveur ne peut pas enregistrer pour le moment (disque plein ou occupé). Vos modifications restent sur "
                "cet appareil et partiront d’elles-mêmes.",
                "The server cannot save at the moment (disk full or busy). Your changes stay on this device and will leave "
                "by themselves."}},
};

}  // namespace

Words error_words(std::string_view code) {
    const auto* found = std::ranges::find(error_entries, code, &ErrorEntry::code);
    return found == error_entries.end() ? internal_error.words : found->words;
}

}  // namespace pupitre::host
