// Rules and series in words: one sentence by the shape of the rule, in each language. Word by word it cannot be done: the
// same parts need other words in other company. A rule that no shape fits gets a longer sentence that is still exact.
#pragma once

#include <span>
#include <string>

#include "core/calendar/recurrence/fill_in.h"
#include "core/calendar/series/plan.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// "tous les mois, le 24", "le 2ᵉ mardi de chaque mois" / "every month on the 24th", "the 2nd Tuesday of each month". Begins
/// with a small letter, without a full stop.
std::string rule_text(const RecurrenceRule& rule, const RecurrenceStart& start, Language language);

/// The rule with the rest of the series: "…, reporté au jour ouvré suivant, création 10 jours avant l’échéance".
std::string series_text(const Series& series, Language language);

/// The sentence on its own: with a capital.
std::string capitalised(std::string sentence);

/// A date of a preview with its reason: "20/12/2026 (dimanche) → 21/12/2026", "20/12/2026 : sautée".
std::string occurrence_text(const Occurrence& occurrence, const Texts& texts);
/// The work of a few dates in one line: "24/12 · 25/01 (dim. 24 → lun. 25) · 24/02".
std::string next_dates_text(std::span<const Occurrence> occurrences, const Texts& texts);
/// "1ᵉʳ", "2ᵉ" / "1st", "2nd".
std::string ordinal_text(std::int32_t number, Language language);

}  // namespace pupitre
