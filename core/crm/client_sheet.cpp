// The titles stand folded and without punctuation: "N° de TVA" is "no de tva".
#include "core/crm/client_sheet.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

struct KnownTitle {
    std::string_view title;
    SheetColumn column;
};

// clang-format off
constexpr KnownTitle known_titles[] = {
    {"reference", SheetColumn::reference}, {"ref", SheetColumn::reference}, {"code", SheetColumn::reference},
    {"code client", SheetColumn::reference}, {"no client", SheetColumn::reference},
    {"n client", SheetColumn::reference}, {"numero client", SheetColumn::reference},
    {"numero de client", SheetColumn::reference}, {"no", SheetColumn::reference}, {"numero", SheetColumn::reference},
    {"reference client", SheetColumn::reference}, {"reference du client", SheetColumn::reference},
    {"reference du contact", SheetColumn::reference}, {"ref client", SheetColumn::reference},
    {"client code", SheetColumn::reference}, {"client number", SheetColumn::reference},
    {"client reference", SheetColumn::reference}, {"customer number", SheetColumn::reference},
    {"customer reference", SheetColumn::reference}, {"customer id", SheetColumn::reference},
    {"client id", SheetColumn::reference}, {"dossier", SheetColumn::reference}, {"no dossier", SheetColumn::reference},
    {"code dossier", SheetColumn::reference},

    {"raison sociale", SheetColumn::name}, {"nom du client", SheetColumn::name}, {"nom client", SheetColumn::name},
    {"client", SheetColumn::name}, {"societe", SheetColumn::name}, {"entreprise", SheetColumn::name},
    {"denomination", SheetColumn::name}, {"denomination sociale", SheetColumn::name},
    {"nom de la societe", SheetColumn::name}, {"nom de l entreprise", SheetColumn::name},
    {"nom entreprise", SheetColumn::name}, {"nom societe", SheetColumn::name},
    {"nom ou raison sociale", SheetColumn::name}, {"nom raison sociale", SheetColumn::name},
    {"name", SheetColumn::name}, {"company", SheetColumn::name}, {"company name", SheetColumn::name},
    {"client name", SheetColumn::name}, {"customer", SheetColumn::name}, {"customer name", SheetColumn::name},
    {"business name", SheetColumn::name}, {"organisation", SheetColumn::name}, {"organization", SheetColumn::name},

    {"siren", SheetColumn::siren}, {"no siren", SheetColumn::siren}, {"n siren", SheetColumn::siren},
    {"numero siren", SheetColumn::siren}, {"siren number", SheetColumn::siren},
    {"siret", SheetColumn::siret}, {"no siret", SheetColumn::siret}, {"n siret", SheetColumn::siret},
    {"numero siret", SheetColumn::siret}, {"siret number", SheetColumn::siret},
    {"tva", SheetColumn::vat_number}, {"no tva", SheetColumn::vat_number}, {"n tva", SheetColumn::vat_number},
    {"no de tva", SheetColumn::vat_number}, {"numero de tva", SheetColumn::vat_number},
    {"numero tva", SheetColumn::vat_number}, {"tva intracommunautaire", SheetColumn::vat_number},
    {"tva intra", SheetColumn::vat_number}, {"no tva intracommunautaire", SheetColumn::vat_number},
    {"numero de tva intracommunautaire", SheetColumn::vat_number}, {"vat", SheetColumn::vat_number},
    {"vat number", SheetColumn::vat_number}, {"vat id", SheetColumn::vat_number}, {"vat no", SheetColumn::vat_number},

    {"groupe", SheetColumn::group}, {"groupe de clients", SheetColumn::group}, {"groupe client", SheetColumn::group},
    {"groupe de contacts", SheetColumn::group}, {"categorie", SheetColumn::group}, {"famille", SheetColumn::group},
    {"type", SheetColumn::group}, {"type de client", SheetColumn::group}, {"group", SheetColumn::group},
    {"client group", SheetColumn::group}, {"category", SheetColumn::group},

    {"adresse", SheetColumn::street}, {"adresse 1", SheetColumn::street}, {"adresse postale", SheetColumn::street},
    {"rue", SheetColumn::street}, {"voie", SheetColumn::street}, {"ligne 1", SheetColumn::street},
    {"address", SheetColumn::street}, {"address 1", SheetColumn::street}, {"address line 1", SheetColumn::street},
    {"street", SheetColumn::street}, {"street address", SheetColumn::street},
    {"complement", SheetColumn::complement}, {"complement d adresse", SheetColumn::complement},
    {"complement adresse", SheetColumn::complement}, {"adresse 2", SheetColumn::complement},
    {"ligne 2", SheetColumn::complement}, {"address 2", SheetColumn::complement},
    {"address line 2", SheetColumn::complement}, {"additional address", SheetColumn::complement},
    {"code postal", SheetColumn::postcode}, {"cp", SheetColumn::postcode}, {"postcode", SheetColumn::postcode},
    {"postal code", SheetColumn::postcode}, {"zip", SheetColumn::postcode}, {"zip code", SheetColumn::postcode},
    {"ville", SheetColumn::city}, {"commune", SheetColumn::city}, {"localite", SheetColumn::city},
    {"city", SheetColumn::city}, {"town", SheetColumn::city},
    {"province", SheetColumn::subdivision}, {"region", SheetColumn::subdivision},
    {"etat", SheetColumn::subdivision}, {"canton", SheetColumn::subdivision}, {"state", SheetColumn::subdivision},
    {"county", SheetColumn::subdivision}, {"province etat", SheetColumn::subdivision},
    {"pays", SheetColumn::country}, {"code pays", SheetColumn::country}, {"country", SheetColumn::country},
    {"country code", SheetColumn::country},

    {"telephone", SheetColumn::phone}, {"tel", SheetColumn::phone}, {"tel fixe", SheetColumn::phone},
    {"telephone fixe", SheetColumn::phone}, {"no de telephone", SheetColumn::phone},
    {"numero de telephone", SheetColumn::phone}, {"phone", SheetColumn::phone},
    {"phone number", SheetColumn::phone}, {"telephone number", SheetColumn::phone},
    {"portable", SheetColumn::mobile}, {"mobile", SheetColumn::mobile}, {"gsm", SheetColumn::mobile},
    {"tel portable", SheetColumn::mobile}, {"telephone portable", SheetColumn::mobile},
    {"telephone mobile", SheetColumn::mobile}, {"cell", SheetColumn::mobile}, {"cell phone", SheetColumn::mobile},
    {"mobile phone", SheetColumn::mobile},
    {"e mail", SheetColumn::email}, {"email", SheetColumn::email}, {"mail", SheetColumn::email},
    {"courriel", SheetColumn::email}, {"adresse e mail", SheetColumn::email}, {"adresse email", SheetColumn::email},
    {"adresse mail", SheetColumn::email}, {"adresse electronique", SheetColumn::email},
    {"email address", SheetColumn::email}, {"e mail address", SheetColumn::email},
    {"civilite", SheetColumn::civility}, {"titre", SheetColumn::civility}, {"title", SheetColumn::civility},
    {"salutation", SheetColumn::civility},
    {"prenom", SheetColumn::first_name}, {"prenom du contact", SheetColumn::first_name},
    {"first name", SheetColumn::first_name}, {"given name", SheetColumn::first_name},
    {"nom", SheetColumn::last_name}, {"nom de famille", SheetColumn::last_name},
    {"nom du contact", SheetColumn::last_name}, {"nom contact", SheetColumn::last_name},
    {"contact", SheetColumn::last_name}, {"interlocuteur", SheetColumn::last_name},
    {"last name", SheetColumn::last_name}, {"surname", SheetColumn::last_name},
    {"family name", SheetColumn::last_name}, {"contact name", SheetColumn::last_name},
    {"fonction", SheetColumn::job_title}, {"poste", SheetColumn::job_title}, {"qualite", SheetColumn::job_title},
    {"job title", SheetColumn::job_title}, {"position", SheetColumn::job_title}, {"job", SheetColumn::job_title},
    {"tags", SheetColumn::tags}, {"tag", SheetColumn::tags}, {"etiquettes", SheetColumn::tags},
    {"etiquette", SheetColumn::tags}, {"mots cles", SheetColumn::tags}, {"labels", SheetColumn::tags},

    {"client depuis", SheetColumn::client_since}, {"depuis", SheetColumn::client_since},
    {"date d entree", SheetColumn::client_since}, {"client depuis le", SheetColumn::client_since},
    {"client since", SheetColumn::client_since}, {"customer since", SheetColumn::client_since},
    {"since", SheetColumn::client_since},
    {"plafond de credit", SheetColumn::credit_limit}, {"plafond", SheetColumn::credit_limit},
    {"encours autorise", SheetColumn::credit_limit}, {"encours maximum", SheetColumn::credit_limit},
    {"limite de credit", SheetColumn::credit_limit}, {"credit limit", SheetColumn::credit_limit},
    {"solde", SheetColumn::balance}, {"solde client", SheetColumn::balance}, {"balance", SheetColumn::balance},
    {"actif", SheetColumn::active}, {"active", SheetColumn::active}, {"statut", SheetColumn::active},
    {"status", SheetColumn::active},
    {"contact parent", SheetColumn::parent}, {"parent", SheetColumn::parent}, {"client parent", SheetColumn::parent},
    {"maison mere", SheetColumn::parent}, {"siege", SheetColumn::parent}, {"parent client", SheetColumn::parent},
    {"parent contact", SheetColumn::parent}, {"head office", SheetColumn::parent},
    {"parent company", SheetColumn::parent},
    {"remarque", SheetColumn::remark}, {"remarques", SheetColumn::remark}, {"note", SheetColumn::remark},
    {"notes", SheetColumn::remark}, {"commentaire", SheetColumn::remark}, {"commentaires", SheetColumn::remark},
    {"observation", SheetColumn::remark}, {"observations", SheetColumn::remark}, {"remark", SheetColumn::remark},
    {"remarks", SheetColumn::remark}, {"comment", SheetColumn::remark}, {"comments", SheetColumn::remark},
    {"memo", SheetColumn::remark},

    {"prospect", SheetColumn::prospect}, {"fournisseur", SheetColumn::supplier}, {"supplier", SheetColumn::supplier},
    {"site web", SheetColumn::website}, {"site internet", SheetColumn::website}, {"site", SheetColumn::website},
    {"website", SheetColumn::website}, {"web", SheetColumn::website}, {"web site", SheetColumn::website},
    {"marque", SheetColumn::flag_text}, {"signalement", SheetColumn::flag_text}, {"flag", SheetColumn::flag_text},
    {"alerte", SheetColumn::flag_text},
    {"compte", SheetColumn::account_number}, {"compte comptable", SheetColumn::account_number},
    {"no de compte", SheetColumn::account_number}, {"numero de compte", SheetColumn::account_number},
    {"compte tiers", SheetColumn::account_number}, {"compte auxiliaire", SheetColumn::account_number},
    {"account", SheetColumn::account_number}, {"account number", SheetColumn::account_number},
    {"mois de cloture", SheetColumn::year_end_month}, {"cloture", SheetColumn::year_end_month},
    {"year end month", SheetColumn::year_end_month}, {"year end", SheetColumn::year_end_month},
    {"telephone de l entreprise", SheetColumn::own_phone}, {"telephone de la societe", SheetColumn::own_phone},
    {"standard", SheetColumn::own_phone}, {"company phone", SheetColumn::own_phone},
    {"business phone", SheetColumn::own_phone},
    {"e mail de l entreprise", SheetColumn::own_email}, {"email de l entreprise", SheetColumn::own_email},
    {"courriel de l entreprise", SheetColumn::own_email}, {"e mail de la societe", SheetColumn::own_email},
    {"company e mail", SheetColumn::own_email}, {"company email", SheetColumn::own_email},
    {"business email", SheetColumn::own_email},
};
// clang-format on

// Folded, with everything but letters and digits as single spaces.
std::string plain_title(std::string_view title) {
    std::string plain;
    for (const char c : fold(title)) {
        const bool keeps = is_ascii_letter(c) || is_ascii_digit(c);
        if (keeps) plain.push_back(c);
        if (!keeps && !plain.empty() && plain.back() != ' ') plain.push_back(' ');
    }
    while (plain.ends_with(' ')) plain.pop_back();
    return plain;
}

bool is_mapped(const ColumnMapping& mapping, SheetColumn column) {
    return std::find(mapping.begin(), mapping.end(), std::optional(column)) != mapping.end();
}

}  // namespace

const SheetColumns& sheet_columns() {
    static const SheetColumns columns = [] {
        SheetColumns made{};
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = static_cast<SheetColumn>(i);
        return made;
    }();
    return columns;
}

std::string_view column_key(SheetColumn column) {
    switch (column) {
    case SheetColumn::reference: return "reference";
    case SheetColumn::name: return "name";
    case SheetColumn::siren: return "siren";
    case SheetColumn::group: return "group";
    case SheetColumn::street: return "street";
    case SheetColumn::complement: return "complement";
    case SheetColumn::postcode: return "postcode";
    case SheetColumn::city: return "city";
    case SheetColumn::country: return "country";
    case SheetColumn::phone: return "phone";
    case SheetColumn::email: return "email";
    case SheetColumn::civility: return "civility";
    case SheetColumn::first_name: return "first_name";
    case SheetColumn::last_name: return "last_name";
    case SheetColumn::job_title: return "job_title";
    case SheetColumn::tags: return "tags";
    case SheetColumn::client_since: return "client_since";
    case SheetColumn::credit_limit: return "credit_limit";
    case SheetColumn::balance: return "balance";
    case SheetColumn::active: return "active";
    case SheetColumn::parent: return "parent";
    case SheetColumn::remark: return "remark";
    case SheetColumn::siret: return "siret";
    case SheetColumn::vat_number: return "vat_number";
    case SheetColumn::subdivision: return "subdivision";
    case SheetColumn::mobile: return "mobile";
    case SheetColumn::website: return "website";
    case SheetColumn::prospect: return "prospect";
    case SheetColumn::supplier: return "supplier";
    case SheetColumn::flag_text: return "flag_text";
    case SheetColumn::account_number: return "account_number";
    case SheetColumn::year_end_month: return "year_end_month";
    case SheetColumn::own_phone: return "own_phone";
    case SheetColumn::own_email: return "own_email";
    }
    assert(false);
    return "";
}

std::optional<SheetColumn> recognise_column(std::string_view title) {
    const std::string plain = plain_title(title);
    for (const KnownTitle& known : known_titles) {
        if (plain == known.title) return known.column;
    }
    return std::nullopt;
}

ColumnMapping propose_mapping(const CsvTable& table) {
    ColumnMapping mapping;
    if (table.row_count() == 0) return mapping;
    mapping.resize(table.column_count(0));
    for (std::size_t i = 0; i < mapping.size(); ++i) {
        const auto meaning = recognise_column(strip_cell_protection(table.cell(0, i)));
        if (meaning.has_value() && !is_mapped(mapping, *meaning)) mapping[i] = meaning;
    }
    // In a list without a company column, "Nom" is the client's own name.
    if (!is_mapped(mapping, SheetColumn::name) && !is_mapped(mapping, SheetColumn::first_name)) {
        const auto surname = std::find(mapping.begin(), mapping.end(), std::optional(SheetColumn::last_name));
        if (surname != mapping.end()) *surname = SheetColumn::name;
    }
    return mapping;
}

void remap(ColumnMapping& mapping, std::size_t file_column, std::optional<SheetColumn> meaning) {
    assert(file_column < mapping.size());
    if (meaning.has_value()) std::replace(mapping.begin(), mapping.end(), meaning, std::optional<SheetColumn>());
    mapping[file_column] = meaning;
}

}  // namespace pupitre
