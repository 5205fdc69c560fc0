// A client with what stands on one line of a client list: the main person and its tags, the main address, the remark.
// Between rows of the database and columns of a list, in both directions.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/crm/address.h"
#include "core/crm/client.h"
#include "core/crm/client_sheet.h"
#include "core/crm/note.h"
#include "core/crm/person.h"

namespace pupitre {

/// One line of a client list, each column in one plain form: texts trimmed, numbers as digits, dates as 2026-11-24,
/// amounts in minor units, yes or no, country codes, international phone numbers. Empty means "not said".
struct ClientRecord {
    std::array<std::string, sheet_column_count> cells;

    std::string& operator[](SheetColumn column) { return cells[static_cast<std::size_t>(column)]; }
    const std::string& operator[](SheetColumn column) const { return cells[static_cast<std::size_t>(column)]; }
};

struct ClientBundle {
    Client client;
    std::optional<Person> person;
    std::optional<Address> address;
    std::optional<Note> remark;
    std::vector<TagId> tags;  // Of the person, in id order.
};

/// The note that an import of remarks writes and writes again: one for each client.
NoteId remark_note_id(ClientId client);

/// Reads a client that must exist. The remark is the imported one, else the oldest note.
ClientBundle client_bundle(const Database& db, ClientId client);

/// The line of a list that says what the bundle holds.
ClientRecord record_of(const Database& db, const ClientBundle& bundle);

/// What the texts of a record become on their way into a bundle.
struct BundleTargets {
    ClientGroupId group;
    ClientId parent;
    std::vector<TagId> tags;
    Currency currency = Currency::eur;
};

/// True if the record names a person, or the bundle has one: then e-mail, phone, job title and tags have a place.
bool has_person(const ClientBundle& bundle, const ClientRecord& record);

/// Writes one column of a record into the bundle. Person and address must have been added by `add_parts`.
void set_column(ClientBundle& bundle, const ClientRecord& record, SheetColumn column, const BundleTargets& targets);

/// Adds the person, the address and the remark that the record needs and the bundle lacks. `next_id` gives new ids.
void add_parts(ClientBundle& bundle, const ClientRecord& record, Id128& next_id);

/// The id that follows: ids of one import stand side by side.
Id128 following(Id128 id);

}  // namespace pupitre
