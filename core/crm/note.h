// Notes on a client's file.
#pragma once

#include <span>
#include <string>

#include "core/command/context.h"
#include "core/crm/client.h"

namespace pupitre {

/// Something worth remembering about a client, seen by the firm alone.
struct Note {
    static constexpr std::string_view table = "note";
    static constexpr std::string_view scope_key = "client";

    Id<Note> id;
    ClientId client;
    TeamMemberId author;
    std::int64_t written_at = 0;  // Milliseconds since 1970 UTC.
    std::string text;
    bool pinned = false;

    static std::span<const Field> fields();
    bool operator==(const Note&) const = default;
};
using NoteId = Id<Note>;

EntityRules note_rules();

}  // namespace pupitre
