// One small reader for each kind of column.
#include "core/crm/client_reading.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/crm/email.h"
#include "core/crm/identifiers.h"
#include "core/crm/phone.h"
#include "core/exchange/country_text.h"
#include "core/exchange/plain_text.h"
#include "core/exchange/street_text.h"
#include "core/exchange/yes_no_text.h"

namespace pupitre {
namespace {

constexpr std::size_t french_postcode_size = 5;

// Where one row's findings go.
struct Reading {
    const ReadingOptions& options;
    ClientRecord& record;
    std::vector<CellProblem>& problems;

    void refuse(SheetColumn column, std::string_view reason, std::string_view value) const {
        problems.push_back({column, reason, std::string(value), true});
    }
    void doubt(SheetColumn column, std::string_view reason, std::string_view value) const {
        problems.push_back({column, reason, std::string(value), false});
    }
};

std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

bool fits(std::string_view text, std::int32_t length_max) {
    // Code points are never more than bytes, so counting is seldom needed.
    const auto limit = static_cast<std::size_t>(length_max);
    return text.size() <= limit || code_points(text) <= limit;
}

void read_text(const Reading& into, SheetColumn column, const std::string& text) {
    const bool remark = column == SheetColumn::remark;
    if (!fits(text, remark ? long_text_max : short_text_max)) return into.refuse(column, "text_too_long", text);
    into.record[column] = remark ? text : on_one_line(text);
}

void read_siren_cell(const Reading& into, const std::string& text) {
    const auto siren = read_siren(text);
    if (siren.ok()) {
        into.record[SheetColumn::siren] = *siren;
        return;
    }
    // A SIRET starts with the SIREN; people write either.
    if (siren.error() == IdentifierProblem::wrong_length) {
        if (const auto siret = read_siret(text); siret.ok()) {
            into.record[SheetColumn::siren] = siret->substr(0, 9);
            if (into.record[SheetColumn::siret].empty()) into.record[SheetColumn::siret] = *siret;
            return;
        }
    }
    into.refuse(SheetColumn::siren, problem_name(siren.error()), text);
}

template <class Outcome>
void take(const Reading& into, SheetColumn column, const std::string& text, const Outcome& outcome) {
    if (!outcome.ok()) return into.refuse(column, problem_name(outcome.error()), text);
    into.record[column] = *outcome;
}

void read_date_cell(const Reading& into, SheetColumn column, const std::string& text) {
    const auto date = read_date(text, into.options.dates);
    if (!date.ok()) return into.refuse(column, problem_name(date.error()), text);
    into.record[column] = to_iso(*date);
}

void read_amount_cell(const Reading& into, SheetColumn column, const std::string& text) {
    const auto amount = read_amount(text, into.options.numbers);
    if (!amount.ok()) return into.refuse(column, problem_name(amount.error()), text);
    into.record[column] = std::to_string(*amount);
}

void read_yes_no_cell(const Reading& into, SheetColumn column, const std::string& text) {
    const auto answer = read_yes_no(text);
    if (!answer.has_value()) return into.refuse(column, "not_yes_no", text);
    into.record[column] = *answer ? "yes" : "no";
}

void read_country_cell(const Reading& into, const std::string& text) {
    const auto country = read_country(text);
    if (!country.has_value()) return into.refuse(SheetColumn::country, "unknown_country", text);
    into.record[SheetColumn::country] = *country;
}

void read_phone_cell(const Reading& into, SheetColumn column, const std::string& text) {
    const ReadPhone phone = read_phone(on_one_line(text));
    if (!phone.understood) into.doubt(column, "phone_not_understood", text);
    read_text(into, column, phone.number);
}

void read_civility_cell(const Reading& into, const std::string& text) {
    std::string folded = fold(text);
    if (folded.ends_with('.')) folded.pop_back();
    constexpr std::string_view misters[] = {"m", "mr", "monsieur", "mister"};
    constexpr std::string_view madams[] = {"mme", "madame", "mlle", "mademoiselle", "mrs", "ms", "miss"};
    const auto is_one_of = [&](const auto& words) {
        return std::find(std::begin(words), std::end(words), folded) != std::end(words);
    };
    if (is_one_of(misters)) {
        into.record[SheetColumn::civility] = "mister";
    } else if (is_one_of(madams)) {
        into.record[SheetColumn::civility] = "madam";
    } else {
        into.doubt(SheetColumn::civility, "unknown_civility", text);
    }
}

// "12", "décembre": the month in which the year ends.
void read_month_cell(const Reading& into, const std::string& text) {
    const auto by_name = read_date("1 " + text + " 2000");
    const auto by_number = read_date("1/" + text + "/2000");
    const auto& month = by_name.ok() ? by_name : by_number;
    if (!month.ok()) return into.refuse(SheetColumn::year_end_month, "not_a_month", text);
    into.record[SheetColumn::year_end_month] = std::to_string(month->ymd().month);
}

void read_tags_cell(const Reading& into, const std::string& text) {
    std::string joined;
    for (const std::string& tag : split_tags(text)) {
        if (!fits(tag, short_text_max)) return into.refuse(SheetColumn::tags, "text_too_long", text);
        if (!joined.empty()) joined.push_back(',');
        joined.append(tag);
    }
    into.record[SheetColumn::tags] = joined;
}

void read_cell(const Reading& into, SheetColumn column, const std::string& text) {
    switch (column) {
    case SheetColumn::siren: return read_siren_cell(into, text);
    case SheetColumn::siret: return take(into, column, text, read_siret(text));
    case SheetColumn::vat_number: return take(into, column, text, read_vat_number(text));
    case SheetColumn::email:
    case SheetColumn::own_email: return take(into, column, text, read_email(text));
    case SheetColumn::country: return read_country_cell(into, text);
    case SheetColumn::phone:
    case SheetColumn::own_phone:
    case SheetColumn::mobile: return read_phone_cell(into, column, text);
    case SheetColumn::civility: return read_civility_cell(into, text);
    case SheetColumn::tags: return read_tags_cell(into, text);
    case SheetColumn::client_since: return read_date_cell(into, column, text);
    case SheetColumn::credit_limit:
    case SheetColumn::balance: return read_amount_cell(into, column, text);
    case SheetColumn::active:
    case SheetColumn::prospect:
    case SheetColumn::supplier: return read_yes_no_cell(into, column, text);
    case SheetColumn::year_end_month: return read_month_cell(into, text);
    case SheetColumn::reference:
    case SheetColumn::name:
    case SheetColumn::group:
    case SheetColumn::street:
    case SheetColumn::complement:
    case SheetColumn::postcode:
    case SheetColumn::city:
    case SheetColumn::subdivision:
    case SheetColumn::first_name:
    case SheetColumn::last_name:
    case SheetColumn::job_title:
    case SheetColumn::parent:
    case SheetColumn::website:
    case SheetColumn::flag_text:
    case SheetColumn::account_number:
    case SheetColumn::remark: return read_text(into, column, text);
    }
}

// Building, floor or P.O. box that stand in the street's cell go to the complement; French postcodes get back the 0
// that spreadsheets drop.
void complete_address(const Reading& into, const std::string& raw_street) {
    ClientRecord& record = into.record;
    const StreetParts parts = split_street(raw_street);
    if (!parts.complement.empty() && !(parts.street.empty() && parts.number.empty())) {
        const std::string street = parts.number.empty() || parts.street.empty() ? parts.number + parts.street
                                                                                : parts.number + ' ' + parts.street;
        const std::string& written = record[SheetColumn::complement];
        const std::string complement = written.empty() ? parts.complement : parts.complement + ", " + written;
        if (fits(complement, short_text_max)) {
            record[SheetColumn::street] = street;
            record[SheetColumn::complement] = complement;
        }
    } else if (parts.complement.empty() && !parts.number.empty() && !parts.street.empty()) {
        record[SheetColumn::street] = parts.number + ' ' + parts.street;
    }
    const std::string& country = record[SheetColumn::country];
    const bool french = (country.empty() ? into.options.home_country : country) == "FR";
    std::string& postcode = record[SheetColumn::postcode];
    if (french && postcode.size() == french_postcode_size - 1 && all_ascii_digits(postcode)) {
        postcode.insert(0, 1, '0');
    }
}

// These are written as they are kept; for the others equal contents follow from equal meaning.
bool is_written_as_kept(SheetColumn column) {
    switch (column) {
    case SheetColumn::client_since:
    case SheetColumn::credit_limit:
    case SheetColumn::balance:
    case SheetColumn::active:
    case SheetColumn::prospect:
    case SheetColumn::supplier:
    case SheetColumn::civility: return false;
    default: return true;
    }
}

}  // namespace

std::string cell_content(const CsvTable& table, std::size_t row, std::size_t column) {
    const std::string_view text = trimmed(strip_cell_protection(table.cell(row, column)));
    // Nearly every cell is one plain line, and is taken as it stands.
    const auto is_special = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; };
    if (std::none_of(text.begin(), text.end(), is_special)) return std::string(text);
    std::string content;
    content.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r') {
            if (i + 1 >= text.size() || text[i + 1] != '\n') content.push_back('\n');
        } else if (!is_special(c)) {
            content.push_back(c);
        }
    }
    return content;
}

void read_record(const CsvTable& table, std::size_t row, const ColumnMapping& mapping, const ReadingOptions& options,
                 ClientRecord& record, std::vector<CellProblem>& problems) {
    const Reading into{options, record, problems};
    std::string raw_street;
    for (std::size_t i = 0; i < mapping.size(); ++i) {
        if (!mapping[i].has_value()) continue;
        const std::string content = cell_content(table, row, i);
        if (content.empty()) continue;
        read_cell(into, *mapping[i], content);
        if (*mapping[i] == SheetColumn::street && !record[SheetColumn::street].empty()) raw_street = content;
    }
    complete_address(into, raw_street);
}

void keep_unchanged_cells(const CsvTable& table, std::size_t row, const ColumnMapping& mapping,
                          const ClientRecord& current, ClientRecord& record) {
    bool street_kept = false;
    for (std::size_t i = 0; i < mapping.size(); ++i) {
        if (!mapping[i].has_value() || !is_written_as_kept(*mapping[i])) continue;
        const std::string content = cell_content(table, row, i);
        if (!content.empty() && content == current[*mapping[i]]) {
            record[*mapping[i]] = content;
            street_kept = street_kept || *mapping[i] == SheetColumn::street;
        }
    }
    if (!street_kept) return;
    // Nothing was taken out of the street after all.
    const auto complement = std::find(mapping.begin(), mapping.end(), std::optional(SheetColumn::complement));
    record[SheetColumn::complement].clear();
    if (complement == mapping.end()) return;
    record[SheetColumn::complement] =
        on_one_line(cell_content(table, row, static_cast<std::size_t>(complement - mapping.begin())));
}

std::vector<std::string> split_tags(std::string_view text) {
    std::vector<std::string> tags;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(",;|\n");
        const std::string_view tag = trimmed(text.substr(0, end));
        const std::string folded = fold(tag);
        const bool known =
            std::any_of(tags.begin(), tags.end(), [&](const std::string& other) { return fold(other) == folded; });
        if (!tag.empty() && !known) tags.emplace_back(tag);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    std::sort(tags.begin(), tags.end());
    return tags;
}

}  // namespace pupitre
