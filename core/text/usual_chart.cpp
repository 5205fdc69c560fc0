// Names of the plan comptable général (ANC 2014-03).
#include "core/text/usual_chart.h"

#include <array>

namespace pupitre {

std::span<const ChartLine> usual_chart() {
    static const std::array<ChartLine, 43> lines = {{
        {"101000", "Capital"},
        {"108000", "Compte de l’exploitant"},
        {"164000", "Emprunts auprès des établissements de crédit"},
        {"215000", "Matériel et outillage"},
        {"218300", "Matériel de bureau et informatique"},
        {"401000", "Fournisseurs"},
        {"411000", "Clients"},
        {"421000", "Personnel – rémunérations dues"},
        {"431000", "Sécurité sociale"},
        {"437000", "Autres organismes sociaux"},
        {"442100", "Prélèvement à la source"},
        {"444000", "État – impôts sur les bénéfices"},
        {"445510", "TVA à décaisser"},
        {"447000", "Autres impôts et taxes"},
        {"455000", "Associés – comptes courants"},
        {"467000", "Débiteurs et créditeurs divers"},
        {"471000", "Compte d’attente"},
        {"580000", "Virements internes"},
        {"601000", "Achats de matières premières"},
        {"606100", "Fournitures non stockables (eau, énergie)"},
        {"606300", "Petit équipement et entretien"},
        {"606400", "Fournitures administratives"},
        {"607000", "Achats de marchandises"},
        {"611000", "Sous-traitance"},
        {"612000", "Redevances de crédit-bail"},
        {"613200", "Locations immobilières"},
        {"613500", "Locations mobilières"},
        {"615000", "Entretien et réparations"},
        {"616000", "Primes d’assurance"},
        {"622600", "Honoraires"},
        {"623000", "Publicité et relations publiques"},
        {"625100", "Voyages et déplacements"},
        {"625700", "Réceptions"},
        {"626000", "Frais postaux et télécommunications"},
        {"627000", "Services bancaires"},
        {"635100", "Impôts directs (CFE, CVAE)"},
        {"641000", "Rémunérations du personnel"},
        {"645000", "Charges sociales"},
        {"661000", "Charges d’intérêts"},
        {"706000", "Prestations de services"},
        {"707000", "Ventes de marchandises"},
        {"758000", "Produits divers de gestion"},
        {"768000", "Autres produits financiers"},
    }};
    return lines;
}

}  // namespace pupitre
