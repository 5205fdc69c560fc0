// Column by column, there and back.
#include "core/crm/client_bundle.h"

#include <algorithm>
#include <charconv>

#include "core/exchange/plain_text.h"
#include "core/exchange/street_text.h"

namespace pupitre {
namespace {

constexpr std::string_view yes = "yes";
constexpr std::string_view no = "no";

std::string yes_or_no(bool value) { return std::string(value ? yes : no); }

std::string plain(std::string_view text) { return std::string(trimmed(text)); }

std::string street_line(const Address& address) {
    if (address.number.empty() || address.street.empty()) return plain(address.number + address.street);
    return plain(address.number) + ' ' + plain(address.street);
}

std::string amount_text(const std::optional<Money>& amount) {
    return amount.has_value() ? std::to_string(amount->minor) : std::string();
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::optional<Money> amount_of(const std::string& minor, Currency currency) {
    if (minor.empty()) return std::nullopt;
    return Money{number_of(minor), currency};
}

std::optional<Date> date_of(const std::string& iso) {
    const Result<Date> date = parse_iso_date(iso);
    return date.ok() ? std::optional(*date) : std::nullopt;
}

Civility civility_of(const std::string& name) {
    for (std::size_t i = 0; i < std::size(enum_names<Civility>); ++i) {
        if (enum_names<Civility>[i] == name) return static_cast<Civility>(i);
    }
    return Civility::none;
}

std::string parent_text(const Database& db, ClientId parent) {
    const Client* row = parent.is_nil() ? nullptr : db.find(parent);
    if (row == nullptr) return {};
    return row->reference.empty() ? plain(row->name) : plain(row->reference);
}

// In the order of their names, so that two lists of the same tags are equal texts.
std::string tags_text(const Database& db, const std::vector<TagId>& tags) {
    std::vector<std::string> names;
    for (const TagId tag : tags) {
        if (const Tag* row = db.find(tag)) names.push_back(plain(row->name));
    }
    std::sort(names.begin(), names.end());
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text.push_back(',');
        text.append(name);
    }
    return text;
}

std::optional<Note> remark_of(const Database& db, ClientId client) {
    if (const Note* imported = db.find(remark_note_id(client))) return *imported;
    const Note* oldest = nullptr;
    db.for_each_with<&Note::client>(client, [&](const Note& note) {
        if (oldest == nullptr || note.written_at < oldest->written_at) oldest = &note;
    });
    return oldest == nullptr ? std::nullopt : std::optional(*oldest);
}

// A contact detail stands with the person, unless the client has one of its own and the person none.
bool stands_with_person(const std::string& of_person, const std::string& of_client) {
    return !of_person.empty() || of_client.empty();
}

void set_street(Address& address, const std::string& line) {
    StreetParts parts = split_street(line);
    if (!parts.complement.empty()) parts = {.number = {}, .street = line, .complement = {}};
    address.number = parts.number;
    address.street = parts.street;
}

void set_contact_detail(ClientBundle& bundle, std::string Person::* of_person, std::string Client::* of_client,
                        const std::string& value) {
    const bool with_person =
        bundle.person.has_value() && stands_with_person((*bundle.person).*of_person, bundle.client.*of_client);
    (with_person ? (*bundle.person).*of_person : bundle.client.*of_client) = value;
}

}  // namespace

// Notes of one import stand in the order of their clients, so that storing them is appending. The two constants keep
// them apart from ids that a device makes; the low bits, in which the clients of one import differ, stay as they are.
NoteId remark_note_id(ClientId client) {
    constexpr Id128 mark{0x0000'0000'0000'5eed, 0x6e6f'7465'0000'0000};
    return {Id128{client.value.high ^ mark.high, client.value.low ^ mark.low}};
}

Id128 following(Id128 id) {
    ++id.low;
    if (id.low == 0) ++id.high;
    return id;
}

ClientBundle client_bundle(const Database& db, ClientId client) {
    ClientBundle bundle{.client = db.get(client), .person = {}, .address = {}, .remark = {}, .tags = {}};
    if (const Person* person = bundle.client.main_person.is_nil() ? nullptr : db.find(bundle.client.main_person)) {
        bundle.person = *person;
        db.for_each_with<&PersonTag::person>(person->id,
                                             [&](const PersonTag& given) { bundle.tags.push_back(given.tag); });
        std::sort(bundle.tags.begin(), bundle.tags.end());
    }
    if (const Address* address = main_address(db, client)) bundle.address = *address;
    bundle.remark = remark_of(db, client);
    return bundle;
}

ClientRecord record_of(const Database& db, const ClientBundle& bundle) {
    ClientRecord record;
    const Client& client = bundle.client;
    record[SheetColumn::reference] = plain(client.reference);
    record[SheetColumn::name] = plain(client.name);
    record[SheetColumn::siren] = client.siren;
    record[SheetColumn::siret] = client.siret;
    record[SheetColumn::vat_number] = client.vat_number;
    if (const ClientGroup* group = db.find(client.group)) record[SheetColumn::group] = plain(group->name);
    record[SheetColumn::phone] = plain(client.phone);
    record[SheetColumn::email] = plain(client.email);
    record[SheetColumn::website] = plain(client.website);
    record[SheetColumn::flag_text] = plain(client.flag_text);
    record[SheetColumn::account_number] = plain(client.account_number);
    record[SheetColumn::prospect] = yes_or_no(client.prospect);
    record[SheetColumn::supplier] = yes_or_no(client.supplier);
    record[SheetColumn::active] = yes_or_no(!client.inactive);
    if (client.client_since.has_value()) record[SheetColumn::client_since] = to_iso(*client.client_since);
    record[SheetColumn::credit_limit] = amount_text(client.credit_limit);
    record[SheetColumn::balance] = amount_text(client.balance);
    record[SheetColumn::year_end_month] = std::to_string(client.year_end_month);
    record[SheetColumn::parent] = parent_text(db, client.parent);
    if (bundle.person.has_value()) {
        const Person& person = *bundle.person;
        if (!person.email.empty()) {
            record[SheetColumn::email] = plain(person.email);
            record[SheetColumn::own_email] = plain(client.email);
        }
        if (!person.phone.empty()) {
            record[SheetColumn::phone] = plain(person.phone);
            record[SheetColumn::own_phone] = plain(client.phone);
        }
        record[SheetColumn::mobile] = plain(person.mobile);
        if (person.civility != Civility::none) {
            record[SheetColumn::civility] = enum_names<Civility>[static_cast<std::size_t>(person.civility)];
        }
        record[SheetColumn::first_name] = plain(person.first_name);
        record[SheetColumn::last_name] = plain(person.last_name);
        record[SheetColumn::job_title] = plain(person.job_title);
        record[SheetColumn::tags] = tags_text(db, bundle.tags);
    }
    if (bundle.address.has_value()) {
        const Address& address = *bundle.address;
        record[SheetColumn::street] = street_line(address);
        record[SheetColumn::complement] = plain(address.complement);
        record[SheetColumn::postcode] = plain(address.postcode);
        record[SheetColumn::city] = plain(address.city);
        record[SheetColumn::subdivision] = plain(address.subdivision);
        record[SheetColumn::country] = plain(address.country);
    }
    if (bundle.remark.has_value()) record[SheetColumn::remark] = plain(bundle.remark->text);
    return record;
}

bool has_person(const ClientBundle& bundle, const ClientRecord& record) {
    return bundle.person.has_value() || !record[SheetColumn::first_name].empty() ||
           !record[SheetColumn::last_name].empty();
}

void add_parts(ClientBundle& bundle, const ClientRecord& record, Id128& next_id) {
    if (!bundle.person.has_value() && has_person(bundle, record)) {
        bundle.person = Person{};
        bundle.person->id = {next_id};
        bundle.person->client = bundle.client.id;
        bundle.client.main_person = bundle.person->id;
        next_id = following(next_id);
    }
    const bool has_address = std::any_of(sheet_columns().begin(), sheet_columns().end(), [&](SheetColumn column) {
        const bool part_of_address = column == SheetColumn::street || column == SheetColumn::complement ||
                                     column == SheetColumn::postcode || column == SheetColumn::city ||
                                     column == SheetColumn::subdivision || column == SheetColumn::country;
        return part_of_address && !record[column].empty();
    });
    if (!bundle.address.has_value() && has_address) {
        bundle.address = Address{};
        bundle.address->id = {next_id};
        bundle.address->client = bundle.client.id;
        next_id = following(next_id);
    }
    // An older note that somebody wrote is left as it is: a new remark is a note of its own.
    const bool own_remark = bundle.remark.has_value() && bundle.remark->id == remark_note_id(bundle.client.id);
    if (!record[SheetColumn::remark].empty() && !own_remark) {
        bundle.remark = Note{};
        bundle.remark->id = remark_note_id(bundle.client.id);
        bundle.remark->client = bundle.client.id;
    }
}

void set_column(ClientBundle& bundle, const ClientRecord& record, SheetColumn column, const BundleTargets& targets) {
    const std::string& value = record[column];
    Client& client = bundle.client;
    switch (column) {
    case SheetColumn::reference: client.reference = value; return;
    case SheetColumn::name: client.name = value; return;
    case SheetColumn::siren: client.siren = value; return;
    case SheetColumn::siret: client.siret = value; return;
    case SheetColumn::vat_number: client.vat_number = value; return;
    case SheetColumn::group: client.group = targets.group; return;
    case SheetColumn::parent: client.parent = targets.parent; return;
    case SheetColumn::website: client.website = value; return;
    case SheetColumn::flag_text: client.flag_text = value; return;
    case SheetColumn::account_number: client.account_number = value; return;
    case SheetColumn::prospect: client.prospect = value == yes; return;
    case SheetColumn::supplier: client.supplier = value == yes; return;
    case SheetColumn::active: client.inactive = value == no; return;
    case SheetColumn::client_since: client.client_since = date_of(value); return;
    case SheetColumn::credit_limit: client.credit_limit = amount_of(value, targets.currency); return;
    case SheetColumn::balance: client.balance = amount_of(value, targets.currency); return;
    case SheetColumn::year_end_month: client.year_end_month = static_cast<std::int32_t>(number_of(value)); return;
    case SheetColumn::email: set_contact_detail(bundle, &Person::email, &Client::email, value); return;
    case SheetColumn::phone: set_contact_detail(bundle, &Person::phone, &Client::phone, value); return;
    case SheetColumn::own_email: client.email = value; return;
    case SheetColumn::own_phone: client.phone = value; return;
    case SheetColumn::mobile: bundle.person->mobile = value; return;
    case SheetColumn::civility: bundle.person->civility = civility_of(value); return;
    case SheetColumn::first_name: bundle.person->first_name = value; return;
    case SheetColumn::last_name: bundle.person->last_name = value; return;
    case SheetColumn::job_title: bundle.person->job_title = value; return;
    case SheetColumn::tags: bundle.tags = targets.tags; return;
    case SheetColumn::street: set_street(*bundle.address, value); return;
    case SheetColumn::complement: bundle.address->complement = value; return;
    case SheetColumn::postcode: bundle.address->postcode = value; return;
    case SheetColumn::city: bundle.address->city = value; return;
    case SheetColumn::subdivision: bundle.address->subdivision = value; return;
    case SheetColumn::country: bundle.address->country = value; return;
    case SheetColumn::remark: bundle.remark->text = value; return;
    }
    assert(false);
}

}  // namespace pupitre
