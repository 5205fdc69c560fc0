// Dates, closing days, amounts, phones, e-mails, identifiers, countries, streets: no input does harm, and a value that was understood
// is understood the same way when it is written out and read again.
#include <cstdint>
#include <cstdlib>

#include "core/crm/email.h"
#include "core/crm/identifiers.h"
#include "core/crm/phone.h"
#include "core/exchange/amount_text.h"
#include "core/exchange/closing_days.h"
#include "core/exchange/country_text.h"
#include "core/exchange/date_text.h"
#include "core/exchange/street_text.h"
#include "core/exchange/yes_no_text.h"

using namespace pupitre;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

void check_amount(std::string_view text, NumberStyle style) {
    const auto amount = read_amount(text, style);
    if (!amount.ok()) return;
    const auto again = read_amount(write_amount(*amount, style), style);
    demand(again.ok() && *again == *amount);
}

void check_date(std::string_view text, const DateReading& reading) {
    const auto date = read_date(text, reading);
    if (!date.ok()) return;
    const auto again = read_date(to_iso(*date), reading);
    demand(again.ok() && *again == *date);
}

template <class Read>
void check_stable(std::string_view text, Read read) {
    const auto value = read(text);
    if (!value.ok()) return;
    const auto again = read(*value);
    demand(again.ok() && *again == *value);
}

void check_closing_days(std::string_view text) {
    if (const auto typed = read_closing_days(text); typed.ok()) {
        const auto again = read_closing_days(write_closing_days(*typed));
        demand(again.ok() && *again == *typed);
        demand(is_closing_days(to_stored(*typed)));
    }
    if (const auto stored = closing_days_from_stored(text); stored.ok()) demand(to_stored(*stored) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_amount(text, NumberStyle::french);
    check_amount(text, NumberStyle::english);
    check_date(text, {});
    check_date(text, {.order = DateOrder::month_first, .excel_serials = true});
    check_closing_days(text);
    check_stable(text, [](std::string_view typed) { return read_siren(typed); });
    check_stable(text, [](std::string_view typed) { return read_siret(typed); });
    check_stable(text, [](std::string_view typed) { return read_vat_number(typed); });
    check_stable(text, [](std::string_view typed) { return read_email(typed); });
    const ReadPhone phone = read_phone(text);
    if (phone.understood) {
        demand(read_phone(phone.number).number == phone.number);
        demand(read_phone(format_phone(phone.number)).number == phone.number);
    }
    const StreetParts parts = split_street(text);
    demand(parts.number.size() + parts.street.size() + parts.complement.size() <= 2 * text.size());
    (void)read_country(text);
    (void)read_yes_no(text);
    return 0;
}
