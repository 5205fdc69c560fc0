// A record's plain forms become what people of the language expect in their spreadsheets.
#include "core/crm/client_export.h"

#include <charconv>

#include "core/exchange/amount_text.h"
#include "core/text/format.h"

namespace pupitre {
namespace {

constexpr std::size_t clients_per_step = 1'000;

// What a spreadsheet may take for a number or a date. Postcodes too: as text they would need an apostrophe that people
// see, and the import gives back the 0 that is lost.
CsvCell kind_of(SheetColumn column) {
    switch (column) {
    case SheetColumn::postcode:
    case SheetColumn::client_since:
    case SheetColumn::credit_limit:
    case SheetColumn::balance:
    case SheetColumn::year_end_month: return CsvCell::figure;
    default: return CsvCell::text;
    }
}

// Only a figure that looks like one may go out unprotected.
bool is_harmless_figure(std::string_view text) {
    return text.find_first_not_of("0123456789,./-") == std::string_view::npos && !text.starts_with('/');
}

}  // namespace

ClientExport::ClientExport(const Database& db, std::vector<ClientId> clients, Language language) :
    db_(&db), clients_(std::move(clients)), texts_(language), writer_(language == Language::french ? ';' : ',') {
    write_titles();
}

bool ClientExport::step(std::size_t clients) {
    for (; clients > 0 && next_ < clients_.size(); --clients) write_client(clients_[next_++]);
    return next_ < clients_.size();
}

void ClientExport::write_titles() {
    for (const SheetColumn column : sheet_columns()) {
        writer_.cell(texts_.label("sheet." + std::string(column_key(column))));
    }
    writer_.end_row();
}

void ClientExport::write_client(ClientId client) {
    const ClientRecord record = record_of(*db_, client_bundle(*db_, client));
    for (const SheetColumn column : sheet_columns()) {
        const std::string text = shown(column, record[column]);
        const bool figure = kind_of(column) == CsvCell::figure && is_harmless_figure(text);
        writer_.cell(text, figure ? CsvCell::figure : CsvCell::text);
    }
    writer_.end_row();
}

std::string ClientExport::shown(SheetColumn column, const std::string& kept) const {
    if (kept.empty()) return kept;
    switch (column) {
    case SheetColumn::client_since: {
        const Result<Date> date = parse_iso_date(kept);
        return date.ok() ? format_date(*date, texts_.language()) : kept;
    }
    case SheetColumn::credit_limit:
    case SheetColumn::balance: {
        std::int64_t minor = 0;
        std::from_chars(kept.data(), kept.data() + kept.size(), minor);
        return write_amount(minor, texts_.language() == Language::french ? NumberStyle::french : NumberStyle::english);
    }
    case SheetColumn::active:
    case SheetColumn::prospect:
    case SheetColumn::supplier: return std::string(texts_.label(kept == "yes" ? "sheet.yes" : "sheet.no"));
    case SheetColumn::civility: return std::string(texts_.label("choice.person.civility." + kept));
    default: return kept;
    }
}

std::vector<ClientId> all_clients(const Database& db) {
    std::vector<ClientId> clients;
    clients.reserve(db.table<Client>().size());
    db.for_each<Client>([&](const Client& client) { clients.push_back(client.id); });
    return clients;
}

std::string export_clients(const Database& db, Language language) {
    ClientExport out(db, all_clients(db), language);
    while (out.step(clients_per_step)) {}
    return out.take();
}

}  // namespace pupitre
