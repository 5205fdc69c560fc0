// Services in words: what an item is, when it is due and who does it, in one line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalogue/service_item.h"
#include "core/work/assignment_work.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// "5 jours ouvrés après le début"; empty without a delay.
std::string delay_words(Delay delay, std::int32_t days, const Texts& texts);
/// "Tâche · 5 jours ouvrés après le début · Responsable de la prestation · attend « Ouvrir le dossier »"
std::string item_words(const Desk& desk, const ServiceItem& item);
/// "Chaque mois", or the sentence of a custom rule.
std::string rhythm_words(const Service& service, const Texts& texts);
/// "3 tâches, 1 demande"
std::string contents_words(const Database& db, ServiceId service, const Texts& texts);
/// "Chaque mois · 280,00 € · 3 tâches, 1 demande"
std::string service_words(const Desk& desk, const Service& service);
/// "01/12/2026 – 31/01/2027"
std::string span_words(std::optional<Date> from, std::optional<Date> to, const Texts& texts);
/// "sans tarif", "non facturée", "280,00 €"
std::string price_words(std::optional<Money> price, bool internal, const Texts& texts);
/// Parts with " · " between them; empty ones are left out.
std::string in_one_line(const std::vector<std::string>& parts);

/// In the order by hand; archived ones last.
std::vector<const Service*> services_in(const Database& db, ServiceCategoryId category, bool with_archived);
std::vector<const ServiceCategory*> categories_of(const Database& db);

}  // namespace pupitre::ui
